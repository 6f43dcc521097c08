// What cells say, in the language in which the functions have their help.

/** @typedef {{ sentences: string[][], why: Record<string, string>, kind: Record<string, string> }} Reasons */

/**
 * A reason in the reader's language; as it is where it has no translation.
 * @param {string} reason
 * @param {Formula} [formula] Whose arguments are then named as people call them.
 */
function inWords_(reason, formula) {
  if (!REASONS_) return reason;
  for (const [pattern, text] of REASONS_.sentences) {
    const found = new RegExp(`^(?:${pattern})$`, "su").exec(reason);
    if (found) return filledIn_(text, saidOf_({ ...found.groups }, formula, REASONS_));
  }
  return reason;
}

/**
 * @param {Record<string, string>} said
 * @param {Formula | undefined} formula
 * @param {Reasons} reasons
 */
function saidOf_(said, formula, reasons) {
  const argument = formula && formula.takes.find(({ name }) => name === said.what);
  if (argument) said.what = `«${argument.label}»`;
  if (said.cell) said.what += `, ячейка ${said.cell}`;
  if (said.value) said.value = said.value.replace(/ has /g, " — ").replace(/ to /g, "–");
  if (said.why) said.why = reasons.why[said.why] || said.why;
  if (said.kind) said.kind = reasons.kind[said.kind] || said.kind;
  if (said.near) said.near = said.near.replace(/ or /g, " или ");
  return said;
}

/**
 * A text of the project, with values in it.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 * @param {string} [lang] The language of the functions' help if left out.
 */
function say_(key, values, lang) {
  return filledIn_(TEXTS_[lang || LANGUAGE_][key], values || {});
}

/**
 * @param {string} text
 * @param {Record<string, any>} values
 */
function filledIn_(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (values[name] === undefined ? whole : String(values[name])));
}
