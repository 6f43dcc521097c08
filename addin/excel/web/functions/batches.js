// Brings the calls of one tick together, and drops those that Excel has cancelled.

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {{ id: string, args: unknown[] }} Call */
/**
 * @typedef {object} Waiting
 * @property {Call} call
 * @property {(answer: Answer) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {boolean} cancelled
 */

/** So many calls go in one batch, and so many cells. */
const MOST_CALLS = 5000;
const MOST_CELLS = 150_000;

/** There is nobody who could answer this call, or any other one. */
export class Unreachable extends Error {}

export class Batches {
  /** @param {(calls: Call[], signal: AbortSignal) => Promise<Answer[]>} answer Answers a batch. */
  constructor(answer) {
    this.answer = answer;
    /** @type {Waiting[]} */
    this.waiting = [];
    this.running = false;
  }

  /**
   * Ask for one call; it goes out with the others of this tick.
   * @param {Call} call
   * @param {(cancel: () => void) => void} [onCancel] Is given what drops the call.
   * @returns {Promise<Answer>}
   */
  ask(call, onCancel) {
    return new Promise((resolve, reject) => {
      /** @type {Waiting} */
      const waiting = { call, resolve, reject, cancelled: false };
      onCancel?.(() => {
        waiting.cancelled = true;
        resolve({ error: "#N/A", reason: "cancelled" });
        this.#abandon();
      });
      this.waiting.push(waiting);
      if (!this.running) {
        this.running = true;
        setTimeout(() => void this.#run());
      }
    });
  }

  async #run() {
    while (this.#next().length) {
      const batch = this.#take();
      this.sent = batch;
      this.sending = new AbortController();
      try {
        const calls = batch.map(({ call }) => call);
        const answers = await this.answer(calls, this.sending.signal);
        batch.forEach(({ resolve }, place) => resolve(answers[place]));
      } catch (error) {
        // Where nobody is there to answer, those who come after need not wait for it as well.
        const told = error instanceof Unreachable ? [...batch, ...this.waiting.splice(0)] : batch;
        told.forEach(({ reject }) => reject(error));
      }
    }
    this.running = false;
  }

  /** What still waits for an answer. */
  #next() {
    this.waiting = this.waiting.filter(({ cancelled }) => !cancelled);
    return this.waiting;
  }

  #take() {
    let cells = 0;
    const end = this.waiting.findIndex(({ call }, place) => {
      cells += size(call);
      return place === MOST_CALLS || (place > 0 && cells > MOST_CELLS);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  /** Stop a batch of which nothing is wanted any more. */
  #abandon() {
    if (this.sent?.every(({ cancelled }) => cancelled)) this.sending?.abort();
  }
}

/** @param {Call} call */
function size({ args }) {
  let cells = 0;
  for (const arg of args) cells += Array.isArray(arg) ? arg.length * arg[0].length : 1;
  return cells;
}
