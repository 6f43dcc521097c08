"""Values: what is typed and what is given raw, shown in every way, within the grid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.google_api.sheets.entering import EPOCH, typed
from tests.engines.google_api.sheets.locales import conventions
from tests.engines.google_api.sheets.showing import shown
from tests.engines.google_calls import Refused, Sheets, area

TODAY = date(2026, 11, 25)
LOCALES = ("en_US", "en_GB", "ru_RU", "de_DE", "fr_FR", "uk_UA", "pl_PL", "es_ES", "tr_TR")


def in_locale(book: Sheets, locale: str) -> Sheets:
    change = {"properties": {"locale": locale}, "fields": "locale"}
    book.batch({"updateSpreadsheetProperties": change})
    return book


class TestEntering:
    @pytest.mark.parametrize(
        ("locale", "text", "value", "shows"),
        [
            ("en_US", "1,234.5", 1234.5, "1,234.50"),
            ("en_US", "12%", 0.12, "12%"),
            ("en_US", "$5.50", 5.5, "$5.50"),
            ("en_US", "3/5/2024", 45356, "3/5/2024"),
            ("en_GB", "3/5/2024", 45415, "03/05/2024"),
            ("en_US", "2024-03-05", 45356, "2024-03-05"),
            ("en_US", "10:30", 0.4375, "10:30"),
            ("en_US", "TRUE", True, "TRUE"),
            ("en_US", "'007", "007", "007"),
            ("en_US", "1,23", "1,23", "1,23"),
            ("en_US", "31/12/2024", "31/12/2024", "31/12/2024"),
            ("ru_RU", "1234,5", 1234.5, "1234,5"),
            ("ru_RU", "12,5%", 0.125, "12,50%"),
            ("ru_RU", "05.03.2024", 45356, "05.03.2024"),
            # The trap of a locale: half of five is a day in May.
            ("ru_RU", "5.5", 46147, "5.5"),
            ("ru_RU", "2024-03-05", 45356, "2024-03-05"),
            ("de_DE", "1.234,5", 1234.5, "1.234,50"),
        ],
    )
    def test_texts_are_read_by_the_locale(
        self, book: Sheets, locale: str, text: str, value: Any, shows: str
    ) -> None:
        in_locale(book, locale).write("A1", [[text]])
        assert book.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [[value]]
        assert book.read("A1") == [[shows]]

    def test_raw_is_kept_to_the_letter(self, book: Sheets) -> None:
        given_values = ["=1+1", "5%", "'x", "2024-03-05", 7, True, 0.5]
        book.write("A1", [given_values], "RAW")
        assert book.read("A1:G1", valueRenderOption="UNFORMATTED_VALUE") == [given_values]

    def test_a_plus_sign_starts_a_formula(self, book: Sheets) -> None:
        book.write("A1", [["+ new", "+1"]])
        assert book.read("A1:B1", valueRenderOption="FORMULA") == [["=+ new", 1]]

    def test_empty_text_empties_and_null_skips(self, book: Sheets) -> None:
        book.write("A1:C1", [[1, 2, 3]])
        found = book.write("A1:C1", [[None, "", 4]])
        assert found["updatedCells"] == 2
        assert book.read("A1:C1") == [["1", "", "4"]]

    def test_cells_of_plain_text_take_texts(self, book: Sheets) -> None:
        text = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
        book.batch({"repeatCell": {"range": area("0:1", "0:1"), "cell": text, "fields": "*"}})
        book.write("A1", [["007"]])
        assert book.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [["007"]]

    @pytest.mark.parametrize(
        ("number", "pattern", "expected"),
        [
            (-1, "0", "-1"),
            (-0.4, "0", "0"),
            (0.99, "0.0", "1.0"),
            (-0.99, "0.0", "-1.0"),
            (0.999, "0%", "100%"),
            (-1234.5, "#,##0", "-1,235"),
        ],
    )
    def test_numbers_near_one_are_rounded_and_keep_their_sign(
        self, number: float, pattern: str, expected: str
    ) -> None:
        written = {"type": "NUMBER", "pattern": pattern}
        assert shown({"numberValue": number}, written, "en_US") == expected

    @given(st.sampled_from(LOCALES), st.floats(-1e9, 1e9), st.integers(0, 4))
    def test_numbers_are_read_as_they_are_shown(
        self, locale: str, number: float, decimals: int
    ) -> None:
        number = round(number, decimals)
        pattern = "0" + ("." + "0" * decimals if decimals else "")
        text = shown({"numberValue": number}, {"type": "NUMBER", "pattern": pattern}, locale)
        found = typed(text, conventions(locale), TODAY).value
        assert found is not None
        assert found["numberValue"] == pytest.approx(number, abs=10.0**-decimals / 2)

    @given(st.sampled_from(LOCALES), st.dates(date(1900, 3, 1), date(2100, 1, 1)))
    def test_days_are_read_as_they_are_shown(self, locale: str, day: date) -> None:
        where = conventions(locale)
        serial = {"numberValue": (day - EPOCH).days}
        text = shown(serial, {"type": "DATE"}, locale)
        found = typed(text, where, TODAY)
        assert found.value == {"numberValue": float((day - EPOCH).days)}
        # Babel is the judge of what a day looks like there.
        assert text == format_date(
            day, where.date.replace("m", "M").replace("yyyy", "y"), locale=where.locale
        )

    @given(st.text(max_size=30))
    def test_any_text_is_taken_and_nothing_gets_lost(self, text: str) -> None:
        found = typed(text, conventions("en_US"), TODAY)
        if found.value is not None and "stringValue" in found.value:
            assert found.value["stringValue"] == text.removeprefix("'")

    @given(st.datetimes(), st.sampled_from(LOCALES))
    def test_moments_to_the_second(self, moment: Any, locale: str) -> None:
        moment = moment.replace(microsecond=0)
        if moment.date() < EPOCH + timedelta(days=1):
            return
        serial = (moment.date() - EPOCH).days + (
            moment.hour * 3600 + moment.minute * 60 + moment.second
        ) / 86400
        fmt = {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm:ss"}
        assert shown({"numberValue": serial}, fmt, locale) == moment.strftime(
            f"{moment.year}-%m-%d %H:%M:%S"
        )


class TestShowing:
    def test_options(self, book: Sheets) -> None:
        """The answers of a recorded conversation of the live API."""
        book.write(
            "A1:D2", [["=4/2", "2020-01-01", "string", 53], ["=3/2", 0.12, "1999-01-02", ""]]
        )

        def read(values: str, dates: str) -> Any:
            return book.read("A1:D2", valueRenderOption=values, dateTimeRenderOption=dates)

        assert read("UNFORMATTED_VALUE", "SERIAL_NUMBER") == [
            [2, 43831, "string", 53],
            [1.5, 0.12, 36162],
        ]
        assert read("UNFORMATTED_VALUE", "FORMATTED_STRING") == [
            [2, "2020-01-01", "string", 53],
            [1.5, 0.12, "1999-01-02"],
        ]
        assert read("FORMATTED_VALUE", "SERIAL_NUMBER") == [
            ["2", "2020-01-01", "string", "53"],
            ["1.5", "0.12", "1999-01-02"],
        ]
        assert read("FORMULA", "SERIAL_NUMBER") == [
            ["=4/2", 43831, "string", 53],
            ["=3/2", 0.12, 36162],
        ]

    def test_errors_and_arrays(self, book: Sheets) -> None:
        book.write("A1", [["=1/0", "=NOPE(1)", "=SUM(A9:A)", "=FILTER(E1:E3,E1:E3>1)"]])
        book.write("E1:E3", [[1], [2], [3]])
        assert book.read("A1:D2") == [["#DIV/0!", "#NAME?", "0", "2"], ["", "", "", "3"]]
        assert book.cell("A1")["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"

    def test_formulas_of_comma_countries(self, book: Sheets) -> None:
        in_locale(book, "ru_RU").write("A1", [["=SUM(1,5;2)", '=IF(A1>3;"да";"нет")']])
        assert book.read("A1:B1") == [["3,5", "да"]]

    def test_columns_first(self, book: Sheets) -> None:
        book.write("A1:B2", [[1, 2], [3, 4]], majorDimension="COLUMNS")
        assert book.read("A1:B2") == [["1", "3"], ["2", "4"]]
        assert book.read("A1:B2", majorDimension="COLUMNS") == [["1", "2"], ["3", "4"]]

    def test_cell_data_tells_format_and_link(self, book: Sheets) -> None:
        book.write("A1", [['=HYPERLINK("https://example.com","site")']])
        found = book.cell("A1")
        assert found["hyperlink"] == "https://example.com"
        assert found["formattedValue"] == "site"
        assert found["effectiveFormat"]["textFormat"]["fontSize"] == 10
        assert "userEnteredFormat" not in found


class TestGrid:
    def test_a_single_cell_is_only_a_start(self, book: Sheets) -> None:
        assert book.write("B2", [[1, 2], [3, 4]])["updatedRange"] == "Sheet1!B2:C3"

    def test_values_must_fit_the_range(self, book: Sheets) -> None:
        with pytest.raises(Refused) as caught:
            book.write("A1:B1", [[1, 2, 3]])
        assert caught.value.error["message"] == (
            "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"
        )
        with pytest.raises(Refused, match=r"tried writing to row \[2\]"):
            book.write("A1:B1", [[1], [2]])
        assert book.read("A1:C2") == []

    def test_the_grid_does_not_grow_by_itself(self, book: Sheets) -> None:
        with pytest.raises(Refused) as caught:
            book.write("A1001", [[1]])
        assert caught.value.error["message"] == (
            "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"
        )
        assert book.read("A1:Z5000") == []
        with pytest.raises(Refused, match="exceeds grid limits"):
            book.read("AA1")

    def test_unknown_places(self, book: Sheets) -> None:
        for text in ("Nope!A1", "'Sheet1", "Sheet1!nothing", "A1:B2:C3"):
            with pytest.raises(Refused) as caught:
                book.read(text)
            assert caught.value.error == {
                "code": 400,
                "message": f"Unable to parse range: {text}",
                "status": "INVALID_ARGUMENT",
            }

    def test_a_name_wins_over_a_sheet_unless_quoted(self, book: Sheets) -> None:
        book.batch(
            {"addSheet": {"properties": {"title": "Both"}}},
            {"addNamedRange": {"namedRange": {"name": "Both", "range": area("4:5", "0:1")}}},
        )
        book.write("Sheet1!A5", [["named"]])
        book.write("'Both'!A1", [["sheet"]])
        assert book.read("Both") == [["named"]]
        assert book.read("'Both'") == [["sheet"]]

    def test_clear_keeps_formats_and_notes(self, book: Sheets) -> None:
        cell = {"note": "n", "userEnteredFormat": {"textFormat": {"bold": True}}}
        book.batch({"repeatCell": {"range": area("0:1", "0:1"), "cell": cell, "fields": "*"}})
        book.write("A1", [[1]])
        assert book.call("POST", "/values/A1:clear") == {
            "spreadsheetId": book.id,
            "clearedRange": "Sheet1!A1",
        }
        assert book.read("A1") == []
        assert book.cell("A1")["note"] == "n"


class TestAppending:
    @pytest.mark.parametrize(
        ("where", "lands"),
        [
            ("Sheet1", "Sheet1!B7"),
            ("B4", "Sheet1!B7"),
            ("C5:D5", "Sheet1!B7"),
            ("B2:D4", "Sheet1!B7"),
            ("A3:G10", "Sheet1!B7"),
            ("A1", "Sheet1!A3"),
            ("F9", "Sheet1!F9"),
        ],
    )
    def test_the_tables_of_the_guide(self, book: Sheets, where: str, lands: str) -> None:
        """Two tables, A1:C2 and B4:D6: the last one that the range touches is continued."""
        book.write("A1:C2", [["x", "y", "z"], [1, 2, 3]])
        book.write("B4:D6", [["x", "y", "z"], [1, 2, 3], [4, 5, 6]])
        body = {"values": [["new"]]}
        found = book.call("POST", f"/values/{where}:append", body, valueInputOption="RAW")
        assert found["updates"]["updatedRange"] == lands

    def test_the_grid_grows_and_rows_can_be_inserted(self, book: Sheets) -> None:
        book.write("A1000", [[1]])
        body = {"values": [[2], [3]]}
        book.call("POST", "/values/A1000:append", body, valueInputOption="RAW")
        assert book.read("A1000:A1002") == [["1"], ["2"], ["3"]]
        book.write("C1:C3", [["top"], ["end"], ["below"]])
        book.write("E1", [["table"]])
        insert = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
        book.call("POST", "/values/E1:append", {"values": [["new"]]}, **insert)
        assert book.read("C1:E4") == [
            ["top", "", "table"],
            ["", "", "new"],
            ["end"],
            ["below"],
        ]


class TestBatches:
    def test_totals_count_what_was_touched(self, book: Sheets) -> None:
        """The totals of a recorded conversation of the live API."""
        data = [
            {"range": "Sheet1!A1:D1", "values": [["A1", "B1", "", "D1"]]},
            {"range": "Sheet1!A4:D4", "values": [["A4", "B4", "", "D4"]]},
        ]
        body = {"valueInputOption": "RAW", "data": data}
        found = book.call("POST", "/values:batchUpdate", body)
        assert {k: v for k, v in found.items() if k.startswith("total")} == {
            "totalUpdatedRows": 2,
            "totalUpdatedColumns": 4,
            "totalUpdatedCells": 8,
            "totalUpdatedSheets": 1,
        }

    def test_one_bad_range_stops_all(self, book: Sheets) -> None:
        data = [{"range": "A1", "values": [[1]]}, {"range": "Nope!A1", "values": [[1]]}]
        with pytest.raises(Refused, match=r"Invalid data\[1\]: Unable to parse range: Nope!A1"):
            book.call("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
        assert book.read("A1") == []

    def test_filters_write_and_clear(self, book: Sheets) -> None:
        one = {"gridRange": area("0:1", "0:2")}
        body = {"valueInputOption": "RAW", "data": [{"dataFilter": one, "values": [[1, 2]]}]}
        found = book.call("POST", "/values:batchUpdateByDataFilter", body)
        assert found["responses"][0]["updatedRange"] == "Sheet1!A1:B1"
        cleared = book.call("POST", "/values:batchClearByDataFilter", {"dataFilters": [one]})
        assert cleared["clearedRanges"] == ["Sheet1!A1:B1"]

    def test_the_input_option_is_required(self, book: Sheets) -> None:
        with pytest.raises(Refused, match="'valueInputOption' is required but not specified"):
            book.call("PUT", "/values/A1", {"values": [[1]]})
