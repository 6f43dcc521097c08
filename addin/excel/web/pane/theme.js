// Light or dark, as Office is; elsewhere as the system is.

/** Follow Office's theme. */
export function followTheme() {
  const background = typeof Office === "undefined" ? "" : (Office.context?.officeTheme?.bodyBackgroundColor ?? "");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const set = () => {
    document.documentElement.dataset.theme = (background ? isDark(background) : system.matches) ? "dark" : "light";
  };
  set();
  system.addEventListener("change", set);
}

/** @param {string} colour As Office tells it: #292929. */
function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
