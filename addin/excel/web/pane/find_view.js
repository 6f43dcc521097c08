// Finding a KPI: a field, and what matches it, best first.
import { python } from "../python/python.js";
import { say } from "../texts.js";
import { fill, h, icon } from "./dom.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {{ shown: Card[], heading?: string, remarks: string[] }} Listing */

const TYPING_MS = 120;
const GOALS = ["awareness", "leads", "sales"];
const STAGES = ["attention", "interest", "action"];

/**
 * @param {{ kpis: Card[], known: string[] }} catalogue
 * @param {(card: Card) => void} open Is told which card to show.
 */
export function findView(catalogue, open) {
  const field = h("input", {
    type: "search",
    id: "search",
    placeholder: say("search-hint"),
    autocomplete: "off",
    spellcheck: "false",
    "aria-controls": "found",
    oninput: () => later(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "ArrowDown") step(event, 1);
      if (event.key === "Enter") void openFirst();
      if (event.key === "Escape") clear();
    },
  });
  const clearing = h(
    "button",
    { type: "button", class: "quiet", "aria-label": say("search-clear"), hidden: true, onclick: () => clear() },
    icon("close"),
  );
  const list = h("div", { id: "found", class: "found", onkeydown: (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
  } });
  const said = h("p", { class: "remark", role: "status" });
  let goal = "";
  let asked = 0;
  let timer = 0;

  const view = h(
    "section",
    { class: "find", "aria-label": say("tab-find") },
    h(
      "div",
      { class: "search" },
      h("label", { for: "search", class: "unseen" }, say("search-label")),
      icon("search"),
      field,
      clearing,
    ),
    goalChoice((chosen) => {
      goal = chosen;
      void refresh();
    }),
    said,
    list,
  );
  void refresh();
  return { view, field, refresh };

  function later() {
    clearing.hidden = field.value === "";
    clearTimeout(timer);
    timer = Number(setTimeout(() => void refresh(), TYPING_MS));
  }

  function clear() {
    field.value = "";
    later();
    field.focus();
  }

  /** What a person has typed to the end is looked for first. */
  async function openFirst() {
    clearTimeout(timer);
    await refresh();
    list.querySelector("button")?.click();
  }

  async function refresh() {
    const query = field.value.trim();
    const turn = ++asked;
    if (query && python.state !== "ready") {
      show({ shown: named(query).filter(serves), remarks: [say("search-waiting")] }, query);
    }
    try {
      const listing = query ? await matching(query) : everything();
      if (turn === asked) show(listing, query);
    } catch (error) {
      fill(said, say("search-failed", { why: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** @param {string} query @returns {Promise<Listing>} */
  async function matching(query) {
    const found = await python.find(query);
    const byId = new Map(catalogue.kpis.map((card) => [card.id, card]));
    const cards = found.ids.map((id) => byId.get(id)).filter((card) => card !== undefined);
    const own = named(query).filter((card) => card.own);
    const shown = [...own, ...cards].filter(serves);
    const readAs = Object.entries(found.readAs).map(([typed, taken]) =>
      say("search-read-as", { typed, taken: taken.toUpperCase() }),
    );
    if (!shown.length) return { shown, remarks: [say("search-none", { query })] };
    return { shown, remarks: found.complete ? readAs : [...readAs, say("search-partly")] };
  }

  /**
   * What is called by all words of a query: until Python is awake, and for the server's own KPIs.
   * @param {string} query
   */
  function named(query) {
    const words = query.toLowerCase().split(/\s+/);
    return catalogue.kpis.filter((card) => {
      const names = [card.id, card.name, card.otherName, ...card.aliases].join(" ").toLowerCase();
      return words.every((word) => names.includes(word));
    });
  }

  /** @param {Card} card */
  function serves(card) {
    return !goal || card.goals.includes(goal);
  }

  /** @returns {Listing} */
  function everything() {
    return { shown: catalogue.kpis.filter(serves), remarks: [] };
  }

  /** @param {Listing} listing @param {string} query */
  function show({ shown, remarks }, query) {
    fill(said, ...remarks.flatMap((remark) => [remark, " "]));
    said.append(h("span", { class: "unseen" }, say("search-found", { count: shown.length })));
    if (query) return fill(list, items(shown));
    const known = shown.filter(({ id }) => catalogue.known.includes(id));
    const groups = [
      { title: say("search-known"), cards: byPlace(known, catalogue.known) },
      ...STAGES.map((stage) => ({
        title: say(`stage-${stage}`),
        cards: shown.filter((card) => card.stage === stage),
      })),
    ];
    fill(
      list,
      ...groups
        .filter(({ cards }) => cards.length)
        .map(({ title, cards }) => h("div", { role: "group", "aria-label": title }, h("h2", {}, title), items(cards))),
    );
  }

  /** @param {Card[]} cards */
  function items(cards) {
    return h("ul", {}, ...cards.map((card) => h("li", {}, item(card))));
  }

  /** @param {Card} card */
  function item(card) {
    return h(
      "button",
      { type: "button", class: "item", onclick: () => open(card) },
      h("span", { class: "id" }, card.id),
      " ",
      h("span", { class: "name" }, card.name),
      " ",
      h("span", { class: "meaning" }, card.meaning),
    );
  }

  /** @param {KeyboardEvent} event @param {number} by */
  function step(event, by) {
    const all = [...list.querySelectorAll("button")];
    const place = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + by;
    event.preventDefault();
    (place < 0 ? field : (all[place] ?? all.at(-1)))?.focus();
  }
}

/**
 * @param {Card[]} cards
 * @param {string[]} order
 */
function byPlace(cards, order) {
  return [...cards].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** @param {(goal: string) => void} choose */
function goalChoice(choose) {
  const options = ["", ...GOALS].map((goal) =>
    h("option", { value: goal }, say(goal ? `goal-${goal}` : "goal-all")),
  );
  const select = h(
    "select",
    { "aria-label": say("goal-label"), onchange: () => choose(select.value) },
    ...options,
  );
  return h("div", { class: "filter" }, select);
}
