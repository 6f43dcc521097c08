// What a person has set. It is kept by the scripts; the key to the server never comes here.
import { run } from "./apps_script.js";

/**
 * @typedef {object} Settings
 * @property {"inside" | "server"} mode Whether there is a server, for what only it knows.
 * @property {string} server The server's address.
 * @property {string} key Nothing here; a new one, where a person enters it.
 * @property {boolean} hasKey Whether a key is set.
 * @property {"en" | "ru"} language The language of the side bar.
 * @property {"auto" | "en" | "ru"} chosenLanguage As chosen; "auto" is Google's own.
 */

/** @type {Settings} */
let known = completed(PANE_STATE);
/** @type {Promise<unknown>} */
let last = Promise.resolve();

export const settings = {
  async read() {
    return known;
  },

  /** One change after the other, since Google carries calls out in any order. @param {Partial<Settings>} changes */
  change(changes) {
    const done = last.then(async () => {
      known = completed(await run("kpicellsChangeSettings", changes));
      return known;
    });
    last = done.catch(() => {});
    return done;
  },
};

/** @param {PaneState} state @returns {Settings} */
function completed(state) {
  return { ...state, key: "", mode: state.server ? "server" : "inside" };
}
