// Calls of the project's own scripts, which alone may touch the spreadsheet and the server.

/**
 * @param {string} name
 * @param {...unknown} given
 * @returns {Promise<any>}
 */
export function run(name, ...given) {
  return new Promise((resolve, reject) => {
    const runner = google.script.run.withSuccessHandler(resolve).withFailureHandler(reject);
    runner[name](...given);
  });
}
