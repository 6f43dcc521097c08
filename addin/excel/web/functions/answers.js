// What Python answers, as Excel shows it.

/** @typedef {{ error: string, reason?: string }} Failed */
/** @typedef {{ value: unknown } | Failed} Answer */

/** Errors that a function may give; Excel takes any other one from a cell but from no function. */
const CODES = ["#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!"];
/** Those that Excel shows a reason with. */
const WITH_REASON = ["#VALUE!", "#N/A"];

/**
 * The answer of one call: a value, or rows of values and errors that spill.
 * @param {Answer} answer
 */
export function answerCell(answer) {
  if ("error" in answer) throw asError(answer);
  const { value } = answer;
  return Array.isArray(value) ? value.map((row) => row.map(shown)) : [[shown(value)]];
}

/**
 * The error of a call that got no answer at all.
 * @param {unknown} error
 */
export function noAnswer(error) {
  if (error instanceof CustomFunctions.Error) return error;
  return asError({ error: "#N/A", reason: error instanceof Error ? error.message : String(error) });
}

/** @param {unknown} value */
function shown(value) {
  if (value !== null && typeof value === "object") return asError(/** @type {Failed} */ (value));
  return value ?? "";
}

/** @param {Failed} failed */
function asError({ error, reason }) {
  const code = CODES.includes(error) ? error : "#N/A";
  const kind = /** @type {CustomFunctions.ErrorCode} */ (code);
  return WITH_REASON.includes(code)
    ? new CustomFunctions.Error(kind, reason)
    : new CustomFunctions.Error(kind);
}
