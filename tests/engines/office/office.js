// A stand-in for office.js: the names that Microsoft's library gives to a page, over a workbook in
// memory. It follows @types/office-js and @types/custom-functions-runtime, and is checked by them.

const workbookInMemory = new WorkbookInMemory();

class CustomFunctionError {
  /**
   * @param {CustomFunctions.ErrorCode} code
   * @param {string} [message]
   */
  constructor(code, message) {
    this.code = code;
    this.message = message;
  }
}

/** @type {Pick<typeof CustomFunctions, "associate" | "Error" | "ErrorCode">} */
const standInCustomFunctions = {
  /**
   * @param {string | Record<string, Function>} id
   * @param {Function} [called]
   */
  associate(id, called) {
    if (typeof id === "string" && called) workbookInMemory.functions.set(id, called);
    else for (const [each, one] of Object.entries(id)) workbookInMemory.functions.set(each, one);
  },
  Error: CustomFunctionError,
  ErrorCode: /** @type {typeof CustomFunctions.ErrorCode} */ ({
    invalidValue: "#VALUE!",
    notAvailable: "#N/A",
    divisionByZero: "#DIV/0!",
    invalidNumber: "#NUM!",
    nullReference: "#NULL!",
    invalidName: "#NAME?",
    invalidReference: "#REF!",
  }),
};

/** @type {Map<string, string>} */
const stored = new Map();

/** @type {Pick<OfficeRuntime.Storage, "getItem" | "setItem" | "removeItem" | "getKeys">} */
const standInStorage = {
  getItem: async (key) => stored.get(key) ?? null,
  setItem: async (key, value) => void stored.set(key, value),
  removeItem: async (key) => void stored.delete(key),
  getKeys: async () => [...stored.keys()],
};

const asked = new URLSearchParams(location.search);
const theme = asked.get("theme") === "dark"
  ? { bodyBackgroundColor: "#292929", bodyForegroundColor: "#FFFFFF", isDarkTheme: true }
  : { bodyBackgroundColor: "#FFFFFF", bodyForegroundColor: "#242424", isDarkTheme: false };

/** @type {Pick<Office.Context, "displayLanguage" | "contentLanguage" | "host">} */
const standInContext = {
  displayLanguage: asked.get("office") ?? "en-US",
  contentLanguage: asked.get("office") ?? "en-US",
  host: /** @type {Office.HostType} */ (/** @type {unknown} */ ("Excel")),
};

const standInOffice = {
  context: {
    ...standInContext,
    officeTheme: { ...theme, controlBackgroundColor: "#FFFFFF", controlForegroundColor: "#242424" },
  },
  HostType: { Excel: "Excel" },
  PlatformType: { OfficeOnline: "OfficeOnline" },
  /** @param {(info: { host: Office.HostType, platform: Office.PlatformType }) => unknown} [callback] */
  async onReady(callback) {
    const info = {
      host: /** @type {Office.HostType} */ (/** @type {unknown} */ ("Excel")),
      platform: /** @type {Office.PlatformType} */ (/** @type {unknown} */ ("OfficeOnline")),
    };
    await callback?.(info);
    return info;
  },
};

Object.assign(globalThis, {
  CustomFunctions: standInCustomFunctions,
  OfficeRuntime: { storage: standInStorage },
  Office: standInOffice,
  Excel: excelApi(workbookInMemory),
  standIn: {
    workbook: workbookInMemory,
    functions: officeFunctions,
    addressOf,
    /**
     * Type a formula into a cell and read what it and its spill show.
     * @param {string} formula
     */
    async compute(formula) {
      const answer = await officeFunctions.evaluate(formula.slice(1), workbookInMemory, "Sheet1");
      return answer.map((row) =>
        row.map((cell) =>
          cell instanceof CustomFunctionError ? { error: cell.code, reason: cell.message } : cell,
        ),
      );
    },
    /**
     * Fill cells from a corner.
     * @param {string} corner
     * @param {unknown[][]} rows
     */
    fill(corner, rows) {
      const { sheet, row, column } = workbookInMemory.area(corner);
      const found = workbookInMemory.sheet(sheet);
      rows.forEach((cells, r) =>
        cells.forEach((cell, c) => workbookInMemory.enter(found, row + r, column + c, cell)),
      );
    },
  },
});
