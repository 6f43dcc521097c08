"""The texts of the site: the same keys in both languages, each of them used, none said twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.reference.sources import as_text, write_sources
from docs.reference.words import SiteWords, site_words
from kpicells.templates import words as module

ROOT = Path(__file__).parents[3]


def keys(lang: str, folder: str = "docs/reference") -> list[str]:
    text = (ROOT / folder / "texts" / f"{lang}.ftl").read_text("utf-8")
    return re.findall(r"^([a-z][a-z0-9-]*) =", text, flags=re.MULTILINE)


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert keys("en") == keys("ru")
    assert len(set(keys("en"))) == len(keys("en"))


def test_nothing_is_said_twice_in_two_places() -> None:
    assert not set(keys("en")) & set(keys("en", "sheets_sync/cli"))


def test_every_key_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = set()
    plain = SiteWords.__call__

    def recorded(self: SiteWords, key: str, **values: object) -> str:
        used.add(key)
        return plain(self, key, **values)

    monkeypatch.setattr(SiteWords, "__call__", recorded)
    for lang in ("en", "ru"):
        write_sources(tmp_path / lang, lang)
    outside = {"site-about", "search-bar", "more", "language-name"}
    assert set(keys("en")) - used == outside


def test_a_text_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(LookupError):
        site_words("ru")("no-such-key")
    assert module.Words("en")("goal-leads") == "leads"


def test_no_sign_in_a_text_is_read_as_markup() -> None:
    assert as_text("`a`_ *b* |c| :d: <e>") == r"\`a\`\_ \*b\* \|c\| \:d\: \<e\>"
    assert as_text("a\n  b") == "a b"
