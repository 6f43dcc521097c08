// The menu, in the reader's language.

/** @param {{ authMode: GoogleAppsScript.Script.AuthMode }} [event] */
function onOpen(event) {
  const ui = SpreadsheetApp.getUi();
  // Before a person has agreed to anything, an add-on may read no settings.
  const isClosed = event && event.authMode === ScriptApp.AuthMode.NONE;
  const lang = isClosed ? LANGUAGE_ : readersLanguage_();
  (IS_ADDON_ ? ui.createAddonMenu() : ui.createMenu(say_("menu", {}, lang)))
    .addItem(say_("menu-pane", {}, lang), "kpicellsPane")
    .addItem(say_("menu-refresh", {}, lang), "kpicellsRefreshNow")
    .addItem(say_("menu-check", {}, lang), "kpicellsCheck")
    .addToUi();
}

/** @param {GoogleAppsScript.Events.AddonOnInstall} event */
function onInstall(event) {
  onOpen(event);
}

/** Opens the side bar. */
function kpicellsPane() {
  const lang = readersLanguage_();
  const page = HtmlService.createTemplateFromFile("SideBarPage");
  const title = say_("menu-pane", {}, lang);
  SpreadsheetApp.getUi().showSidebar(page.evaluate().setTitle(title));
}

/** Asks the server again for everything. */
function kpicellsRefreshNow() {
  const lang = readersLanguage_();
  const count = refresh_();
  const said = count ? say_("refreshed", { count }, lang) : say_("refresh-none", {}, lang);
  SpreadsheetApp.getActive().toast(said);
}
