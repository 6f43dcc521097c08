// A formula as every Google Sheet reads it. Sheets reads formulas by the country of the
// spreadsheet, but takes semicolons in all of them; a decimal is written as a fraction of whole
// numbers, which is the same number.

const TEXTS = /("(?:[^"]|"")*"|'(?:[^']|'')*')/;
/** Words, numbers and names of functions; older browsers cannot look behind what they match. */
const WORDS = /[\w.]+/g;
const DECIMAL = /^(\d+)\.(\d+)$/;
const CALL = /^KPI[._]([A-Z]\w*)$/;
const OWN_CALL = /KPI_OWN\(("[^"]+")\)\(/g;

/** @param {string} formula As the pane writes it: with commas and points. */
export function sheetFormula(formula) {
  const pieces = formula.replace(OWN_CALL, "KPI_OWN($1,").split(TEXTS);
  return pieces.map((piece, place) => (place % 2 ? piece : plain(piece))).join("");
}

/** @param {string} piece */
function plain(piece) {
  return piece.replace(WORDS, word).replaceAll(",", ";");
}

/** @param {string} text */
function word(text) {
  const decimal = DECIMAL.exec(text);
  if (decimal) return `(${Number(decimal[1] + decimal[2])}/${10 ** decimal[2].length})`;
  const call = CALL.exec(text);
  return call ? `KPI_${ALIASES_[call[1]] ?? call[1]}` : text;
}
