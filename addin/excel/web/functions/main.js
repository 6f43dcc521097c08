// Gives Excel every function of the catalogue. Excel knows them from functions.json.
import { FUNCTIONS } from "../data/functions.js";
import { answerCell, noAnswer } from "./answers.js";
import { asArguments } from "./arguments.js";
import { calls } from "./calls.js";
import { textsRead } from "../texts.js";

const TOTAL = "TOTAL";

/**
 * Answers one cell, whatever happens.
 * @param {string} name The function's name after "KPI.".
 * @param {unknown[]} given What Excel hands over: the arguments, and how the call is going.
 * @returns {Promise<unknown>}
 */
export async function callFromCell(name, given) {
  const invocation = /** @type {CustomFunctions.CancelableInvocation} */ (given.at(-1));
  const values = given.slice(0, -1);
  // A repeating argument comes as one list of what was given.
  const args = name === TOTAL ? [values[0], .../** @type {unknown[]} */ (values[1] ?? [])] : values;
  try {
    await textsRead();
    const call = { id: name, args: asArguments(args) };
    const answer = await calls.ask(call, (cancel) => {
      invocation.onCanceled = cancel;
    });
    return answerCell(answer);
  } catch (error) {
    throw noAnswer(error);
  }
}

if (typeof CustomFunctions !== "undefined") {
  for (const name of FUNCTIONS.names) {
    CustomFunctions.associate(name, (/** @type {unknown[]} */ ...given) => callFromCell(name, given));
  }
}
