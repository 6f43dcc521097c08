"""Rows and columns come and go: names, metadata, formulas and objects move along."""

from __future__ import annotations

import pytest

from tests.engines.google_calls import Refused, Sheets, area, line


class TestPeopleInsertRowsAndColumns:
    def test_names_metadata_merges_formulas_and_objects_move_along(self, book: Sheets) -> None:
        book.write("B3:B5", [[1], [2], [3]])
        book.write("D1", [["=SUM(B3:B5)+B3"]])
        place = area("2:5", "1:2")
        chart = {
            "spec": {"basicChart": {"series": [{"series": {"sourceRange": {"sources": [place]}}}]}},
            "position": {"overlayPosition": {"anchorCell": {"rowIndex": 6, "columnIndex": 3}}},
        }
        rule = {
            "ranges": [place],
            "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}},
        }
        book.batch(
            {"addNamedRange": {"namedRange": {"name": "DATA", "range": place}}},
            {
                "createDeveloperMetadata": {
                    "developerMetadata": {
                        "metadataKey": "block",
                        "location": {"dimensionRange": line("ROWS", 2, 3)},
                        "visibility": "DOCUMENT",
                    }
                }
            },
            {"mergeCells": {"range": area("2:3", "2:4")}},
            {"addProtectedRange": {"protectedRange": {"range": place, "warningOnly": True}}},
            {"addConditionalFormatRule": {"rule": rule, "index": 0}},
            {"addChart": {"chart": chart}},
            {"setBasicFilter": {"filter": {"range": place}}},
        )
        book.batch(
            {"insertDimension": {"range": line("ROWS", 0, 2)}},
            {"insertDimension": {"range": line("ROWS", 5, 6), "inheritFromBefore": True}},
            {"insertDimension": {"range": line("COLUMNS", 0, 1)}},
        )
        # Two rows and a column before it, one row inside: B3:B5 is C5:C8 now.
        moved = {
            "startRowIndex": 4, "endRowIndex": 8, "startColumnIndex": 2, "endColumnIndex": 3,
        }  # fmt: skip
        found = book.call("GET", "")
        sheet = found["sheets"][0]
        assert found["namedRanges"][0]["range"] == moved
        assert book.read("DATA") == [["1"], [], ["2"], ["3"]]
        assert book.read("E3", valueRenderOption="FORMULA") == [["=SUM(C5:C8)+C5"]]
        assert book.read("E3") == [["7"]]
        assert sheet["merges"][0]["startRowIndex"] == 4
        assert sheet["merges"][0]["startColumnIndex"] == 3
        assert sheet["protectedRanges"][0]["range"] == moved
        assert sheet["conditionalFormats"][0]["ranges"] == [moved]
        assert sheet["basicFilter"]["range"] == moved
        series = sheet["charts"][0]["spec"]["basicChart"]["series"][0]["series"]
        assert series["sourceRange"]["sources"] == [moved]
        anchor = sheet["charts"][0]["position"]["overlayPosition"]["anchorCell"]
        assert (anchor["rowIndex"], anchor["columnIndex"]) == (9, 4)
        lookup = {"developerMetadataLookup": {"metadataKey": "block"}}
        matched = book.call("POST", "/developerMetadata:search", {"dataFilters": [lookup]})
        location = matched["matchedDeveloperMetadata"][0]["developerMetadata"]["location"]
        assert location["dimensionRange"]["startIndex"] == 4

    def test_deleting_rows_takes_what_was_in_them(self, book: Sheets) -> None:
        book.write("A1:A4", [[1], [2], [3], [4]])
        book.write("B1", [["=SUM(A2:A4)+A3"]])
        book.batch(
            {"addNamedRange": {"namedRange": {"name": "GONE", "range": area("2:3", "0:1")}}},
            {"addNamedRange": {"namedRange": {"name": "CUT", "range": area("1:4", "0:1")}}},
        )
        book.batch({"deleteDimension": {"range": line("ROWS", 2, 3)}})
        assert book.read("A1:A4") == [["1"], ["2"], ["4"]]
        assert book.read("B1", valueRenderOption="FORMULA") == [["=SUM(A2:A3)+#REF!"]]
        assert book.read("B1") == [["#REF!"]]
        named = {item["name"]: item["range"] for item in book.call("GET", "")["namedRanges"]}
        # A name without cells is shown no more, as people found of the live API.
        assert set(named) == {"CUT"}
        assert (named["CUT"]["startRowIndex"], named["CUT"]["endRowIndex"]) == (1, 3)
        with pytest.raises(Refused, match="Unable to parse range: GONE"):
            book.read("GONE")

    def test_a_row_that_does_not_exist_cannot_be_deleted(self, book: Sheets) -> None:
        with pytest.raises(Refused, match="Tried to delete row index 1000 but there are only 1000"):
            book.batch({"deleteDimension": {"range": line("ROWS", 1000, 1001)}})
        with pytest.raises(Refused, match="can't delete all the rows"):
            book.batch({"deleteDimension": {"range": line("ROWS", 0, 1000)}})

    def test_new_rows_look_like_the_row_before(self, book: Sheets) -> None:
        bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
        book.batch(
            {"repeatCell": {"range": area("0:1", "0:1"), "cell": bold, "fields": "*"}},
            {"insertDimension": {"range": line("ROWS", 1, 2), "inheritFromBefore": True}},
        )
        assert book.cell("A2")["userEnteredFormat"] == bold["userEnteredFormat"]

    def test_the_limit_of_ten_million_cells(self, book: Sheets) -> None:
        with pytest.raises(Refused, match="above the limit of 10000000 cells"):
            book.batch({"appendDimension": {"dimension": "ROWS", "length": 400_000}})
        book.batch({"appendDimension": {"dimension": "ROWS", "length": 380_000}})
