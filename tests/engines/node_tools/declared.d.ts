// What is made when the add-in is built, and what the worker is given.
declare module "*/data/functions.js" {
  export const FUNCTIONS: { names: string[]; fromServer: string[]; version: string; own: string };
}
declare module "*/pyodide/pyodide.mjs" {
  export { loadPyodide } from "pyodide";
}
