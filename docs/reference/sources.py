"""Writes the pages of one language as reStructuredText."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from docs.reference.kpi_page import KpiPage
from docs.reference.listings import Family, families, metric_lines, well_known
from docs.reference.words import site_words
from kpicells.formulas import Goal, Kpi, Stage, catalog

_SPACES = re.compile(r"[ \t\r\n]+")
"""Not the space that keeps 10 000 together."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@cache
def environment() -> Environment:
    """What fills the templates in ``pages/``."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=lambda name: bool(name) and str(name).endswith(".html"),
        keep_trailing_newline=True,
    )
    found.filters["rst"] = as_text
    found.filters["casefold"] = str.casefold
    return found


def as_text(words: str) -> str:
    r"""Words in which no sign means anything to reStructuredText.

    >>> print(as_text("a*b, |c|"))
    a\*b\, \|c\|
    """
    return _PUNCTUATION.sub(r"\\\1", _SPACES.sub(" ", words))


def write_sources(folder: Path, lang: str) -> None:
    """Write every page of a language.

    Args:
        folder: Where to; it is made.
        lang: ``en`` or ``ru``.
    """
    words = site_words(lang)
    of_kpi = {kpi.id: KpiPage(kpi, words) for kpi in catalog.shipped.values()}

    def write(name: str, template: str, **values: object) -> None:
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = environment().get_template(template).render(words=words, lang=lang, **values)
        path.write_text(text, "utf-8")

    grouped = families()

    def pages(family: Family) -> list[KpiPage]:
        return [of_kpi[kpi.id] for kpi in family.kpis]

    write(
        "index",
        "index.rst",
        families=grouped,
        count=len(of_kpi),
        well_known=[of_kpi[k] for k in well_known()],
    )
    write("families", "families.rst", families=grouped)
    for family in grouped:
        write(f"family/{family.name}", "family.rst", family=family, pages=pages(family))
    kinds: Mapping[str, Iterable[Stage | Goal]] = {"stage": Stage, "goal": Goal}
    for kind, members in kinds.items():
        write(f"{kind}s", "kinds.rst", kind=kind, members=list(members))
        for one in members:
            chosen = [
                (family, [page for page in pages(family) if one in _kinds(page.kpi)])
                for family in grouped
            ]
            found = [(family, of_family) for family, of_family in chosen if of_family]
            write(f"{kind}/{one.value}", "kind.rst", kind=kind, one=one, chosen=found)
    write("metrics", "metrics.rst", lines=metric_lines(words))
    total = catalog["CTR"].total(clicks=[1, 30], impressions=[100, 1000])
    write("rules", f"rules.{lang}.rst", rule_total=repr(total))
    meant = Counter(name.casefold() for page in of_kpi.values() for name in page.said_names)
    shared = {name for name, count in meant.items() if count > 1}
    for page in of_kpi.values():
        write(f"kpi/{page.slug}", "kpi.rst", page=page, shared=shared)


def _kinds(kpi: Kpi) -> tuple[Stage | Goal, ...]:
    return (kpi.stage, *kpi.goals)
