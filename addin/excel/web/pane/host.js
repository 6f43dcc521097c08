// Where the pane is open. Another spreadsheet needs a module like host_excel.js, and a line here.
import { excelHost } from "./host_excel.js";
import { pageHost } from "./host_page.js";

/** @typedef {typeof excelHost} Host */

/** How long a page that is no pane of Office waits to be told so. */
const PATIENCE_MS = 3000;

/** @returns {Promise<Host>} */
export async function findHost() {
  if (typeof Office === "undefined") return pageHost;
  const told = Office.onReady().then(({ host }) => host);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const host = await Promise.race([told, late]);
  return host === Office.HostType.Excel ? excelHost : pageHost;
}
