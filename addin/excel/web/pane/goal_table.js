// A small table of goals for the sheet: what was reached, what was meant, and how it stands.
import { say } from "../texts.js";
import { CELL_FORMATS } from "./format.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {{ card: Card, target: number | undefined }} Chosen */

/** From which attainment on a KPI is on track, and at risk; the workbooks' own thresholds. */
const ON_TRACK = 0.95;
const AT_RISK = 0.8;
const GENERAL = "General";

/**
 * The table's cells, as formulas in English, and how each is shown.
 * @param {Chosen[]} chosen
 * @param {{ row: number, letters: string[] }} corner The first row, from 1, and the five columns.
 * @param {string} client Whose numbers the server gives; none where they are typed by hand.
 */
export function goalTable(chosen, { row, letters }, client) {
  const [, fact, target, attainment] = letters;
  const head = ["goals-kpi", "goals-fact", "goals-plan", "goals-attainment", "goals-status"];
  const rows = chosen.map(({ card, target: meant }, place) => {
    const line = row + 1 + place;
    const [is, should, share] = [fact, target, attainment].map((letter) => `${letter}${line}`);
    const attained = card.better === "lower" ? "KPI.ATTAINMENT_LOWER" : "KPI.ATTAINMENT";
    return [
      card.name,
      client ? `=KPI.DATA(${text(client)},${text(card.id)})` : "",
      meant ?? (client ? `=KPI.TARGET(${text(client)},${text(card.id)})` : ""),
      `=IF(OR(${is}="",${should}=""),"",${attained}(${is},${should}))`,
      status(share),
    ];
  });
  const formats = chosen.map(({ card: { unit } }) => {
    const own = CELL_FORMATS[unit] ?? GENERAL;
    return [GENERAL, own, own, "0%", GENERAL];
  });
  return { rows: [head.map((key) => say(key)), ...rows], formats: [Array(5).fill(GENERAL), ...formats] };
}

/** @param {string} attainment */
function status(attainment) {
  const words = ["status-poor", "status-fair", "status-good"].map((key) => text(say(key)));
  const index = `KPI.STATUS(${attainment},${ON_TRACK},${AT_RISK})+1`;
  return `=IF(${attainment}="",${text(say("status-none"))},CHOOSE(${index},${words.join(",")}))`;
}

/** A text inside a formula. @param {string} content */
function text(content) {
  return `"${content.replaceAll('"', '""')}"`;
}
