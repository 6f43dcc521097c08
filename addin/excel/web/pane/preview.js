// What a formula would show, before it stands in a cell.
import { asArguments } from "../functions/arguments.js";
import { calls } from "../functions/calls.js";
import { say } from "../texts.js";
import { h } from "./dom.js";
import { shown } from "./format.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./host.js").Host} Host */
/** @typedef {import("./argument_fields.js").Given} Given */
/** @typedef {import("../functions/answers.js").Answer} Answer */
/** @typedef {{ view: Node | string, rows: number, columns: number }} Preview */

/**
 * @param {Card} card
 * @param {Given[]} given
 * @param {Host} host
 * @returns {Promise<Preview>}
 */
export async function preview(card, given, host) {
  if (given.some(({ kind }) => kind === "nothing")) return plain(say("card-preview-empty"));
  /** @type {unknown[]} */
  const values = [];
  for (const one of given) {
    if (one.kind !== "cells") {
      values.push([["value" in one ? one.value : ""]]);
      continue;
    }
    try {
      values.push((await host.values(one.text)).map((row) => row.map(asCell)));
    } catch {
      return plain(say("card-no-cells", { cells: one.text }));
    }
  }
  const id = card.function.replace(/^KPI\./, "");
  return described(await calls.ask({ id, args: asArguments(values) }), card.unit);
}

/** Excel tells of an error in a cell by its text. @param {unknown} value */
function asCell(value) {
  const isError = typeof value === "string" && /^#[A-Z/0]+[!?]?$/.test(value);
  return isError ? { code: value } : value;
}

/**
 * @param {Answer} answer
 * @param {string} unit
 * @returns {Preview}
 */
function described(answer, unit) {
  if ("error" in answer) return plain(fault(answer));
  const { value } = answer;
  if (!Array.isArray(value)) return plain(h("output", {}, shown(value, unit)));
  const cells = value.flat();
  const wrong = cells.filter((cell) => typeof cell === "object" && cell !== null);
  const [good] = cells.filter((cell) => typeof cell === "number");
  const first = good === undefined ? fault(wrong[0]) : h("output", {}, shown(good, unit));
  const [before, behind] = say("card-preview-range", { count: cells.length, first: "\0" }).split("\0");
  const errors = wrong.length ? say("card-preview-errors", { count: wrong.length }) : "";
  const reason = wrong.length && good !== undefined ? ` ${wrong[0].error}: ${wrong[0].reason}` : "";
  const view = h("div", {}, before, first, behind, " ", errors, h("span", { class: "why" }, reason));
  return { view, rows: value.length, columns: value[0].length };
}

/** @param {{ error: string, reason?: string }} failed */
function fault({ error, reason }) {
  return h("span", { class: "fault" }, h("output", {}, error), " ", h("span", { class: "why" }, reason ?? ""));
}

/** @param {Node | string} view @returns {Preview} */
function plain(view) {
  return { view, rows: 1, columns: 1 };
}
