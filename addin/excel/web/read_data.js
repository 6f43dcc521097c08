// What was made from the catalogue when the add-in was built.

/**
 * A file that was made from the catalogue.
 * @param {string} name
 */
export async function readData(name) {
  const response = await fetch(new URL(`data/${name}`, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}
