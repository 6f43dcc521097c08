// What a person has set: kept where all parts of the add-in see it, on this computer alone.

/**
 * @typedef {object} Settings
 * @property {"inside" | "server"} mode Where formulas are computed.
 * @property {string} server The server's address.
 * @property {string} key The access key to it.
 * @property {"en" | "ru"} language The language of the pane and of reasons.
 * @property {"auto" | "en" | "ru"} chosenLanguage As chosen; "auto" is Excel's own.
 */

const PLACE = "kpicells.settings";
/** The pages that `kpicells serve` hands out lie here. */
const SERVED = /^(.*)\/addin\/[^/]*$/;

/** @type {Settings | undefined} */
let known;

export const settings = {
  /**
   * The settings; read once, then kept in mind.
   * @returns {Promise<Settings>}
   */
  async read() {
    known ??= completed(await stored());
    return known;
  },

  /**
   * Change some of them.
   * @param {Partial<Settings>} changes
   */
  async change(changes) {
    known = completed({ ...(await this.read()), ...changes });
    const { language: _, ...kept } = known;
    await keep(JSON.stringify(kept));
    return known;
  },
};

/**
 * @param {Partial<Settings>} found
 * @returns {Settings}
 */
function completed(found) {
  const chosenLanguage = found.chosenLanguage ?? "auto";
  return {
    mode: found.mode ?? "inside",
    server: (found.server ?? ownServer()).trim(),
    key: (found.key ?? "").trim(),
    chosenLanguage,
    language: chosenLanguage === "auto" ? officeLanguage() : chosenLanguage,
  };
}

/** The server that handed out this page, if a kpicells server did. */
function ownServer() {
  const served = SERVED.exec(location.pathname);
  return served ? location.origin + served[1] : "";
}

/** @returns {"en" | "ru"} */
function officeLanguage() {
  const office = typeof Office === "undefined" ? undefined : Office.context?.displayLanguage;
  return (office || navigator.language).toLowerCase().startsWith("ru") ? "ru" : "en";
}

/** @returns {Promise<Partial<Settings>>} */
async function stored() {
  try {
    const text =
      typeof OfficeRuntime === "undefined"
        ? localStorage.getItem(PLACE)
        : await OfficeRuntime.storage.getItem(PLACE);
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

/** @param {string} text */
async function keep(text) {
  if (typeof OfficeRuntime === "undefined") localStorage.setItem(PLACE, text);
  else await OfficeRuntime.storage.setItem(PLACE, text);
}
