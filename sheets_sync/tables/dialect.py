"""How a delimited text is to be taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from kpicells.sheets_sync.tables import delimiters


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the beginning of a text says about the whole.

    Attributes:
        text: The beginning without its ``sep=`` line.
        delimiter: What separates the cells.
        lines_cut: 1 if there was such a line, which a spreadsheet does not show as a row.
        wrapped: Whether Excel has wrapped every line into one cell.
    """

    text: str
    delimiter: str
    lines_cut: int
    wrapped: bool

    @classmethod
    def of(cls, text: str, delimiter: str | None) -> Self:
        """Find it out, except for a delimiter that is known already."""
        text = text.removeprefix("\ufeff")
        line, end, rest = text.partition("\n")
        declared = delimiters.declared(line) if end else None
        if declared:
            text = rest
        known = delimiter or declared or delimiters.detect(text)
        return cls(text, known, int(declared is not None), delimiters.is_wrapped(text, known))
