// How Excel calls custom functions, by what functions.json tells of them: which arguments there
// are, that each comes as rows of cells, that errors come through, and what may be answered.

const ERRORS = ["#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#NAME?", "#REF!"];
const OUTPUT_ERRORS = ERRORS.slice(0, 5);
const TOKEN = /\s*("(?:[^"]|"")*"|#[A-Z/0]+[!?]?|[(),]|[^\s"(),#]+)/gy;

/** @typedef {{ id: string, name: string, parameters: { optional?: boolean, repeating?: boolean, type: string, dimensionality: string }[], options: { cancelable?: boolean } }} Described */

const officeFunctions = {
  /** @type {Promise<{ allowErrorForDataTypeAny: boolean, functions: Described[] }> | undefined} */
  metadata: undefined,
  /** Calls that a test may cancel. @type {{ name: string, cancel: () => void }[]} */
  running: [],

  describe() {
    this.metadata ??= fetch("functions.json").then((response) => response.json());
    return this.metadata;
  },

  /**
   * The value of a formula's text, as rows of cells.
   * @param {string} text
   * @param {WorkbookInMemory} workbook
   * @param {string} sheet
   * @returns {Promise<Value[][]>}
   */
  async evaluate(text, workbook, sheet) {
    const tokens = [...text.matchAll(TOKEN)].map((found) => found[1]);
    if (tokens.join("").replace(/\s/g, "") !== text.replace(/\s/g, "")) {
      throw new Error(`this stand-in does not read ${text}`);
    }
    let place = 0;
    const expression = async () => {
      const token = tokens[place++];
      if (tokens[place] !== "(") return operand(token, workbook, sheet);
      place++;
      /** @type {(Value[][] | null)[]} */
      const args = [];
      while (tokens[place] !== ")") {
        if (tokens[place] === ",") args.push(null);
        else args.push(await expression());
        if (tokens[place] === ",") {
          place++;
          if (tokens[place] === ")") args.push(null);
        }
      }
      place++;
      return this.call(token, args, workbook);
    };
    return expression();
  },

  /**
   * Call a function as Excel does.
   * @param {string} typed
   * @param {(Value[][] | null)[]} args
   * @param {WorkbookInMemory} workbook
   * @returns {Promise<Value[][]>}
   */
  async call(typed, args, workbook) {
    const { functions, allowErrorForDataTypeAny } = await this.describe();
    const name = typed.toUpperCase().replace(/^KPI\./, "");
    const described = functions.find((found) => found.name === name);
    const called = described && workbook.functions.get(described.id);
    if (!described || !called) return [[error("#NAME?")]];
    const { parameters } = described;
    const repeats = parameters.at(-1)?.repeating ?? false;
    if (args.length > parameters.length && !repeats) throw new Error(`${typed}: too many arguments`);
    const plain = repeats ? parameters.length - 1 : parameters.length;
    const given = [...args.slice(0, plain), ...Array(Math.max(0, plain - args.length)).fill(null)];
    const missing = parameters.findIndex((p, i) => i >= args.length && !p.optional && !p.repeating);
    if (missing >= 0) throw new Error(`${typed}: too few arguments`);
    const cells = args.flat(2).filter((cell) => cell instanceof CustomFunctions.Error);
    if (cells.length && !allowErrorForDataTypeAny) return [[/** @type {Value} */ (cells[0])]];
    /** @type {CustomFunctions.CancelableInvocation} */
    const invocation = { functionName: name };
    const run = { name, cancel: () => invocation.onCanceled?.() };
    this.running.push(run);
    try {
      const last = repeats ? [args.slice(plain)] : [];
      return checked(await called(...given, ...last, invocation));
    } catch (failed) {
      return [[failed instanceof CustomFunctions.Error ? output(failed) : error("#VALUE!")]];
    } finally {
      this.running.splice(this.running.indexOf(run), 1);
    }
  },
};

/**
 * @param {string} token
 * @param {WorkbookInMemory} workbook
 * @param {string} sheet
 * @returns {Value[][]}
 */
function operand(token, workbook, sheet) {
  if (token.startsWith('"')) return [[token.slice(1, -1).replaceAll('""', '"')]];
  if (/^(TRUE|FALSE)$/i.test(token)) return [[token.toUpperCase() === "TRUE"]];
  if (ERRORS.includes(token)) return [[error(token)]];
  if (!Number.isNaN(Number(token))) return [[Number(token)]];
  const rows = workbook.values(workbook.area(token, sheet));
  return rows.map((row) => (row.every((cell) => cell === "") ? row : row.map(asGiven)));
}

/** A cell that shows an error hands it on as one. @param {Value} value @returns {Value} */
function asGiven(value) {
  return typeof value === "string" && ERRORS.includes(value) ? error(value) : value;
}

/** @param {string} code */
function error(code) {
  return new CustomFunctions.Error(/** @type {CustomFunctions.ErrorCode} */ (code));
}

/** Rows of cells of one length, each of a kind that Excel takes. @param {unknown} answer */
function checked(answer) {
  if (!Array.isArray(answer) || !answer.length) throw new Error(`no rows: ${answer}`);
  return answer.map((row) => {
    if (!Array.isArray(row) || row.length !== answer[0].length) throw new Error("uneven rows");
    return row.map((cell) => {
      if (cell instanceof CustomFunctions.Error) return output(cell);
      if (!["number", "string", "boolean"].includes(typeof cell)) throw new Error(`cell: ${cell}`);
      return cell;
    });
  });
}

/** Excel takes some errors only, and a message with two of them. @param {CustomFunctions.Error} failed */
function output(failed) {
  if (!OUTPUT_ERRORS.includes(failed.code)) return error("#VALUE!");
  if (failed.message !== undefined && !["#VALUE!", "#N/A"].includes(failed.code)) {
    throw new TypeError(`${failed.code} takes no message`);
  }
  return failed;
}
