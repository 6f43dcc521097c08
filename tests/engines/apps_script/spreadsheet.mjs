// The open spreadsheet and its window, in memory, as far as the project uses them.
import { readFileSync } from "node:fs";
import { world } from "./services.mjs";

/** @typedef {import("./services.mjs").Sheet} Sheet */
/** @typedef {{ folder: string, evaluated: (code: string) => any }} Pages */

/** @param {() => Pages} pages */
export function spreadsheet(pages) {
  return { SpreadsheetApp: app, HtmlService: html(pages) };
}

const app = {
  getActive: () => book,
  getActiveSpreadsheet: () => book,
  getActiveSheet: () => sheet(world.selected[0]?.sheet ?? 0),
  flush: () => world.said.push("flush"),
  getUi: () => ({
    createMenu: (/** @type {string} */ name) => menu(name),
    createAddonMenu: () => menu("add-on"),
    showSidebar(/** @type {any} */ page) {
      world.shown = page;
    },
  }),
};

const book = {
  getSpreadsheetTimeZone: () => world.timeZone,
  getSheets: () => world.sheets.map((_, place) => sheet(place)),
  getSheetByName(/** @type {string} */ name) {
    const place = world.sheets.findIndex((one) => one.name === name);
    return place < 0 ? null : sheet(place);
  },
  getActiveSheet: () => app.getActiveSheet(),
  insertSheet(/** @type {string} */ name) {
    world.sheets.push({ name, cells: new Map(), protected: new Set() });
    return sheet(world.sheets.length - 1);
  },
  deleteSheet(/** @type {any} */ { place }) {
    world.sheets.splice(place, 1);
  },
  toast: (/** @type {string} */ text) => void world.said.push({ toast: text }),
  getActiveRangeList: () =>
    world.selected.length ? { getRanges: () => world.selected.map((one) => range(one.sheet, one.row, one.column, one.rows, one.columns)) } : null,
  getRange(/** @type {string} */ reference) {
    const [, name, cells] = /** @type {RegExpExecArray} */ (/^(?:(.+)!)?([^!]+)$/.exec(reference));
    const title = name?.replace(/^'|'$/g, "").replaceAll("''", "'");
    const place = title ? world.sheets.findIndex((one) => one.name === title) : (world.selected[0]?.sheet ?? 0);
    if (place < 0) throw new Error(`Range not found: ${reference}`);
    return named(place, cells);
  },
};

/** @param {string} name */
function menu(name) {
  /** @type {[string, string][]} */
  const items = [];
  const made = {
    addItem(/** @type {string} */ text, /** @type {string} */ run) {
      items.push([text, run]);
      return made;
    },
    addSeparator: () => made,
    addToUi() {
      world.menu = { name, items };
    },
  };
  return made;
}

/** @param {number} place */
function sheet(place) {
  const { name, cells } = world.sheets[place];
  const edge = (/** @type {0 | 1} */ at) =>
    Math.max(1, ...[...cells.keys()].map((key) => Number(key.split(",")[at])));
  return {
    place,
    getName: () => name,
    getMaxRows: () => 1000,
    getMaxColumns: () => 26,
    getLastRow: () => (cells.size ? edge(0) : 0),
    getDataRange: () => range(place, 1, 1, edge(0), edge(1)),
    getRange: (/** @type {any} */ row, column = 1, rows = 1, columns = 1) =>
      typeof row === "string" ? named(place, row) : range(place, row, column, rows, columns),
    clear: () => cells.clear(),
  };
}

/** @param {number} place @param {string} text */
function named(place, text) {
  const found = /^\$?([A-Z]+)\$?(\d*)(?::\$?([A-Z]+)\$?(\d*))?$/i.exec(text);
  if (!found) throw new Error(`Range not found: ${text}`);
  const [, left, top, right = left, bottom] = found;
  const row = Number(top || 1);
  const last = Number(bottom || (right && !top ? 1000 : row));
  return range(place, row, number(left), last - row + 1, number(right) - number(left) + 1);
}

/** @param {string} letters */
function number(letters) {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** @param {number} column */
function letters(column) {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

/** @param {number} place @param {number} row @param {number} column @param {number} rows @param {number} columns */
function range(place, row, column, rows, columns) {
  const { cells, protected: locked } = world.sheets[place];
  const each = (/** @type {(cell: any) => unknown} */ show) =>
    [...Array(rows).keys()].map((down) =>
      [...Array(columns).keys()].map((right) => show(cells.get(`${row + down},${column + right}`))),
    );
  const put = (/** @type {any} */ cell) => {
    if (locked.has(`${row},${column}`)) throw new Error("You are trying to edit a protected cell or object.");
    cells.set(`${row},${column}`, { ...cells.get(`${row},${column}`), ...cell });
    world.said.push({ cell: `${letters(column)}${row}`, ...cell });
    return made;
  };
  /** @type {any} */
  const made = {
    getRow: () => row,
    getColumn: () => column,
    getNumRows: () => rows,
    getNumColumns: () => columns,
    getLastRow: () => row + rows - 1,
    getSheet: () => sheet(place),
    getA1Notation: () => `${letters(column)}${row}`,
    getCell: (/** @type {number} */ down, /** @type {number} */ right) => range(place, row + down - 1, column + right - 1, 1, 1),
    getFormulas: () => each((cell) => cell?.formula ?? ""),
    getFormula: () => cells.get(`${row},${column}`)?.formula ?? "",
    getValues: () => each((cell) => cell?.value ?? ""),
    getDisplayValues: () => each((cell) => String(cell?.value ?? "")),
    isBlank: () => each((cell) => cell === undefined || (!cell.formula && (cell.value ?? "") === "")).flat().every(Boolean),
    setFormula: (/** @type {string} */ formula) => put({ formula, value: world.computed(formula) }),
    // What begins with a sign of equality is a formula, whoever writes it.
    setValue: (/** @type {any} */ value) =>
      typeof value === "string" && value.startsWith("=") ? made.setFormula(value) : put({ value }),
    setFormulas(/** @type {string[][]} */ rows) {
      rows.forEach((cells, down) =>
        cells.forEach((formula, right) => range(place, row + down, column + right, 1, 1).setFormula(formula)),
      );
      return made;
    },
    setValues(/** @type {unknown[][]} */ rows) {
      rows.forEach((cells, down) =>
        cells.forEach((value, right) => range(place, row + down, column + right, 1, 1).setValue(value)),
      );
      return made;
    },
    getNumberFormat: () => cells.get(`${row},${column}`)?.format ?? "0.###############",
    setNumberFormat: (/** @type {string} */ format) => put({ format }),
    setNumberFormats(/** @type {string[][]} */ rows) {
      rows.forEach((cells, down) =>
        cells.forEach((format, right) => range(place, row + down, column + right, 1, 1).setNumberFormat(format)),
      );
      return made;
    },
    activate() {
      world.selected = [{ sheet: place, row, column, rows, columns }];
      return made;
    },
  };
  return made;
}

/** @param {() => Pages} pages */
function html(pages) {
  const page = (/** @type {string} */ content) => {
    const made = {
      content,
      title: "",
      setTitle(/** @type {string} */ title) {
        made.title = title;
        return made;
      },
      getContent: () => content,
    };
    return made;
  };
  const read = (/** @type {string} */ name) => readFileSync(`${pages().folder}/${name}.html`, "utf8");
  return {
    createHtmlOutputFromFile: (/** @type {string} */ name) => page(read(name)),
    createTemplateFromFile(/** @type {string} */ name) {
      /** @type {any} */
      const template = {
        evaluate() {
          const { evaluate: _, ...values } = template;
          const names = Object.keys(values);
          const filled = read(name).replace(/<\?!?=\s*(.+?)\s*\?>/g, (_, code) =>
            pages().evaluated(`((${names.join(",")}) => (${code}))`)(...names.map((one) => values[one])),
          );
          return page(filled);
        },
      };
      return template;
    },
  };
}
