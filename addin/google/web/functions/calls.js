// Where the previews' calls are answered: here, by what computes in cells, or by the server.
import { callServer } from "../server/server.js";
import { settings } from "../settings.js";

/** @typedef {import("./batches.js").Call} Call */
/** @typedef {import("./answers.js").Answer} Answer */

const OWN = /^KPI_OWN\("(.+)"\)$/;

export const calls = {
  /** @param {Call} call @returns {Promise<Answer>} */
  async ask({ id, args }) {
    const own = OWN.exec(id);
    if (own) return (await callServer([{ id: own[1], args }]))[0];
    const name = id.replace(/^KPI_/, "");
    const formula = FORMULAS_[name];
    const { language } = await settings.read();
    const answer = spread_(name, formula, args);
    return language === "ru" ? translated(answer, formula) : answer;
  },
};

/** @param {any} answer @param {unknown} formula @returns {Answer} */
function translated(answer, formula) {
  const told = (/** @type {any} */ cell) =>
    cell?.error ? { ...cell, reason: inWords_(cell.reason, formula) } : cell;
  if (answer.error || !Array.isArray(answer.value)) return told(answer);
  return { value: answer.value.map((/** @type {any[]} */ row) => row.map(told)) };
}
