// The open workbook, as the pane sees it in Excel.
/** @typedef {import("./references.js").Area} Area */
/** @typedef {{ sheet: string, row: number, column: number, formula: string }} FoundFormula */

/** A call as it is typed, and as Excel may store it. */
const CALLS_KPI = /(?:^|[^\w.])(?:_xldudf_)?KPI[._]\w/i;
const WHOLE_COLUMNS = /^(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})$/i;

export const excelHost = {
  /** Whether formulas go into cells here, and not to the clipboard. */
  hasCells: true,

  /** What is selected, area by area. @returns {Promise<Area[]>} */
  async selection() {
    return Excel.run(async (context) => {
      const { areas } = context.workbook.getSelectedRanges();
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      areas.load("items/rowIndex,items/columnIndex,items/rowCount,items/columnCount");
      sheet.load("name");
      await context.sync();
      return areas.items.map((range) => ({
        sheet: sheet.name,
        row: range.rowIndex,
        column: range.columnIndex,
        rows: range.rowCount,
        columns: range.columnCount,
      }));
    });
  },

  /** @param {() => void} listener Is told when other cells are selected. */
  async onSelection(listener) {
    await Excel.run(async (context) => {
      context.workbook.onSelectionChanged.add(async () => listener());
      await context.sync();
    });
  },

  /**
   * What stands in cells; of a whole column, as far as anything stands in its sheet.
   * @param {string} reference
   * @returns {Promise<unknown[][]>}
   */
  async values(reference) {
    return Excel.run(async (context) => {
      const { worksheet, cells } = split(context, reference);
      const columns = WHOLE_COLUMNS.exec(cells);
      let wanted = cells;
      if (columns) {
        const used = worksheet.getUsedRangeOrNullObject();
        used.load("isNullObject,rowIndex,rowCount");
        await context.sync();
        const last = used.isNullObject ? 1 : used.rowIndex + used.rowCount;
        wanted = `${columns[1]}1:${columns[2]}${last}`;
      }
      const range = worksheet.getRange(wanted);
      range.load("values");
      await context.sync();
      return range.values;
    });
  },

  /**
   * Whether cells are empty from a cell on.
   * @param {string} reference
   * @param {number} rows
   * @param {number} columns
   */
  async isFree(reference, rows, columns) {
    return Excel.run(async (context) => {
      const first = rangeOf(context, reference);
      first.load("rowIndex,columnIndex");
      const { worksheet } = split(context, reference);
      await context.sync();
      const all = worksheet.getRangeByIndexes(first.rowIndex, first.columnIndex, rows, columns);
      all.load("formulas");
      await context.sync();
      return all.formulas.every((row) => row.every((cell) => cell === ""));
    });
  },

  /**
   * Put a formula into a cell, and show the cell.
   * @param {string} reference
   * @param {string} formula In English, as files store it.
   * @param {string} [format] Of the number, where the cell has none of its own.
   * @returns {Promise<string>} The formula as this Excel writes it.
   */
  async insert(reference, formula, format) {
    return Excel.run(async (context) => {
      const cell = rangeOf(context, reference).getCell(0, 0);
      cell.load("numberFormat");
      await context.sync();
      cell.formulas = [[formula]];
      if (format && cell.numberFormat[0]?.[0] === "General") cell.numberFormat = [[format]];
      cell.select();
      cell.load("formulasLocal");
      await context.sync();
      return cell.formulasLocal[0]?.[0] ?? formula;
    });
  },

  /**
   * Fill cells with values and formulas, and say how each is shown.
   * @param {string} reference
   * @param {unknown[][]} rows
   * @param {string[][]} formats
   */
  async fillTable(reference, rows, formats) {
    await Excel.run(async (context) => {
      const range = rangeOf(context, reference);
      range.numberFormat = formats;
      range.formulas = rows;
      await context.sync();
    });
  },

  /** Every formula in the workbook that calls a KPI. @returns {Promise<FoundFormula[]>} */
  async kpiFormulas() {
    return Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      const used = worksheets.items.map((sheet) => {
        const range = sheet.getUsedRangeOrNullObject();
        range.load("isNullObject,formulas,rowIndex,columnIndex");
        return { sheet: sheet.name, range };
      });
      await context.sync();
      return used.filter(({ range }) => !range.isNullObject).flatMap(found);
    });
  },

  /** The names of the workbook, in small letters. @returns {Promise<string[]>} */
  async names() {
    return Excel.run(async (context) => {
      const { names } = context.workbook;
      names.load("items/name");
      await context.sync();
      return names.items.map(({ name }) => name.toLowerCase());
    });
  },

  /** Write other formulas where those were. @param {FoundFormula[]} changed */
  async replace(changed) {
    await Excel.run(async (context) => {
      for (const { sheet, row, column, formula } of changed) {
        const worksheet = context.workbook.worksheets.getItem(sheet);
        worksheet.getRangeByIndexes(row, column, 1, 1).formulas = [[formula]];
      }
      await context.sync();
    });
  },

  /** Compute formulas anew. @param {FoundFormula[]} formulas */
  async computeAnew(formulas) {
    await this.replace(formulas);
  },
};

/**
 * @param {{ sheet: string, range: Excel.Range }} used
 * @returns {FoundFormula[]}
 */
function found({ sheet, range }) {
  return range.formulas.flatMap((cells, row) =>
    cells.flatMap((formula, column) => {
      const calls = typeof formula === "string" && formula[0] === "=" && CALLS_KPI.test(formula);
      const place = { row: range.rowIndex + row, column: range.columnIndex + column };
      return calls ? [{ sheet, ...place, formula }] : [];
    }),
  );
}

/**
 * @param {Excel.RequestContext} context
 * @param {string} reference
 */
function rangeOf(context, reference) {
  const { worksheet, cells } = split(context, reference);
  return worksheet.getRange(cells);
}

/**
 * @param {Excel.RequestContext} context
 * @param {string} reference
 */
function split(context, reference) {
  const { worksheets } = context.workbook;
  const mark = reference.lastIndexOf("!");
  if (mark < 0) return { worksheet: worksheets.getActiveWorksheet(), cells: reference };
  const name = reference.slice(0, mark).replace(/^'|'$/g, "").replaceAll("''", "'");
  return { worksheet: worksheets.getItem(name), cells: reference.slice(mark + 1) };
}
