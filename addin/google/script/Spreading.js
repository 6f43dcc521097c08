// A formula over ranges: cell by cell, as native arithmetic does. A range of one row or one column
// is repeated beside a longer one; where another has no cell at all stands #N/A. What the
// definition takes as a range is taken whole.

const MOST_CELLS_ = 200000;
/** Sheets stops a function after 30 seconds, and then says nothing of why. */
const MOST_MS_ = 20000;
/** So many cells are computed between two looks at the clock. */
const CHUNK_ = 1000;

/**
 * @param {string} id
 * @param {Formula} formula
 * @param {any[]} given A cell, or rows of cells, for each argument.
 * @returns {Answer}
 */
function spread_(id, formula, given) {
  try {
    checkCount_(id, formula, given);
    const grids = given.map(grid_);
    const size = grids.reduce((sum, grid) => sum + grid.cells.length, 0);
    if (size > MOST_CELLS_) fail_(`${size} cells are given to ${id}; one call takes ${MOST_CELLS_}`);
    const isWhole = formula.takes.map(({ beside }) => beside.length > 0);
    checkShapes_(formula, grids);
    const spread = given.map((value, place) => Array.isArray(value) && !isWhole[place]);
    if (!spread.includes(true)) {
      return { value: computed_(formula, grids.map((grid, place) => (isWhole[place] ? grid.cells : grid.cells[0]))) };
    }
    const kept = withoutEnd_(grids, spread);
    return { value: cellByCell_(id, formula, kept, spread, isWhole) };
  } catch (error) {
    return failed_(error);
  }
}

/**
 * Rows below the last filled one are left empty, so that a whole column may be given.
 * @param {Grid[]} grids
 * @param {boolean[]} spread
 */
function withoutEnd_(grids, spread) {
  const long = grids.filter((grid, place) => spread[place] && grid.rows > 1);
  const filled = Math.max(1, ...long.map(filledRows_));
  return grids.map((grid) => {
    if (!long.includes(grid) || grid.rows <= filled) return grid;
    return { rows: filled, columns: grid.columns, cells: grid.cells.slice(0, filled * grid.columns) };
  });
}

/** @param {Grid} grid */
function filledRows_({ columns, cells }) {
  let last = cells.length;
  while (last > 0 && isBlank_(cells[last - 1])) last--;
  return Math.ceil(last / columns);
}

/**
 * @param {string} id
 * @param {Formula} formula
 * @param {Grid[]} grids
 * @param {boolean[]} spread
 * @param {boolean[]} isWhole
 */
function cellByCell_(id, formula, grids, spread, isWhole) {
  const wide = grids.filter((_, place) => spread[place]);
  const rows = Math.max(...wide.map((grid) => grid.rows));
  const columns = Math.max(...wide.map((grid) => grid.columns));
  const whole = grids.reduce((sum, grid, place) => sum + (isWhole[place] ? grid.cells.length : 0), 0);
  if (rows * columns * Math.max(whole, 1) > MOST_CELLS_) {
    fail_(`${rows} x ${columns} cells would be answered by ${id}; one call computes ${MOST_CELLS_}`);
  }
  const until = Date.now() + MOST_MS_;
  const missing = { error: "#N/A", reason: "a range ends before the others do" };
  const answers = [];
  for (let row = 0; row < rows; row++) {
    const cells = [];
    for (let column = 0; column < columns; column++) {
      const values = grids.map((grid, place) => (isWhole[place] ? grid.cells : cellAt_(grid, row, column)));
      cells.push(values.includes(OUTSIDE_) ? missing : answered_(formula, values));
      if ((row * columns + column) % CHUNK_ === CHUNK_ - 1 && Date.now() > until) {
        fail_(`${id} took longer than ${MOST_MS_ / 1000} seconds`);
      }
    }
    answers.push(cells);
  }
  return answers;
}

/** What stands where a range has no cell. */
const OUTSIDE_ = {};

/**
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 */
function cellAt_(grid, row, column) {
  const isInside = (grid.rows === 1 || row < grid.rows) && (grid.columns === 1 || column < grid.columns);
  if (!isInside) return OUTSIDE_;
  return grid.cells[(grid.rows === 1 ? 0 : row) * grid.columns + (grid.columns === 1 ? 0 : column)];
}

/**
 * @param {Formula} formula
 * @param {any[]} values
 */
function answered_(formula, values) {
  try {
    return computed_(formula, values);
  } catch (error) {
    return failed_(error);
  }
}

/**
 * @param {Formula} formula
 * @param {any[]} values A cell, or all cells of a range, for each argument.
 */
function computed_(formula, values) {
  const given = values.map((value, place) => {
    const { name } = formula.takes[place];
    if (!Array.isArray(value)) return given_(name, value);
    return value.map((cell, at) => given_(`${name}, cell ${at + 1},`, cell));
  });
  return formula.compute(...given);
}

/**
 * @param {string} id
 * @param {Formula} formula
 * @param {any[]} given
 */
function checkCount_(id, { takes }, given) {
  if (given.length === takes.length) return;
  const names = takes.map(({ name }) => name).join(", ");
  const noun = takes.length === 1 ? "argument" : "arguments";
  fail_(`${id} takes ${takes.length} ${noun} (${names}), ${given.length} given`);
}

/**
 * @param {Formula} formula
 * @param {Grid[]} grids
 */
function checkShapes_({ takes }, grids) {
  takes.forEach(({ name, beside }, place) => {
    if (!beside.length) return;
    const first = grids[takes.findIndex((one) => one.name === beside[0])];
    const { rows, columns } = grids[place];
    if (rows === first.rows && columns === first.columns) return;
    fail_(
      "ranges beside each other need one shape: " +
        `${beside[0]} has ${first.rows} x ${first.columns}, ${name} ${rows} x ${columns}`,
    );
  });
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail_(reason) {
  throw failure_("#VALUE!", reason);
}
