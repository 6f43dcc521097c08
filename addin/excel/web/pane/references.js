// Cells and ranges, as people write them.

/**
 * @typedef {object} Area
 * @property {string} sheet
 * @property {number} row From 0, as columns are.
 * @property {number} column
 * @property {number} rows
 * @property {number} columns
 */

const SHEET = String.raw`(?:'(?:[^']|'')+'|[^\s!'"(),;:]+)!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const REFERENCE = new RegExp(`^(${SHEET})?(${CELL}(:${CELL})?|${COLUMN}:${COLUMN})$`, "u");
/** So many rows has a sheet. */
const ALL_ROWS = 1_048_576;

/** @param {string} text */
export function isReference(text) {
  return REFERENCE.test(text);
}

/**
 * How a range is written; with its sheet where that is another one.
 * @param {Area} area
 * @param {string} fromSheet
 */
export function written({ sheet, row, column, rows, columns }, fromSheet) {
  const prefix = sheet === fromSheet ? "" : `${quoted(sheet)}!`;
  const last = columnLetters(column + columns - 1);
  if (rows === ALL_ROWS) return `${prefix}${columnLetters(column)}:${last}`;
  const first = `${columnLetters(column)}${row + 1}`;
  const end = `${last}${row + rows}`;
  return prefix + (first === end ? first : `${first}:${end}`);
}

/** @param {string} sheet */
function quoted(sheet) {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
}

/** @param {number} column */
export function columnLetters(column) {
  let text = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

/**
 * The arguments that a selection stands for: as many columns, or areas, as are wanted.
 * @param {Area[]} areas
 * @param {number} count
 * @returns {Area[]}
 */
export function parts(areas, count) {
  if (areas.length === count) return areas;
  const [area] = areas;
  if (areas.length !== 1 || !area) return [];
  if (area.columns === count) {
    return steps(count).map((step) => ({ ...area, column: area.column + step, columns: 1 }));
  }
  if (area.columns === 1 && area.rows === count) {
    return steps(count).map((step) => ({ ...area, row: area.row + step, rows: 1 }));
  }
  return [];
}

/** @param {number} count */
function steps(count) {
  return [...Array(count).keys()];
}

/**
 * The cell after the arguments: to their right, or below them where they stand in one column.
 * @param {Area[]} areas
 * @returns {Area | undefined}
 */
export function after(areas) {
  const [first] = areas;
  if (!first) return undefined;
  const isColumn = areas.length > 1 && areas.every((a) => a.column === first.column && a.rows === 1);
  const right = Math.max(...areas.map((area) => area.column + area.columns));
  const bottom = Math.max(...areas.map((area) => area.row + area.rows));
  const top = Math.min(...areas.map((area) => area.row));
  const place = isColumn ? { row: bottom, column: first.column } : { row: top, column: right };
  return { sheet: first.sheet, ...place, rows: 1, columns: 1 };
}
