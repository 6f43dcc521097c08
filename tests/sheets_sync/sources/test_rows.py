"""What exports say outside the names of their columns: years, moments, stages, shared rows."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError, UnknownSource
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.sources.rows.years import _years
from kpicells.sheets_sync.tables import read_tables


def imported(tmp_path: Path, name: str, text: str, saved: date | None = None) -> Imported:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    if saved is not None:
        moment = datetime(saved.year, saved.month, saved.day, 12, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))
    with Store(tmp_path / "facts.duckdb") as store:
        return import_file(
            store,
            "client",
            path,
            lambda careful, work: choose(read_tables(path, work, careful=careful), work),
        )


def facts(tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    with Store(tmp_path / "facts.duckdb") as store:
        return store.rows(query)


OVERVIEW = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"


def test_the_year_is_that_of_the_day_on_which_the_file_was_saved(tmp_path: Path) -> None:
    text = OVERVIEW + "December 31,5,1,1,0,0\nJanuary 1,6,1,1,0,0\n"
    result = imported(tmp_path, "Overview.csv", text, date(2026, 2, 3))
    assert result.period == (date(2025, 12, 31), date(2026, 1, 1))
    assert any("2025 to 2026" in warning for warning in result.warnings)


def test_a_leap_day_settles_the_year(tmp_path: Path) -> None:
    text = OVERVIEW + "February 28,5,1,1,0,0\nFebruary 29,6,1,1,0,0\n"
    result = imported(tmp_path, "Overview.csv", text, date(2026, 3, 3))
    assert result.period == (date(2024, 2, 28), date(2024, 2, 29))


def test_a_day_that_does_not_exist_is_rejected_with_its_row(tmp_path: Path) -> None:
    text = OVERVIEW + "April 12,5,1,1,0,0\nApril 31,6,1,1,0,0\nApril 14,7,1,1,0,0\n"
    result = imported(tmp_path, "Overview.csv", text, date(2026, 5, 3))
    assert [(row.row, row.found) for row in result.rejected] == [(3, "April 31")]
    assert (result.rows_read, result.rows_imported) == (3, 2)


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(1, 800), st.booleans())
def test_years_of_consecutive_days_come_out_right(until: date, count: int, newest: bool) -> None:
    wanted = [until - timedelta(n) for n in range(count)]
    if not newest:
        wanted.reverse()
    years = _years([(day.month, day.day) for day in wanted], until)
    assert years == [day.year for day in wanted]


def test_videos_in_no_order_of_time_are_each_as_late_as_can_be() -> None:
    days = [(12, 30), (1, 5), (11, 2), (2, 1), (12, 1), (1, 20)]
    years = _years(days, date(2026, 2, 3))
    assert years == [2025, 2026, 2025, 2026, 2025, 2026]


def test_vk_days_are_cut_where_vk_cut_them(tmp_path: Path) -> None:
    for hour in (0, 21):  # midnight in UTC, and in Moscow
        start = int(datetime(2026, 9, 30 if hour else 1, hour, tzinfo=UTC).timestamp())
        text = (
            f'{{"response": [{{"period_from": {start}, "period_to": {start + 86399}, '
            '"visitors": {"views": 5, "visitors": 4}, "reach": {"reach": 3}}]}'
        )
        result = imported(tmp_path, f"stats{hour}.json", text)
        expected = date(2026, 10, 1) if hour else date(2026, 9, 1)
        assert result.period == (expected, expected)


DEALS = "Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,utm_source,utm_campaign\n"


def test_a_deal_is_a_lead_on_one_day_and_a_sale_on_another(tmp_path: Path) -> None:
    text = DEALS + "a,Closed Won,100.50,EUR,2026-09-30 10:00,2026-10-09,vk,autumn\n"
    result = imported(tmp_path, "deals.csv", text)
    assert (result.rows_read, result.rows_imported, result.rejected) == (1, 1, [])
    found = facts(tmp_path, "SELECT metric, date, value, campaign, channel, currency FROM facts")
    assert sorted(found, key=str) == [
        ("leads", date(2026, 9, 30), 1.0, "autumn", "vk", None),
        ("purchases", date(2026, 10, 9), 1.0, "autumn", "vk", "EUR"),
        ("qualified_leads", date(2026, 9, 30), 1.0, "autumn", "vk", None),
        ("revenue", date(2026, 10, 9), 100.5, "autumn", "vk", "EUR"),
    ]


def test_a_deal_is_taken_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    text = DEALS + (
        "a,Closed Won,100,EUR,2026-10-01,2026-10-09,,\n"
        "b,Closed Won,a lot,EUR,2026-10-02,2026-10-09,,\n"
        "c,Closed Lost,a lot,EUR,2026-10-03,,,\n"
    )
    result = imported(tmp_path, "deals.csv", text)
    # What has letters may be a name in a file of a CRM: its place is told, its text is not.
    (row,) = result.rejected
    assert (row.row, row.column, row.reason) == (3, "Amount", "is no number")
    assert row.found == "(not shown: the row may hold personal data)"
    assert (result.rows_read, result.rows_imported) == (3, 2)
    assert facts(tmp_path, "SELECT sum(value) FROM facts WHERE metric = 'leads'") == [(2.0,)]


def test_people_in_a_crm_are_neither_stored_nor_shown(tmp_path: Path) -> None:
    text = (
        "Record ID,First Name,Email,Create Date,Lifecycle Stage\n"
        "1,Anna,anna@example.com,2026-10-01,Lead\n"
        "2,Ivan,ivan@example.com,2026-10-02,Lead,too,many,cells\n"
        "3,Olga,olga@example.com,not a day,Lead\n"
        "4,Petr,petr@example.com,2026-10-04,Lead\n"
    )
    result = imported(tmp_path, "contacts.csv", text)
    assert [row.row for row in result.rejected] == [3, 4]
    assert "ivan" not in str(result.to_json()).lower()
    store = (tmp_path / "facts.duckdb").read_bytes()
    for name in (b"Anna", b"anna@", b"Ivan", b"ivan@", b"Olga", b"Petr"):
        assert name not in store


def test_unknown_stages_are_named_and_count_as_leads_only(tmp_path: Path) -> None:
    text = DEALS + "a,Cupping booked,100,EUR,2026-10-01,2026-10-09,,\n"
    result = imported(tmp_path, "deals.csv", text)
    assert result.metrics == ["leads"]
    assert any("'Cupping booked' (1)" in warning for warning in result.warnings)


def test_days_and_months_are_told_apart_by_all_date_columns_together(tmp_path: Path) -> None:
    text = DEALS + (
        "a,Closed Won,1,EUR,10/1/2026,10/9/2026,,\nb,Contract Sent,1,EUR,10/5/2026,10/30/2026,,\n"
    )
    assert imported(tmp_path, "deals.csv", text).period == (date(2026, 10, 1), date(2026, 10, 9))
    with pytest.raises(InputError, match="may be"):
        imported(tmp_path, "other.csv", text.replace("10/30", "10/11"))


def test_a_table_that_any_platform_might_have_written_is_not_taken(tmp_path: Path) -> None:
    for header in ("Дата,Подписчики,Просмотры", "Дата,Показы,Клики", "Date,Followers,Reach",
                   "Дата,Охват,Комментарии,Поделились", "Date,Traffic source,Views",
                   "Дата,Визиты,Сумма", "Name,Status,Created,Amount"):  # fmt: skip
        row = ",".join(["2026-10-01"] + ["5"] * header.count(","))
        with pytest.raises(UnknownSource, match="is no export that kpicells knows"):
            imported(tmp_path, "table.csv", f"{header}\n{row}\n")


def test_api_money_in_millionths_is_told_from_plain_money(tmp_path: Path) -> None:
    header = "Date\tCampaignName\tImpressions\tClicks\tCost\n"
    for name, cost, spend in (("a.tsv", "17520000", 17.52), ("b.tsv", "17.52", 17.52)):
        imported(tmp_path, name, header + f"2026-10-01\tautumn\t10\t1\t{cost}\n")
        assert facts(tmp_path, "SELECT value FROM facts WHERE metric = 'spend'") == [(spend,)]
