"""The Excel that stands in has nothing that xlwings does not have, and takes what it hands over."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import xlwings
from xlwings import base_classes

from tests.engines import excel_fake, excel_fake_names

PAIRS = [
    (excel_fake.Apps, base_classes.Apps, xlwings.main.Apps),
    (excel_fake.App, base_classes.App, xlwings.App),
    (excel_fake.Books, base_classes.Books, xlwings.main.Books),
    (excel_fake.OpenBook, base_classes.Book, xlwings.Book),
    (excel_fake.Sheets, base_classes.Sheets, xlwings.main.Sheets),
    (excel_fake.Sheet, base_classes.Sheet, xlwings.Sheet),
    (excel_fake.Range, base_classes.Range, xlwings.Range),
    (excel_fake_names.Names, base_classes.Names, xlwings.main.Names),
    (excel_fake_names.Name, base_classes.Name, xlwings.main.Name),
]
OF_ENGINES = {"excel", "its_book", "title"}
"""Attributes by which the parts of the stand-in find each other; xlwings never asks for them."""
NOT_IN_BASE = {"engine", "sheet"}
"""What xlwings' engines have and its list of their attributes forgets."""


def own(found: type) -> dict[str, Any]:
    return {
        name: member
        for name, member in vars(found).items()
        if not name.startswith("_") or name in ("__call__", "__len__", "__iter__")
    }


@pytest.mark.parametrize(("fake", "engine", "public"), PAIRS, ids=lambda one: one.__name__)
def test_every_part_is_one_of_xlwings(fake: type, engine: type, public: type) -> None:
    assert issubclass(fake, engine)
    for name, member in own(fake).items():
        if name in NOT_IN_BASE:
            assert hasattr(public, name)
            continue
        theirs = inspect.getattr_static(engine, name)
        assert isinstance(member, property) == isinstance(theirs, property), name
        if isinstance(member, property):
            if member.fset is not None:
                assert theirs.fset is not None, name
            continue
        ours, known = (list(inspect.signature(one).parameters.values()) for one in (member, theirs))
        assert [(p.name, p.kind, p.default) for p in ours] == [
            (p.name, p.kind, p.default) for p in known
        ], name


@pytest.mark.parametrize(("fake", "engine", "public"), PAIRS, ids=lambda one: one.__name__)
def test_what_a_refresh_uses_is_public(fake: type, engine: type, public: type) -> None:
    hidden = {"raw_value", "pid", "contains", "first", "last"}
    for name in own(fake).keys() - hidden - OF_ENGINES:
        assert hasattr(public, name), f"{public.__name__} has no {name}"


def test_the_calls_of_a_refresh_fit_the_public_signatures() -> None:
    inspect.signature(xlwings.Sheet.range).bind(None, (1, 1), (2, 2))
    inspect.signature(xlwings.Range.options).bind(None, ndim=2)
    inspect.signature(xlwings.Range.copy).bind(None)
    inspect.signature(xlwings.Range.paste).bind(None, paste="formats")
    settable = {
        xlwings.App: ("screen_updating", "enable_events", "display_alerts", "calculation",
                      "cut_copy_mode"),
        xlwings.Range: ("value", "number_format"),
        xlwings.main.Name: ("refers_to",),
    }  # fmt: skip
    for holder, names in settable.items():
        for name in names:
            found = inspect.getattr_static(holder, name)
            assert isinstance(found, property)
            assert found.fset is not None


def test_applescript_knows_the_words_for_protection() -> None:
    from kpicells.sheets_sync.hosts.excel_live_native import ALLOWED, _in_applescript
    from tests.engines.excel_fake_native import KNOWN_TO_MAC, _parameters

    words = {_in_applescript(f"Allow{what}") for what in ALLOWED}
    assert words < KNOWN_TO_MAC
    assert words < {name for name, _ in _parameters("protect_worksheet")}
