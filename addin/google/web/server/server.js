// The server is asked by the project's scripts: pages of Google may not call it, and need no key.
import { run } from "../apps_script.js";
import { settings } from "../settings.js";

/** @typedef {import("../functions/batches.js").Call} Call */
/** @typedef {import("../functions/answers.js").Answer} Answer */

/**
 * The answers to a batch of calls.
 * @param {Call[]} batch
 * @returns {Promise<Answer[]>}
 */
export async function callServer(batch) {
  const { results } = await fromServer("v1/call", { calls: batch });
  return results;
}

/**
 * What the server answers at an address of its own.
 * @param {string} path
 * @param {unknown} [asked] What is sent; nothing to only read.
 * @returns {Promise<any>}
 */
export async function fromServer(path, asked) {
  const { language } = await settings.read();
  return run("kpicellsServer", path, asked ?? null, language);
}
