// What is set for this spreadsheet. It lies with the spreadsheet: functions in cells run for whoever
// looks at it, and of a person's own settings they would see the owner's alone.

/** @typedef {{ server: string, key: string, generation: string }} ServerSettings */

const SERVER_ = "kpicells.server";
const KEY_ = "kpicells.key";
const GENERATION_ = "kpicells.generation";
const LANGUAGE_OF_PANE_ = "kpicells.language";

/** @returns {ServerSettings} */
function serverSettings_() {
  const kept = PropertiesService.getDocumentProperties().getProperties();
  return {
    server: (kept[SERVER_] || OWN_SERVER_).trim().replace(/\/+$/, ""),
    key: (kept[KEY_] || "").trim(),
    generation: kept[GENERATION_] || "0",
  };
}

/** From now on nothing that was remembered counts. */
function forgetAnswers_() {
  const properties = PropertiesService.getDocumentProperties();
  properties.setProperty(GENERATION_, String(Number(properties.getProperty(GENERATION_) || 0) + 1));
}

/** The language of the menu and the side bar: as chosen, or as the reader's Google is. */
function readersLanguage_() {
  const chosen = chosenLanguage_();
  if (chosen !== "auto") return chosen;
  return Session.getActiveUserLocale().toLowerCase().startsWith("ru") ? "ru" : "en";
}

/** @returns {"auto" | "en" | "ru"} */
function chosenLanguage_() {
  const chosen = PropertiesService.getUserProperties().getProperty(LANGUAGE_OF_PANE_);
  return chosen === "en" || chosen === "ru" ? chosen : "auto";
}
