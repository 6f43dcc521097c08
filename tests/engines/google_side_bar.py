"""The side bar of Google Sheets in Chromium: its page comes from the project, its calls go to it.

``google.script.run`` is a stand-in that keeps to what Google documents: calls answer later, only
what JSON can carry goes either way, and a failure comes as an error with a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.engines.apps_script import AppsScript, Failed

_ORIGIN = "https://n-script.googleusercontent.example"
_RUN = """
(() => {
  const illegal = (value) => value instanceof Date || typeof value === "function" ||
    (value !== null && typeof value === "object" && Object.values(value).some(illegal));
  const runner = (handlers) => new Proxy({}, {
    get: (_, name) => {
      if (name === "withSuccessHandler") return (good) => runner({ ...handlers, good });
      if (name === "withFailureHandler") return (bad) => runner({ ...handlers, bad });
      return (...given) => {
        if (given.some(illegal)) throw new TypeError(`${name}: illegal argument`);
        void window.standInRun(name, given).then(({ answer, failed }) =>
          failed === undefined ? handlers.good?.(answer) : handlers.bad?.(new Error(failed)));
      };
    },
  });
  window.google = { script: { run: runner({}) } };
})();
"""


@contextmanager
def side_bar(
    browser: Browser, script: AppsScript, *, lang: str = "en", size: tuple[int, int] = (300, 760)
) -> Iterator[Page]:
    """The side bar as the menu opens it, 300 pixels wide as Google has it.

    Args:
        browser: The browser.
        script: The project that runs.
        lang: The language of the person's Google.
        size: The side bar's width and height.
    """
    script.world(f"world.locale = '{lang}'")
    script.run("kpicellsPane")
    content = script.world("return world.shown.content")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=lang)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.expose_function("standInRun", lambda name, given: _run(script, name, given))
    page.add_init_script(_RUN)
    page.goto(f"{_ORIGIN}/userCodeAppPanel")
    try:
        yield page
        assert not faults, faults
    finally:
        context.close()


def _run(script: AppsScript, name: str, given: list[Any]) -> dict[str, Any]:
    assert not name.endswith("_"), f"{name} is private, and no page can call it"
    try:
        return {"answer": script.run(name, *given)}
    except Failed as error:
        return {"failed": str(error)}
