// Judges functions.json by the definitions in Microsoft's schema: node check_functions.mjs FILE
import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";

const SCHEMA = "@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json";
const { definitions } = await schema();
const ajv = new Ajv({ strict: false, allErrors: true });
const check = ajv.compile({
  definitions,
  $ref: "#/definitions/extensionCustomFunctions",
});

const metadata = JSON.parse(await readFile(process.argv[2], "utf8"));
// In that schema a function's options stand beside its name, and errors may always come in.
const { allowErrorForDataTypeAny: _, functions, ...rest } = metadata;
check({ ...rest, functions: functions.map(({ options, ...kept }) => ({ ...kept, ...options })) });
process.stdout.write(JSON.stringify(check.errors ?? []));

async function schema() {
  const path = new URL(`./node_modules/${SCHEMA}`, import.meta.url);
  return JSON.parse(await readFile(path, "utf8"));
}
