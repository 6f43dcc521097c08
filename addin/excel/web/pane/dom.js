// Elements, written as a tree.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element: `h("button", { class: "primary", onclick: act }, "Insert")`.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes] Those that begin with "on" are listeners; true and
 *   false set an attribute or leave it out.
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter(isThere));
  return element;
}

/**
 * Put something else into an element.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter(isThere));
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isThere(child) {
  return child instanceof Node || typeof child === "string";
}

/**
 * A formula as the catalogue typesets it; it is made of MathML alone.
 * @param {string} mathml
 */
export function formula(mathml) {
  const parsed = new DOMParser().parseFromString(mathml, "text/html").body.firstElementChild;
  return h("div", { class: "formula" }, parsed);
}

const ICONS = {
  search: "M8.5 3a5.5 5.5 0 0 1 4.38 8.82l3.65 3.65a.75.75 0 0 1-1.06 1.06l-3.65-3.65A5.5 5.5 0 1 1 8.5 3Zm0 1.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  close: "m4.3 4.3.07-.06a.75.75 0 0 1 .92.06L10 9l4.7-4.7a.75.75 0 0 1 1.06 1.06L11.06 10l4.7 4.7a.75.75 0 0 1-1.06 1.06L10 11.06l-4.7 4.7a.75.75 0 0 1-1.06-1.06L8.94 10l-4.7-4.7a.75.75 0 0 1 .06-1Z",
  back: "M12.7 4.2a.75.75 0 0 1 .05 1.06L8.47 10l4.28 4.74a.75.75 0 1 1-1.1 1.01l-4.75-5.25a.75.75 0 0 1 0-1l4.75-5.25a.75.75 0 0 1 1.05-.05Z",
  pick: "M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v9a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 3 14.5v-9ZM5.5 4.5a1 1 0 0 0-1 1V8H8V4.5H5.5Zm4 0V8h6V5.5a1 1 0 0 0-1-1h-5Zm6 5h-6v6h5a1 1 0 0 0 1-1v-5ZM8 15.5v-6H4.5v5a1 1 0 0 0 1 1H8Z",
};

/**
 * A small picture that says nothing by itself.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  picture.append(path);
  return picture;
}
