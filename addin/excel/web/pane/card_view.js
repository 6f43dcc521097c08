// One KPI: what it means, its arguments, the result before it is inserted, and all that is known.
import { python } from "../python/python.js";
import { say } from "../texts.js";
import { argumentFields } from "./argument_fields.js";
import { about } from "./about.js";
import { fill, formula, h, icon } from "./dom.js";
import { CELL_FORMATS } from "./format.js";
import { preview } from "./preview.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./host.js").Host} Host */

const TYPING_MS = 150;

/**
 * @param {Card} card
 * @param {Promise<Host>} host
 * @param {() => void} back
 */
export function cardView(card, host, back) {
  const fields = argumentFields(card, host, () => later());
  const result = h("div", { class: "result", role: "status" }, say("card-preview-empty"));
  const said = h("div", { class: "said", role: "status" });
  const insert = h("button", { type: "button", class: "primary", onclick: () => act(asFunction) }, say("card-insert"));
  const plain = h(
    "button",
    { type: "button", title: say("card-insert-plain-help"), onclick: () => act(asPlain) },
    say("card-insert-plain"),
  );
  let size = { rows: 1, columns: 1 };
  let turn = 0;
  let timer = 0;
  /** The cells that a person was told are not empty. */
  let warned = "";

  const title = h("h1", { tabindex: "-1" }, card.name);
  const view = h(
    "section",
    { class: "card", "aria-labelledby": "card-title" },
    h("button", { type: "button", class: "quiet back", onclick: back }, icon("back"), say("card-back")),
    h("div", { class: "head" }, title, h("code", {}, `=${card.function}`)),
    h("p", {}, card.meaning),
    ...card.formula.slice(0, 1).map(formula),
    fields.view,
    h("h2", {}, say("card-preview")),
    result,
    h("div", { class: "actions" }, insert, card.own ? null : plain),
    said,
    about(card),
  );
  title.id = "card-title";
  void host.then(({ hasCells }) => {
    if (!hasCells) fill(insert, say("card-copy"));
  });
  void guarded(fields.takeFirst);
  return { view, title, onSelection: () => void guarded(fields.take) };

  function later() {
    clearTimeout(timer);
    warned = "";
    timer = Number(setTimeout(() => void guarded(compute), TYPING_MS));
  }

  async function compute() {
    const mine = ++turn;
    const given = fields.given();
    if (given.every(({ kind }) => kind !== "nothing")) fill(result, say("card-preview-waiting"));
    const found = await preview(card, given, await host);
    if (mine !== turn) return;
    size = found;
    fill(result, found.view);
  }

  /** @param {(cells: string[]) => Promise<string>} write */
  async function act(write) {
    await guarded(async () => {
      const here = await host;
      const given = fields.given();
      const missing = card.arguments.filter((_, place) => given[place].kind === "nothing");
      if (missing.length) {
        const names = missing.map(({ label }) => label).join(", ");
        return tell(say("card-missing", { names }));
      }
      const place = fields.place();
      if (here.hasCells && !place) return tell(say("card-missing", { names: say("card-at") }));
      if (here.hasCells && warned !== place && !(await here.isFree(place, size.rows, size.columns))) {
        warned = place;
        return tell(say("card-replace", { place }));
      }
      // The cell that is shown next is no argument.
      fields.rest();
      const typed = await here.insert(place, await write(given.map(({ text }) => text)), CELL_FORMATS[card.unit]);
      warned = "";
      tell(say(here.hasCells ? "card-inserted" : "card-copied", { place }), typed);
    });
  }

  /** @param {string[]} cells */
  async function asFunction(cells) {
    return `=${card.function}(${cells.join(",")})`;
  }

  /** @param {string[]} cells */
  async function asPlain(cells) {
    return (await python.native(card.id, cells)).formula;
  }

  /** @param {string} text @param {string} [code] */
  function tell(text, code) {
    fill(said, h("p", {}, text), code ? h("code", {}, code) : null);
  }

  /** @param {() => Promise<unknown>} work */
  async function guarded(work) {
    try {
      await work();
    } catch (error) {
      tell(say("went-wrong", { why: error instanceof Error ? error.message : String(error) }));
    }
  }
}
