// The worker in which Python runs. It answers one message after the other.
import { loadPyodide } from "../pyodide/pyodide.mjs";

const HOME = "/kpicells";
const loaded = load();
loaded.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error?.message ?? error) }),
);

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const inside = await loaded;
    postMessage({ id, answer: inside[method](...args) });
  } catch (error) {
    postMessage({ id, error: lastLine(error) });
  }
});

async function load() {
  const [pyodide, modules] = await Promise.all([
    loadPyodide({ indexURL: new URL("../pyodide/", import.meta.url).href }),
    fetchBytes(new URL("../kpicells.zip", import.meta.url)),
  ]);
  pyodide.unpackArchive(modules, "zip", { extractDir: HOME });
  pyodide.runPython(`import sys; sys.path.insert(0, "${HOME}")`);
  return pyodide.pyimport("kpicells.addin.excel.inside");
}

/** @param {URL} url */
async function fetchBytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Python's own message, without the way to it.
 * @param {unknown} error
 */
function lastLine(error) {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split("\n").at(-1) ?? message;
}
