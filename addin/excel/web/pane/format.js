// Numbers as people read them, by what they measure.
import { number } from "../texts.js";

/** How a cell shows a unit, where it has no format of its own. @type {Record<string, string>} */
export const CELL_FORMATS = { share: "0.00%", ratio: "0.00", money: "#,##0.00" };

/**
 * @param {unknown} value
 * @param {string} unit
 */
export function shown(value, unit) {
  if (typeof value !== "number") return String(value);
  if (unit === "share") return number(value, { style: "percent", maximumFractionDigits: 2 });
  if (unit === "money") return number(value, { maximumFractionDigits: 2 });
  return number(value);
}
