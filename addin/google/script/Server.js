// The agency's server: its own KPIs, and the numbers of its clients. All calls of a function go in
// one batch; what was answered lately is remembered; every request is signed; a server that is busy
// is asked again, but never for so long that Sheets would stop the function.

/** @typedef {{ id: string, args: any[] }} Call */

/** Sheets stops a function after 30 seconds, and an answer needs its time too. */
const PATIENCE_MS_ = 15000;
const TRIES_ = 4;
const FIRST_PAUSE_MS_ = 500;
/** So many calls go in one batch. */
const MOST_CALLS_ = 2000;

/** What stands in the way of an answer, in words for people. */
class ServerError_ extends Error {
  /**
   * @param {string} message
   * @param {string} [code] The word by which the server says why, if it does.
   */
  constructor(message, code = "") {
    super(message);
    this.code = code;
  }
}

/**
 * The answers to calls, in their order.
 * @param {Call[]} calls
 * @returns {Answer[]}
 */
function askServer_(calls) {
  const settings = serverSettings_();
  const memory = memoryOf_(settings, calls);
  let missing = memory.missing();
  if (!missing.length) return memory.answers();
  memory.failEarly();
  try {
    const found = fromMonths_(settings, memory, missing);
    missing.forEach((call, place) => memory.know(call, found[place]));
    missing = memory.missing();
    for (let from = 0; from < missing.length; from += MOST_CALLS_) {
      const batch = missing.slice(from, from + MOST_CALLS_);
      const body = fromServer_(settings, "v1/call", { calls: batch });
      if (!Array.isArray(body.results) || body.results.length !== batch.length) strange_(settings);
      memory.keep(batch, body.results);
    }
  } catch (error) {
    memory.noteFailure(error);
    throw error;
  }
  return memory.answers();
}

/**
 * What the server answers at an address of its own.
 * @param {ServerSettings} settings
 * @param {string} path
 * @param {unknown} [asked] What is sent; nothing to only read.
 * @param {string} [lang]
 * @returns {any}
 */
function fromServer_(settings, path, asked, lang) {
  checkAddress_(settings.server, lang);
  checkKey_(settings.key, lang);
  const until = Date.now() + PATIENCE_MS_;
  for (let tries = 1; ; tries++) {
    const reply = sent_(settings, path, asked, lang);
    if (reply && reply.status === 200) return reply.body === undefined ? strange_(settings, lang) : reply.body;
    const mayHelp = !reply || [429, 500, 502, 503, 504].includes(reply.status) || codeOf_(reply) === "repeated";
    const pause = pauseAfter_(tries, reply ? reply.wait : 0);
    if (!mayHelp || tries === TRIES_ || Date.now() + pause > until) throw refusal_(settings, reply, lang);
    Utilities.sleep(pause);
  }
}

/**
 * @param {string} server
 * @param {string} [lang]
 */
function checkAddress_(server, lang) {
  if (!server) {
    const [menu, pane] = ["menu", "menu-pane"].map((key) => say_(key, {}, lang));
    throw new ServerError_(say_("server-unset", { menu, pane }, lang));
  }
  if (!/^https:\/\/[^/]/i.test(server)) throw new ServerError_(say_("server-not-secure", {}, lang));
}

/**
 * @param {string} key Nothing, where formulas alone are asked for.
 * @param {string} [lang]
 */
function checkKey_(key, lang) {
  if (key && !KEY_FORM_.test(key)) throw new ServerError_(say_("server-no-key", {}, lang));
}

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {number} wait The milliseconds after which it may be asked again.
 * @property {any} body Undefined where it is no JSON.
 */

/**
 * One request; nothing where the server cannot be reached.
 * @param {ServerSettings} settings
 * @param {string} path
 * @param {unknown} asked
 * @param {string} [lang]
 * @returns {Reply | undefined}
 */
function sent_({ server, key }, path, asked, lang) {
  const payload = asked === undefined ? "" : asJson_(asked);
  const method = asked === undefined ? "get" : "post";
  const [, host] = /** @type {RegExpExecArray} */ (/^https:\/\/([^/:]+)/i.exec(server));
  const signed = key && signature_(key, method.toUpperCase(), host.toLowerCase(), `/${path}`, payload);
  /** @type {GoogleAppsScript.URL_Fetch.URLFetchRequestOptions} */
  const request = {
    method,
    contentType: "application/json",
    headers: { "Accept-Language": lang || LANGUAGE_, ...(signed ? { Authorization: signed } : {}) },
    muteHttpExceptions: true,
    // The signature is for this server, and for no other that it may point to.
    followRedirects: false,
    ...(payload ? { payload } : {}),
  };
  let response;
  try {
    response = UrlFetchApp.fetch(`${server}/${path}`, request);
  } catch (error) {
    return undefined;
  }
  const headers = /** @type {Record<string, string>} */ (response.getHeaders());
  const retry = Object.keys(headers).find((name) => name.toLowerCase() === "retry-after");
  const wait = retry ? Number(headers[retry]) * 1000 || 0 : 0;
  return { status: response.getResponseCode(), wait, body: parsed_(response.getContentText()) };
}

/** @param {string} text */
function parsed_(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return undefined;
  }
}

/**
 * @param {number} tries
 * @param {number} wait What the server asked for.
 */
function pauseAfter_(tries, wait) {
  const growing = FIRST_PAUSE_MS_ * 2 ** (tries - 1);
  return Math.max(wait, growing * (0.75 + Math.random() / 2));
}

/**
 * @param {ServerSettings} settings
 * @param {Reply | undefined} reply
 * @param {string} [lang]
 */
function refusal_({ server }, reply, lang) {
  const [menu, refresh] = ["menu", "menu-refresh"].map((key) => say_(key, {}, lang));
  const said = (/** @type {string} */ key, why = "") =>
    new ServerError_(say_(key, { address: server, menu, refresh, why }, lang), reply && codeOf_(reply));
  if (!reply) return said("server-down");
  if (codeOf_(reply) === "wrong_time") return said("server-clock");
  if (reply.status === 401) return said("server-key");
  if (reply.status === 504) return said("server-slow");
  if ([429, 502, 503].includes(reply.status)) return said("server-busy");
  const why = reply.body && reply.body.error && reply.body.error.message;
  return why ? said("server-refused", why) : said("server-strange");
}

/**
 * The word by which the server says why it refuses.
 * @param {Reply} reply
 * @returns {string | undefined}
 */
function codeOf_({ body }) {
  return body && body.error && body.error.code;
}

/**
 * @param {ServerSettings} settings
 * @param {string} [lang]
 * @returns {never}
 */
function strange_({ server }, lang) {
  throw new ServerError_(say_("server-strange", { address: server }, lang));
}
