"""The demo: its exports are those of its script, and its dashboard is what a careful analyst gets
from the exports by hand.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import dropwhile
from pathlib import Path

import pytest

from kpicells.sheets_sync.demo import make_exports
from kpicells.sheets_sync.demo.run import Demo, run_demo
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook

EXPORTS = make_exports.FOLDER
MONTHS = [date(2026, month, 1) for month in range(7, 12)]


@pytest.fixture(scope="module", params=["en", "ru"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("demo"), request.param, now=datetime(2026, 11, 8, 9))


def test_the_bundled_exports_are_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_exports, "FOLDER", tmp_path)
    make_exports.main()
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in EXPORTS.iterdir()}


def test_three_sources_come_in_and_every_row_is_accounted_for(demo: Demo) -> None:
    assert {one.source for one in demo.imported} == {"ga4", "instagram", "meta_ads"}
    for one in demo.imported:
        assert one.rows_read == one.rows_imported + one.skipped.total() + len(one.rejected)
        assert not one.rejected


def test_a_workbook_and_a_picture_are_left(demo: Demo) -> None:
    assert demo.outcome.created
    assert demo.outcome.warnings == []
    assert demo.picture is not None
    assert demo.picture.read_bytes().startswith(b"\x89PNG")


def test_a_second_run_changes_nothing(demo: Demo) -> None:
    lang = "ru" if "показы" in " ".join(_texts(demo.workbook)).lower() else "en"
    before = demo.workbook.read_bytes()
    second = run_demo(demo.workbook.parent, lang, draw=False)
    assert second.outcome.changed == []
    assert demo.workbook.read_bytes() == before


def _texts(path: Path) -> Iterator[str]:
    book = OpenWorkbook(path)
    area = book.names["kpi_funnel"]
    for place in area.places():
        yield str(book.read(area.sheet, *place).value or "")


def rows_of(kind: str, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of an export by hand: a newer file's days take the place of the older file's."""
    newest: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = defaultdict(dict)
    for path in sorted(EXPORTS.glob(f"{kind}_*.csv")):
        text = path.read_text("utf-8-sig")
        lines = dropwhile(lambda line: line.startswith("#"), text.splitlines(keepends=True))
        found: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = defaultdict(dict)
        for row in csv.DictReader(io.StringIO("".join(lines))):
            found[(row[keys[0]],)][tuple(row[key] for key in keys)] = row
        newest.update(found)
    for rows in newest.values():
        yield from rows.values()


def by_month(rows: Iterator[dict[str, str]], day: str, column: str) -> list[Fraction]:
    sums = dict.fromkeys(MONTHS, Fraction(0))
    for row in rows:
        text = row[day]
        if not text:
            continue  # the row of totals
        if "/" in text:
            moment = datetime.strptime(text, "%m/%d/%Y %H:%M")
        else:
            moment = datetime.strptime(text.replace("-", ""), "%Y%m%d")
        sums[moment.date().replace(day=1)] += Fraction(row[column] or 0)
    return list(sums.values())


def by_hand() -> dict[str, list[Fraction]]:
    """The five KPIs of the demo's plan by month."""
    ads = ("Day", "Campaign name")
    visits = ("Date", "Session source / medium", "Session campaign")
    leads = by_month(rows_of("meta_ads_campaigns_by_day", ads), "Day", "Leads")
    spend = by_month(rows_of("meta_ads_campaigns_by_day", ads), "Day", "Amount spent (USD)")
    posts = {
        name: by_month(rows_of("instagram_content", ("Post ID",)), "Publish time", name)
        for name in ("Likes", "Comments", "Shares", "Saves", "Reach", "Follows")
    }
    engagements = [
        sum(parts)
        for parts in zip(*(posts[n] for n in ("Likes", "Comments", "Shares", "Saves")), strict=True)
    ]
    return {
        "leads": leads,
        "cpl": [s / n for s, n in zip(spend, leads, strict=True)],
        "sessions": by_month(rows_of("ga4_traffic", visits), "Date", "Sessions"),
        "err_post_reach": [e / r for e, r in zip(engagements, posts["Reach"], strict=True)],
        "new_followers": posts["Follows"],
    }


def test_every_kpi_is_what_an_analyst_gets_by_hand(demo: Demo) -> None:
    book = OpenWorkbook(demo.workbook)
    for name, expected in by_hand().items():
        area = book.names[f"actual_{name}"]
        places = list(area.places())
        shown = [book.read(area.sheet, *place).value for place in places[: len(MONTHS)]]
        assert shown == pytest.approx([float(value) for value in expected], rel=1e-12), name


def test_reach_is_that_of_the_platform_and_no_sum_of_days(demo: Demo) -> None:
    months = {
        row["Reporting starts"][:7]: row["Reach"]
        for path in sorted(EXPORTS.glob("meta_ads_account_by_month_*.csv"))
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))
        if row["Account name"]
    }
    book = OpenWorkbook(demo.workbook)
    area, rows = book.names["data_reach"], book.names["kpi_data"].last_row
    found = [
        book.read(area.sheet, row, area.first_column).value
        for row in range(area.first_row, rows + 1)
    ]
    measured = [value for value in found if value is not None]
    assert measured == [float(months[month]) for month in sorted(months)]
