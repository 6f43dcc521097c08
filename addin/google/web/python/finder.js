// Finds KPIs by what people type: what kpicells.formulas.search.Finder finds, without Python.
import { distance, isPlausible, normal, plain, Reader, split, translated } from "./words.js";

/** @typedef {import("./words.js").Meanings} Meanings */
/** @typedef {import("./words.js").SearchData} SearchData */
/** @typedef {{ words: string[], plain: string, counts: number }} Text */
/** @typedef {{ typed: string, means: Meanings, takenFor: string }} Word */
/** @typedef {{ ids: string[], readAs: Record<string, string>, unknown: string[], complete: boolean }} Found */

const NAME = 1;
const ARGUMENTS = 0.7;
const MEANING = 0.65;
const LEAST = 0.52;
const IN_MEANING_ONLY = 0.75;
const LEAST_OF_BEST = 0.45;
const AS_GOOD_AS_EXACT = 1.25;
const UNKNOWN_WEIGHS = 5;
const WEAK_WEIGHS = 0.3;
const IN_ORDER = 0.04;
const WELL_KNOWN = 0.06;
/** @type {Meanings} */
const NOTHING = new Map();

export class Finder {
  /** @param {SearchData} data */
  constructor(data) {
    this.data = data;
    this.reader = new Reader(data);
    this.silent = new Set(data.silent);
    this.weak = new Set(data.weak);
    /** @type {Map<string, Text[]>} */
    this.texts = new Map(data.kpis.map((kpi) => [kpi.id, this.textsOf(kpi)]));
    const all = [...this.texts.values()];
    /** @type {Map<string, number>} */
    const having = new Map();
    for (const texts of all) {
      for (const word of new Set(texts.flatMap(({ words }) => words))) {
        having.set(word, (having.get(word) ?? 0) + 1);
      }
    }
    this.weights = new Map(
      [...having].map(([word, count]) => {
        const weighs = Math.log(1 + all.length / count);
        return [word, weighs * (this.weak.has(word) ? WEAK_WEIGHS : 1)];
      }),
    );
    const named = all.flat().filter(({ counts }) => counts !== MEANING);
    this.inNames = new Set(named.flatMap(({ words }) => words));
    this.vocabulary = this.vocabularyOf(data);
  }

  /** @param {string} query @returns {Found} */
  find(query) {
    const words = normal(query).split(/\s+/).filter(Boolean).flatMap((piece) => this.readPiece(piece));
    const unknown = words.filter(({ means }) => !means.size).map(({ typed }) => typed);
    const taken = words.filter(({ takenFor }) => takenFor);
    const readAs = Object.fromEntries(taken.map(({ typed, takenFor }) => [typed, takenFor]));
    const respelt = normal(query).split(/\s+/).map((piece) => readAs[piece] ?? piece).join(" ");
    const spellings = new Set([plain(query), plain(respelt)].filter(Boolean));
    const exact = new Set(
      [...this.texts].filter(([, texts]) => texts.some((text) => spellings.has(text.plain))).map(([id]) => id),
    );
    const saysSomething = words.some(({ means, typed }) => means.size && typed.length > 1);
    /** @type {Map<string, number>} */
    const scores = new Map();
    for (const [id, texts] of this.texts) {
      const { likeness, has } = this.likeness(texts, words);
      const place = this.data.wellKnown.indexOf(id);
      const score = likeness + (place < 0 ? 0 : WELL_KNOWN - 0.001 * place);
      if (exact.has(id)) scores.set(id, score + (spellings.has(plain(id)) ? 2 : 1));
      else if (saysSomething && this.isMatch(words, has)) scores.set(id, score);
    }
    if (!scores.size) return { ids: [], readAs, unknown, complete: false };
    const ranked = [...scores].sort(([, one], [, other]) => other - one);
    const [[first, best]] = ranked;
    const least = Math.min(best, AS_GOOD_AS_EXACT) * LEAST_OF_BEST;
    const ids = ranked.filter(([, score]) => score >= least).map(([id]) => id);
    return { ids, readAs, unknown, complete: exact.has(first) || this.hasAll(first, words) };
  }

  /** @param {SearchData["kpis"][number]} kpi @returns {Text[]} */
  textsOf({ names, said, arguments: taken, meanings }) {
    const meant = (/** @type {string} */ text) =>
      split(text).filter((word) => !this.silent.has(word)).map((word) => this.reader.standsFor(word));
    return [
      ...[...names, ...said].map((text) => ({ words: meant(text), plain: plain(text), counts: NAME })),
      ...[0, 1, 2].map((kind) => ({
        words: meant(taken.map((one) => one[kind]).join(" ")),
        plain: "",
        counts: ARGUMENTS,
      })),
      ...meanings.map((text) => ({ words: meant(text), plain: plain(text), counts: MEANING })),
    ];
  }

  /** The words that a guess may lead to, and how often each is said. @param {SearchData} data */
  vocabularyOf(data) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const said = data.kpis.flatMap(({ names, arguments: taken }) => [...names, ...taken.flat()]);
    for (const word of [...said.flatMap(split), ...this.reader.forms]) {
      if (!this.silent.has(word) && this.known(word).size) found.set(word, (found.get(word) ?? 0) + 1);
    }
    return found;
  }

  /** @param {string} id @param {Word[]} words */
  hasAll(id, words) {
    const everything = new Set((this.texts.get(id) ?? []).flatMap((text) => text.words));
    return words.every(({ means }) => [...means.keys()].some((meaning) => everything.has(meaning)));
  }

  /** Whether a KPI has enough of a query: most of it, or else all that is known of it. @param {Word[]} words @param {number[]} has */
  isMatch(words, has) {
    const weights = words.map((word) => this.weight(word));
    if (weighed(weights, has) >= LEAST * weights.reduce((sum, one) => sum + one, 0)) return true;
    const known = has.filter((_, place) => words[place].means.size);
    const telling = words.filter(({ means }) => [...means.keys()].some((meaning) => !this.weak.has(meaning)));
    return telling.length >= 2 && Math.min(...known) >= IN_MEANING_ONLY;
  }

  /** How well texts match, and how much they have of each word. @param {Text[]} texts @param {Word[]} words */
  likeness(texts, words) {
    const weights = words.map((word) => this.weight(word));
    const asked = weights.reduce((sum, one) => sum + one, 0) || 1;
    const meant = new Set(words.flatMap(({ means }) => [...means.keys()]));
    let best = 0;
    let has = words.map(() => 0);
    for (const text of texts) {
      const hits = words.map((word) => surely(word, text));
      if (!hits.some(Boolean)) continue;
      const counts = text.counts === MEANING ? IN_MEANING_ONLY : 1;
      has = has.map((sofar, place) => Math.max(sofar, hits[place] * counts));
      const own = [...new Set(text.words)];
      const precision = this.sum(own.filter((word) => meant.has(word))) / this.sum(own);
      const order = inOrder(text, words) ? IN_ORDER : 0;
      const share = weighed(weights, hits) / asked;
      best = Math.max(best, text.counts * share * (0.5 + 0.5 * precision) + order);
    }
    return { likeness: best + 0.25 * (weighed(weights, has) / asked), has };
  }

  /** @param {string[]} words */
  sum(words) {
    return words.reduce((sum, word) => sum + (this.weights.get(word) ?? 0), 0);
  }

  /** @param {Word} word */
  weight({ means }) {
    if (!means.size) return UNKNOWN_WEIGHS;
    return Math.max(...[...means.keys()].map((meaning) => this.weights.get(meaning) ?? 0));
  }

  /** What a word means that stands in the catalogue. @param {string} word @returns {Meanings} */
  known(word) {
    return new Map([...this.reader.mayMean(word)].filter(([meaning]) => this.weights.has(meaning)));
  }

  /** What it means that stands in a name. @param {string} word @returns {Meanings} */
  named(word) {
    return new Map([...this.known(word)].filter(([meaning]) => this.inNames.has(meaning)));
  }

  /** @param {string} piece @returns {Word[]} */
  readPiece(piece) {
    const read = split(piece).filter((word) => !this.silent.has(word)).map((word) => this.readWord(word));
    if (read.length && read.every(({ means }) => means.size)) return read;
    // Letters lie where the other layout has commas and brackets, so the piece is read whole.
    const swapped = translated(piece, this.data.otherLayout);
    if (this.silent.has(swapped)) return [];
    if (swapped.length > 1 && /^[\p{L}\p{N}]+$/u.test(swapped)) {
      const means = this.named(swapped);
      if (means.size) return [{ typed: piece, means, takenFor: swapped }];
    }
    return read.map((word) => (word.means.size ? word : this.guessed(word.typed)));
  }

  /** @param {string} word @returns {Word} */
  readWord(word) {
    const means = this.known(word);
    if (means.size) return { typed: word, means, takenFor: "" };
    for (const table of [this.data.lookalikes, this.data.lookalikesBack]) {
      const alike = translated(word, table);
      const named = alike === word ? NOTHING : this.named(alike);
      if (named.size) return { typed: word, means: named, takenFor: alike };
    }
    return { typed: word, means: NOTHING, takenFor: "" };
  }

  /** An unknown word taken for one by sound, by its beginning, or with a letter wrong. @param {string} word @returns {Word} */
  guessed(word) {
    const spelt = this.reader.bySound(word).find((one) => this.vocabulary.has(one));
    if (spelt) return { typed: word, means: this.known(spelt), takenFor: spelt };
    const longer = [...this.vocabulary.keys()].filter((known) => known.startsWith(word));
    if (word.length >= 3 && longer.length) {
      const meanings = longer.flatMap((known) => [...this.known(known).keys()]);
      return { typed: word, means: new Map(meanings.map((meaning) => [meaning, 1])), takenFor: "" };
    }
    const takenFor = this.nearest(word);
    return { typed: word, means: takenFor ? this.known(takenFor) : NOTHING, takenFor };
  }

  /** @param {string} word */
  nearest(word) {
    const allowed = word.length < 3 ? 0 : word.length < 8 ? 1 : 2;
    const near = [...this.vocabulary]
      .filter(([known]) => Math.abs(known.length - word.length) <= allowed)
      .map(([known, said]) => ({ known, said, wrong: distance(word, known) }))
      .filter(({ known, wrong }) => wrong > 0 && wrong <= allowed && isPlausible(word, known))
      .sort((a, b) => a.wrong - b.wrong || b.said - a.said || (a.known < b.known ? -1 : 1));
    return near[0]?.known ?? "";
  }
}

/** @param {number[]} weights @param {number[]} shares */
function weighed(weights, shares) {
  return weights.reduce((sum, weight, place) => sum + weight * shares[place], 0);
}

/** How surely a word of the query stands in a text. @param {Word} word @param {Text} text */
function surely({ means }, { words }) {
  const found = [...means].filter(([meaning]) => words.includes(meaning)).map(([, sure]) => sure);
  return Math.max(0, ...found);
}

/** Whether several words stand in a text in the order of the query. @param {Text} text @param {Word[]} words */
function inOrder(text, words) {
  const places = words
    .map(({ means }) => text.words.findIndex((word) => means.has(word)))
    .filter((place) => place >= 0);
  return places.length > 1 && places.every((place, at) => !at || places[at - 1] <= place);
}
