// The KPIs as the pane shows them: those of the catalogue, and the agency's own from its server.
import { FUNCTIONS } from "../data/functions.js";
import { readData } from "../read_data.js";
import { fromServer } from "../server/server.js";
import { settings } from "../settings.js";
import { say } from "../texts.js";

/** @typedef {{ name: string, label: string, help: string, range: boolean, letter: string }} CardArgument */
/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} function As it is typed: KPI.CTR.
 * @property {string} name
 * @property {string} otherName Its name in the other language.
 * @property {string[]} aliases
 * @property {string} meaning
 * @property {string} confused
 * @property {string[]} goals
 * @property {string} stage
 * @property {string} unit
 * @property {string} better
 * @property {CardArgument[]} arguments
 * @property {string[]} formula MathML.
 * @property {{ arguments: (number | number[])[], gives: number }} example
 * @property {string} source
 * @property {string} total A call for the total, or nothing where that would be untrue.
 * @property {boolean} own The agency's own, which only the server computes.
 */

/** @returns {Promise<{ kpis: Card[], known: string[] }>} */
export async function readCards() {
  const { language } = await settings.read();
  return readData(`cards.${language}.json`);
}

/**
 * The agency's own KPIs, if a server is set that has any.
 * @param {Card[]} known
 * @returns {Promise<Card[]>}
 */
export async function ownCards(known) {
  const { mode, language } = await settings.read();
  if (mode !== "server") return [];
  const ids = new Set(known.map((card) => card.id));
  const { formulas } = /** @type {{ formulas: any[] }} */ (await fromServer("v1/catalog"));
  return formulas.filter(({ id }) => !ids.has(id)).map((entry) => asCard(entry, language));
}

/**
 * @param {any} entry A KPI as the server tells of it.
 * @param {"en" | "ru"} language
 * @returns {Card}
 */
function asCard(entry, language) {
  const other = language === "ru" ? "en" : "ru";
  return {
    id: entry.id,
    function: FUNCTIONS.own.replace("{id}", entry.id),
    name: entry.names[language],
    otherName: entry.names[other],
    aliases: entry.aliases,
    meaning: entry.meanings[language] || say("card-own"),
    confused: entry.confused_with[language],
    goals: entry.goals,
    stage: entry.stage,
    unit: entry.unit,
    better: entry.better,
    arguments: entry.arguments.map((/** @type {any} */ argument) => ({
      name: argument.name,
      label: argument.names[language],
      help: argument.names[language],
      range: argument.range,
      letter: "",
    })),
    formula: [],
    example: { arguments: Object.values(entry.example.arguments), gives: entry.example.result },
    source: entry.source,
    total: "",
    own: true,
  };
}
