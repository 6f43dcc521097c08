"""The site as a whole: a page for everything, no link to nowhere, nothing from another place."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from docs.reference.listings import families
from kpicells.formulas import Goal, Stage, catalog, metrics
from tests.docs.reference.site import LANGUAGES, Site, text

LOADS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src",
    "video": "src", "embed": "src", "object": "data", "link": "href",
}  # fmt: skip
"""What a browser fetches by itself."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kpi_has_a_page_that_its_lists_lead_to(site: Site, lang: str) -> None:
    for family in families():
        listed = _links(site, lang, f"family/{family.name}")
        for kpi in family.kpis:
            assert f"../kpi/{kpi.id.lower()}.html" in listed
            assert kpi.name(lang) in text(site.kpi(lang, kpi.id))
    assert sum(len(family.kpis) for family in families()) == len(catalog.shipped)
    for kind in (*Stage, *Goal):
        folder = "stage" if isinstance(kind, Stage) else "goal"
        listed = _links(site, lang, f"{folder}/{kind.value}")
        expected = {
            f"../kpi/{kpi.id.lower()}.html"
            for kpi in catalog.shipped.values()
            if kind in (kpi.stage, *kpi.goals)
        }
        assert {link for link in listed if "/kpi/" in link} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_alphabetical_list_has_every_name_and_alias(site: Site, lang: str) -> None:
    page = site.page(lang, "genindex")
    listed = page.xpath('//table[contains(@class, "indextable")]//li[a or ul]')
    found = set()
    for entry in listed:
        said = " ".join((entry.xpath("string(a[1])") or entry.text or "").split()).casefold()
        for link in entry.xpath(".//a/@href"):
            found.add((said, link.partition("#")[0]))
    for kpi in catalog.shipped.values():
        for name in (kpi.id, kpi.en, kpi.ru, *kpi.aliases):
            entry = " ".join(name.casefold().split())
            assert (entry, f"kpi/{kpi.id.lower()}.html") in found, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_metrics_say_over_what_they_add_up(site: Site, lang: str) -> None:
    rows = site.page(lang, "metrics").xpath("//article//tbody/tr")
    assert len(rows) == len(metrics.shipped)
    yes, no = {"en": ("yes", "no"), "ru": ("да", "нет")}[lang]
    said = {}
    for row in rows:
        cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        said[row.xpath(".//code")[0].text_content()] = cells[2:]
    assert said["impressions"] == [yes, yes, "–"]
    assert said["followers"][:2] == [no, yes]
    assert said["reach"][:2] == [no, no]
    assert "people" in said["reach"][2] or "людей" in said["reach"][2]
    assert said["video_length"][:2] == [no, no]


def test_both_languages_have_the_same_pages_and_lead_to_each_other(site: Site) -> None:
    pages = {
        lang: {
            path.relative_to(site.folder / lang)
            for path in site.files()
            if path.is_relative_to(site.folder / lang)
        }
        for lang in LANGUAGES
    }
    assert pages["en"] == pages["ru"]
    for lang, other in (("en", "ru"), ("ru", "en")):
        for name in pages[lang]:
            page = site.tree(site.folder / lang / name)
            assert page.get("lang") == lang
            switches = page.xpath(f'//a[@class="nav-link language"][@lang="{other}"]/@href')
            assert switches
            for switch in switches:
                to = (site.folder / lang / name).parent / switch
                assert to.resolve() == (site.folder / other / name).resolve()


def test_no_link_leads_nowhere(site: Site) -> None:
    broken = []
    for path in site.files():
        for link in site.tree(path).xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                broken.append(f"{path.relative_to(site.folder)} → {link}")
            elif parts.fragment and target.suffix == ".html":
                there = site.tree(target)
                if not there.xpath("//*[@id=$name]", name=unquote(parts.fragment)):
                    broken.append(f"{path.relative_to(site.folder)} → {link}: no such place")
    assert not broken


def test_nothing_is_loaded_from_another_place(site: Site) -> None:
    for path in site.files():
        for element in site.tree(path).iter():
            attribute = LOADS.get(element.tag) if isinstance(element.tag, str) else None
            address = element.get(attribute) if attribute else None
            if address and not address.startswith("data:"):
                assert not urlsplit(address).netloc, f"{path}: {address}"
                if element.get("rel") not in ("index", "search", "next", "prev"):
                    assert (path.parent / urlsplit(address).path).is_file(), f"{path}: {address}"
    for sheet in site.folder.rglob("*.css"):
        for address in re.findall(
            r"(?:url\(|@import)\s*[\"']?([^\"')]+)", sheet.read_text("utf-8")
        ):
            assert not urlsplit(address).netloc, f"{sheet}: {address}"


def test_the_first_page_leads_to_both_languages(site: Site) -> None:
    page = site.tree(site.folder / "index.html")
    assert page.xpath("//a/@href") == [f"{lang}/index.html" for lang in LANGUAGES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_theme_speaks_the_language(site: Site, lang: str) -> None:
    english = (
        "Collapse Sidebar",
        "System Settings",
        "Color mode",
        "On this page",
        "Search the docs",
    )
    page = site.kpi(lang, "CTR")
    seen = page.text_content() + "".join(page.xpath("//@title | //@aria-label | //@placeholder"))
    assert [words for words in english if words in seen] == (
        [] if lang == "ru" else [words for words in english if words != "Search the docs"]
    )


def _links(site: Site, lang: str, name: str) -> set[str]:
    return set(site.page(lang, name).xpath("//article//a/@href"))


def test_nothing_generated_is_tracked() -> None:
    root = Path(__file__).parents[3]
    assert "build/" in (root / ".gitignore").read_text("utf-8").splitlines()
