// The server: agencies' own KPIs, and the numbers of their clients. It is never waited for for long.
import { Unreachable } from "../functions/batches.js";
import { settings } from "../settings.js";
import { say } from "../texts.js";

/** @typedef {import("../functions/batches.js").Call} Call */
/** @typedef {import("../functions/answers.js").Answer} Answer */

const PATIENCE_MS = 40_000;
/** A server that asks to come back later is asked again so many times. */
const TRIES = 3;
const LONGEST_PAUSE_S = 10;

/** Servers that this page may not call, by the rules of the one that handed it out. */
const forbidden = new Set();
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
  if (blockedURI.startsWith("http")) forbidden.add(new URL(blockedURI).origin);
});

/** What the server refuses to answer, in words for people. */
class ServerError extends Error {}

/**
 * The answers to a batch of calls.
 * @param {Call[]} batch
 * @param {AbortSignal} [signal]
 * @returns {Promise<Answer[]>}
 */
export async function callServer(batch, signal) {
  const body = await fromServer("v1/call", { calls: batch }, signal);
  const { results } = /** @type {{ results?: Answer[] }} */ (body);
  const isWhole = Array.isArray(results) && results.length === batch.length;
  return isWhole ? results : strange((await settings.read()).server);
}

/**
 * What the server answers at an address of its own.
 * @param {string} path
 * @param {unknown} [asked] What is sent; nothing to only read.
 * @param {AbortSignal} [signal]
 * @returns {Promise<unknown>}
 */
export async function fromServer(path, asked, signal) {
  const { server, key, language } = await settings.read();
  if (!server) throw new ServerError(say("server-unset"));
  const url = `${server.replace(/\/+$/, "")}/${path}`;
  /** @type {RequestInit} */
  const request = {
    method: asked === undefined ? "GET" : "POST",
    headers: {
      "Accept-Language": language,
      ...(asked === undefined ? {} : { "Content-Type": "application/json" }),
      ...(key ? { Authorization: `Bearer ${key}` } : {}),
    },
    body: asked === undefined ? undefined : JSON.stringify(asked),
    credentials: "omit",
  };
  for (let tries = 1; ; tries++) {
    const reply = await sent(url, request, server, signal);
    if (reply.ok) return reply.body ?? strange(server);
    const isBusy = reply.status === 429 || reply.status === 503;
    if (!isBusy || tries === TRIES || reply.pause > LONGEST_PAUSE_S) refuse(reply, server);
    await new Promise((resolve) => setTimeout(resolve, reply.pause * 1000));
  }
}

/**
 * @typedef {object} Reply
 * @property {boolean} ok
 * @property {number} status
 * @property {number} pause The seconds after which to come back.
 * @property {any} body Undefined where it is no JSON.
 */

/**
 * @param {string} url
 * @param {RequestInit} request
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<Reply>}
 */
async function sent(url, request, address, signal) {
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  const timer = setTimeout(giveUp, PATIENCE_MS);
  signal?.addEventListener("abort", giveUp);
  try {
    const response = await fetch(url, { ...request, signal: stop.signal });
    const { ok, status } = response;
    const pause = Number(response.headers.get("Retry-After") ?? 1);
    return { ok, status, pause, body: parsed(await response.text()) };
  } catch (error) {
    if (signal?.aborted) throw error;
    // The browser tells why it let nothing out a moment after it did not.
    await new Promise((resolve) => setTimeout(resolve));
    const values = { address, seconds: PATIENCE_MS / 1000, page: location.origin };
    if (stop.signal.aborted) throw new Unreachable(say("server-slow", values));
    const isForbidden = forbidden.has(new URL(url, location.href).origin);
    throw new Unreachable(say(isForbidden ? "server-foreign" : "server-down", values));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} address
 * @returns {never}
 */
function strange(address) {
  throw new ServerError(say("server-strange", { address }));
}

/**
 * @param {Reply} reply
 * @param {string} address
 * @returns {never}
 */
function refuse({ status, body }, address) {
  const why = body?.error?.message;
  if (status === 401) throw new ServerError(say("server-key", { address }));
  if (!why) strange(address);
  throw new ServerError(say("server-refused", { address, why }));
}
