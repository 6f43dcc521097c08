"""batchUpdate: all or nothing, and every family of requests does what its reference says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engines.google_api import Emulator, running
from tests.engines.google_calls import Refused, Sheets, area, line


@pytest.fixture(scope="module")
def google() -> Iterator[Emulator]:
    with running() as emulator:
        emulator.quotas.limits.per_project = emulator.quotas.limits.per_user = 10**6
        yield emulator


@pytest.fixture
def book(google: Emulator) -> Sheets:
    return Sheets.of(google)


def number(value: float) -> dict[str, Any]:
    return {"userEnteredValue": {"numberValue": value}}


def rows(*lines: list[float]) -> list[dict[str, Any]]:
    return [{"values": [number(value) for value in values]} for values in lines]


class TestAllOrNothing:
    def test_an_error_in_the_middle_leaves_nothing_behind(self, book: Sheets) -> None:
        book.write("A1", [["before"]])
        before = book.call("GET", "", includeGridData="true")
        with pytest.raises(Refused, match=r"Invalid requests\[2\]\.deleteSheet: No grid with id"):
            book.batch(
                {"repeatCell": {"range": area("0:5", "0:5"), "cell": number(1), "fields": "*"}},
                {"addSheet": {"properties": {"title": "New"}}},
                {"deleteSheet": {"sheetId": 77}},
                {"updateSpreadsheetProperties": {"properties": {"title": "T"}, "fields": "title"}},
            )
        assert book.call("GET", "", includeGridData="true") == before

    def test_requests_are_applied_in_order(self, book: Sheets) -> None:
        replies = book.batch(
            {"addSheet": {"properties": {"sheetId": 5, "title": "New"}}},
            {"updateCells": {"start": {"sheetId": 5}, "rows": rows([1, 2]), "fields": "*"}},
            {"insertDimension": {"range": line("COLUMNS", 0, 1, 5)}},
        )
        assert replies[0]["addSheet"]["properties"]["sheetId"] == 5
        assert replies[1:] == [{}, {}]
        assert book.read("New!A1:C1") == [["", "1", "2"]]

    def test_a_kind_that_is_not_built_says_so_and_changes_nothing(self, book: Sheets) -> None:
        with pytest.raises(Refused, match="not part of this emulator") as caught:
            book.batch(
                {"updateCells": {"start": {"sheetId": 0}, "rows": rows([1]), "fields": "*"}},
                {"randomizeRange": {"range": area("0:1", "0:1")}},
            )
        assert caught.value.status == 501
        assert book.read("A1") == []

    def test_an_empty_batch_and_an_empty_mask_are_refused(self, book: Sheets) -> None:
        with pytest.raises(Refused, match="Must specify at least one request"):
            book.batch()
        with pytest.raises(Refused, match="At least one field must be listed in 'fields'"):
            book.batch({"repeatCell": {"range": area("0:1", "0:1"), "cell": {}}})


class TestCells:
    def test_masks_touch_only_what_they_name(self, book: Sheets) -> None:
        cell = {"note": "n", "userEnteredFormat": {"textFormat": {"bold": True, "italic": True}}}
        one = area("0:1", "0:1")
        book.write("A1", [[5]])
        book.batch(
            {"repeatCell": {"range": one, "cell": cell, "fields": "note,userEnteredFormat"}},
            {
                "repeatCell": {
                    "range": one,
                    "cell": {"userEnteredFormat": {"textFormat": {"bold": False}}},
                    "fields": "userEnteredFormat.textFormat.bold",
                }
            },
        )
        found = book.cell("A1")
        assert found["userEnteredFormat"]["textFormat"] == {"bold": False, "italic": True}
        assert (found["note"], found["formattedValue"]) == ("n", "5")

    def test_update_cells_clears_what_it_names_and_does_not_give(self, book: Sheets) -> None:
        book.write("A1:B2", [[1, 2], [3, 4]])
        book.batch(
            {
                "updateCells": {
                    "range": area("0:2", "0:2"),
                    "rows": rows([9]),
                    "fields": "userEnteredValue",
                }
            }
        )
        assert book.read("A1:B2") == [["9"]]

    def test_repeated_formulas_follow_as_if_copied(self, book: Sheets) -> None:
        book.write("A1:A3", [[1], [2], [3]])
        cell = {"userEnteredValue": {"formulaValue": "=A1*$A$1*10"}}
        book.batch(
            {
                "repeatCell": {
                    "range": area("0:3", "1:2"),
                    "cell": cell,
                    "fields": "userEnteredValue",
                }
            }
        )
        assert book.read("B1:B3") == [["10"], ["20"], ["30"]]

    def test_append_cells_goes_below_the_last_value_and_grows_the_grid(self, book: Sheets) -> None:
        book.write("C1000", [[1]])
        book.batch({"appendCells": {"sheetId": 0, "rows": rows([7]), "fields": "*"}})
        assert book.read("A1001") == [["7"]]

    def test_merges_keep_the_first_value(self, book: Sheets) -> None:
        book.write("A1:B2", [["", "x"], ["y", "z"]])
        book.batch({"mergeCells": {"range": area("0:2", "0:2"), "mergeType": "MERGE_ALL"}})
        assert book.read("A1:B2") == [["x"]]
        assert book.call("GET", "")["sheets"][0]["merges"] == [
            {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
        ]
        with pytest.raises(Refused, match="partly overlap"):
            book.batch({"mergeCells": {"range": area("1:3", "1:3")}})
        book.batch({"unmergeCells": {"range": area("0:5", "0:5")}})
        assert "merges" not in book.call("GET", "")["sheets"][0]

    def test_borders_and_validation(self, book: Sheets) -> None:
        solid = {"style": "SOLID", "color": {"red": 1}}
        rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "a"}]}}
        book.batch(
            {
                "updateBorders": {
                    "range": area("0:2", "0:1"),
                    "top": solid,
                    "innerHorizontal": solid,
                }
            },
            {"setDataValidation": {"range": area("0:1", "0:1"), "rule": rule}},
        )
        first, second = book.cell("A1"), book.cell("A2")
        assert set(first["userEnteredFormat"]["borders"]) == {"top", "bottom"}
        assert set(second["userEnteredFormat"]["borders"]) == {"top"}
        assert first["userEnteredFormat"]["borders"]["top"]["colorStyle"] == {
            "rgbColor": {"red": 1}
        }
        assert first["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
        book.batch({"setDataValidation": {"range": area("0:1", "0:1")}})
        assert "dataValidation" not in book.cell("A1")

    @pytest.mark.parametrize(
        ("rows_", "columns", "told"),
        [
            ("1000:", "0:2", "T!A1001:B"),
            ("1000:1001", "0:2", "T!A1001:B1001"),
            ("0:2", "26:27", "T!AA1:AA2"),
            ("0:2", "26:", "T!AA1:2"),
        ],
    )
    def test_ranges_that_start_past_the_grid_are_refused(
        self, book: Sheets, rows_: str, columns: str, told: str
    ) -> None:
        """Answers that people measured on the live API."""
        title = {"properties": {"sheetId": 0, "title": "T"}, "fields": "title"}
        book.batch({"updateSheetProperties": title})
        with pytest.raises(Refused) as caught:
            book.batch(
                {"repeatCell": {"range": area(rows_, columns), "cell": {}, "fields": "note"}}
            )
        assert caught.value.error["message"] == (
            f"Invalid requests[0].repeatCell: Range ({told}) exceeds grid limits. "
            "Max rows: 1000, max columns: 26"
        )

    def test_ranges_that_only_end_past_the_grid_are_cut(self, book: Sheets) -> None:
        request = {"range": area("999:1003", "25:28"), "cell": number(1), "fields": "*"}
        book.batch({"repeatCell": request})
        assert book.read("Z1000") == [["1"]]
        grid = book.call("GET", "")["sheets"][0]["properties"]["gridProperties"]
        assert grid == {"rowCount": 1000, "columnCount": 26}


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


class TestSheets:
    def test_titles_are_unique_and_formulas_follow_them(self, book: Sheets) -> None:
        book.batch({"addSheet": {"properties": {"sheetId": 9, "title": "Data"}}})
        book.write("Data!A1", [[5]])
        book.write("Sheet1!A1", [["=Data!A1*2"]])
        with pytest.raises(Refused, match='A sheet with the name "data" already exists'):
            book.batch({"addSheet": {"properties": {"title": "data"}}})
        new = {"properties": {"sheetId": 9, "title": "My data"}, "fields": "title"}
        book.batch({"updateSheetProperties": new})
        assert book.read("Sheet1!A1", valueRenderOption="FORMULA") == [["='My data'!A1*2"]]
        assert book.read("Sheet1!A1") == [["10"]]
        book.batch({"deleteSheet": {"sheetId": 9}})
        assert book.read("Sheet1!A1") == [["#REF!"]]
        with pytest.raises(Refused, match="can't remove all the visible sheets"):
            book.batch({"deleteSheet": {"sheetId": 0}})

    def test_duplicates_have_ids_of_their_own(self, book: Sheets) -> None:
        book.write("A1", [[5]])
        protection = {"range": area("0:1", "0:1"), "warningOnly": True}
        book.batch({"addProtectedRange": {"protectedRange": protection}})
        duplicate = {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetName": "Twin"}
        reply = book.batch({"duplicateSheet": duplicate})[0]["duplicateSheet"]["properties"]
        first, second = book.call("GET", "")["sheets"]
        assert second["properties"] == reply
        assert second["protectedRanges"][0]["range"]["sheetId"] == reply["sheetId"]
        assert (
            first["protectedRanges"][0]["protectedRangeId"]
            != second["protectedRanges"][0]["protectedRangeId"]
        )
        assert book.read("Twin!A1") == [["5"]]

    def test_order_colour_and_freezing(self, book: Sheets) -> None:
        book.batch({"addSheet": {"properties": {"sheetId": 1, "title": "B"}}})
        book.batch({"addSheet": {"properties": {"sheetId": 2, "title": "C"}}})
        change = {
            "sheetId": 2,
            "index": 0,
            "tabColor": {"red": 0.5},
            "gridProperties": {"frozenRowCount": 1},
        }
        fields = "index,tabColor,gridProperties.frozenRowCount"
        book.batch({"updateSheetProperties": {"properties": change, "fields": fields}})
        found = [sheet["properties"] for sheet in book.call("GET", "")["sheets"]]
        assert [one["title"] for one in found] == ["C", "Sheet1", "B"]
        assert [one["index"] for one in found] == [0, 1, 2]
        assert found[0]["tabColorStyle"] == {"rgbColor": {"red": 0.49803922}}
        assert found[0]["gridProperties"]["frozenRowCount"] == 1

    def test_a_smaller_grid_cuts_values_and_names(self, book: Sheets) -> None:
        book.write("A1:C3", [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
        book.batch({"addNamedRange": {"namedRange": {"name": "N", "range": area("0:3", "0:3")}}})
        grid = {"rowCount": 2, "columnCount": 2}
        fields = "gridProperties(rowCount,columnCount)"
        book.batch(
            {"updateSheetProperties": {"properties": {"gridProperties": grid}, "fields": fields}}
        )
        assert book.read("Sheet1") == [["1", "2"], ["4", "5"]]
        assert book.call("GET", "")["namedRanges"][0]["range"]["endRowIndex"] == 2


class TestOtherFamilies:
    def test_sorting_puts_numbers_texts_and_blanks_in_order(self, book: Sheets) -> None:
        book.write("A1:B5", [["b", 1], [10, 2], ["", 3], [2, 4], ["a", "=B1"]])
        spec = {"dimensionIndex": 0, "sortOrder": "ASCENDING"}
        book.batch({"sortRange": {"range": area("0:5", "0:2"), "sortSpecs": [spec]}})
        assert [row[0] for row in book.read("A1:B5")] == ["2", "10", "a", "b", ""]

    def test_find_and_replace_counts(self, book: Sheets) -> None:
        book.write("A1:A3", [["cat cat"], ["dog"], ["CAT"]])
        found = book.batch({"findReplace": {"find": "cat", "replacement": "cow", "sheetId": 0}})
        counts = found[0]["findReplace"]
        assert (counts["occurrencesChanged"], counts["valuesChanged"]) == (3, 2)
        assert book.read("A1:A3") == [["cow cow"], ["dog"], ["cow"]]

    def test_copies_shift_formulas_and_fill(self, book: Sheets) -> None:
        book.write("A1:B1", [[2, "=A1*10"]])
        book.write("A2:A3", [[3], [4]])
        copy = {
            "source": area("0:1", "1:2"),
            "destination": area("1:3", "1:2"),
            "pasteType": "PASTE_NORMAL",
        }
        book.batch({"copyPaste": copy})
        assert book.read("B1:B3") == [["20"], ["30"], ["40"]]

    def test_conditional_formats_have_an_order(self, book: Sheets) -> None:
        def rule(kind: str) -> dict[str, Any]:
            condition = {"type": kind, "values": [{"userEnteredValue": "1"}]}
            return {
                "ranges": [area("0:9", "0:1")],
                "booleanRule": {"condition": condition, "format": {}},
            }

        book.batch(
            {"addConditionalFormatRule": {"rule": rule("NUMBER_LESS"), "index": 0}},
            {"addConditionalFormatRule": {"rule": rule("NUMBER_GREATER"), "index": 0}},
        )
        reply = book.batch({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})[0]
        gone = reply["deleteConditionalFormatRule"]["rule"]["booleanRule"]["condition"]["type"]
        assert gone == "NUMBER_GREATER"
        with pytest.raises(Refused, match="No conditional format on sheet at index: 1"):
            book.batch({"deleteConditionalFormatRule": {"sheetId": 0, "index": 1}})

    def test_charts_are_changed_and_deleted(self, book: Sheets) -> None:
        spec = {"title": "One", "basicChart": {"chartType": "COLUMN"}}
        position = {"overlayPosition": {"anchorCell": {"sheetId": 0}}}
        made = book.batch({"addChart": {"chart": {"spec": spec, "position": position}}})
        chart_id = made[0]["addChart"]["chart"]["chartId"]
        book.batch({"updateChartSpec": {"chartId": chart_id, "spec": spec | {"title": "Two"}}})
        assert book.call("GET", "")["sheets"][0]["charts"][0]["spec"]["title"] == "Two"
        book.batch({"deleteEmbeddedObject": {"objectId": chart_id}})
        assert "charts" not in book.call("GET", "")["sheets"][0]

    def test_names_must_be_names(self, book: Sheets) -> None:
        for name in ("A1", "R1C1", "1st", "two words", "", "TRUE"):
            with pytest.raises(Refused, match="not a valid name"):
                book.batch(
                    {"addNamedRange": {"namedRange": {"name": name, "range": area("0:1", "0:1")}}}
                )

    def test_metadata_is_found_by_key_place_and_id(self, book: Sheets) -> None:
        def metadata(key: str, **location: Any) -> dict[str, Any]:
            inner = {"metadataKey": key, "metadataValue": "v", "visibility": "DOCUMENT"}
            return {
                "createDeveloperMetadata": {"developerMetadata": inner | {"location": location}}
            }

        replies = book.batch(
            metadata("whole", spreadsheet=True),
            metadata("page", sheetId=0),
            metadata("column", dimensionRange=line("COLUMNS", 1, 2)),
        )
        made = replies[2]["createDeveloperMetadata"]["developerMetadata"]
        assert made["location"]["locationType"] == "COLUMN"
        assert book.call("GET", f"/developerMetadata/{made['metadataId']}") == made
        book.write("B1:B2", [["x"], ["y"]])
        one = {"developerMetadataLookup": {"metadataKey": "column"}}
        found = book.call("POST", "/values:batchGetByDataFilter", {"dataFilters": [one]})
        assert found["valueRanges"][0]["valueRange"]["values"] == [["x"], ["y"]]
        shown = book.call("GET", "", includeGridData="true")
        assert shown["developerMetadata"][0]["metadataKey"] == "whole"
        assert shown["sheets"][0]["developerMetadata"][0]["metadataKey"] == "page"
        column = shown["sheets"][0]["data"][0]["columnMetadata"][1]
        assert column["developerMetadata"][0]["metadataKey"] == "column"
        change = {
            "dataFilters": [one],
            "developerMetadata": {"metadataValue": "w"},
            "fields": "metadataValue",
        }
        book.batch({"updateDeveloperMetadata": change})
        gone = book.batch({"deleteDeveloperMetadata": {"dataFilter": one}})[0]
        deleted = gone["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
        assert [item["metadataValue"] for item in deleted] == ["w"]
        with pytest.raises(Refused, match="single row or column"):
            book.batch(metadata("two", dimensionRange=line("ROWS", 0, 2)))


class TestProtection:
    def test_only_editors_change_protected_cells(self, google: Emulator, book: Sheets) -> None:
        other = Sheets.of(google, book.id)
        google.service_account("second")
        owner = google.world.files[book.id].owner
        keyed = google.person(owner)
        assert keyed.exists()
        mine = {"range": area("0:2", "0:2"), "editors": {"users": [owner]}}
        reply = book.batch({"addProtectedRange": {"protectedRange": mine}})
        protected = reply[0]["addProtectedRange"]["protectedRange"]["protectedRangeId"]
        # Whoever protects stays an editor; then somebody else takes the robot off the list.
        item = google.book(book.id).sheets[0].protected_ranges[0]
        assert google.email in item["editors"]["users"]
        item["editors"]["users"].remove(google.email)
        for attempt in (
            lambda: other.write("A1", [["x"]]),
            lambda: other.call("POST", "/values/A1:B9:clear"),
            lambda: other.batch({"deleteDimension": {"range": line("ROWS", 0, 1)}}),
            lambda: other.batch({"deleteProtectedRange": {"protectedRangeId": protected}}),
            lambda: other.batch(
                {"repeatCell": {"range": area("0:9"), "cell": number(1), "fields": "*"}}
            ),
        ):
            with pytest.raises(Refused, match="edit a protected cell or object") as caught:
                attempt()
            assert caught.value.status == 400
        other.write("C3", [["free"]])
        assert "editors" not in other.call("GET", "")["sheets"][0]["protectedRanges"][0]
