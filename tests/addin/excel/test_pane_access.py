"""Everybody can read and use the pane: narrow, light and dark, with a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.engines.chromium import excel

_VIEWS = ("list", "found", "card", "goals", "workbook", "settings")


@pytest.fixture(scope="module", params=[("en-US", False), ("ru-RU", True)], ids=["en", "ru-dark"])
def narrow(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    office, dark = request.param
    with excel(browser, address, office=office, dark=dark, size=(320, 640)) as page:
        page.evaluate("async () => (await import('./python/python.js')).python.find('ctr')")
        yield page


def show(page: Page, view: str) -> None:
    page.click("#tab-find")
    if page.locator(".back").is_visible():
        page.click(".back")
    page.fill("#search", "" if view == "list" else "цена лида")
    if view in ("goals", "workbook", "settings"):
        page.click(f"#tab-{view}")
        return
    expect(page.locator("#found > ul" if view != "list" else "#found h2").first).to_be_visible()
    if view == "card":
        page.locator("#found button").first.click()
        page.fill("#field-0", "abc")
        page.fill("#field-1", "5")
        expect(page.locator(".result .fault")).to_be_visible()
        page.click("summary")


@pytest.mark.parametrize("view", _VIEWS)
def test_nothing_is_cut_off_at_320_pixels(narrow: Page, view: str) -> None:
    show(narrow, view)
    wide = narrow.evaluate(
        """() => [...document.querySelectorAll("#pane *")]
          .filter((one) => one.checkVisibility() && !one.closest(".unseen, math"))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert wide == []
    assert narrow.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("view", _VIEWS)
def test_every_control_has_a_name(narrow: Page, view: str) -> None:
    show(narrow, view)
    nameless = narrow.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a")]
          .filter((one) => one.checkVisibility())
          .filter((one) => !(one.innerText?.trim() || one.getAttribute("aria-label")
            || one.labels?.[0]?.innerText.trim()))
          .map((one) => one.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.parametrize("view", _VIEWS)
def test_texts_stand_out_from_what_is_behind_them(narrow: Page, view: str) -> None:
    """WCAG AA: 4.5 to 1 for texts."""
    show(narrow, view)
    faint = narrow.evaluate(_CONTRAST)
    assert faint == []


_CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const found = parts(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("#pane *")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen"))
    .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .flatMap((one) => {
      const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast < 4.5 ? [`${contrast.toFixed(2)} ${one.outerHTML.slice(0, 80)}`] : [];
    });
}"""
