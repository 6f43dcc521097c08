"""JSON answers of APIs as tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import Table, data_rows, limits, read_tables


def read(tmp_path: Path, content: Any) -> list[Table]:
    path = tmp_path / "answer.json"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, "utf-8")
    return read_tables(path, tmp_path)


def rows(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.header, cells, strict=True)) for _, cells in data_rows(table)]


def test_nested_values_are_columns_and_lists_within_a_row_are_not(tmp_path: Path) -> None:
    (table,) = read(
        tmp_path,
        {"response": {"count": 2, "items": [
            {"id": 1, "likes": {"count": 5}, "tags": ["a"], "text": "one\r\ntwo", "ad": None},
            {"id": 2, "views": {"count": 12345678901234567890}, "pinned": True},
        ]}},
    )  # fmt: skip
    assert table.title == "response.items"
    assert rows(table) == [
        {"id": "1", "likes.count": "5", "text": "one\ntwo", "ad": "", "views.count": "",
         "pinned": ""},
        {"id": "2", "likes.count": "", "text": "", "ad": "", "views.count": "12345678901234567890",
         "pinned": "TRUE"},
    ]  # fmt: skip


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    (table,) = read(tmp_path, '[{"a": 0.10, "b": 1e400, "c": 5.0}]')
    assert rows(table) == [{"a": "0.10", "b": "1e400", "c": "5.0"}]


def test_rows_within_objects_keep_what_the_object_says(tmp_path: Path) -> None:
    (table,) = read(tmp_path, {"items": [
        {"id": 7, "total": {"shows": 9}, "rows": [{"date": "2026-10-01", "shows": 4},
                                                  {"date": "2026-10-02", "shows": 5}]},
        {"id": 8, "rows": []},
    ]})  # fmt: skip
    assert rows(table) == [
        {"id": "7", "date": "2026-10-01", "shows": "4"},
        {"id": "7", "date": "2026-10-02", "shows": "5"},
    ]


def test_a_row_with_values_missing_is_damaged_and_counted(tmp_path: Path) -> None:
    (table,) = read(tmp_path, {
        "dimensionHeaders": [{"name": "date"}], "metricHeaders": [{"name": "sessions"}],
        "rows": [{"dimensionValues": [{"value": "20261001"}], "metricValues": [{"value": "5"}]},
                 {"dimensionValues": [{"value": "20261002"}], "metricValues": []}, 3],
    })  # fmt: skip
    assert rows(table) == [{"date": "20261001", "sessions": "5"}]
    assert [row.row for row in table.damaged] == [2, 3]
    assert table.rows_read == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"response": [', "no whole JSON.*line 1"),
        ('{"error": {"error_code": 5, "error_msg": "User authorization failed"}}', "authorization"),
        ('{"response": 1}', "without a list of records"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"response": []}', "without a list of records"),
    ],
)
def test_what_is_no_report_is_refused_in_words(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(tmp_path, content)


def test_a_huge_answer_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "JSON_BYTES", 10)
    with pytest.raises(UnreadableFile, match="shorter period"):
        read(tmp_path, [{"a": 1}, {"a": 2}])


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "rows", "count", "items"]), inner, max_size=3)
    ),
    max_leaves=20,
)


@given(_values)
def test_any_json_is_a_table_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: Any
) -> None:
    folder = tmp_path_factory.mktemp("json")
    try:
        tables = read(folder, value)
    except UnreadableFile:
        return
    for table in tables:
        assert table.rows_read == len(rows(table)) + len(table.damaged)
