// What the side bar asks for: its own settings, cells of the spreadsheet, and the server.

/** A number format that says nothing. */
const NO_FORMATS_ = ["General", "0.###############", ""];

/** The settings, without the key: the page has no need of it. */
function paneState_() {
  const { server, key } = serverSettings_();
  return { server, hasKey: key !== "", language: readersLanguage_(), chosenLanguage: chosenLanguage_() };
}

/** @param {string} name */
function included_(name) {
  return HtmlService.createHtmlOutputFromFile(name).getContent();
}

/** @param {{ server?: string, key?: string, chosenLanguage?: string }} changes */
function kpicellsChangeSettings(changes) {
  const document = PropertiesService.getDocumentProperties();
  if (changes.server !== undefined) {
    const server = changes.server.trim().replace(/\/+$/, "");
    if (server) checkAddress_(server, readersLanguage_());
    // A key is for its own server: another one must not get to see it.
    if (server !== serverSettings_().server) document.deleteProperty(KEY_);
    document.setProperty(SERVER_, server);
  }
  if (changes.key !== undefined) {
    checkKey_(changes.key.trim(), readersLanguage_());
    document.setProperty(KEY_, changes.key.trim());
  }
  if (changes.chosenLanguage !== undefined) {
    PropertiesService.getUserProperties().setProperty(LANGUAGE_OF_PANE_, changes.chosenLanguage);
  }
  return paneState_();
}

/**
 * @param {string} path
 * @param {unknown} asked
 * @param {string} lang
 */
function kpicellsServer(path, asked, lang) {
  return fromServer_(serverSettings_(), path, asked === null ? undefined : asked, lang);
}

/** What is selected, area by area; rows and columns from 0. */
function kpicellsSelection() {
  const list = SpreadsheetApp.getActive().getActiveRangeList();
  return (list ? list.getRanges() : []).map((range) => ({
    sheet: range.getSheet().getName(),
    row: range.getRow() - 1,
    column: range.getColumn() - 1,
    rows: range.getNumRows(),
    columns: range.getNumColumns(),
  }));
}

/**
 * What stands in cells; of a whole column, as far as anything stands in its sheet.
 * @param {string} reference
 */
function kpicellsValues(reference) {
  const range = rangeOf_(reference);
  const sheet = range.getSheet();
  const last = Math.max(range.getRow(), Math.min(range.getLastRow(), sheet.getLastRow()));
  const rows = last - range.getRow() + 1;
  const kept = sheet.getRange(range.getRow(), range.getColumn(), rows, range.getNumColumns());
  // A page is handed no dates.
  return kept.getValues().map((row) => row.map((cell) => (cell instanceof Date ? { date: cell.toISOString() } : cell)));
}

/**
 * Whether cells are empty from a cell on.
 * @param {string} reference
 * @param {number} rows
 * @param {number} columns
 */
function kpicellsIsFree(reference, rows, columns) {
  const first = rangeOf_(reference);
  const sheet = first.getSheet();
  const fits = (/** @type {number} */ from, /** @type {number} */ count, /** @type {number} */ most) =>
    Math.max(1, Math.min(count, most - from + 1));
  return sheet
    .getRange(
      first.getRow(),
      first.getColumn(),
      fits(first.getRow(), rows, sheet.getMaxRows()),
      fits(first.getColumn(), columns, sheet.getMaxColumns()),
    )
    .isBlank();
}

/**
 * Put a formula into a cell, and show the cell.
 * @param {string} reference
 * @param {string} formula
 * @param {string} format Of the number, where the cell has none of its own.
 * @returns {string} The formula as this spreadsheet writes it.
 */
function kpicellsInsert(reference, formula, format) {
  const cell = rangeOf_(reference).getCell(1, 1);
  cell.setFormula(formula);
  if (format && NO_FORMATS_.includes(cell.getNumberFormat())) cell.setNumberFormat(format);
  cell.activate();
  return cell.getFormula();
}

/**
 * Fill cells with values and formulas, and say how each is shown.
 * @param {string} reference
 * @param {any[][]} rows
 * @param {string[][]} formats
 */
function kpicellsFillTable(reference, rows, formats) {
  const range = rangeOf_(reference);
  range.setNumberFormats(formats);
  range.setValues(rows);
}

/** The formulas that ask the server. */
function kpicellsAsking() {
  return asking_().map(({ range, formula }) => ({
    sheet: range.getSheet().getName(),
    row: range.getRow() - 1,
    column: range.getColumn() - 1,
    formula,
  }));
}

function kpicellsRefresh() {
  return refresh_();
}

/** @param {string} reference */
function rangeOf_(reference) {
  const range = SpreadsheetApp.getActive().getRange(reference);
  if (!range) throw new Error(reference);
  return range;
}
