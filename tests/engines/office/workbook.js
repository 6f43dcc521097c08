// A workbook in memory for the stand-in of Office: cells, and formulas that call custom functions.
// Only such calls are computed, and what they take: cells, ranges, numbers, texts, other calls.

/** @typedef {number | string | boolean | CustomFunctions.Error} Value A blank cell is "". */
/** @typedef {{ value: Value, formula: string, format: string, reason?: string, spill?: string }} StoredCell */
/** @typedef {{ sheet: string, row: number, column: number, rows: number, columns: number }} Area */

const LAST_ROW = 1_048_576;
const REFERENCE =
  /^(?:('(?:[^']|'')+'|[^\s!'"(),]+)!)?\$?([A-Z]{1,3})\$?(\d+)?(?::\$?([A-Z]{1,3})\$?(\d+)?)?$/i;

class SheetInMemory {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Map<string, StoredCell>} */
    this.cells = new Map();
  }

  /**
   * @param {number} row
   * @param {number} column
   * @returns {StoredCell}
   */
  cell(row, column) {
    return this.cells.get(`${row},${column}`) ?? { value: "", formula: "", format: "General" };
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {Partial<StoredCell>} changes
   */
  put(row, column, changes) {
    this.cells.set(`${row},${column}`, { ...this.cell(row, column), ...changes });
  }
}

class WorkbookInMemory {
  constructor() {
    this.sheets = [new SheetInMemory("Sheet1")];
    this.active = this.sheets[0];
    /** @type {Area[]} */
    this.selection = [{ sheet: "Sheet1", row: 0, column: 0, rows: 1, columns: 1 }];
    /** @type {Map<string, Function>} */
    this.functions = new Map();
    /** @type {{ name: string, formula: string }[]} */
    this.names = [];
    /** Formulas that are being computed. @type {Promise<void>[]} */
    this.computing = [];
  }

  /** @param {string} name */
  sheet(name) {
    const found = this.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
    if (!found) throw new Error(`no sheet ${name}`);
    return found;
  }

  /**
   * @param {string} address
   * @param {string} [sheet]
   * @returns {Area}
   */
  area(address, sheet = this.active.name) {
    const found = REFERENCE.exec(address);
    if (!found) throw new Error(`no address: ${address}`);
    const name = (found[1] ?? sheet).replace(/^'|'$/g, "").replaceAll("''", "'");
    const [first, last] = [columnNumber(found[2]), columnNumber(found[4] ?? found[2])];
    const top = Number(found[3] ?? 1) - 1;
    const bottom = found[3] ? Number(found[5] ?? found[3]) - 1 : LAST_ROW - 1;
    return {
      sheet: this.sheet(name).name,
      row: Math.min(top, bottom),
      column: Math.min(first, last),
      rows: Math.abs(bottom - top) + 1,
      columns: Math.abs(last - first) + 1,
    };
  }

  /** @param {Area} area @returns {Value[][]} */
  values({ sheet, row, column, rows, columns }) {
    const found = this.sheet(sheet);
    if (rows === LAST_ROW) {
      const filled = [...found.cells.keys()].map((place) => Number(place.split(",")[0]));
      const used = { sheet, row, column, rows: Math.max(0, ...filled) + 1, columns };
      const blank = Array(columns).fill("");
      return [...this.values(used), ...Array(rows - used.rows).fill(blank)];
    }
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => found.cell(row + r, column + c).value),
    );
  }

  /**
   * Enter something in a cell, as a person does: a value, or a formula.
   * @param {SheetInMemory} sheet
   * @param {number} row
   * @param {number} column
   * @param {unknown} content
   */
  enter(sheet, row, column, content) {
    if (typeof content !== "string" || !content.startsWith("=")) {
      sheet.put(row, column, { value: /** @type {Value} */ (content), formula: "" });
      return;
    }
    sheet.put(row, column, { value: "#BUSY!", formula: content });
    this.computing.push(this.#compute(sheet, row, column, content));
  }

  /** Compute all formulas anew. */
  recalculate() {
    for (const sheet of this.sheets) {
      for (const [place, { formula }] of sheet.cells) {
        const [row, column] = place.split(",").map(Number);
        if (formula) this.enter(sheet, row, column, formula);
      }
    }
  }

  /** Wait until nothing is being computed. */
  async settled() {
    while (this.computing.length) await Promise.all(this.computing.splice(0));
  }

  /**
   * @param {SheetInMemory} sheet
   * @param {number} row
   * @param {number} column
   * @param {string} formula
   */
  async #compute(sheet, row, column, formula) {
    if (!/^=KPI\./i.test(formula)) {
      sheet.put(row, column, { value: "(not computed here)" });
      return;
    }
    const answer = await officeFunctions.evaluate(formula.slice(1), this, sheet.name);
    answer.forEach((cells, r) =>
      cells.forEach((value, c) => {
        const spill = r || c ? { spill: formula } : {};
        if (value instanceof CustomFunctions.Error) {
          sheet.put(row + r, column + c, { value: value.code, reason: value.message, ...spill });
        } else {
          sheet.put(row + r, column + c, { value, reason: undefined, ...spill });
        }
      }),
    );
  }
}

/** @param {string} letters */
function columnNumber(letters) {
  return [...letters.toUpperCase()].reduce((sum, l) => sum * 26 + l.charCodeAt(0) - 64, 0) - 1;
}

/** @param {number} column */
function columnLetters(column) {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** @param {Area} area */
function addressOf({ sheet, row, column, rows, columns }) {
  const name = /^\w+$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  const last = `${columnLetters(column + columns - 1)}${row + rows}`;
  const first = `${columnLetters(column)}${row + 1}`;
  if (rows === LAST_ROW) {
    return `${name}!${columnLetters(column)}:${columnLetters(column + columns - 1)}`;
  }
  return `${name}!${first}${first === last ? "" : `:${last}`}`;
}
