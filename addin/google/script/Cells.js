// What a cell of Sheets hands to a formula, and what a formula hands back.

/** @typedef {{ name: string, beside: string[], label?: string }} Parameter */
/** @typedef {{ takes: Parameter[], compute: (...cells: any[]) => number }} Formula */
/** @typedef {{ error: string, reason: string }} Failed */
/** @typedef {{ value: any } | Failed} Answer */
/** @typedef {{ rows: number, columns: number, cells: any[] }} Grid */

const ERRORS_ = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ERROR!"];
/** So much of a text is quoted in a reason. */
const LONGEST_QUOTE_ = 40;

/**
 * Sheets gives blanks as "", dates as dates, and an error as its text. What is no number comes
 * to the formula as the reason why, which it throws when it gets there.
 * @param {string} name The argument, for the reason.
 * @param {any} cell
 */
function given_(name, cell) {
  if (cell instanceof Date) return failure_("#VALUE!", `${name} is a date, but a number is needed`);
  if (typeof cell !== "string" || cell[0] !== "#") return cell;
  const code = cell.toUpperCase();
  if (ERRORS_.includes(code)) return failure_(code, `${name} is the error ${code}`);
  const text = cell.slice(0, LONGEST_QUOTE_);
  return failure_("#VALUE!", `${name} is the text '${text}', but a number is needed`);
}

/**
 * @param {string} code
 * @param {string} reason
 */
function failure_(code, reason) {
  return Object.assign(new Error(reason), { code });
}

/**
 * What was thrown, as an answer. Our own mistakes are told as such.
 * @param {any} error
 * @returns {Failed}
 */
function failed_(error) {
  if (error && error.code) return { error: error.code, reason: error.message };
  return { error: "#ERROR!", reason: `an error in kpicells itself: ${error}` };
}

/** @param {any} cell */
function isBlank_(cell) {
  return cell === "" || cell === null || cell === undefined;
}

/**
 * A range as Sheets hands it over: rows of cells; one cell comes as itself.
 * @param {any} value
 * @returns {Grid}
 */
function grid_(value) {
  if (!Array.isArray(value)) return { rows: 1, columns: 1, cells: [value] };
  const rows = value.map((row) => (Array.isArray(row) ? row : [row]));
  return { rows: rows.length, columns: rows[0].length, cells: rows.flat() };
}

/**
 * An answer as Sheets shows it. One cell throws, so that its reason is read where the pointer
 * rests on it. Inside a range nothing can be thrown without losing the other cells: there, no
 * number stands, which Sheets shows as #NUM!, an error and never a silent zero.
 * @param {Answer} answer
 * @param {Formula} [formula]
 */
function shown_(answer, formula) {
  if ("error" in answer) throw told_(answer, formula);
  if (!Array.isArray(answer.value)) return answer.value;
  const [row] = answer.value;
  if (answer.value.length === 1 && row.length === 1) {
    if (isFailed_(row[0])) throw told_(row[0], formula);
    return row[0];
  }
  return answer.value.map((/** @type {any[]} */ cells) => cells.map((cell) => (isFailed_(cell) ? NaN : cell)));
}

/**
 * @param {Failed} failed
 * @param {Formula} [formula]
 */
function told_({ error, reason }, formula) {
  return new Error(`${error} ${inWords_(reason, formula)}`);
}

/**
 * @param {any} cell
 * @returns {cell is Failed}
 */
function isFailed_(cell) {
  return cell !== null && typeof cell === "object" && "error" in cell;
}
