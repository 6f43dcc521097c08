// The open spreadsheet, as the side bar sees it: the project's scripts read and write its cells.
import { run } from "../apps_script.js";
import { sheetFormula } from "./sheet_formula.js";

/** @typedef {import("./references.js").Area} Area */
/** @typedef {{ sheet: string, row: number, column: number, formula: string }} FoundFormula */
/** @typedef {typeof googleHost} Host */

const googleHost = {
  hasCells: true,

  /** What is selected, area by area. @returns {Promise<Area[]>} */
  selection: () => run("kpicellsSelection"),

  /** Sheets tells nobody of another selection; a button takes it. @param {() => void} _ */
  async onSelection(_) {},

  /** @param {string} reference @returns {Promise<unknown[][]>} */
  async values(reference) {
    /** @type {any[][]} */
    const rows = await run("kpicellsValues", reference);
    return rows.map((row) => row.map((cell) => (cell?.date ? new Date(cell.date) : cell)));
  },

  /** @param {string} reference @param {number} rows @param {number} columns @returns {Promise<boolean>} */
  isFree: (reference, rows, columns) => run("kpicellsIsFree", reference, rows, columns),

  /** @param {string} reference @param {string} formula @param {string} [format] @returns {Promise<string>} */
  insert: (reference, formula, format) => run("kpicellsInsert", reference, sheetFormula(formula), format ?? ""),

  /** @param {string} reference @param {unknown[][]} rows @param {string[][]} formats */
  async fillTable(reference, rows, formats) {
    const cells = rows.map((row) =>
      row.map((cell) => (typeof cell === "string" && cell.startsWith("=") ? sheetFormula(cell) : cell)),
    );
    await run("kpicellsFillTable", reference, cells, formats);
  },

  /** Every formula that asks the server. @returns {Promise<FoundFormula[]>} */
  kpiFormulas: () => run("kpicellsAsking"),

  /** Ask the server again. @param {FoundFormula[]} _ */
  async computeAnew(_) {
    await run("kpicellsRefresh");
  },
};

/** @returns {Promise<Host>} */
export async function findHost() {
  return googleHost;
}
