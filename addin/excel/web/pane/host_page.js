// The pane as a page of its own, where there are no cells: formulas go to the clipboard.
/** @type {typeof import("./host_excel.js").excelHost} */
export const pageHost = {
  hasCells: false,
  selection: async () => [],
  onSelection: async () => {},
  values: async (reference) => {
    throw new Error(reference);
  },
  isFree: async () => true,
  insert: async (_, formula) => {
    await navigator.clipboard.writeText(formula);
    return formula;
  },
  fillTable: async () => {},
  kpiFormulas: async () => [],
  names: async () => [],
  replace: async () => {},
  computeAnew: async () => {},
};
