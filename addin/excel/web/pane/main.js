// The pane: four tabs, and the card of a KPI over the first.
import { FUNCTIONS } from "../data/functions.js";
import { python } from "../python/python.js";
import { settings } from "../settings.js";
import { readTexts, say, textsRead } from "../texts.js";
import { cardView } from "./card_view.js";
import { ownCards, readCards } from "./cards.js";
import { fill, h } from "./dom.js";
import { findView } from "./find_view.js";
import { goalsView } from "./goals_view.js";
import { findHost } from "./host.js";
import { settingsView } from "./settings_view.js";
import { followTheme } from "./theme.js";
import { workbookView } from "./workbook_view.js";

/** @typedef {import("./cards.js").Card} Card */

const TABS = ["find", "goals", "workbook", "settings"];
const host = findHost();
const pane = /** @type {HTMLElement} */ (document.getElementById("pane"));
/** What is told that other cells are selected. @type {(() => void) | undefined} */
let listening;
/** Brings the agency's own KPIs into the list. */
let addOwn = async () => {};

await textsRead();
followTheme();
await open("find");
void host.then((found) => found.onSelection(() => listening?.()));
// The search needs Python soon, and the first function too; opening the pane does not wait for it.
setTimeout(() => python.start(), 300);

/**
 * Make the whole pane, in the language that is set.
 * @param {string} first The tab that is open.
 */
async function open(first) {
  const { language } = await settings.read();
  document.documentElement.lang = language;
  document.title = say("pane-title");
  const catalogue = await readCards();
  const find = findView(catalogue, show);
  const cardPlace = h("div", { hidden: true });
  const panels = [
    h("div", {}, find.view, cardPlace),
    h("div", {}, goalsView(catalogue, host)),
    h("div", {}, workbookView(host)),
    h("div", {}, settingsView(await settings.read(), FUNCTIONS.version, changed)),
  ];
  fill(pane, tabs(panels, first), ...panels);
  addOwn = () =>
    ownCards(catalogue.kpis).then(
      (own) => {
        catalogue.kpis.unshift(...own);
        if (own.length) void find.refresh();
      },
      () => {}, // The settings say what is wrong with the server.
    );
  void addOwn();
  const asked = new URLSearchParams(location.search).get("kpi");
  const card = catalogue.kpis.find((one) => one.function === `KPI.${asked}`);
  if (card && first === "find") show(card);
  else if (first === "find") find.field.focus();

  /** @param {Card} card */
  function show(card) {
    const opener = /** @type {HTMLElement | null} */ (document.activeElement);
    const { view, title, onSelection } = cardView(card, host, () => {
      listening = undefined;
      cardPlace.hidden = true;
      find.view.hidden = false;
      (opener ?? find.field).focus();
    });
    listening = onSelection;
    fill(cardPlace, view);
    find.view.hidden = true;
    cardPlace.hidden = false;
    scrollTo(0, 0);
    title.focus();
  }
}

/** @param {Partial<import("../settings.js").Settings>} changes */
async function changed(changes) {
  if (!("chosenLanguage" in changes)) return addOwn();
  await readTexts();
  await open("settings");
  return document.getElementById("language")?.focus();
}

/**
 * The tabs, moved between with the arrow keys.
 * @param {HTMLElement[]} panels
 * @param {string} first
 */
function tabs(panels, first) {
  const buttons = TABS.map((name, place) => {
    const panel = panels[place];
    Object.assign(panel, { id: `panel-${name}`, role: "tabpanel" });
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": panel.id,
        onclick: () => select(place),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
          if (!by) return;
          const next = (place + by + TABS.length) % TABS.length;
          select(next);
          buttons[next].focus();
        },
      },
      say(`tab-${name}`),
    );
  });
  select(TABS.indexOf(first));
  return h("div", { role: "tablist", "aria-label": say("pane-title") }, ...buttons);

  /** @param {number} chosen */
  function select(chosen) {
    buttons.forEach((button, place) => {
      button.setAttribute("aria-selected", String(place === chosen));
      button.tabIndex = place === chosen ? 0 : -1;
      panels[place].hidden = place !== chosen;
    });
  }
}
