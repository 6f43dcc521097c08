// Google's services as far as the project uses them, in memory. Each follows Google's typings.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { fetcher } from "./fetching.mjs";

/** @typedef {{ name: string, cells: Map<string, { formula?: string, value?: unknown, format?: string }>, protected: Set<string> }} Sheet */

/** What the tests set and look at. */
export const world = {
  /** @type {Record<string, string>} */
  document: {},
  /** @type {Record<string, string>} */
  user: {},
  locale: "en",
  timeZone: "Europe/Moscow",
  /** @type {Sheet[]} */
  sheets: [],
  /** @type {{ sheet: number, row: number, column: number, rows: number, columns: number }[]} */
  selected: [],
  /** @type {unknown[]} */
  said: [],
  /** @type {any} */
  menu: undefined,
  /** @type {any} */
  shown: undefined,
  sleeps: /** @type {number[]} */ ([]),
  /** @type {{ url: string, body: unknown, payload: string, headers: Record<string, string> }[]} */
  fetched: [],
  /** Answers to come, before the server is asked: a status, or nothing for a lost connection. */
  faults: /** @type {({ status: number, headers?: object, text?: string } | null)[]} */ ([]),
  /** Where the servers are: https://kpi.agency.example is this port. @type {Record<string, number>} */
  servers: {},
  /** What a formula shows that a script enters. @type {(formula: string) => unknown} */
  computed: () => "",
  /** Whether formulas are computed that scripts enter; only those of constants can be. */
  computes: false,
  /** Milliseconds that have passed beyond the clock's. */
  later: 0,
  /** Calls a function as a cell does. @type {(name: string, args: any[]) => any} */
  inCell: () => undefined,
  /** Whether another cell holds the lock all the time. */
  locked: false,
  /** What another cell does that had the lock before. @type {(() => void) | undefined} */
  before: undefined,
};

/** @type {Map<string, { text: string, until: number }>} */
const kept = new Map();
const now = () => Date.now() + world.later;
const ask = fetcher();

/** @type {Pick<GoogleAppsScript.Cache.Cache, "get" | "getAll" | "put" | "putAll">} */
const cache = {
  get(key) {
    if (key.length > 250) throw new Error("Argument too large: key");
    const found = kept.get(key);
    return found && found.until > now() ? found.text : null;
  },
  getAll(keys) {
    const found = keys.map((key) => [key, this.get(key)]).filter(([, text]) => text !== null);
    return Object.fromEntries(found);
  },
  put(key, value, lasting) {
    const seconds = Number(lasting ?? 600);
    if (key.length > 250) throw new Error("Argument too large: key");
    if (Buffer.byteLength(value) > 102_400) throw new Error("Argument too large: value");
    if (seconds > 21_600) throw new Error("Argument too large: expiration");
    kept.set(key, { text: value, until: now() + seconds * 1000 });
  },
  putAll(values, seconds) {
    for (const [key, value] of Object.entries(values)) this.put(key, value, seconds);
  },
};

/** @param {Record<string, string>} texts */
function properties(texts) {
  /** @type {Pick<GoogleAppsScript.Properties.Properties, "getProperty" | "getProperties" | "setProperty" | "deleteProperty">} */
  const found = {
    getProperty: (key) => texts[key] ?? null,
    getProperties: () => ({ ...texts }),
    setProperty(key, value) {
      if (typeof value !== "string") throw new Error("a property is a text");
      texts[key] = value;
      return /** @type {any} */ (this);
    },
    deleteProperty(key) {
      delete texts[key];
      return /** @type {any} */ (this);
    },
  };
  return found;
}

/**
 * @param {string} address
 * @param {GoogleAppsScript.URL_Fetch.URLFetchRequestOptions} [options]
 * @returns {GoogleAppsScript.URL_Fetch.HTTPResponse}
 */
function fetch(address, options = {}) {
  const url = new URL(address);
  const headers = { ...(/** @type {Record<string, string>} */ (options.headers)) };
  world.fetched.push({ url: address, headers, body: parsed(options.payload), payload: String(options.payload ?? "") });
  const fault = world.faults.shift();
  if (fault === null) throw new Error(`Address unavailable: ${address}`);
  const number = world.servers[url.origin];
  if (!fault && !number) throw new Error(`DNS error: ${address}`);
  if (options.contentType && options.payload) headers["Content-Type"] = options.contentType;
  const reply = fault ?? ask({
    host: url.host, number, path: url.pathname + url.search,
    method: (options.method ?? "get").toUpperCase(), headers, body: options.payload,
  });
  if (reply.error) throw new Error(`Address unavailable: ${address}`);
  if (reply.status >= 400 && !options.muteHttpExceptions) throw new Error(`returned code ${reply.status}`);
  /** @type {Pick<GoogleAppsScript.URL_Fetch.HTTPResponse, "getResponseCode" | "getContentText" | "getHeaders">} */
  const response = {
    getResponseCode: () => reply.status,
    getContentText: () => reply.text ?? "",
    getHeaders: () => reply.headers ?? {},
  };
  return /** @type {any} */ (response);
}

/** @param {unknown} text */
function parsed(text) {
  return typeof text === "string" ? JSON.parse(text) : null;
}

/** Bytes are signed, as in Java. @param {Buffer} bytes */
function signedBytes(bytes) {
  return [...bytes].map((byte) => (byte << 24) >> 24);
}

const Utilities = {
  DigestAlgorithm: { SHA_256: "sha256" },
  MacAlgorithm: { HMAC_SHA_512: "sha512" },
  Charset: { UTF_8: "utf8" },
  /** @type {(algorithm: any, text: string, charset: any) => number[]} */
  computeDigest: (algorithm, text) => signedBytes(createHash(algorithm).update(text, "utf8").digest()),
  /** @type {(algorithm: any, text: string, key: string, charset: any) => number[]} */
  computeHmacSignature: (algorithm, text, key) => signedBytes(createHmac(algorithm, key).update(text, "utf8").digest()),
  getUuid: () => randomUUID(),
  /** @type {(bytes: number[]) => string} */
  base64EncodeWebSafe: (bytes) => Buffer.from(bytes).toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
  sleep(/** @type {number} */ milliseconds) {
    world.sleeps.push(milliseconds);
    world.later += milliseconds;
  },
  formatDate(/** @type {Date} */ date, /** @type {string} */ timeZone, /** @type {string} */ format) {
    if (format !== "yyyy-MM-dd") throw new Error(format);
    return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(date);
  },
};

/** @type {Pick<GoogleAppsScript.Lock.Lock, "tryLock" | "releaseLock">} */
const lock = {
  tryLock(milliseconds) {
    const before = world.before;
    world.before = undefined;
    if (before) before();
    if (world.locked) world.later += Number(milliseconds);
    return !world.locked;
  },
  releaseLock() {},
};

/** What is there beside the language itself, for the scripts of the project. */
export const services = {
  LockService: { getDocumentLock: () => lock, getScriptLock: () => lock },
  CacheService: { getDocumentCache: () => cache, getScriptCache: () => cache },
  PropertiesService: {
    getDocumentProperties: () => properties(world.document),
    getUserProperties: () => properties(world.user),
  },
  UrlFetchApp: { fetch },
  Utilities,
  Session: { getActiveUserLocale: () => world.locale },
  ScriptApp: { AuthMode: { NONE: "NONE", LIMITED: "LIMITED", FULL: "FULL" } },
};
