"""What lies on a sheet beside its cells, requests over many cells, and who may change them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engines.google_api import Emulator
from tests.engines.google_calls import Refused, Sheets, area, line, number


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

    def test_pasted_text_is_entered_and_split(self, book: Sheets) -> None:
        paste = {"coordinate": {"sheetId": 0}, "data": 'a,5%\n"x, y",7', "delimiter": ","}
        book.batch({"pasteData": paste})
        assert book.read("A1:B2") == [["a", "5%"], ["x, y", "7"]]
        split = {"source": area("1:2", "0:1"), "delimiterType": "COMMA"}
        book.batch({"textToColumns": split})
        assert book.read("A2:B2") == [["x", "y"]]

    def test_repetitions_go_and_those_below_move_up(self, book: Sheets) -> None:
        book.write("A1:B4", [["a", 1], ["A", 1], ["b", 1], ["a", 2]])
        reply = book.batch({"deleteDuplicates": {"range": area("0:4", "0:2")}})[0]
        assert reply["deleteDuplicates"] == {"duplicatesRemovedCount": 1}
        assert book.read("A1:B4") == [["a", "1"], ["b", "1"], ["a", "2"]]

    def test_filling_continues_numbers_and_formulas(self, book: Sheets) -> None:
        book.write("A1:B2", [[1, "=A1*2"], [3, "=A2*2"]])
        fill = {"source": area("0:2", "0:2"), "dimension": "ROWS", "fillLength": 2}
        book.batch({"autoFill": {"sourceAndDestination": fill}})
        assert book.read("A3:B4") == [["5", "10"], ["7", "14"]]

    def test_shuffling_keeps_every_row(self, book: Sheets) -> None:
        book.write("A1:B9", [[number_, number_ * 10] for number_ in range(9)])
        book.batch({"randomizeRange": {"range": area("0:9", "0:2")}})
        found = sorted([int(a), int(b)] for a, b in book.read("A1:B9"))
        assert found == [[n, n * 10] for n in range(9)]

    def test_filter_views_are_copied(self, book: Sheets) -> None:
        view = {"title": "Mine", "range": area("0:9", "0:2")}
        made = book.batch({"addFilterView": {"filter": view}})[0]["addFilterView"]["filter"]
        book.batch({"duplicateFilterView": {"filterId": made["filterViewId"]}})
        titles = [one["title"] for one in book.call("GET", "")["sheets"][0]["filterViews"]]
        assert titles == ["Mine", "Copy of Mine"]

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
