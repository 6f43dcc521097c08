// Setting up goals: a business goal, three to five KPIs, a target each, and a table of them.
import { fromServer } from "../server/server.js";
import { settings } from "../settings.js";
import { readNumber, say } from "../texts.js";
import { fill, h } from "./dom.js";
import { goalTable } from "./goal_table.js";
import { columnLetters, written } from "./references.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./host.js").Host} Host */
/** @typedef {{ card: Card, box: HTMLInputElement, field: HTMLInputElement, row: HTMLElement }} Line */

const GOALS = ["awareness", "leads", "sales"];
/** The pane proposes KPIs of every stage, so many at first; they measure, and do not judge. */
const PROPOSED = 4;
const JUDGES = ["ATTAINMENT", "ATTAINMENT_LOWER", "FORECAST", "STATUS"];

/**
 * @param {{ kpis: Card[], known: string[] }} catalogue
 * @param {Promise<Host>} host
 */
export function goalsView(catalogue, host) {
  const list = h("div", { class: "choices" });
  const counted = h("p", { class: "remark", role: "status" });
  const said = h("div", { class: "said", role: "status" });
  const client = h("select", { id: "goal-client" }, h("option", { value: "" }, say("goals-from-none")));
  const clients = h(
    "div",
    { class: "row", hidden: true },
    h("label", { for: "goal-client" }, say("goals-from")),
    client,
  );
  const goal = h(
    "select",
    { id: "goal", onchange: () => propose() },
    ...GOALS.map((name) => h("option", { value: name, selected: name === "leads" }, say(`goal-${name}`))),
  );
  /** @type {Line[]} */
  let lines = [];
  let warned = "";
  propose();
  void offerClients();
  return h(
    "section",
    { class: "goals", "aria-label": say("tab-goals") },
    h("h1", {}, say("goals-title")),
    h("p", { class: "remark" }, say("goals-help")),
    h("div", { class: "row" }, h("label", { for: "goal" }, say("goal-label")), goal),
    list,
    counted,
    clients,
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "primary", onclick: () => void guarded() }, say("goals-insert")),
    ),
    said,
  );

  function propose() {
    const serving = catalogue.kpis.filter(
      (card) =>
        card.goals.includes(goal.value) && card.better !== "neither" && !JUDGES.includes(card.id),
    );
    const known = catalogue.known
      .map((id) => serving.find((card) => card.id === id))
      .filter((card) => card !== undefined);
    const first = ofEveryStage(known, PROPOSED);
    const others = [...known, ...serving].filter((card, place, all) => all.indexOf(card) === place);
    const rest = others.filter((card) => !first.includes(card));
    lines = [...first.map((card) => line(card, true)), ...rest.map((card) => line(card, false))];
    fill(
      list,
      h(
        "fieldset",
        {},
        h("legend", {}, say("goals-choose")),
        ...lines.slice(0, known.length).map(({ row }) => row),
        h("details", {}, h("summary", {}, say("goals-more")), ...lines.slice(known.length).map(({ row }) => row)),
      ),
    );
    count();
  }

  /** @param {Card} card @param {boolean} checked @returns {Line} */
  function line(card, checked) {
    const box = h("input", { type: "checkbox", id: `goal-${card.id}`, checked, onchange: () => count() });
    const field = h("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      placeholder: say(card.unit === "share" ? "goals-target-share" : "goals-target-hint"),
      "aria-label": say("goals-target", { name: card.name }),
      oninput: () => {
        box.checked = true;
        count();
      },
    });
    const row = h("div", { class: "goal" }, box, h("label", { for: box.id, title: card.meaning }, card.name), field);
    return { card, box, field, row };
  }

  function count() {
    warned = "";
    const chosen = lines.filter(({ box }) => box.checked).length;
    fill(counted, chosen ? say("goals-count", { count: chosen }) : say("goals-count-none"));
  }

  /** Whoever computes in Excel and has no key asks no server for anything. */
  async function offerClients() {
    const { mode, key } = await settings.read();
    if (mode !== "server" && !key) return;
    try {
      const found = /** @type {{ clients: string[] }} */ (await fromServer("v1/clients"));
      client.append(...found.clients.map((name) => h("option", { value: name }, name)));
      clients.hidden = !found.clients.length;
    } catch {
      // Without a server the numbers are typed by hand.
    }
  }

  async function guarded() {
    try {
      fill(said, await insert());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      fill(said, h("p", { class: "fault" }, say("went-wrong", { why })));
    }
  }

  async function insert() {
    const here = await host;
    if (!here.hasCells) return say("workbook-not-here");
    const chosen = lines.filter(({ box }) => box.checked);
    if (!chosen.length) return say("goals-count-none");
    const meant = chosen.map(({ card, field }) => ({ card, target: readTarget(field.value) }));
    const wrong = chosen.find((_, place) => Number.isNaN(meant[place].target));
    if (wrong) return say("goals-bad-target", { text: wrong.field.value });
    const [corner] = await here.selection();
    const area = { ...corner, rows: chosen.length + 1, columns: 5 };
    const first = written({ ...area, rows: 1, columns: 1 }, corner.sheet);
    const place = written(area, corner.sheet);
    if (warned !== place && !(await here.isFree(first, area.rows, area.columns))) {
      warned = place;
      return say("goals-in-the-way", { place });
    }
    const letters = [0, 1, 2, 3, 4].map((step) => columnLetters(corner.column + step));
    const table = goalTable(meant, { row: corner.row + 1, letters }, client.value);
    await here.fillTable(place, table.rows, table.formats);
    warned = "";
    return say("goals-inserted", { place });
  }
}

/**
 * The first ones of each stage in turn.
 * @param {Card[]} cards
 * @param {number} count
 */
function ofEveryStage(cards, count) {
  const stages = ["attention", "interest", "action"].map((stage) =>
    cards.filter((card) => card.stage === stage),
  );
  /** @type {Card[]} */
  const found = [];
  for (let turn = 0; found.length < count && turn < cards.length; turn++) {
    for (const stage of stages) if (stage[turn] && found.length < count) found.push(stage[turn]);
  }
  return found;
}

/**
 * A target as people write it; per cent too.
 * @param {string} text
 * @returns {number | undefined} NaN where it is none.
 */
function readTarget(text) {
  const typed = text.trim();
  if (!typed) return undefined;
  return typed.endsWith("%") ? readNumber(typed.slice(0, -1)) / 100 : readNumber(typed);
}
