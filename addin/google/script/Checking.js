// Checks in the spreadsheet itself that the functions show what Python says: on a sheet of its own,
// which goes again when all is well.

const CHECKED_FOR_MS_ = 120000;
const LOOKED_AT_EACH_MS_ = 3000;
/** Sheets that show the same so many times have computed what they can. */
const STEADY_ = 4;

/** For the menu. */
function kpicellsCheck() {
  const lang = readersLanguage_();
  const book = SpreadsheetApp.getActive();
  const name = say_("check-sheet", {}, lang);
  const earlier = book.getSheetByName(name);
  if (earlier) book.deleteSheet(earlier);
  const sheet = book.insertSheet(name);
  const found = computedOn_(sheet);
  const wrong = CHECKS_.map(([formula, expected], place) => ({ formula, expected, shown: found[place] })).filter(
    ({ expected, shown }) => !isAsExpected_(expected, shown),
  );
  const count = CHECKS_.length;
  if (!wrong.length) {
    book.deleteSheet(sheet);
    book.toast(say_("check-good", { count }, lang));
    return;
  }
  sheet.clear();
  const head = ["check-function", "check-expected", "check-found"].map((key) => say_(key, {}, lang));
  const rows = wrong.map(({ formula, expected, shown }) => [`'${formula}`, String(expected), String(shown)]);
  sheet.getRange(1, 1, rows.length + 1, 3).setValues([head, ...rows]);
  book.toast(say_("check-bad", { wrong: wrong.length, count, sheet: name }, lang));
}

/**
 * What the formulas show, once they show it.
 * @param {GoogleAppsScript.Spreadsheet.Sheet} sheet
 */
function computedOn_(sheet) {
  const range = sheet.getRange(1, 1, CHECKS_.length, 1);
  range.setFormulas(CHECKS_.map(([formula]) => [formula]));
  const until = Date.now() + CHECKED_FOR_MS_;
  let last = "";
  for (let steady = 0; ; ) {
    SpreadsheetApp.flush();
    const found = range.getValues().map(([cell]) => cell);
    if (CHECKS_.every(([, expected], place) => isAsExpected_(expected, found[place]))) return found;
    steady = JSON.stringify(found) === last ? steady + 1 : 0;
    if (steady === STEADY_ || Date.now() > until) return found;
    last = JSON.stringify(found);
    Utilities.sleep(LOOKED_AT_EACH_MS_);
  }
}

/**
 * @param {any} expected
 * @param {any} shown
 */
function isAsExpected_(expected, shown) {
  if (typeof expected !== "number" || typeof shown !== "number") return expected === shown;
  return Math.abs(expected - shown) <= 1e-9 * Math.max(1, Math.abs(expected));
}
