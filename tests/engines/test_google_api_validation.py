"""Bodies, parameters and masks held against Google's discovery documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.google_api import masks, validation
from tests.engines.google_api.discovery import find, methods, schema
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.sheets.methods import METHODS
from tests.engines.google_api.sheets.requests import HANDLERS


def method(verb: str, path: str) -> Any:
    found = find(verb, path)
    assert found is not None
    return found[0]


BATCH = method("POST", "/v4/spreadsheets/x:batchUpdate")
UPDATE = method("PUT", "/v4/spreadsheets/x/values/A1")


def faults(which: Any, body: Any) -> list[tuple[str, str]]:
    with pytest.raises(ApiError) as caught:
        validation.parse_body(which, json.dumps(body).encode())
    assert caught.value.code == 400
    found = caught.value.details[0]["fieldViolations"]
    assert caught.value.message == "\n".join(item["description"] for item in found)
    return [(item.get("field", ""), item["description"]) for item in found]


class TestWordsOfTheLiveApi:
    """Sentences that people quote from the live API."""

    def test_unknown_name(self) -> None:
        told = (
            "Invalid JSON payload received. Unknown name \"DeleteRange\" at 'requests[0]': "
            "Cannot find field."
        )
        assert faults(BATCH, {"requests": [{"DeleteRange": {}}]}) == [("requests[0]", told)]

    def test_values_that_are_no_list(self) -> None:
        told = (
            "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\""
        )
        assert faults(UPDATE, {"values": "X"}) == [("data.values", told)]

    def test_a_row_that_is_no_list(self) -> None:
        told = (
            "Invalid value at 'data.values[0]' (type.googleapis.com/google.protobuf.ListValue), "
            '"x"'
        )
        assert faults(UPDATE, {"values": ["x"]}) == [("data.values[0]", told)]

    def test_a_text_for_a_number(self) -> None:
        place = "requests[0].delete_sheet.sheet_id"
        told = f"Invalid value at '{place}' (TYPE_INT32), \"abc\""
        assert faults(BATCH, {"requests": [{"deleteSheet": {"sheetId": "abc"}}]}) == [(place, told)]

    def test_a_list_for_an_object(self) -> None:
        told = (
            "Invalid JSON payload received. Unknown name \"range\" at 'requests[0].repeat_cell': "
            "Proto field is not repeating, cannot start list."
        )
        body = {"requests": [{"repeatCell": {"range": [{}]}}]}
        assert faults(BATCH, body) == [("requests[0].repeat_cell", told)]

    def test_two_kinds_in_one_request(self) -> None:
        told = (
            "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. "
            "Cannot set 'deleteSheet'"
        )
        body = {"requests": [{"addSheet": {}, "deleteSheet": {}}]}
        assert faults(BATCH, body) == [("requests[0]", told)]

    def test_unknown_fields_of_an_answer(self) -> None:
        with pytest.raises(ApiError, match="Request contains an invalid argument") as caught:
            masks.of_query("sheets", "Spreadsheet", "sheets.sheetProperties")
        told = caught.value.details[0]["fieldViolations"][0]["description"]
        assert told == (
            "Error expanding 'fields' parameter. Cannot find matching fields for path "
            "'sheets.sheetProperties'."
        )

    def test_unknown_parameters(self) -> None:
        with pytest.raises(ApiError, match="Cannot bind query parameter"):
            validation.parse_parameters(UPDATE, [("valueInputOptions", "RAW")])


class TestProtocolBuffersInJson:
    def test_snake_case_texts_for_numbers_and_nulls(self) -> None:
        body = {"requests": [{"delete_sheet": {"sheet_id": "5"}}], "responseRanges": None}
        found = validation.parse_body(BATCH, json.dumps(body).encode())
        assert found == {"requests": [{"deleteSheet": {"sheetId": 5}}]}

    def test_one_request_alone_and_lists_in_a_list_are_a_list(self) -> None:
        """As recorded conversations of the live API show: a list is not insisted on."""
        delete: Any = {"deleteSheet": {"sheetId": 5}}
        given: Any
        for given, expected in ((delete, [delete]), ([[delete, delete], delete], [delete] * 3)):
            found = validation.parse_body(BATCH, json.dumps({"requests": given}).encode())
            assert found == {"requests": expected}
        place = "requests[0][1].delete_sheet.sheet_id"
        body = {"requests": [[delete, {"deleteSheet": {"sheetId": "x"}}]]}
        assert [where for where, _ in faults(BATCH, body)] == [place]

    def test_names_and_numbers_of_enumerations(self) -> None:
        body = {"requests": [{"mergeCells": {"mergeType": 1}}]}
        found = validation.parse_body(BATCH, json.dumps(body).encode())
        assert found["requests"][0]["mergeCells"]["mergeType"] == "MERGE_COLUMNS"

    @given(st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(
            st.sampled_from(["requests", "addSheet", "properties", "range", "rows", "title"]), inner
        ),
        max_leaves=15,
    ))  # fmt: skip
    def test_any_body_is_read_or_refused_and_what_is_read_fits(self, body: Any) -> None:
        try:
            found = validation.parse_body(BATCH, json.dumps(body).encode())
        except ApiError:
            return
        validation.check("sheets", "BatchUpdateSpreadsheetRequest", found)

    def test_the_emulator_is_held_to_the_same_types(self) -> None:
        with pytest.raises(AssertionError, match="is not Google's"):
            validation.check("sheets", "ValueRange", {"rnage": "A1"})
        with pytest.raises(AssertionError, match="is not Google's"):
            validation.check("sheets", "ValueRange", {"majorDimension": "UP"})


names = st.sampled_from(["a", "b", "c"])
trees = st.recursive(
    st.just({}), lambda inner: st.dictionaries(names, inner, min_size=1, max_size=3), max_leaves=6
).filter(bool)


def printed(mask: masks.Mask) -> str:
    return ",".join(f"{n}({printed(below)})" if below else n for n, below in mask.items())


class TestMasks:
    @given(trees)
    def test_what_is_printed_is_read_back(self, mask: masks.Mask) -> None:
        assert masks.parse(printed(mask)) == mask

    @given(trees)
    def test_updates_touch_nothing_outside_of_the_mask(self, mask: masks.Mask) -> None:
        target = {n: {m: dict.fromkeys("abc", 1) for m in "abc"} for n in "abc"}
        source = {n: {m: dict.fromkeys("abc", 2) for m in "abc"} for n in "abc"}
        found = masks.update(target, source, mask)
        for n in "abc":
            for m in "abc":
                for k in "abc":
                    inside = _covers(mask, (n, m, k))
                    assert found[n][m][k] == (2 if inside else 1)

    def test_a_whole_covers_its_parts(self) -> None:
        assert masks.parse("a,a.b") == masks.parse("a.b,a") == {"a": {}}

    @pytest.mark.parametrize("text", ["", "a(", "a)", "a,,b", "a..b", "(a)", "a;b"])
    def test_other_texts_are_no_masks(self, text: str) -> None:
        with pytest.raises(ValueError, match="field mask"):
            masks.parse(text)


def _covers(mask: masks.Mask, path: tuple[str, ...]) -> bool:
    for name in path:
        if not mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return not mask


def test_every_method_of_the_sheets_api_is_there() -> None:
    assert {one.id for one in methods("sheets")} == set(METHODS)


def test_kinds_of_requests_are_googles() -> None:
    known = set(schema("sheets", "Request")["properties"])
    assert set(HANDLERS) <= known
    # What is not built answers 501; this list may only become shorter.
    assert known - set(HANDLERS) == {
        "addCommentReply", "addDataSource", "addTable", "cancelDataSourceRefresh",
        "deleteComment", "deleteCommentReply", "deleteDataSource", "deleteTable",
        "insertComment", "refreshDataSource", "updateCommentPost", "updateDataSource",
        "updateTable",
    }  # fmt: skip
