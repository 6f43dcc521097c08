// Google Sheets is light.
export function followTheme() {
  document.documentElement.dataset.theme = "light";
}
