// Runs the project's scripts as Apps Script does: every file in one global scope. Takes commands on
// its standard input, a line of JSON each: node run.mjs FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext, Script } from "node:vm";
import { computer } from "./computing.mjs";
import { services, world } from "./services.mjs";
import { spreadsheet } from "./spreadsheet.mjs";

const folder = process.argv[2];
const context = createContext({ ...services, ...spreadsheet(() => pages()), console });
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js")).sort();
for (const name of scripts) {
  new Script(readFileSync(`${folder}/${name}`, "utf8"), { filename: name }).runInContext(context);
}

const compute = computer((name) => runInContext(name, context));
world.computed = (formula) => (world.computes ? compute(formula) : "");

function pages() {
  return { folder, evaluated: (/** @type {string} */ code) => runInContext(code, context) };
}

/** @param {any} value @returns {any} */
function revived(value) {
  if (Array.isArray(value)) return toContext(value.map(revived));
  if (value && typeof value === "object" && "$date" in value) return runInContext(`new Date(${JSON.stringify(value.$date)})`, context);
  return value;
}

/** Rows belong to the scripts' own world, as Google's do. @param {any[]} list */
function toContext(list) {
  const made = runInContext("[]", context);
  made.push(...list);
  return made;
}

/** What a cell shows, and says under the pointer. @param {any} value @returns {any} */
function cell(value) {
  if (Array.isArray(value)) return value.map(cell);
  if (typeof value === "number" && !Number.isFinite(value)) return { error: "#NUM!" };
  if (value === null || value === undefined) return "";
  if (["number", "string", "boolean"].includes(typeof value)) return value;
  throw new Error(`a cell cannot show ${JSON.stringify(value)}`);
}

/** @param {string} name @param {any[]} args */
function inCell(name, args) {
  try {
    const found = runInContext(name, context);
    return cell(found(...args.map(revived)));
  } catch (error) {
    return { error: "#ERROR!", said: /** @type {Error} */ (error).message };
  }
}

world.inCell = inCell;

for await (const line of createInterface({ input: process.stdin })) {
  const { calls, run, world: code } = JSON.parse(line);
  let answer;
  try {
    if (calls) answer = calls.map((/** @type {[string, any[]]} */ [name, args]) => inCell(name, args));
    else if (run) answer = runInContext(run[0], context)(...run[1].map(revived)) ?? null;
    else answer = new Function("world", code)(world) ?? null;
    process.stdout.write(`${JSON.stringify({ answer })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ failed: /** @type {Error} */ (error).message })}\n`);
  }
}
