"""The search of the site, run by Node as a browser runs it, over both languages' indexes."""

from __future__ import annotations

import json
import subprocess

import pytest

from kpicells.formulas import catalog
from tests.docs.reference.site import LANGUAGES, Site

_BROWSER = """
const nothing = () => {};
globalThis.window = globalThis;
globalThis.document = {
  addEventListener: nothing, readyState: "loading", getElementById: () => null,
  documentElement: { dataset: {} },
};
globalThis.SPHINX_HIGHLIGHT_ENABLED = false;
globalThis._ready = nothing;
"""
_ASK = """
const answers = QUERIES.map((query) =>
  Search._performSearch(...Search._parseQuery(query)).reverse().map((found) => found[0]));
process.stdout.write(JSON.stringify(answers));
"""


def found(site: Site, lang: str, queries: list[str]) -> list[list[str]]:
    """The pages that each query finds, best first."""
    static = site.folder / lang / "_static"
    scripts = [
        static / "doctools.js",
        static / "searchtools.js",
        static / "language_data.js",
        site.folder / lang / "searchindex.js",
        static / "best-first.js",
    ]
    program = "\n".join(
        (
            _BROWSER,
            *(path.read_text("utf-8").replace('"use strict";', "") for path in scripts),
            f"const QUERIES = {json.dumps(queries)};",
            _ASK,
        )
    )
    done = subprocess.run(
        ["node", "-"], input=program, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


ASKED = {
    "цена лида": "cpl",
    "цены лидов": "cpl",
    "ценой лида": "cpl",
    "cost per lead": "cpl",
    "cost per leads": "cpl",
    "ДРР": "drr",
    "дрр": "drr",
    "CTR": "ctr",
    "KPI_CTR": "ctr",
    "click-through rates": "ctr",
    "кликабельности": "ctr",
    "доля рекламных расходов": "drr",
    "долю голоса": "share_of_voice",
    "средние чеки": "aov",
    "средний чек": "aov",
    "ER": "er",
    "ROAS": "roas",
    "выполнения плана": "attainment",
    "доверительным интервалом": "wilson_low",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_form_is_typed_the_kpi_comes_first(site: Site, lang: str) -> None:
    queries = list(ASKED)
    first = {
        query: pages[:1] for query, pages in zip(queries, found(site, lang, queries), strict=True)
    }
    assert first == {query: [f"kpi/{page}"] for query, page in ASKED.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_and_alias_finds_its_kpi_early(site: Site, lang: str) -> None:
    named = [
        (name, f"kpi/{kpi.id.lower()}")
        for kpi in catalog.shipped.values()
        for name in (kpi.id, kpi.en, kpi.ru, *kpi.aliases)
    ]
    answers = found(site, lang, [name for name, _ in named])
    late = [
        f"{name}: {pages[:3]}"
        for (name, page), pages in zip(named, answers, strict=True)
        if page not in pages[:3]
    ]
    assert not late


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_listed_once(site: Site, lang: str) -> None:
    for pages in found(site, lang, ["лид", "rate", "конверсия", "cost"]):
        assert pages
        assert len(set(pages)) == len(pages)


def test_nonsense_finds_nothing(site: Site) -> None:
    assert found(site, "ru", ["абракадабра", "xyzzy"]) == [[], []]
