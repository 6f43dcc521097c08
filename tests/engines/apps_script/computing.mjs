// Formulas of constants, as Sheets computes them: enough for formulas that call custom functions.

const TOKENS = /\s*("(?:[^"]|"")*"|\d+(?:\.\d+)?|[A-Z_][A-Z0-9_]*|[{};()/])/gy;

/** What an error in a cell is to the formula around it. */
class CellError extends Error {}

/** @type {Record<string, (...values: any[]) => any>} */
const NATIVE = {
  INDEX: (rows, row) => checked(rows[row - 1][0]),
  LEFT: (text, count) => checked(text).slice(0, count),
};

/**
 * @param {(name: string) => Function} custom A custom function by its name.
 * @returns {(formula: string) => unknown} What a cell shows that holds a formula.
 */
export function computer(custom) {
  return (formula) => {
    const tokens = [...formula.slice(1).matchAll(TOKENS)].map(([, token]) => token);
    const value = attempt(() => expression(tokens));
    if (tokens.length) throw new Error(`not computed here: ${formula}`);
    return value instanceof CellError ? value.message : value;
  };

  /** @param {() => any} work */
  function attempt(work) {
    try {
      return checked(work());
    } catch (error) {
      return error instanceof CellError ? error : new CellError("#ERROR!");
    }
  }

  /** @param {string[]} tokens @returns {any} */
  function expression(tokens) {
    let value = atom(tokens);
    while (tokens[0] === "/") {
      tokens.shift();
      const by = atom(tokens);
      value = by === 0 ? new CellError("#DIV/0!") : value / by;
    }
    return value;
  }

  /** @param {string[]} tokens @returns {any} */
  function atom(tokens) {
    const token = String(tokens.shift());
    if (token === "{") return list(tokens, "}").map((item) => [item]);
    if (token[0] === '"') return token.slice(1, -1).replaceAll('""', '"');
    if (/^\d/.test(token)) return Number(token);
    if (token === "TRUE") return true;
    if (tokens.shift() !== "(") throw new Error(`no function: ${token}`);
    const given = list(tokens, ")");
    if (token === "ISERROR") return given[0] instanceof CellError;
    if (token in NATIVE) return attempt(() => NATIVE[token](...given));
    // A function of a script is handed an error as its text.
    const handed = given.map((value) => (value instanceof CellError ? value.message : value));
    return attempt(() => custom(token)(...handed));
  }

  /** @param {string[]} tokens @param {string} end */
  function list(tokens, end) {
    const items = [];
    while (tokens[0] !== end) {
      items.push(expression(tokens));
      if (tokens[0] === ";") tokens.shift();
    }
    tokens.shift();
    return items;
  }
}

/** No number is the error #NUM!. @param {any} value */
function checked(value) {
  if (value instanceof CellError) throw value;
  if (typeof value === "number" && !Number.isFinite(value)) throw new CellError("#NUM!");
  return value;
}
