// What can be done with the whole workbook.
import { FUNCTIONS } from "../data/functions.js";
import { python } from "../python/python.js";
import { fromServer } from "../server/server.js";
import { say } from "../texts.js";
import { fill, h } from "./dom.js";
import { shown } from "./format.js";

/** @typedef {import("./host.js").Host} Host */
/** @typedef {import("./host_excel.js").FoundFormula} FoundFormula */
/** @typedef {{ key: string, name: string, unit: string, status: string, actual: number | null, target: number | null, finding: string }} Reviewed */

/** Statuses that ask for nothing: on track, reached, no data, no target. */
const QUIET = /^[●★○]/u;

/** @param {Promise<Host>} host */
export function workbookView(host) {
  const parts = [track(), refresh(host)];
  // Formulas are printed by Python; in other spreadsheets the pane has none.
  if ("makePortable" in python) parts.push(portable(host));
  return h("section", { "aria-label": say("tab-workbook") }, ...parts);
}

/**
 * A part of the page: what it is for, what to press, and what came of it.
 * @param {string} key
 * @param {HTMLElement[]} controls
 * @param {HTMLElement} outcome
 */
function part(key, controls, outcome) {
  return h(
    "article",
    {},
    h("h2", {}, say(key)),
    h("p", { class: "remark" }, say(`${key}-help`)),
    h("div", { class: "actions" }, ...controls),
    outcome,
  );
}

/** @returns {HTMLDivElement} */
function outcomeOf() {
  return h("div", { class: "outcome", role: "status" });
}

/**
 * A button that shows what its work comes to, or why it does not.
 * @param {string} label
 * @param {HTMLElement} outcome
 * @param {() => Promise<(Node | string)[]>} work
 */
function button(label, outcome, work) {
  const one = h("button", { type: "button", onclick: () => void press() }, label);
  return one;

  async function press() {
    one.disabled = true;
    fill(outcome, say("working"));
    try {
      fill(outcome, ...(await work()));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      fill(outcome, h("p", { class: "fault" }, why));
    }
    one.disabled = false;
  }
}

function track() {
  const outcome = outcomeOf();
  const choice = h("select", { "aria-label": say("workbook-client"), hidden: true });
  const look = button(say("workbook-look"), outcome, async () => {
    if (!choice.options.length) {
      const { clients } = /** @type {{ clients: string[] }} */ (await fromServer("v1/clients"));
      if (!clients.length) return [say("workbook-no-clients")];
      fill(choice, ...clients.map((name) => h("option", {}, name)));
      choice.hidden = clients.length < 2;
    }
    const path = `v1/review?client=${encodeURIComponent(choice.value)}`;
    return standing(/** @type {{ kpis: Reviewed[], month: string, client: string }} */ (await fromServer(path)));
  });
  choice.addEventListener("change", () => look.click());
  return part("workbook-track", [choice, look], outcome);
}

/** @param {{ kpis: Reviewed[], month: string, client: string }} review */
function standing({ kpis, month, client }) {
  const behind = kpis.filter(({ status }) => !QUIET.test(status));
  const title = behind.length
    ? say("workbook-behind", { count: behind.length, all: kpis.length })
    : say("workbook-all-good");
  return [
    h("p", { class: "strong" }, `${client}, ${month}. ${title}`),
    h("ul", { class: "standing" }, ...behind.map(reviewed)),
  ];
}

/** @param {Reviewed} kpi */
function reviewed({ name, unit, status, actual, target, finding }) {
  const numbers =
    actual === null || target === null
      ? ""
      : say("workbook-actual", { actual: shown(actual, unit), target: shown(target, unit) });
  return h(
    "li",
    { class: status.startsWith("▼") ? "poor" : "fair" },
    h("span", { class: "status" }, status),
    h("span", { class: "name" }, name),
    h("span", {}, numbers),
    h("span", { class: "meaning" }, finding),
  );
}

/** @param {Promise<Host>} host */
function refresh(host) {
  const outcome = outcomeOf();
  const names = FUNCTIONS.fromServer.join("|");
  const asks = new RegExp(`(?:^|[^\\w.])(?:_xldudf_)?KPI[._](?:${names})\\(`, "i");
  const go = button(say("workbook-refresh-go"), outcome, async () => {
    const here = await host;
    if (!here.hasCells) return [say("workbook-not-here")];
    const formulas = (await here.kpiFormulas()).filter(({ formula }) => asks.test(formula));
    if (!formulas.length) return [say("workbook-refresh-none")];
    await here.computeAnew(formulas);
    return [say("workbook-refreshed", { count: formulas.length })];
  });
  return part("workbook-refresh", [go], outcome);
}

/** @param {Promise<Host>} host */
function portable(host) {
  const outcome = outcomeOf();
  const look = button(say("workbook-portable-look"), outcome, async () => {
    const here = await host;
    if (!here.hasCells) return [say("workbook-not-here")];
    const formulas = await here.kpiFormulas();
    if (!formulas.length) return [say("workbook-portable-none")];
    const made = await python.makePortable(
      formulas.map(({ formula }) => formula),
      await here.names(),
    );
    const before = formulas.filter((_, place) => made[place].replaced.length);
    const texts = made.filter(({ replaced }) => replaced.length).map(({ text }) => text);
    const changes = before.map((one, place) => ({ ...one, formula: texts[place] }));
    const left = made.flatMap(({ left }) => left);
    const go = button(say("workbook-portable-go"), outcome, async () => {
      await here.replace(changes);
      // Not every Excel undoes what an add-in wrote.
      const back = button(say("workbook-portable-back"), outcome, async () => {
        await here.replace(before);
        return [say("workbook-portable-restored", { count: before.length })];
      });
      const done = say("workbook-portable-done", { count: changes.length });
      return [h("p", { class: "strong" }, done), ...staying(left), back];
    });
    go.classList.add("primary");
    return [
      h("p", { class: "strong" }, say("workbook-portable-found", { count: changes.length })),
      ...staying(left),
      changes.length ? go : "",
    ];
  });
  return part("workbook-portable", [look], outcome);
}

/** @param {string[]} left */
function staying(left) {
  if (!left.length) return [];
  const reasons = [...new Set(left)];
  return [
    h("p", {}, say("workbook-portable-left", { count: left.length })),
    h("ul", { class: "plain" }, ...reasons.map((reason) => h("li", {}, reason))),
  ];
}
