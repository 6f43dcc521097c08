// What a person may set.
import { python } from "../python/python.js";
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
    value: now.key,
    autocomplete: "off",
    "aria-describedby": "key-help",
    onchange: () => void change({ key: key.value }),
  });
  const server = h(
    "div",
    { class: "server" },
    row("address", say("settings-address"), address),
    row("key", say("settings-key"), key, h("p", { class: "remark", id: "key-help" }, say("settings-key-help"))),
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => void test() }, say("settings-test"))),
    outcome,
  );
  const state = h("p", { class: "remark", role: "status" });
  python.addEventListener("change", tellState);
  tellState();
  return h(
    "section",
    { class: "settings", "aria-label": say("tab-settings") },
    h(
      "fieldset",
      {},
      h("legend", {}, say("settings-where")),
      mode("inside", state),
      mode("server", null),
    ),
    server,
    row("language", say("settings-language"), language()),
    saved,
    h("p", { class: "remark" }, say("settings-version", { version })),
  );

  /** @param {Partial<Settings>} changes */
  async function change(changes) {
    now = await settings.change(changes);
    fill(saved, say("settings-saved"));
    changed(changes);
  }

  async function test() {
    await change({ server: address.value, key: key.value });
    fill(outcome, say("settings-testing"));
    outcome.classList.remove("fault");
    try {
      const { formulas } = /** @type {{ formulas: unknown[] }} */ (await fromServer("v1/catalog"));
      fill(outcome, say("settings-works", { count: formulas.length }));
    } catch (error) {
      outcome.classList.add("fault");
      fill(outcome, error instanceof Error ? error.message : String(error));
    }
  }

  function tellState() {
    const name = python.state === "failed" ? "did-not-start" : python.state;
    fill(state, `${say("settings-python")} ${say(`python-state-${name}`)}`);
  }

  /** @param {"inside" | "server"} name @param {Node | null} more */
  function mode(name, more) {
    const radio = h("input", {
      type: "radio",
      name: "mode",
      id: `mode-${name}`,
      checked: now.mode === name,
      onchange: () => void change({ mode: name }),
    });
    return h(
      "div",
      { class: "choice" },
      radio,
      h(
        "div",
        {},
        h("label", { for: radio.id }, say(`settings-${name}`)),
        h("p", { class: "remark" }, say(`settings-${name}-help`)),
        more,
      ),
    );
  }

  function language() {
    const names = { auto: say("settings-language-auto"), en: "English", ru: "Русский" };
    const select = h(
      "select",
      {
        id: "language",
        onchange: () =>
          void change({ chosenLanguage: /** @type {"auto" | "en" | "ru"} */ (select.value) }),
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
