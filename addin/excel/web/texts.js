// The words of the pane and of errors, in the reader's language.
import { readData } from "./read_data.js";
import { settings } from "./settings.js";

/** @type {Record<string, string>} */
let texts = {};
/** @type {"en" | "ru"} */
let language = "en";

/** @type {Promise<"en" | "ru"> | undefined} */
let reading;

/** Wait until there are words. */
export function textsRead() {
  reading ??= readTexts();
  return reading;
}

/** Read the words of the language that is set. */
export async function readTexts() {
  ({ language } = await settings.read());
  texts = await readData(`texts.${language}.json`);
  return language;
}

/**
 * A text, with values in it.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function say(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A number as people of that language write it.
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [how]
 */
export function number(value, how = { maximumSignificantDigits: 6 }) {
  return new Intl.NumberFormat(language, how).format(value);
}

/**
 * A number as people of that language write it, read back; NaN where it is none.
 * @param {string} text
 */
export function readNumber(text) {
  const decimal = number(0.5).includes(",") ? "," : ".";
  const plain = text.replace(/\s/g, "").replace(decimal, ".");
  return plain === "" ? NaN : Number(plain);
}
