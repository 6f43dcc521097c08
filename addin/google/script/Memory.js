// Remembers what the server answered, so that a hundred cells that ask the same ask it once.

/** Answers are good for an hour, unless somebody refreshes; errors for a minute. */
const KEPT_S_ = 3600;
const ERROR_KEPT_S_ = 60;
/** A server that does not answer is left alone for so long; the cells that ask meanwhile say so. */
const LEFT_ALONE_S_ = 20;
/** The cache takes no larger text, and so many at once. */
const LARGEST_ = 100000;
const AT_ONCE_ = 500;

/** @typedef {ReturnType<typeof memoryOf_>} Memory */

/**
 * What is known of some calls.
 * @param {ServerSettings} settings
 * @param {Call[]} calls
 */
function memoryOf_(settings, calls) {
  const cache = CacheService.getDocumentCache() || CacheService.getScriptCache();
  const asker = [settings.server, settings.key, settings.generation, LANGUAGE_].join("\n");
  const keys = calls.map((call) => hashed_(`${asker}\n${call.id}\n${JSON.stringify(call.args)}`));
  const failureKey = hashed_(`${asker}\nfailure`);
  const known = read_(cache, keys.filter(isFirst_));

  return {
    /** The calls that are not known, each once. */
    missing: () => calls.filter((_, place) => !(keys[place] in known) && keys.indexOf(keys[place]) === place),

    answers: () => keys.map((key) => known[key]),

    /**
     * @param {Call} call
     * @param {Answer | undefined} answer
     */
    know(call, answer) {
      if (answer) known[keys[calls.indexOf(call)]] = answer;
    },

    /**
     * @param {Call[]} batch
     * @param {Answer[]} answers
     */
    keep(batch, answers) {
      /** @type {Record<string, string>} */
      const good = {};
      /** @type {Record<string, string>} */
      const bad = {};
      batch.forEach((call, place) => {
        const key = keys[calls.indexOf(call)];
        known[key] = answers[place];
        const text = asJson_(answers[place]);
        if (text.length < LARGEST_) (isFailed_(answers[place]) ? bad : good)[key] = text;
      });
      write_(cache, good, KEPT_S_);
      write_(cache, bad, ERROR_KEPT_S_);
    },

    /**
     * Those whole months that are known, by name.
     * @param {MonthAsked[]} asked
     * @returns {Record<string, Month>}
     */
    months(asked) {
      const names = asked.map(monthName_).filter(isFirst_);
      const keysOf = names.map((name) => hashed_(`${asker}\nmonth\n${name}`));
      const found = read_(cache, keysOf);
      return Object.fromEntries(
        names.flatMap((name, place) => (keysOf[place] in found ? [[name, /** @type {any} */ (found[keysOf[place]])]] : [])),
      );
    },

    /**
     * @param {MonthAsked} asked
     * @param {Month} month
     * @param {number} seconds
     */
    keepMonth(asked, month, seconds) {
      const text = asJson_(month);
      if (text.length < LARGEST_) cache.put(hashed_(`${asker}\nmonth\n${monthName_(asked)}`), text, seconds);
    },

    /** Whoever comes after a failure is told of it at once. */
    failEarly() {
      const failure = cache.get(failureKey);
      if (failure) throw new ServerError_(failure);
    },

    /** @param {any} error */
    noteFailure(error) {
      if (error instanceof ServerError_) cache.put(failureKey, error.message, LEFT_ALONE_S_);
    },
  };
}

/**
 * @param {string} key
 * @param {number} place
 * @param {string[]} keys
 */
function isFirst_(key, place, keys) {
  return keys.indexOf(key) === place;
}

/**
 * @param {GoogleAppsScript.Cache.Cache} cache
 * @param {string[]} keys
 * @returns {Record<string, Answer>}
 */
function read_(cache, keys) {
  /** @type {Record<string, Answer>} */
  const found = {};
  for (let from = 0; from < keys.length; from += AT_ONCE_) {
    const texts = cache.getAll(keys.slice(from, from + AT_ONCE_));
    for (const key of Object.keys(texts)) found[key] = JSON.parse(texts[key]);
  }
  return found;
}

/**
 * @param {GoogleAppsScript.Cache.Cache} cache
 * @param {Record<string, string>} texts
 * @param {number} seconds
 */
function write_(cache, texts, seconds) {
  const keys = Object.keys(texts);
  for (let from = 0; from < keys.length; from += AT_ONCE_) {
    const some = keys.slice(from, from + AT_ONCE_).map((key) => [key, texts[key]]);
    cache.putAll(Object.fromEntries(some), seconds);
  }
}

/** @param {string} text */
function hashed_(text) {
  return Utilities.base64EncodeWebSafe(digest_(text));
}

/** @param {string} text */
function digest_(text) {
  return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8);
}
