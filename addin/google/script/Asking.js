// What a function in a cell asks the server: one call for each cell of its ranges, or one for all.

/**
 * A function that takes single cells, spread over ranges; equal calls are asked once.
 * @param {string} id
 * @param {any[]} given
 * @returns {Answer}
 */
function askCellByCell_(id, given) {
  const grids = given.map(grid_);
  const spread = given.map((value) => Array.isArray(value));
  const kept = withoutEnd_(grids, spread);
  const rows = Math.max(1, ...kept.map((grid) => grid.rows));
  const columns = Math.max(1, ...kept.map((grid) => grid.columns));
  if (rows * columns > MOST_CALLS_) {
    return {
      error: "#VALUE!",
      reason: `${rows} x ${columns} cells would be answered by ${id}; one call computes ${MOST_CALLS_}`,
    };
  }
  const calls = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      calls.push({ id, args: asArguments_(kept.map((grid) => cellAt_(grid, row, column))) });
    }
  }
  const answers = askServer_(calls).map((answer) => ("error" in answer ? answer : answer.value));
  if (!spread.includes(true)) return isFailed_(answers[0]) ? answers[0] : { value: answers[0] };
  const value = [];
  while (answers.length) value.push(answers.splice(0, columns));
  return { value };
}

/**
 * A function whose ranges are the server's to read.
 * @param {string} id
 * @param {any[]} given
 * @returns {Answer}
 */
function askWhole_(id, given) {
  const args = given.map((value) =>
    Array.isArray(value) ? value.map((row) => row.map(asSent_)) : asSent_(value),
  );
  return askServer_([{ id, args }])[0];
}

/**
 * Cells as they are sent; arguments left out at the end are left out.
 * @param {any[]} cells
 */
function asArguments_(cells) {
  const args = cells.map((cell) => (cell === OUTSIDE_ ? "#N/A" : asSent_(cell)));
  while (args.length && isBlank_(args[args.length - 1])) args.pop();
  return args;
}

/**
 * A date is the day that the sheet shows, wherever the script runs.
 * @param {any} cell
 */
function asSent_(cell) {
  if (!(cell instanceof Date)) return cell === undefined ? null : cell;
  return Utilities.formatDate(cell, SpreadsheetApp.getActive().getSpreadsheetTimeZone(), "yyyy-MM-dd");
}
