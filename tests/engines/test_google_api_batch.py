"""batchUpdate: all or nothing; cells and sheets as the reference says."""

from __future__ import annotations

import pytest

from tests.engines.google_calls import Refused, Sheets, area, line, number, rows


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

    def test_slashes_that_some_clients_send_say_nothing(self, book: Sheets) -> None:
        """google-spreadsheet, for Node, ends the spreadsheet's address with one."""
        assert book.call("GET", "/")["spreadsheetId"] == book.id
        add = {"addSheet": {"properties": {"title": "New"}}}
        assert book.call("POST", "/:batchUpdate", {"requests": [add]})["replies"]

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
                {"addTable": {"table": {"range": area("0:1", "0:1")}}},
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
