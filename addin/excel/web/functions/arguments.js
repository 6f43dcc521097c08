// What Excel hands to a function, as it goes to Python: cells, and rows of cells.

/** @typedef {number | string | boolean | null | { error: string }} Cell */

/** A column of a sheet has so many rows. */
const WHOLE_COLUMN = 1_048_576;

/**
 * Every argument comes as rows of cells. One cell goes on as itself; a whole column ends at its
 * last filled cell; arguments left out at the end are left out.
 * @param {unknown[]} given
 * @returns {(Cell | Cell[][])[]}
 */
export function asArguments(given) {
  const last = given.findLastIndex((value) => !isBlank(value));
  const args = given.slice(0, last + 1).map((value) => (Array.isArray(value) ? value : [[value]]));
  // A million rows are looked through before anything is made of them.
  const rows = Math.max(1, ...args.filter(isWholeColumn).map(filledRows));
  return args.map((range) => {
    const kept = (isWholeColumn(range) ? range.slice(0, rows) : range).map(asRow);
    return kept.length === 1 && kept[0].length === 1 ? kept[0][0] : kept;
  });
}

/** @param {unknown} value */
function isBlank(value) {
  return value === null || value === undefined;
}

/** @param {unknown[]} range */
function isWholeColumn(range) {
  return range.length === WHOLE_COLUMN;
}

/** @param {unknown[][]} range */
function filledRows(range) {
  return range.findLastIndex((row) => row.some((cell) => !isBlank(cell) && cell !== "")) + 1;
}

/**
 * @param {unknown} row
 * @returns {Cell[]}
 */
function asRow(row) {
  return Array.isArray(row) ? row.map(asCell) : [asCell(row)];
}

/**
 * @param {unknown} value
 * @returns {Cell}
 */
function asCell(value) {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object") return /** @type {Cell} */ (value);
  // An error in a cell, or a data type with a plain value of its own.
  if ("code" in value && typeof value.code === "string") return { error: value.code };
  if ("basicValue" in value) {
    const isError = "basicType" in value && value.basicType === "Error";
    return isError ? { error: String(value.basicValue) } : asCell(value.basicValue);
  }
  return String(value);
}
