// All that is known of a KPI, for those who ask.
import { number, say } from "../texts.js";
import { formula, h } from "./dom.js";
import { shown } from "./format.js";

/** @typedef {import("./cards.js").Card} Card */

/** @param {Card} card */
export function about(card) {
  const goals = card.goals.map((goal) => say(`goal-${goal}`)).join(", ");
  return h(
    "details",
    {},
    h("summary", {}, say("card-more")),
    h(
      "dl",
      {},
      ...entry(say("card-example"), example(card)),
      ...entry(say("card-means"), say(`unit-${card.unit}`)),
      ...entry(say("card-direction"), say(`better-${card.better}`)),
      ...entry(say("card-goals"), goals),
      ...entry(say("card-stage"), say(`stage-${card.stage}`)),
      ...entry(say("card-confused"), card.confused),
      ...entry(say("card-aliases"), [card.otherName, ...card.aliases].join(", ")),
      ...entry(say("card-total"), card.total ? h("code", {}, card.total) : say("card-total-none")),
      ...entry(say("card-source"), source(card.source)),
    ),
    ...card.formula.slice(1).map(formula),
  );
}

/** @param {string} term @param {Node | string} said */
function entry(term, said) {
  return said ? [h("dt", {}, term), h("dd", {}, said)] : [];
}

/** @param {Card} card */
function example({ arguments: taken, example: { arguments: given, gives }, unit }) {
  const words = given.map((value, place) => {
    const numbers = Array.isArray(value) ? value : [value];
    return `${taken[place].label} ${numbers.map((one) => number(one)).join("; ")}`;
  });
  return say("card-example-says", { arguments: words.join(" · "), result: shown(gives, unit) });
}

/** @param {string} text */
function source(text) {
  if (!text.startsWith("https://")) return say("card-source-agency");
  return h("a", { href: text, target: "_blank", rel: "noreferrer" }, new URL(text).hostname);
}
