// The part of the Excel API that the pane uses: proxies that know nothing until they are loaded
// and synchronised, as the real ones.

/** What was asked for before it was loaded is a mistake that real Excel tells in the same way. */
class Proxied {
  /** @type {Record<string, unknown>} */
  #known = {};
  #asked = new Set();

  /** @param {ExcelContext} context */
  constructor(context) {
    this.context = context;
    context.proxies.push(this);
  }

  /** @param {string | string[]} names */
  load(names) {
    const list = Array.isArray(names) ? names : names.split(",").map((name) => name.trim());
    for (const name of list) this.#asked.add(name);
    return this;
  }

  /** @returns {Record<string, () => unknown>} How each property is read from the workbook. */
  get readers() {
    return {};
  }

  /** Whether it stands for nothing; then only that is known of it. */
  get isNothing() {
    return false;
  }

  synchronise() {
    for (const name of this.#asked) {
      if (this.isNothing && name !== "isNullObject") continue;
      const read = this.readers[String(name)];
      if (!read) throw new Error(`this stand-in has no property ${String(name)}`);
      this.#known[String(name)] = read();
    }
    this.#asked.clear();
  }

  /** @param {string} name @returns {any} */
  known(name) {
    if (!(name in this.#known)) {
      throw new Error(`PropertyNotLoaded: ${name}: load it and call context.sync() before`);
    }
    return this.#known[name];
  }
}

/**
 * @implements {Pick<Excel.Range, "address" | "values" | "formulas" | "formulasLocal" | "numberFormat"
 *   | "rowCount" | "columnCount" | "rowIndex" | "columnIndex" | "isNullObject">}
 */
class RangeProxy extends Proxied {
  /**
   * @param {ExcelContext} context
   * @param {() => Area | undefined} place
   */
  constructor(context, place) {
    super(context);
    this.place = place;
  }

  get area() {
    const area = this.place();
    if (!area) throw new Error("ItemNotFound");
    return area;
  }

  /** @override */
  get isNothing() {
    return this.place() === undefined;
  }

  /** @override */
  get readers() {
    const { workbook } = this.context;
    return {
      isNullObject: () => this.place() === undefined,
      address: () => addressOf(this.area),
      rowIndex: () => this.area.row,
      columnIndex: () => this.area.column,
      rowCount: () => this.area.rows,
      columnCount: () => this.area.columns,
      values: () => workbook.values(this.area),
      formulas: () => this.#cells((cell) => cell.formula || cell.value),
      formulasLocal: () => this.#cells((cell) => this.context.local(cell.formula) || cell.value),
      numberFormat: () => this.#cells((cell) => cell.format),
      valueTypes: () => this.#cells((cell) => (cell.value === "" ? "Empty" : "Double")),
    };
  }

  get isNullObject() {
    return this.known("isNullObject");
  }
  get address() {
    return this.known("address");
  }
  get rowIndex() {
    return this.known("rowIndex");
  }
  get columnIndex() {
    return this.known("columnIndex");
  }
  get rowCount() {
    return this.known("rowCount");
  }
  get columnCount() {
    return this.known("columnCount");
  }
  get values() {
    return this.known("values");
  }
  get formulas() {
    return this.known("formulas");
  }
  set formulas(rows) {
    this.context.queue(() => this.#enter(rows));
  }
  get formulasLocal() {
    return this.known("formulasLocal");
  }
  get numberFormat() {
    return this.known("numberFormat");
  }
  set numberFormat(rows) {
    this.context.queue(() => this.#each(rows, (sheet, r, c, format) => sheet.put(r, c, { format })));
  }

  /** @param {number} row @param {number} column */
  getCell(row, column) {
    return new RangeProxy(this.context, () => {
      const { area } = this;
      return { ...area, row: area.row + row, column: area.column + column, rows: 1, columns: 1 };
    });
  }

  select() {
    this.context.queue(() => this.context.select([this.area]));
  }

  /** @param {any[][]} rows */
  #enter(rows) {
    const { workbook } = this.context;
    this.#each(rows, (sheet, r, c, content) => workbook.enter(sheet, r, c, content));
  }

  /**
   * @param {any[][]} rows
   * @param {(sheet: SheetInMemory, row: number, column: number, one: any) => void} act
   */
  #each(rows, act) {
    const { area } = this;
    if (rows.length !== area.rows || rows.some((row) => row.length !== area.columns)) {
      throw new Error("InvalidArgument: the array is not as large as the range");
    }
    const sheet = this.context.workbook.sheet(area.sheet);
    rows.forEach((row, r) => row.forEach((one, c) => act(sheet, area.row + r, area.column + c, one)));
  }

  /** @param {(cell: StoredCell) => unknown} read */
  #cells(read) {
    const { sheet, row, column, rows, columns } = this.area;
    const found = this.context.workbook.sheet(sheet);
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => read(found.cell(row + r, column + c))),
    );
  }
}

class SheetProxy extends Proxied {
  /**
   * @param {ExcelContext} context
   * @param {() => SheetInMemory} found
   */
  constructor(context, found) {
    super(context);
    this.found = found;
  }

  /** @override */
  get readers() {
    return { name: () => this.found().name };
  }
  get name() {
    return this.known("name");
  }

  /** @param {string} address */
  getRange(address) {
    return new RangeProxy(this.context, () =>
      this.context.workbook.area(address, this.found().name),
    );
  }

  /** @param {number} row @param {number} column @param {number} rows @param {number} columns */
  getRangeByIndexes(row, column, rows, columns) {
    return new RangeProxy(this.context, () => ({
      sheet: this.found().name, row, column, rows, columns,
    }));
  }

  getUsedRangeOrNullObject() {
    return new RangeProxy(this.context, () => {
      const { name, cells } = this.found();
      const places = [...cells.keys()].map((place) => place.split(",").map(Number));
      if (!places.length) return undefined;
      const rows = places.map(([row]) => row);
      const columns = places.map(([, column]) => column);
      const [row, column] = [Math.min(...rows), Math.min(...columns)];
      return {
        sheet: name, row, column,
        rows: Math.max(...rows) - row + 1,
        columns: Math.max(...columns) - column + 1,
      };
    });
  }
}

class Collection extends Proxied {
  /** @type {string[]} */
  #wanted = [];
  /** @type {any[] | undefined} */
  #items;

  /**
   * @param {ExcelContext} context
   * @param {() => unknown[]} list
   */
  constructor(context, list) {
    super(context);
    this.list = list;
  }

  /** @override @param {string} names As in "items/name,items/rowIndex". */
  load(names) {
    this.#wanted = names.split(",").map((name) => name.trim().replace(/^items\//, ""));
    return this;
  }

  /** @override */
  synchronise() {
    if (!this.#wanted.length) return;
    this.#items = this.list();
    for (const item of this.#items) {
      if (item instanceof Proxied) item.load(this.#wanted).synchronise();
    }
  }

  get items() {
    if (!this.#items) throw new Error("PropertyNotLoaded: items");
    return this.#items;
  }
}

class ExcelContext {
  /**
   * @param {WorkbookInMemory} memory
   * @param {Set<Function>} listeners
   */
  constructor(memory, listeners) {
    /** @type {Proxied[]} */
    this.proxies = [];
    /** @type {(() => void)[]} */
    this.queued = [];
    this.memory = memory;
    this.listeners = listeners;
  }

  /** The workbook: what the API gives, and what the proxies read. */
  get workbook() {
    const { memory } = this;
    const sheets = new Collection(this, () =>
      memory.sheets.map((sheet) => new SheetProxy(this, () => sheet)),
    );
    return Object.assign(Object.create(memory), {
      worksheets: Object.assign(sheets, {
        getActiveWorksheet: () => new SheetProxy(this, () => memory.active),
        getItem: (/** @type {string} */ name) => new SheetProxy(this, () => memory.sheet(name)),
      }),
      names: new Collection(this, () => memory.names),
      application: { calculate: () => this.queue(() => memory.recalculate()) },
      getSelectedRange: () => new RangeProxy(this, () => memory.selection[0]),
      getSelectedRanges: () => ({
        areas: new Collection(this, () =>
          memory.selection.map((area) => new RangeProxy(this, () => area)),
        ),
      }),
      onSelectionChanged: {
        add: (/** @type {Function} */ listener) => this.listeners.add(listener),
      },
      enter: memory.enter.bind(memory),
      recalculate: memory.recalculate.bind(memory),
    });
  }

  /** @param {() => void} act */
  queue(act) {
    this.queued.push(act);
  }

  async sync() {
    for (const act of this.queued.splice(0)) act();
    for (const proxy of this.proxies) proxy.synchronise();
  }

  /** @param {Area[]} areas */
  select(areas) {
    this.memory.selection = areas;
    for (const listener of this.listeners) void listener({});
  }

  /** A formula as it is typed in the country of this Office. @param {string} formula */
  local(formula) {
    const russian = /^ru/.test(Office.context.displayLanguage);
    return russian ? formula.replaceAll(",", ";") : formula;
  }
}

/** @param {WorkbookInMemory} memory */
function excelApi(memory) {
  /** @type {Set<Function>} */
  const listeners = new Set();
  return {
    CalculationType: { full: "Full", fullRebuild: "FullRebuild" },
    /** @param {(context: ExcelContext) => Promise<unknown>} work */
    async run(work) {
      const context = new ExcelContext(memory, listeners);
      const answer = await work(context);
      await context.sync();
      return answer;
    },
    /** For tests: a person selects cells. @param {string[]} addresses */
    standInSelect(...addresses) {
      const areas = addresses.map((address) => memory.area(address));
      new ExcelContext(memory, listeners).select(areas);
    },
  };
}
