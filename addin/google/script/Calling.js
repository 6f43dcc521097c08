// Where the functions in cells go.

/**
 * A KPI that is computed here.
 * @param {string} id
 * @param {ArrayLike<any>} given
 */
function formula_(id, given) {
  const formula = FORMULAS_[id];
  return shown_(spread_(id, formula, withoutBlankEnd_(given, formula.takes.length)), formula);
}

/**
 * KPI_TOTAL: a KPI's name, and a range for each of its arguments.
 * @param {string} _
 * @param {ArrayLike<any>} given
 */
function total_(_, given) {
  const answer = totalOf_(Array.from(given));
  return shown_(answer, FORMULAS_[idOf_(given[0])]);
}

/**
 * @param {any[]} given
 * @returns {Answer}
 */
function totalOf_([kpi, ...ranges]) {
  if (typeof kpi !== "string" || !kpi.trim()) {
    return { error: "#VALUE!", reason: 'TOTAL takes a KPI\'s name first: KPI_TOTAL("CTR"; clicks; ...)' };
  }
  const id = idOf_(kpi);
  const formula = FORMULAS_[`${id}_TOTAL`];
  if (formula) return spread_(`${id}_TOTAL`, formula, ranges);
  if (NO_TOTAL_[id]) return { error: "#N/A", reason: NO_TOTAL_[id] };
  return unknown_(kpi);
}

/**
 * KPI_WHY: a KPI's name and its arguments; the reasons of what has no answer.
 * @param {string} _
 * @param {ArrayLike<any>} given
 */
function why_(_, given) {
  const [kpi, ...cells] = Array.from(given);
  const id = idOf_(kpi);
  const formula = FORMULAS_[id];
  if (!formula) throw told_(unknown_(kpi));
  const answer = spread_(id, formula, cells);
  const say = (/** @type {any} */ cell) =>
    isFailed_(cell) ? `${cell.error} ${inWords_(cell.reason, formula)}` : "";
  if ("error" in answer) return say(answer);
  return Array.isArray(answer.value) ? answer.value.map((row) => row.map(say)) : "";
}

/**
 * KPI_OWN: a KPI that only the agency's server knows.
 * @param {string} _
 * @param {ArrayLike<any>} given
 */
function own_(_, given) {
  const [kpi, ...cells] = Array.from(given);
  if (typeof kpi !== "string" || !kpi.trim()) throw told_(unknown_(kpi));
  return shown_(askWhole_(idOf_(kpi), cells));
}

/**
 * KPI_DATA and KPI_TARGET: what the workspace on the server knows.
 * @param {string} id
 * @param {ArrayLike<any>} given
 */
function asked_(id, given) {
  return shown_(askCellByCell_(id, Array.from(given)));
}

/**
 * KPI_STATUS: of a client, on the server; of numbers, here.
 * @param {string} id
 * @param {ArrayLike<any>} given
 */
function status_(id, given) {
  const [first] = grid_(given[0]).cells;
  const code = typeof first === "string" ? first.toUpperCase() : "";
  const isName = typeof first === "string" && first.trim() !== "" && !ERRORS_.includes(code);
  return isName ? asked_(id, given) : formula_(id, given);
}

/**
 * The id that a name means: "ctr" and "KPI_CTR" are CTR.
 * @param {any} name
 */
function idOf_(name) {
  const plain = String(name).normalize("NFKC").trim().toUpperCase().replace(/^KPI[._]/, "");
  return ALIASES_[plain] || plain;
}

/**
 * @param {any} kpi
 * @returns {Failed}
 */
function unknown_(kpi) {
  const near = nearest_(idOf_(kpi), Object.keys(FORMULAS_).filter((id) => !id.endsWith("_TOTAL")));
  const hint = near.length ? `. Did you mean ${near.join(" or ")}?` : "";
  return { error: "#NAME?", reason: `there is no KPI '${String(kpi).slice(0, 64)}'${hint}` };
}

/**
 * The names that share most pairs of letters with a word.
 * @param {string} word
 * @param {string[]} names
 */
function nearest_(word, names) {
  const pairs = (/** @type {string} */ text) => [...text].map((letter, place) => letter + (text[place + 1] || ""));
  const mine = pairs(word.slice(0, 64));
  const likeness = (/** @type {string} */ name) => {
    const theirs = pairs(name);
    return (2 * mine.filter((pair) => theirs.includes(pair)).length) / (mine.length + theirs.length);
  };
  const alike = names.map((name) => ({ name, likeness: likeness(name) })).filter((one) => one.likeness > 0.5);
  return alike.sort((a, b) => b.likeness - a.likeness).slice(0, 3).map(({ name }) => name);
}

/**
 * Arguments that were left out at the end of a call may arrive as nothing.
 * @param {ArrayLike<any>} given
 * @param {number} most
 */
function withoutBlankEnd_(given, most) {
  const cells = Array.from(given);
  while (cells.length > most && cells[cells.length - 1] === undefined) cells.pop();
  return cells;
}
