"""A client's Google Sheet over its life, over HTTP: made, refreshed, changed by people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.google import GoogleTarget
from kpicells.templates.build import build
from tests.engines.libreoffice import recalculated
from tests.sheets_sync.google.clients import Client
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT
from tests.templates.contents import half_filled


def kinds(client: Client) -> list[str]:
    return [str(call.kind) for call in client.emulator.calls("sheets")]


def test_a_refresh_is_two_calls_and_no_news_is_one(client: Client) -> None:
    client.refresh(FIRST)
    client.emulator.forget_calls()
    plan = client.refresh()
    assert kinds(client) == ["read", "write"]
    assert len(plan.changes) > 100
    client.emulator.forget_calls()
    assert client.refresh().changes == []
    assert kinds(client) == ["read"]


def test_a_refreshed_sheet_equals_one_made_anew(client: Client) -> None:
    client.refresh(FIRST)
    client.refresh()
    anew = Client(client.emulator, client.connection, client.emulator.spreadsheet("Anew"))
    anew.refresh(NEXT)
    assert client.cells() == anew.cells()


def test_the_empty_sheet_of_a_new_spreadsheet_goes_and_a_used_one_stays(client: Client) -> None:
    client.refresh(FIRST)
    first = [sheet.properties["title"] for sheet in client.emulator.book(client.sheet).sheets]
    assert first[0] == "Dashboard"
    assert "Sheet1" not in first
    used = Client(client.emulator, client.connection, client.emulator.spreadsheet("Used"))
    note = {"stringValue": "our notes"}
    used.by_person(
        {
            "updateCells": {
                "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0},
                "rows": [{"values": [{"userEnteredValue": note}]}],
                "fields": "userEnteredValue",
            }
        }
    )
    used.refresh(FIRST)
    titles = [sheet.properties["title"] for sheet in used.emulator.book(used.sheet).sheets]
    assert "Sheet1" in titles


def test_what_people_wrote_is_kept_until_it_is_taken_back(client: Client) -> None:
    client.refresh(FIRST)
    client.type("target_cpl", 77.0, column=2)
    plan = client.refresh()
    assert [kept.found for kept in plan.kept] == [77.0]
    area, _ = client.area("target_cpl")
    assert client.book.read(area.sheet, area.first_row, area.first_column + 2).value == 77.0
    assert client.refresh(take_back=True).kept == []
    assert client.book.read(area.sheet, area.first_row, area.first_column + 2).value != 77.0


@pytest.mark.parametrize("name", ["kpi_goals", "kpi_data", "kpi_dashboard", "kpi_review"])
def test_inserted_rows_and_columns_do_not_disturb(client: Client, name: str) -> None:
    client.refresh(FIRST)
    area, sheet = client.area(name)
    for dimension, first in (("ROWS", area.first_row), ("COLUMNS", area.first_column)):
        client.by_person(
            {
                "insertDimension": {
                    "range": {
                        "sheetId": sheet, "dimension": dimension,
                        "startIndex": first + 2, "endIndex": first + 4,
                    },
                    "inheritFromBefore": True,
                }
            }
        )  # fmt: skip
    plan = client.refresh()
    assert plan.kept == []
    assert plan.changes
    assert client.refresh().changes == []


def test_notes_colours_filters_and_extra_sheets_stay(client: Client) -> None:
    client.refresh(FIRST)
    area, sheet = client.area("kpi_goals")
    red = {"backgroundColorStyle": {"rgbColor": {"red": 1.0}}}
    cell = {
        "sheetId": sheet,
        "startRowIndex": area.first_row + 8,
        "endRowIndex": area.first_row + 9,
        "startColumnIndex": area.first_column + 7,
        "endColumnIndex": area.first_column + 8,
    }
    client.by_person(
        {"repeatCell": {"range": cell, "cell": {"note": "agreed with Ann"}, "fields": "note"}},
        {
            "repeatCell": {
                "range": cell, "cell": {"userEnteredFormat": red},
                "fields": "userEnteredFormat.backgroundColorStyle",
            }
        },
        {"addSheet": {"properties": {"title": "Our notes", "sheetId": 7}}},
        {
            "updateCells": {
                "start": {"sheetId": 7, "rowIndex": 0, "columnIndex": 0},
                "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=SUM(months)"}}]}],
                "fields": "userEnteredValue",
            }
        },
    )  # fmt: skip
    client.refresh()
    held = client.emulator.book(client.sheet)
    goals = next(one for one in held.sheets if one.properties["sheetId"] == sheet)
    found = goals.cells[area.first_row + 8, area.first_column + 7]
    assert found["note"] == "agreed with Ann"
    assert found["userEnteredFormat"]["backgroundColorStyle"]["rgbColor"]["red"] == 1.0
    notes = next(one for one in held.sheets if one.properties["sheetId"] == 7)
    assert notes.cells[0, 0]["userEnteredValue"] == {"formulaValue": "=SUM(months)"}


def test_a_sheet_of_the_same_name_is_not_ours_to_take(client: Client) -> None:
    client.by_person({"addSheet": {"properties": {"title": "Goals"}}})
    with pytest.raises(TargetError, match="has sheets named Goals already"):
        client.refresh(FIRST)


def test_a_lost_record_is_said_with_the_way_out(client: Client) -> None:
    client.refresh(FIRST)
    _, sheet = client.area("kpi_state")
    client.by_person({"deleteSheet": {"sheetId": sheet}})
    with pytest.raises(TargetError, match="Restore it in File, Version history"):
        client.refresh()


def test_a_remake_takes_the_place_of_our_sheets_and_leaves_others(client: Client) -> None:
    client.refresh(FIRST)
    client.by_person({"addSheet": {"properties": {"title": "Our notes", "sheetId": 7}}})
    target = GoogleTarget.open(client.connection, client.sheet)
    target.create(build(NEXT))
    titles = [sheet.properties["title"] for sheet in client.emulator.book(client.sheet).sheets]
    assert titles.count("Dashboard") == 1
    assert "Our notes" in titles
    assert len(titles) == len(build(NEXT).sheets) + 1
    assert client.refresh(NEXT).changes == []


@pytest.mark.parametrize("locale", ["ru", "de", "tr", "en_US"])
def test_any_locale_gets_numbers_days_and_formulas(client: Client, locale: str) -> None:
    properties = {"locale": locale}
    client.by_person(
        {"updateSpreadsheetProperties": {"properties": properties, "fields": "locale"}}
    )
    client.refresh(FIRST)
    plan = client.refresh()
    assert plan.kept == []
    assert client.refresh().changes == []
    shown = [
        (value["userEnteredValue"], value.get("effectiveValue", {}))
        for sheet in client.connection.get(client.sheet, _SHOWN)["sheets"]
        for part in sheet.get("data", ())
        for row in part.get("rowData", ())
        for value in row.get("values", ())
        if "formulaValue" in value.get("userEnteredValue", {})
    ]
    assert len(shown) > 500
    assert not [pair for pair in shown if "errorValue" in pair[1]]
    numbers = [pair for pair in shown if pair[1].get("numberValue", 0) > 0]
    assert len(numbers) > 100


_SHOWN = "sheets(data(rowData(values(userEnteredValue,effectiveValue))))"


def test_a_sheet_shows_what_the_workbook_shows(client: Client, tmp_path: Path) -> None:
    """The same layout as a file, computed by LibreOffice, and at Google's stand-in."""
    client.refresh(FIRST)
    path = tmp_path / "book.xlsx"
    xlsx.create(path, build(FIRST))
    computed = recalculated(path, tmp_path / "computed")
    answer = client.connection.get(
        client.sheet, "sheets(properties(title),data(rowData(values(effectiveValue))))"
    )
    differing = [
        (title, i, j, mine, computed.get((title, i, j)))
        for sheet in answer["sheets"]
        if (title := sheet["properties"]["title"]) != "_kpicells"
        for i, row in enumerate(sheet["data"][0].get("rowData", ()))
        for j, cell in enumerate(row.get("values", ()))
        if not same(mine := _plain(cell.get("effectiveValue", {})), computed.get((title, i, j)))
    ]
    assert differing == []


def _plain(value: dict[str, Any]) -> str | float | None:
    if "numberValue" in value:
        return float(value["numberValue"])
    return value.get("stringValue") or None


def same(mine: str | float | None, other: str | float | None) -> bool:
    if isinstance(mine, float) and isinstance(other, float):
        return mine == pytest.approx(other, rel=1e-12)
    return mine == other


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_chart_speaks_of_a_scale_that_sheets_has_not(client: Client, lang: str) -> None:
    client.refresh(half_filled(lang))
    specs = [
        chart["spec"]
        for sheet in client.emulator.book(client.sheet).sheets
        for chart in sheet.charts
    ]
    said = [spec[name] for spec in specs for name in ("title", "altText") if name in spec]
    assert {"en": "Funnel of the month", "ru": "Воронка месяца"}[lang] in said
    assert not [text for text in said if re.search("logarithm|логарифм", text)]
