// Microsoft's reader of add-in manifests, and the schema of what it makes of one:
// node check_manifest.mjs MANIFEST FOLDER
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import converter from "office-addin-manifest-converter";

const VERSION = "1.29";
const schemaUrl = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.schema.json`;
const [, , file, folder] = process.argv;
const said = [];
for (const level of ["log", "warn", "error", "info"]) {
  console[level] = (...words) => said.push(words.join(" "));
}
await mkdir(folder, { recursive: true });
await converter.convert(file, folder, false, schemaUrl, VERSION, false);
const read = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
const manifest = await read("manifest.json");
const russian = await read("ru-ru.json");
const errors = await judged(manifest);
process.stdout.write(JSON.stringify({ manifest, russian, errors, said }));

async function judged(found) {
  const version = `v${VERSION}/MicrosoftTeams.schema.json`;
  const schemas = "./node_modules/@microsoft/app-manifest/build/json-schemas/teams/";
  const schema = JSON.parse(await readFile(new URL(schemas + version, import.meta.url), "utf8"));
  const ajv = new Ajv.default({ strict: false, allErrors: true, logger: false });
  const check = ajv.compile(schema);
  check(found);
  return check.errors ?? [];
}
