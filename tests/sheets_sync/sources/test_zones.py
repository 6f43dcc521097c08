"""A moment falls on the day of the account's time zone; what names no zone stays as it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables
from kpicells.sheets_sync.time_zones import zone_named

MAPPING = 'source = "crm"\ndate = {date}\n[metrics]\nleads = "Leads"\n'
MOSCOW, NEW_YORK = ZoneInfo("Europe/Moscow"), ZoneInfo("America/New_York")
DEALS = "Deal Name,Deal Stage,Amount,Create Date,Close Date\n"


def taken(
    folder: Path,
    text: str,
    zone: ZoneInfo | None,
    form: str = "",
    *,
    name: str = "file.csv",
) -> tuple[Imported, list[tuple[object, ...]]]:
    """A file imported by a mapping, or as a known export where it is JSON or holds deals."""
    path = folder / name
    path.write_text(text, "utf-8")
    described = folder / "crm.toml"
    stated = f', format = "{form}"' if form else ""
    described.write_text(MAPPING.format(date=f'{{ column = "When"{stated} }}'), "utf-8")
    by_mapping = text.startswith("When")
    mapping = load_mapping(described)
    with Store(folder / "facts.duckdb") as store:
        done = import_file(
            store,
            "client",
            path,
            lambda careful, work: (
                mapping.chosen(read_tables(path, work, careful=careful))
                if by_mapping
                else choose(read_tables(path, work, careful=careful), work, zone=zone)
            ),
            zone=zone,
        )
        facts = store.rows("SELECT metric, date, sum(value) FROM facts GROUP BY ALL ORDER BY ALL")
    return done, facts


# 20:30 UTC is 23:30 in Moscow, and 21:30 is half past midnight of the next day.
ZONED = {
    "ISO, Z": ("2026-10-01T20:30:00Z", "2026-10-01T21:30:00Z", ""),
    "ISO, seconds with decimals": ("2026-10-01T20:30:00.000Z", "2026-10-01T21:30:00.123Z", ""),
    "offset": ("2026-10-01T20:30:00+00:00", "2026-10-01T17:30:00-04:00", ""),
    "offset without a colon": ("2026-10-01 20:30:00 +0000", "2026-10-02 03:30:00 +0600", ""),
    "UTC in words": ("2026-10-01 20:30 UTC", "2026-10-01 21:30 UTC", ""),
    "points": ("01.10.2026 20:30:00 +0000", "01.10.2026 21:30:00 +0000", ""),
    "a format with a zone": (
        "10/01/2026 20:30 +0000",
        "10/01/2026 21:30 +0000",
        "%m/%d/%Y %H:%M %z",
    ),
    "seconds since 1970": ("1790886600", "1790890200", ""),
    "milliseconds": ("1790886600000", "1790890200000", ""),
}


@pytest.mark.parametrize("kind", ZONED)
def test_late_in_the_evening(kind: str, tmp_path: Path) -> None:
    before, after, form = ZONED[kind]
    text = f"When,Leads\n{before},1\n{after},2\n"
    done, facts = taken(tmp_path, text, MOSCOW, form)
    assert facts == [("leads", date(2026, 10, 1), 1), ("leads", date(2026, 10, 2), 2)]
    assert done.time_zone == "Europe/Moscow"
    assert done.to_json()["time_zone"] == "Europe/Moscow"


@pytest.mark.parametrize("kind", ZONED)
def test_without_a_zone_the_day_is_as_written_and_that_is_said(kind: str, tmp_path: Path) -> None:
    before, _, form = ZONED[kind]
    done, facts = taken(tmp_path, f"When,Leads\n{before},1\n", None, form)
    assert facts == [("leads", date(2026, 10, 1), 1)]
    assert any("--time-zone" in warning for warning in done.warnings)


NAIVE = ("2026-10-01", "2026-10-01 23:30", "01.10.2026 23:30:00", "2026-10-01T23:30:00")


@pytest.mark.parametrize("text", NAIVE)
def test_what_names_no_zone_is_the_accounts_already(text: str, tmp_path: Path) -> None:
    done, facts = taken(tmp_path, f"When,Leads\n{text},1\n", NEW_YORK)
    assert facts == [("leads", date(2026, 10, 1), 1)]
    assert (done.time_zone, done.to_json()["time_zone"], done.warnings) == ("", None, [])


def test_both_dates_of_a_deal(tmp_path: Path) -> None:
    text = DEALS + "a,Closed Won,100,2026-09-30T21:30:00Z,2026-10-31T22:00:00Z\n"
    text += "b,Closed Won,200,2026-10-05T10:00:00Z,\n"
    text += "c,Closed Lost,0,2026-10-05T10:00:00Z,\n"
    done, facts = taken(tmp_path, text, MOSCOW)
    days = {(metric, day) for metric, day, _ in facts}
    assert ("leads", date(2026, 10, 1)) in days
    assert ("revenue", date(2026, 11, 1)) in days
    assert (done.rows_read, done.rows_imported, len(done.rejected)) == (3, 2, 1)
    assert done.time_zone == "Europe/Moscow"


def test_posts_of_vk_by_the_account_instead_of_moscow(tmp_path: Path) -> None:
    # 1 October, 23:30 in Moscow: 2 October in Vladivostok.
    text = '{"response": {"items": [{"id": 7, "owner_id": -1, "date": 1790886600, "text": "x", '
    text += '"views": {"count": 5}, "likes": {"count": 1}, "comments": {"count": 0}, '
    text += '"reposts": {"count": 0}}]}}'
    by_default, _ = taken(tmp_path, text, None, name="wall.json")
    assert (by_default.period, by_default.time_zone) == (
        (date(2026, 10, 1), date(2026, 10, 1)),
        "Europe/Moscow",
    )
    done, _ = taken(tmp_path, text, ZoneInfo("Asia/Vladivostok"), name="wall.json")
    assert done.period == (date(2026, 10, 2), date(2026, 10, 2))


def test_reading_a_file_again_in_another_zone_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    text = "When,Leads\n2026-10-01T21:30:00Z,2\n"
    for zone, day in ((None, 1), (MOSCOW, 2), (NEW_YORK, 1), (MOSCOW, 2)):
        done, facts = taken(tmp_path, text, zone)
        assert facts == [("leads", date(2026, 10, day), 2)]
        assert done.rows_imported == 1
    done, _ = taken(tmp_path, text, MOSCOW)
    assert done.skipped == {"already imported": 1}


# 2026-03-08 and 2026-11-01: clocks change in New York at 2:00.
CHANGES = (
    ("2026-03-08T04:59:00Z", date(2026, 3, 7)),
    ("2026-03-08T05:00:00Z", date(2026, 3, 8)),
    ("2026-03-09T03:59:00Z", date(2026, 3, 8)),
    ("2026-03-09T04:00:00Z", date(2026, 3, 9)),
    ("2026-11-01T04:00:00Z", date(2026, 11, 1)),
    ("2026-11-02T04:59:00Z", date(2026, 11, 1)),
    ("2026-11-02T05:00:00Z", date(2026, 11, 2)),
)


@pytest.mark.parametrize(("text", "day"), CHANGES)
def test_days_on_which_clocks_change(text: str, day: date, tmp_path: Path) -> None:
    assert taken(tmp_path, f"When,Leads\n{text},1\n", NEW_YORK)[0].period == (day, day)


@settings(max_examples=12)
@given(
    st.lists(st.datetimes(datetime(1995, 1, 1), datetime(2037, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["Europe/Moscow", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
    st.integers(-14 * 4, 14 * 4),
)
def test_as_pandas_puts_them(
    tmp_path_factory: pytest.TempPathFactory, moments: list[datetime], zone: str, quarters: int
) -> None:
    sign, minutes = "-" if quarters < 0 else "+", 15 * abs(quarters)
    offset = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    lines = [f"{moment:%Y-%m-%dT%H:%M:%S}{offset},1\n" for moment in moments]
    folder = tmp_path_factory.mktemp("zones")
    _, facts = taken(folder, "When,Leads\n" + "".join(lines), ZoneInfo(zone))
    utc = pd.Series([moment - timedelta(minutes=15 * quarters) for moment in moments])
    expected = utc.dt.tz_localize("UTC").dt.tz_convert(zone).dt.date.value_counts()
    assert {day: count for _, day, count in facts} == expected.to_dict()


WRONG = {
    "Europe/Mosow": "did you mean Europe/Moscow",
    "Moscow": "did you mean Europe/Moscow",
    "+03:00": "write e.g. Europe/Moscow",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_zone_that_there_is_not(name: str) -> None:
    with pytest.raises(InputError, match=WRONG[name]):
        zone_named(name)
