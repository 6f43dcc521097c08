"""JSON answers of APIs, as people save them, read into tables.

A list of objects is a table: one row per object, one column per value in it, the names of nested
values joined with points (``likes.count``). Lists within a row are left aside, unless they are the
rows proper, as in advertising reports (``items[].rows[]``). Answers that keep names and values
apart (``dimensionHeaders``, ``metricHeaders``, ``rows``) are put together again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.encodings import detect
from kpicells.sheets_sync.tables.table import DamagedRow, Table

_ROWS_WITHIN = ("rows", "stats", "insights")
"""Lists within an object that are rows of their own."""
_Row = dict[str, str]


def read_json(path: Path, folder: Path) -> list[Table]:
    """Read every list of objects in a JSON file.

    Raises:
        UnreadableFile: It is no JSON, too large, or holds no list of objects.
    """
    content, warnings = _parsed(path)
    numbers = count(1)
    tables = [
        _written(path, folder / f"{next(numbers):03d}.csv", title, rows, facts, warnings)
        for title, rows, facts in _lists(content, "", {})
    ]
    if len(tables) > limits.TABLES:
        raise UnreadableFile(f"{path.name}: holds more than {limits.TABLES} lists of records")
    if not tables:
        raise UnreadableFile(f"{path.name}: {_why_nothing(content)}")
    return tables


def _parsed(path: Path) -> tuple[Any, tuple[str, ...]]:
    size = path.stat().st_size
    if size > limits.JSON_BYTES:
        raise UnreadableFile(
            f"{path.name}: is JSON of {size >> 20:,} MiB, more than "
            f"{limits.JSON_BYTES >> 20} MiB; ask the API for a shorter period"
        )
    raw = path.read_bytes()
    encoding = detect(raw)
    text = raw[encoding.mark :].decode(encoding.name, "replace")
    damaged = text.count("\ufffd")
    warnings = (
        (f"{damaged} characters are no {encoding.name} and show as \ufffd",) if damaged else ()
    )
    try:
        # Numbers stay as they are written: none is rounded, and none too long to be read.
        content = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{path.name}: is no whole JSON: {error.msg} in line {error.lineno}, column "
            f"{error.colno}; save the answer again"
        ) from None
    except RecursionError:
        raise UnreadableFile(f"{path.name}: is JSON nested too deeply for a report") from None
    return content, warnings


def _lists(
    value: Any, path: str, facts: Mapping[str, str], depth: int = 0
) -> Iterator[tuple[str, list[_Row | None], dict[str, str]]]:
    """Each list of objects: where it stands, its rows, and what is said beside it."""
    if depth > 20:
        return
    if isinstance(value, list):
        if any(isinstance(one, dict) for one in value):
            if any(_keeps_names_apart(one) for one in value):
                for one in value:
                    yield from _lists(one, path, facts, depth + 1)
            else:
                yield path, list(_rows(value)), dict(facts)
        return
    if not isinstance(value, dict):
        return
    said = {**facts, **_flat({k: v for k, v in value.items() if k in ("kind", "metadata")})}
    if _keeps_names_apart(value):
        yield path, list(_put_together(value)), said
        return
    for key, inner in value.items():
        if key != "metadata":
            yield from _lists(inner, f"{path}.{key}" if path else key, said, depth + 1)


def _rows(records: Sequence[Any]) -> Iterator[_Row | None]:
    """The rows of a list of objects; None in the place of what is no object."""
    within = _rows_within(records)
    for record in records:
        if not isinstance(record, dict):
            yield None
        elif within is None:
            yield _flat(record)
        else:
            outer = _flat({k: v for k, v in record.items() if k not in (within, "total")})
            inner = record.get(within)
            for one in inner if isinstance(inner, list) else ():
                row = _flat(one) if isinstance(one, dict) else None
                yield None if row is None else {**outer, **row}


def _rows_within(records: Sequence[Any]) -> str | None:
    """The name of the list in each object that holds the rows proper."""
    objects = [record for record in records if isinstance(record, dict)]
    for name in _ROWS_WITHIN:
        if all(isinstance(one.get(name), list) for one in objects):
            return name
    return None


def _keeps_names_apart(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("rows"), list)
        and (
            isinstance(value.get("dimensionHeaders"), list)
            or isinstance(value.get("metricHeaders"), list)
        )
    )


def _put_together(answer: Mapping[str, Any]) -> Iterator[_Row | None]:
    kinds = ("dimension", "metric")
    headers = {kind: _texts(answer.get(f"{kind}Headers"), "name") for kind in kinds}
    for row in answer["rows"]:
        if not isinstance(row, dict):
            yield None
            continue
        cells: _Row = {}
        for kind in kinds:
            values = _texts(row.get(f"{kind}Values"), "value")
            # What has no name, or no value, makes the row unreadable rather than shorter.
            if len(values) != len(headers[kind]):
                break
            cells |= dict(zip(headers[kind], values, strict=True))
        else:
            yield cells
            continue
        yield None


def _texts(items: Any, key: str) -> list[str]:
    objects = items if isinstance(items, list) else []
    return [_text(one.get(key)) if isinstance(one, dict) else "" for one in objects]


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> _Row:
    """The single values of an object by the path to each."""
    cells: _Row = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if depth < 8:
                cells |= _flat(value, f"{name}.", depth + 1)
        elif not isinstance(value, list):
            cells[name] = _text(value)
        elif (total := _counted(value)) is not None:
            cells[f"{name}[].count"] = total
    return cells


def _counted(items: list[Any]) -> str | None:
    """The sum of what each object of a list counts, as in ``"reactions": [{"count": 5}, ...]``."""
    counts = [_text(one.get("count")) for one in items if isinstance(one, dict)]
    if not counts or not all(count.isdigit() and len(count) < 15 for count in counts):
        return None
    return str(sum(map(int, counts)))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    text = "" if value is None or isinstance(value, dict | list) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _written(
    path: Path,
    cells_path: Path,
    title: str,
    rows: Sequence[_Row | None],
    facts: dict[str, str],
    warnings: tuple[str, ...],
) -> Table:
    header = tuple(dict.fromkeys(name for row in rows if row for name in row))
    if len(header) > limits.COLUMNS:
        raise UnreadableFile(
            f"{path.name}: its records have more than {limits.COLUMNS:,} different values; this "
            "is no report"
        )
    cells = CellsFile(cells_path, ",")
    damaged: list[DamagedRow] = []
    for number, row in enumerate(rows, 1):
        if row is None:
            damaged.append(DamagedRow(number, "", "is no object with values"))
        else:
            cells.add_rows(number, [[_encodable(row.get(name, "")) for name in header]])
    cells.close()
    return Table(
        file=path,
        sheet="",
        title=title,
        header=tuple(map(_encodable, header)),
        cells=cells_path,
        delimiter=",",
        skip=0,
        first_row=1,
        row_numbers=True,
        rows_read=cells.rows + len(damaged),
        damaged=tuple(damaged),
        facts=facts,
        warnings=warnings,
    )


def _encodable(text: str) -> str:
    """Text without half characters, which JSON may hold as escapes and no file can."""
    return text.encode("utf-8", "replace").decode()


def _why_nothing(content: Any) -> str:
    error = content.get("error") if isinstance(content, dict) else None
    if error:
        said = error.get("error_msg") or error.get("message") if isinstance(error, dict) else error
        return f"is no report but the answer that something went wrong: {str(said)[:200]}"
    return "is JSON without a list of records; save the whole answer of the API"
