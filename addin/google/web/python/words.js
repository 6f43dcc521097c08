// How the search reads words: its spelling, its endings, what it may mean, how it may be mistyped.
// It says what kpicells.formulas.search_reading says; a test holds the two against each other.

/** @typedef {Map<string, number>} Meanings What a word may mean, and how surely. */
/**
 * @typedef {object} SearchData
 * @property {{ id: string, names: string[], said: string[], arguments: string[][], meanings: string[] }[]} kpis
 * @property {Record<string, string>} same
 * @property {Record<string, string>} also
 * @property {string[]} weak
 * @property {string[]} silent
 * @property {string[]} endings
 * @property {Record<string, string>} lookalikes
 * @property {Record<string, string>} lookalikesBack
 * @property {Record<string, string>} otherLayout
 * @property {Record<string, string>} spoken
 * @property {string[]} wellKnown
 */

/** How surely a word means what it means besides. */
const BESIDES = 0.8;

const SIGN = String.raw`[\p{L}\p{N}_]`;
const BEFORE = String.raw`(^|[^\p{L}\p{N}_])`;
const PREFIX = new RegExp(`${BEFORE}kpi[_.](?=${SIGN})`, "gu");
const JOINED = new RegExp(`${BEFORE}(${SIGN}(?:[./]${SIGN}(?!${SIGN}))+)`, "gu");

/** @param {string} text */
export function normal(text) {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(PREFIX, "$1");
}

/** @param {string} text @returns {string[]} */
export function split(text) {
  const joined = normal(text)
    .replaceAll("%", " percent ")
    .replace(JOINED, (_, before, found) => before + found.replace(/[./]/g, ""));
  return joined.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text without spaces and signs. @param {string} text */
export function plain(text) {
  return split(text).join("");
}

/** @param {string} word */
function englishStem(word) {
  if (word.endsWith("ies") && word.length > 4) word = `${word.slice(0, -3)}y`;
  else if (/(sses|ches|shes|xes)$/.test(word)) word = word.slice(0, -2);
  else if (word.endsWith("s") && !/(ss|us|is)$/.test(word) && word.length > 3) word = word.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    word = word.slice(0, -ending.length);
    const last = word[word.length - 1];
    if (last === word[word.length - 2] && !"lsz".includes(last)) word = word.slice(0, -1);
  }
  return word.endsWith("e") && word.length > 3 ? word.slice(0, -1) : word;
}

/** Reads words by the tables of the catalogue. */
export class Reader {
  /** @param {SearchData} data */
  constructor(data) {
    this.data = data;
    this.forms = Object.values(data.same).flatMap((same) => same.split(" ")).filter((word) => !word.endsWith("*"));
    /** @type {Map<string, string>} */
    this.byStem = new Map();
    /** @type {[string, string][]} */
    this.byBeginning = [];
    for (const [meaning, same] of Object.entries(data.same)) {
      for (const word of same.split(" ")) {
        if (word.endsWith("*")) this.byBeginning.push([word.slice(0, -1), meaning]);
        else this.byStem.set(this.stem(word), meaning);
      }
    }
    this.byBeginning.sort(([one], [other]) => other.length - one.length);
    this.also = new Map(Object.entries(data.also).map(([word, also]) => [this.stem(word), also.split(" ")]));
  }

  /** A word without its ending. @param {string} word */
  stem(word) {
    if (/^[\x00-\x7f]*$/.test(word)) return englishStem(word);
    const ending = this.data.endings.find((one) => word.endsWith(one) && word.length - one.length >= 3);
    if (ending) word = word.slice(0, -ending.length);
    return word.length >= 5 && /[ое]к$/.test(word) ? `${word.slice(0, -2)}к` : word;
  }

  /** The word that stands for all that mean the same. @param {string} word */
  standsFor(word) {
    const stem = this.stem(word);
    const beginning = this.byBeginning.find(([start]) => word.startsWith(start));
    return this.byStem.get(stem) ?? beginning?.[1] ?? stem;
  }

  /** @param {string} word @returns {Meanings} */
  mayMean(word) {
    /** @type {Meanings} */
    const found = new Map((this.also.get(this.stem(word)) ?? []).map((meaning) => [meaning, BESIDES]));
    return found.set(this.standsFor(word), 1);
  }

  /** The Latin abbreviations that a Russian one may stand for. @param {string} word @returns {string[]} */
  bySound(word) {
    const letters = [...word].map((letter) => this.data.spoken[letter]);
    if (letters.length < 2 || letters.length > 6 || letters.includes(/** @type {any} */ (undefined))) return [];
    return letters.reduce(
      (found, some) => found.flatMap((start) => [...some].map((letter) => start + letter)),
      [""],
    );
  }
}

/** Whether a word may be a slip of the hand. @param {string} typed @param {string} meant */
export function isPlausible(typed, meant) {
  const sorted = (/** @type {string} */ word) => [...word].sort().join("");
  if (typed.length <= 4 || meant.length <= 4) {
    return sorted(typed) === sorted(meant) || typed.replace(/(.)\1/g, "$1") === meant;
  }
  return typed[0] === meant[0] || typed.slice(0, 2) === meant[1] + meant[0];
}

/**
 * How many letters are wrong, missing, too many or swapped with their neighbour.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[]} */
  let twoBack = [];
  let back = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(back[j] + 1, row[j - 1] + 1, back[j - 1] + wrong);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) cost = Math.min(cost, twoBack[j - 2] + 1);
      row.push(cost);
    }
    [twoBack, back] = [back, row];
  }
  return back[back.length - 1];
}

/** @param {string} word @param {Record<string, string>} table */
export function translated(word, table) {
  return [...word].map((letter) => table[letter] ?? letter).join("");
}
