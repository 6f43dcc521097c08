// What Python does in the Excel pane, done here without it: the search, and ordinary formulas.
import { readData } from "../read_data.js";
import { Finder } from "./finder.js";

/** @typedef {import("./finder.js").Found} Found */

/** @type {Promise<Finder> | undefined} */
let finder;

export const python = {
  state: "ready",

  start() {
    finder ??= readData("search.json").then((data) => new Finder(data));
    return finder;
  },

  /** @param {string} query @returns {Promise<Found>} */
  async find(query) {
    return (await this.start()).find(query);
  },

  /**
   * A KPI as an ordinary formula.
   * @param {string} id
   * @param {string[]} cells
   */
  async native(id, cells) {
    const { formula, single } = (await readData("native.json"))[id];
    const text = formula.replace(/⟦(\d+)⟧/g, (/** @type {string} */ _, /** @type {string} */ place) => cells[Number(place)]);
    const isOverRanges = single.some((/** @type {number} */ place) => cells[place].includes(":"));
    return { formula: isOverRanges ? `=ARRAYFORMULA(${text.slice(1)})` : text };
  },
};
