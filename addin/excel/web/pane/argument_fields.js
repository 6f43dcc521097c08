// The fields of a card: an argument each, and the cell that the formula goes into. The field that
// has the focus takes the cells that are selected in the sheet.
import { readNumber, say } from "../texts.js";
import { h, icon } from "./dom.js";
import { after, isReference, parts, written } from "./references.js";

/** @typedef {import("./references.js").Area} Area */
/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./host.js").Host} Host */
/** @typedef {{ input: HTMLInputElement, area?: Area }} Field */
/**
 * @typedef {{ text: string } & ({ kind: "cells" } | { kind: "value", value: number | string }
 *   | { kind: "nothing" })} Given What a person gave for an argument; its text goes into a formula.
 */

/**
 * @param {Card} card
 * @param {Promise<Host>} host
 * @param {() => void} changed Is told when something was filled in.
 */
export function argumentFields(card, host, changed) {
  /** @type {Field[]} */
  const fields = card.arguments.map(() => field(say("card-argument-hint")));
  const target = field(say("card-at-hint"));
  /** @type {Field | undefined} */
  let active = fields[0];
  let hasOwnTarget = false;
  target.input.addEventListener("input", () => {
    hasOwnTarget = target.input.value !== "";
  });

  const view = h(
    "fieldset",
    { class: "arguments" },
    h("legend", { class: "unseen" }, say("card-arguments")),
    ...fields.map((one, place) => {
      const { label, help, letter } = card.arguments[place];
      return row(one, letter ? `${letter} — ${label}` : label, say("card-pick", { name: label }), help);
    }),
    row(target, say("card-at"), say("card-pick-at"), ""),
  );
  return { view, given, place, take, takeFirst, rest };

  /** @param {string} placeholder @returns {Field} */
  function field(placeholder) {
    /** @type {Field} */
    const one = {
      input: h("input", {
        type: "text",
        placeholder,
        autocomplete: "off",
        spellcheck: "false",
        onfocus: () => {
          active = one;
        },
        oninput: () => {
          one.area = undefined;
          changed();
        },
      }),
    };
    return one;
  }

  /** @param {Field} one @param {string} label @param {string} pick @param {string} help */
  function row(one, label, pick, help) {
    const id = `field-${fields.indexOf(one)}`;
    one.input.id = id;
    if (help && help !== label) one.input.title = help;
    return h(
      "div",
      { class: "row" },
      h("label", { for: id }, label),
      h(
        "div",
        { class: "picked" },
        one.input,
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            title: pick,
            "aria-label": pick,
            onclick: () => {
              active = one;
              void take();
            },
          },
          icon("pick"),
        ),
      ),
    );
  }

  /** The selected cells go into the field that has the focus, or had it last. */
  async function take() {
    const areas = await (await host).selection();
    if (!active || !areas.length) return;
    // As many columns as there are arguments are all of them at once, while none is filled in.
    const isFirst = active !== target && fields.every(({ input }) => input.value === "");
    if (isFirst && !isOneCell(areas) && fillAll(areas)) return;
    put(active, active === target ? { ...areas[0], rows: 1, columns: 1 } : areas[0]);
    if (active === target) hasOwnTarget = true;
    settled();
  }

  /** A card that has just been opened takes a selection that is the arguments, and no other. */
  async function takeFirst() {
    const areas = await (await host).selection();
    if (!isOneCell(areas)) fillAll(areas);
  }

  /** @param {Area[]} areas */
  function fillAll(areas) {
    const found = parts(areas, fields.length);
    if (!found.length) return false;
    found.forEach((area, place) => put(fields[place], area));
    settled();
    return true;
  }

  /** @param {Field} one @param {Area} area */
  function put(one, area) {
    one.area = area;
    one.input.value = written(area, sheet(area));
  }

  /** References are written from the sheet into which the formula goes. @param {Area} area */
  function sheet(area) {
    return (hasOwnTarget ? target.area : undefined)?.sheet ?? area.sheet;
  }

  function settled() {
    const next = after(fields.map(({ area }) => area).filter((area) => area !== undefined));
    if (!hasOwnTarget && next) put(target, next);
    changed();
  }

  /** Take no more cells until a field gets the focus. */
  function rest() {
    active = undefined;
  }

  /** @returns {Given[]} */
  function given() {
    return fields.map(({ input }) => read(input.value.trim()));
  }

  function place() {
    return target.input.value.trim();
  }
}

/** @param {Area[]} areas */
function isOneCell(areas) {
  return areas.length === 1 && areas[0].rows * areas[0].columns === 1;
}

/** @param {string} text @returns {Given} */
function read(text) {
  if (!text) return { kind: "nothing", text };
  if (isReference(text)) return { kind: "cells", text };
  const value = readNumber(text);
  if (!Number.isNaN(value)) return { kind: "value", text: String(value), value };
  const plain = text.replace(/^"|"$/g, "");
  return { kind: "value", text: `"${plain.replaceAll('"', '""')}"`, value: plain };
}
