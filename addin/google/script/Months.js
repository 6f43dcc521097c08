// Brings a whole month of a client where one cell asks for a number of it. Sheets runs each cell's
// function by itself, so two hundred cells would be two hundred requests; thus they are a handful.

/** @typedef {{ part: "data" | "plan", client: string, month: string }} MonthAsked */
/** @typedef {{ at: number, names?: Record<string, string>, sources?: Record<string, string>, from?: Record<string, Record<string, Answer>>, DATA?: Record<string, Answer>, TARGET?: Record<string, Answer>, STATUS?: Record<string, Answer> }} Month */

/** Whoever waits longer for another cell's request asks by himself. */
const WAITS_MS_ = 8000;
/** Why a server has no whole month: there is none, or it is an older server. */
const NOT_WHOLE_ = ["not_available", "not_found"];
const MONTH_FORM_ = /^(?:(\d{4})-(\d{1,2})(?:-\d{1,2})?|(\d{1,2})[./](\d{4}))$/;

/**
 * The answers to those calls that whole months hold; undefined for the others.
 * @param {ServerSettings} settings
 * @param {Memory} memory
 * @param {Call[]} calls
 * @returns {(Answer | undefined)[]}
 */
function fromMonths_(settings, memory, calls) {
  const asked = calls.map(monthsAsked_);
  const all = asked.flat();
  const months = memory.months(all);
  // Who asks for several months asks for all his cells in one request, which is less.
  const first = all[0];
  const brings = first && all.every(({ client, month }) => client === first.client && month === first.month);
  const month = (/** @type {MonthAsked} */ one) =>
    months[monthName_(one)] || (brings ? (months[monthName_(one)] = broughtMonth_(settings, memory, one)) : undefined);
  return calls.map((call, place) => {
    for (const one of asked[place]) {
      const found = month(one);
      const answer = found && answerOf_(found, call);
      if (answer) return answer;
    }
    return undefined;
  });
}

/**
 * The months in which a call's answer may be, in the order in which the server looks there.
 * @param {Call} call
 * @returns {MonthAsked[]}
 */
function monthsAsked_({ id, args: [client, what, month, source] }) {
  const isKnown = ["DATA", "TARGET", "STATUS"].includes(id) && isName_(client) && isName_(what);
  const name = monthOf_(month);
  if (!isKnown || name === undefined) return [];
  const part = (/** @type {"data" | "plan"} */ one) => ({ part: one, client: client.trim(), month: name });
  if (id !== "DATA") return [part("plan")];
  return isBlank_(source) ? [part("data"), part("plan")] : [part("data")];
}

/** @param {any} cell */
function isName_(cell) {
  return typeof cell === "string" && cell.trim() !== "" && cell[0] !== "#";
}

/**
 * A month as 2026-10, the latest one as nothing; undefined where the server has to look at it.
 * @param {any} cell
 */
function monthOf_(cell) {
  if (isBlank_(cell)) return "";
  const found = typeof cell === "string" ? MONTH_FORM_.exec(cell.trim()) : null;
  return found ? `${found[1] || found[4]}-${(found[2] || found[3]).padStart(2, "0")}` : undefined;
}

/** @param {MonthAsked} asked */
function monthName_({ part, client, month }) {
  return `${part}\n${folded_(client)}\n${month}`;
}

/**
 * @param {Month} month
 * @param {Call} call
 * @returns {Answer | undefined}
 */
function answerOf_(month, { id, args: [, what, , source] }) {
  const key = (month.names || {})[folded_(what)];
  if (key === undefined) return undefined;
  if (id === "DATA" && !isBlank_(source)) {
    const from = typeof source === "string" ? (month.sources || {})[folded_(source)] : undefined;
    return from === undefined ? undefined : ((month.from || {})[from] || {})[key];
  }
  const answer = (month[/** @type {"DATA" | "TARGET" | "STATUS"} */ (id)] || {})[key];
  const isOld = Date.now() - month.at > ERROR_KEPT_S_ * 1000;
  return answer && isFailed_(answer) && isOld ? undefined : answer;
}

/**
 * Brings a month, one cell at a time; those that waited find what the first one brought.
 * @param {ServerSettings} settings
 * @param {Memory} memory
 * @param {MonthAsked} asked
 * @returns {Month}
 */
function broughtMonth_(settings, memory, asked) {
  const lock = LockService.getDocumentLock() || LockService.getScriptLock();
  const isMine = lock.tryLock(WAITS_MS_);
  try {
    const found = memory.months([asked])[monthName_(asked)];
    if (found) return found;
    memory.failEarly();
    const { part, client, month } = asked;
    const query = `of=${part}&client=${encodeURIComponent(client)}${month ? `&month=${month}` : ""}`;
    /** @type {Month} */
    let brought;
    try {
      const body = fromServer_(settings, `v1/month?${query}`);
      if (!body.names) strange_(settings);
      brought = { ...body, at: Date.now() };
      memory.keepMonth(asked, brought, KEPT_S_);
    } catch (error) {
      // What cannot be had whole is asked for cell by cell, and each cell is told why.
      if (!(error instanceof ServerError_) || !NOT_WHOLE_.includes(error.code)) throw error;
      brought = { at: Date.now() };
      memory.keepMonth(asked, brought, ERROR_KEPT_S_);
    }
    return brought;
  } finally {
    if (isMine) lock.releaseLock();
  }
}

/**
 * A name without what people write now so, now so; the server folds alike.
 * @param {string} name
 */
function folded_(name) {
  const plain = name.normalize("NFKC").toLowerCase().replace(/ё/g, "е").replace(/_/g, " ");
  return plain.split(/\s+/).filter(Boolean).join(" ");
}
