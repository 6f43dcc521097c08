// Python inside the add-in: loaded when it is first needed, in a worker, so the page never waits.
import { Unreachable } from "../functions/batches.js";
import { settings } from "../settings.js";
import { say } from "../texts.js";

/** @typedef {import("../functions/batches.js").Call} Call */
/** @typedef {import("../functions/answers.js").Answer} Answer */
/** @typedef {"asleep" | "loading" | "ready" | "failed"} State */
/** @typedef {{ resolve: (answer: string) => void, reject: (error: Error) => void, timer: number }} Asked */

/** How long Python may take to load, and to answer, before it is given up. */
const LOAD_MS = 120_000;
const ANSWER_MS = 60_000;

class Python extends EventTarget {
  /** @type {State} */
  state = "asleep";
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, Asked>} */
  #asked = new Map();
  #last = 0;

  /**
   * The answers to a batch of calls.
   * @param {Call[]} batch
   * @param {AbortSignal} [signal]
   * @returns {Promise<Answer[]>}
   */
  async answer(batch, signal) {
    const { language } = await settings.read();
    signal?.throwIfAborted();
    const body = await this.#ask("answer", JSON.stringify({ calls: batch }), language);
    return JSON.parse(body).results;
  }

  /**
   * The KPIs that match what a person typed.
   * @param {string} query
   * @returns {Promise<{ ids: string[], readAs: Record<string, string>, unknown: string[], complete: boolean }>}
   */
  async find(query) {
    return JSON.parse(await this.#ask("find", query));
  }

  /**
   * A KPI as an ordinary formula: as Excel stores it, and as it is typed in a country.
   * @param {string} id
   * @param {string[]} cells
   * @returns {Promise<{ formula: string, typed: string }>}
   */
  async native(id, cells) {
    const { language } = await settings.read();
    return JSON.parse(await this.#ask("native", id, JSON.stringify(cells), language));
  }

  /**
   * Formulas with their KPI calls replaced.
   * @param {string[]} formulas
   * @param {string[]} names The workbook's own names, in small letters.
   * @returns {Promise<{ text: string, replaced: string[], left: string[], many: boolean }[]>}
   */
  async makePortable(formulas, names) {
    const answer = this.#ask("make_portable", JSON.stringify(formulas), JSON.stringify(names));
    return JSON.parse(await answer);
  }

  /** Begin to load, if that has not begun. */
  start() {
    if (this.#worker) return;
    this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => this.#fail(event.message));
    this.#become("loading");
  }

  /**
   * @param {string} method
   * @param {...string} args
   * @returns {Promise<string>}
   */
  #ask(method, ...args) {
    this.start();
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      const timer = setTimeout(
        () => this.#fail(say("python-silent")),
        this.state === "ready" ? ANSWER_MS : LOAD_MS,
      );
      this.#asked.set(id, { resolve, reject, timer: Number(timer) });
      this.#worker?.postMessage({ id, method, args });
    });
  }

  /** @param {{ id?: number, answer?: string, error?: string, ready?: boolean, failed?: string }} data */
  #hear({ id, answer, error, ready, failed }) {
    if (ready) return this.#become("ready");
    if (failed !== undefined) return this.#fail(failed);
    const asked = this.#asked.get(Number(id));
    if (!asked) return;
    this.#asked.delete(Number(id));
    clearTimeout(asked.timer);
    if (answer === undefined) asked.reject(new Error(error));
    else asked.resolve(answer);
  }

  /**
   * Everyone who waits is told; the next call tries again.
   * @param {string} why
   */
  #fail(why) {
    this.#worker?.terminate();
    this.#worker = undefined;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject, timer } of asked) {
      clearTimeout(timer);
      reject(new Unreachable(say("python-failed", { why })));
    }
    this.#become("failed");
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

export const python = new Python();
