// Where calls are answered: by Python inside the add-in, or by the server.
import { FUNCTIONS } from "../data/functions.js";
import { python } from "../python/python.js";
import { callServer } from "../server/server.js";
import { settings } from "../settings.js";
import { Batches } from "./batches.js";

/** @typedef {import("./batches.js").Call} Call */
/** @typedef {import("./answers.js").Answer} Answer */

const inside = new Batches((batch, signal) => python.answer(batch, signal));
const byServer = new Batches((batch, signal) => callServer(batch, signal));

export const calls = {
  /**
   * The answer to a call.
   * @param {Call} call
   * @param {(cancel: () => void) => void} [onCancel]
   * @returns {Promise<Answer>}
   */
  async ask(call, onCancel) {
    const { mode } = await settings.read();
    const batches = mode === "server" || asksServer(call) ? byServer : inside;
    return batches.ask(call, onCancel);
  },
};

/**
 * Whether only a server can answer. STATUS is a KPI too: a name in the first place asks the
 * workspace.
 * @param {Call} call
 */
function asksServer({ id, args }) {
  if (!FUNCTIONS.fromServer.includes(id)) return false;
  return id !== "STATUS" || (typeof args[0] === "string" && args[0] !== "");
}
