// Asks the server again: Sheets computes a function anew only when its cell is entered again.

/** While it is computed anew, a formula stands inside this one, so that nothing can be lost. */
const WAITING_ = '=IF(TRUE;"…";';

/**
 * Compute every formula anew that asks the server.
 * @returns {number} How many there are.
 */
function refresh_() {
  forgetAnswers_();
  const found = asking_();
  for (const { range, formula } of found) range.setFormula(`${WAITING_}${formula.slice(1)})`);
  SpreadsheetApp.flush();
  for (const { range, formula } of found) range.setFormula(formula);
  return found.length;
}

/** The cells whose formulas ask the server. */
function asking_() {
  const names = new RegExp(`(^|[^\\w.])(${ASKING_.join("|")})\\s*\\(`, "i");
  /** @type {{ range: GoogleAppsScript.Spreadsheet.Range, formula: string }[]} */
  const found = [];
  for (const sheet of SpreadsheetApp.getActive().getSheets()) {
    const formulas = sheet.getDataRange().getFormulas();
    formulas.forEach((cells, row) =>
      cells.forEach((formula, column) => {
        if (names.test(formula)) {
          found.push({ range: sheet.getRange(row + 1, column + 1), formula: unwrapped_(formula) });
        }
      }),
    );
  }
  return found;
}

/**
 * A formula that was left waiting when an earlier refresh was stopped.
 * @param {string} formula
 */
function unwrapped_(formula) {
  const waiting = /^=IF\(TRUE\s*[;,]\s*"…"\s*[;,]\s*(.*)\)$/s.exec(formula);
  return waiting ? `=${waiting[1]}` : formula;
}
