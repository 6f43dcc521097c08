// What a person may set in Google Sheets: the agency's server, and the side bar's language.
import { fromServer } from "../server/server.js";
import { settings } from "../settings.js";
import { say } from "../texts.js";
import { fill, h } from "./dom.js";

/** @typedef {import("../settings.js").Settings} Settings */

/**
 * @param {Settings} now
 * @param {string} version
 * @param {(changes: Partial<Settings>) => void} changed Is told after something was changed.
 */
export function settingsView(now, version, changed) {
  const saved = h("p", { class: "remark", role: "status" });
  const outcome = h("p", { role: "status", class: "outcome" });
  const address = h("input", {
    id: "address",
    type: "url",
    value: now.server,
    placeholder: say("settings-address-hint"),
    onchange: () => void change({ server: address.value }),
  });
  const key = h("input", {
    id: "key",
    type: "password",
    placeholder: now.hasKey ? say("settings-key-set") : "",
    autocomplete: "off",
    "aria-describedby": "key-help",
    onchange: () => void change({ key: key.value }),
  });
  return h(
    "section",
    { class: "settings", "aria-label": say("tab-settings") },
    h("h2", {}, say("settings-server")),
    h("p", { class: "remark" }, say("settings-server-help")),
    row("address", say("settings-address"), address),
    row("key", say("settings-key"), key, h("p", { class: "remark", id: "key-help" }, say("settings-key-help"))),
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => void test() }, say("settings-test"))),
    outcome,
    row("language", say("settings-language"), language()),
    saved,
    h("p", { class: "remark" }, say("settings-version", { version })),
  );

  /** @param {Partial<Settings>} changes */
  async function change(changes) {
    try {
      await keep(changes);
    } catch (error) {
      fault(error);
    }
  }

  /** @param {Partial<Settings>} changes */
  async function keep(changes) {
    now = await settings.change(changes);
    // What is being typed meanwhile stays.
    if (changes.key === key.value) key.value = "";
    key.placeholder = now.hasKey ? say("settings-key-set") : "";
    fill(saved, say("settings-saved"));
    changed(changes);
  }

  async function test() {
    fill(outcome, say("settings-testing"));
    outcome.classList.remove("fault");
    try {
      await keep({ server: address.value, ...(key.value ? { key: key.value } : {}) });
      const { formulas } = /** @type {{ formulas: unknown[] }} */ (await fromServer("v1/catalog"));
      fill(outcome, say("settings-works", { count: formulas.length }));
    } catch (error) {
      fault(error);
    }
  }

  /** @param {unknown} error */
  function fault(error) {
    outcome.classList.add("fault");
    fill(outcome, error instanceof Error ? error.message : String(error));
  }

  function language() {
    const names = { auto: say("settings-language-auto"), en: "English", ru: "Русский" };
    const select = h(
      "select",
      {
        id: "language",
        onchange: () => void change({ chosenLanguage: /** @type {"auto" | "en" | "ru"} */ (select.value) }),
      },
      ...Object.entries(names).map(([value, name]) =>
        h("option", { value, selected: value === now.chosenLanguage }, name),
      ),
    );
    return select;
  }
}

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} control
 * @param {...(Node | null)} more
 */
function row(id, label, control, ...more) {
  return h("div", { class: "row" }, h("label", { for: id }, label), control, ...more);
}
