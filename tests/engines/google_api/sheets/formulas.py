"""Formulas as texts: their references follow insertions, deletions, copies and new titles.

Nothing is computed here; IronCalc does that (see ``computing``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area, Shift, Span
from tests.engines.google_api.sheets.locales import Conventions

_SHEET = r"(?P<sheet>'(?:[^']|'')*'!|[^\W\d][\w.]*!)?"
_END = r"(?:(?P<{0}da>\$?)(?P<{0}c>[A-Za-z]{{1,3}}))?(?:(?P<{0}ra>\$?)(?P<{0}r>[1-9]\d{{0,7}}))?"
_TOKEN = re.compile(
    rf'(?P<text>"(?:[^"]|"")*")|(?<![\w.!$])(?P<ref>{_SHEET}'
    rf"{_END.format('f')}(?::{_END.format('l')})?)(?![\w(!.])",
)


@dataclass(frozen=True)
class Corner:
    """A corner of a reference; indexes from 0, None where it is open."""

    column: int | None
    row: int | None
    column_fixed: bool = False
    row_fixed: bool = False

    def __str__(self) -> str:
        letters = "" if self.column is None else a1.column_letters(self.column)
        number = "" if self.row is None else str(self.row + 1)
        return (
            ("$" if self.column_fixed and letters else "")
            + letters
            + ("$" if self.row_fixed and number else "")
            + number
        )


@dataclass(frozen=True)
class Reference:
    """Cells that a formula names: a sheet as it is written, and one corner or two."""

    sheet: str
    first: Corner
    last: Corner | None

    @property
    def title(self) -> str | None:
        """The sheet's title; None for the formula's own sheet."""
        return a1.split(self.sheet + "A1").title if self.sheet else None

    def __str__(self) -> str:
        return self.sheet + str(self.first) + ("" if self.last is None else f":{self.last}")

    def spans(self) -> tuple[Span, Span]:
        """Its rows and columns; the corners may stand in any order."""
        last = self.last or self.first
        return (
            _span(self.first.row, last.row),
            _span(self.first.column, last.column),
        )

    def with_spans(self, rows: Span, columns: Span) -> Reference:
        """The same reference, to other cells; open sides stay open."""
        first = replace(
            self.first,
            row=None if self.first.row is None else rows.first,
            column=None if self.first.column is None else columns.first,
        )
        if self.last is None:
            return replace(self, first=first)
        last = replace(
            self.last,
            row=None if self.last.row is None or rows.end is None else rows.end - 1,
            column=None if self.last.column is None or columns.end is None else columns.end - 1,
        )
        return replace(self, first=first, last=last)


def _span(first: int | None, last: int | None) -> Span:
    if first is not None and last is not None:
        return Span(min(first, last), max(first, last) + 1)
    if first is None and last is None:
        return Span()
    return Span(first) if last is None else Span(0, last + 1)


def mapped(formula: str, change: Callable[[Reference], Reference | None]) -> str:
    """A formula with every reference changed; None makes it ``#REF!``."""

    def token(found: re.Match[str]) -> str:
        reference = _reference(found)
        if reference is None:
            return found[0]
        changed = change(reference)
        return "#REF!" if changed is None else str(changed)

    return _TOKEN.sub(token, formula)


def _reference(found: re.Match[str]) -> Reference | None:
    if not found["ref"]:
        return None
    first = _corner(found, "f")
    two = ":" in found["ref"].removeprefix(found["sheet"] or "")
    last = _corner(found, "l") if two else None
    complete = first.column is not None and first.row is not None
    if last is None and not complete:
        return None
    if last is not None and (_bare(first) or _bare(last)):
        return None
    return Reference(found["sheet"] or "", first, last)


def _bare(corner: Corner) -> bool:
    return corner.column is None and corner.row is None


def _corner(found: re.Match[str], which: str) -> Corner:
    column, row = found[which + "c"], found[which + "r"]
    return Corner(
        a1.column_index(column) if column else None,
        int(row) - 1 if row else None,
        bool(found[which + "da"]),
        bool(found[which + "ra"]),
    )


def references(formula: str) -> list[Reference]:
    """The cells that a formula names, in order.

    Example:
        >>> [str(r) for r in references('=SUM($B2:B)+Data!C3&"A1"')]
        ['$B2:B', 'Data!C3']
    """
    found: list[Reference] = []

    def note(reference: Reference) -> Reference:
        found.append(reference)
        return reference

    mapped(formula, note)
    return found


def shifted(formula: str, shift: Shift, title: str, *, at_home: bool) -> str:
    """A formula after rows or columns were inserted or deleted.

    Args:
        title: Of the sheet that was changed.
        at_home: Whether the formula stands on that sheet.

    Example:
        >>> from tests.engines.google_api.sheets.areas import Insertion
        >>> shifted("=SUM(A1:A3)+A9", Insertion(0, "ROWS", 1, 2), "S", at_home=True)
        '=SUM(A1:A5)+A11'
    """

    def change(reference: Reference) -> Reference | None:
        named = reference.title
        if (named is None and not at_home) or (
            named is not None and named.lower() != title.lower()
        ):
            return reference
        moved = shift.moves(Area(shift.sheet_id, *reference.spans()))
        return None if moved.empty else reference.with_spans(moved.rows, moved.columns)

    return mapped(formula, change)


def copied(formula: str, rows: int, columns: int) -> str:
    """A formula copied some cells down and to the right; ``$`` holds a part.

    Example:
        >>> copied("=A1+$A1+A$1+$A$1", 2, 1)
        '=B3+$A3+B$1+$A$1'
    """

    def corner(old: Corner) -> Corner:
        row = old.row if old.row is None or old.row_fixed else old.row + rows
        column = old.column if old.column is None or old.column_fixed else old.column + columns
        return replace(old, row=row, column=column)

    def change(old: Reference) -> Reference | None:
        new = replace(
            old, first=corner(old.first), last=None if old.last is None else corner(old.last)
        )
        indexes = [
            index
            for one in (new.first, new.last)
            if one is not None
            for index in (one.row, one.column)
        ]
        return new if all(index is None or index >= 0 for index in indexes) else None

    return mapped(formula, change)


def retitled(formula: str, old: str, new: str | None) -> str:
    """A formula after a sheet got another title, or was deleted (None).

    Example:
        >>> retitled("=Old!A1+A1", "Old", "My sheet")
        "='My sheet'!A1+A1"
    """

    def change(reference: Reference) -> Reference | None:
        if reference.title is None or reference.title.lower() != old.lower():
            return reference
        return None if new is None else replace(reference, sheet=a1.title(new) + "!")

    return mapped(formula, change)


def for_ironcalc(formula: str, where: Conventions, row_count: int, column_count: int) -> str:
    """A formula as IronCalc reads it: closed ranges, American separators, no ARRAYFORMULA.

    Example:
        >>> from tests.engines.google_api.sheets.locales import conventions
        >>> for_ironcalc("=ARRAYFORMULA(A2:A*0,5)", conventions("ru"), 1000, 26)
        '=(A2:A1000*0.5)'
    """
    american = _american(formula, where)

    def close(reference: Reference) -> Reference:
        last = reference.last
        if last is None:
            return reference
        whole_columns = reference.first.row is None and last.row is None
        whole_rows = reference.first.column is None and last.column is None
        first = replace(
            reference.first,
            row=0 if reference.first.row is None and not whole_columns else reference.first.row,
            column=(
                0 if reference.first.column is None and not whole_rows else reference.first.column
            ),
        )
        last = replace(
            last,
            row=row_count - 1 if last.row is None and not whole_columns else last.row,
            column=column_count - 1 if last.column is None and not whole_rows else last.column,
        )
        return replace(reference, first=first, last=last)

    closed = mapped(american, close)
    return re.sub(r"\bARRAYFORMULA\(", "(", closed, flags=re.I)


def _american(formula: str, where: Conventions) -> str:
    """Separators of arguments and decimals as in the USA; texts and titles stay."""
    found, braces = "", 0
    for piece in re.findall(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\d+,\d+|.', formula, re.S):
        braces += (piece == "{") - (piece == "}")
        if where.comma_decimal and re.fullmatch(r"\d+,\d+", piece):
            piece = piece.replace(",", ".")
        elif (piece == "\\" and braces) or (piece == ";" and not braces):
            piece = ","
        found += piece
    return found
