// What was made from the catalogue stands in the page itself.

/** @type {Record<string, any> | undefined} */
let known;

/** @param {string} name */
export async function readData(name) {
  known ??= /** @type {Record<string, any>} */ (JSON.parse(document.getElementById("data")?.textContent ?? "{}"));
  return known[name];
}
