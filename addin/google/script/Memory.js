// Remembers what the server answered, so that a hundred cells that ask the same ask it once.

/** Answers are good for an hour, unless somebody refreshes; errors for a minute. */
const KEPT_S_ = 3600;
const ERROR_KEPT_S_ = 60;
/** A server that does not answer is left alone for so long; the cells that ask meanwhile say so. */
const LEFT_ALONE_S_ = 20;
/** The cache takes no larger text, and so many at once. */
const LARGEST_ = 100000;
const AT_ONCE_ = 500;

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
        const text = JSON.stringify(answers[place]);
        if (text.length < LARGEST_) (isFailed_(answers[place]) ? bad : good)[key] = text;
      });
      write_(cache, good, KEPT_S_);
      write_(cache, bad, ERROR_KEPT_S_);
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
  const { SHA_256 } = Utilities.DigestAlgorithm;
  return Utilities.base64EncodeWebSafe(Utilities.computeDigest(SHA_256, text, Utilities.Charset.UTF_8));
}
