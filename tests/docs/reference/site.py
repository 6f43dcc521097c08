"""The built site, read as a browser reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree, html

LANGUAGES = ("en", "ru")


@dataclass(frozen=True)
class Site:
    """A folder with a site for each language."""

    folder: Path

    def page(self, lang: str, name: str) -> Any:
        """A page's tree."""
        return _parsed(self.folder / lang / f"{name}.html")

    def kpi(self, lang: str, kpi_id: str) -> Any:
        """The page of a KPI."""
        return self.page(lang, f"kpi/{kpi_id.lower()}")

    def files(self) -> Iterator[Path]:
        """Every page of all languages; the theme leaves a template among its styles."""
        found = sorted(self.folder.rglob("*.html"))
        yield from (path for path in found if "_static" not in path.parts)

    def tree(self, path: Path) -> Any:
        """The tree of a page found by :meth:`files`."""
        return _parsed(path)


@cache
def _parsed(path: Path) -> Any:
    return html.fromstring(path.read_bytes())


def code(page: Any, kind: str) -> list[str]:
    """The texts of all boxes of a kind."""
    found = page.xpath(f'//div[contains(concat(" ", @class, " "), " {kind} ")]//pre')
    return [pre.text_content().removesuffix("\n") for pre in found]


def text(page: Any) -> str:
    """What a person reads in the page itself, spaces as one."""
    (article,) = page.xpath("//article")
    return " ".join(article.text_content().split())


def formulas(page: Any) -> list[str]:
    """The typeset formulas as MathML: the formula, then the worked example."""
    found = page.xpath('//div[@class="formula"]/math')
    return [etree.tostring(math, encoding="unicode", with_tail=False) for math in found]
