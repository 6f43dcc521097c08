"""The bundled samples, and what stands in each: written down by hand, read here by csv alone."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "sheets_sync" / "samples"


@dataclass(frozen=True)
class Sample:
    """A sample, with what a person sees who looks at it; ``samples.toml`` says what is what."""

    file: str
    exports: list[str]
    source: str
    language: str
    rows: tuple[int, int]
    period: tuple[str, str]
    rejected: int = 0
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    decimal: str = "."
    above: int = 0
    leave: str = "\0"
    filled: int | None = None
    asked: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)
    factors: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return FOLDER / self.file

    def expected(self) -> dict[str, Decimal]:
        """The sum of each metric, by csv and Decimal."""
        found = {metric: Decimal(value) for metric, value in self.sums.items()}
        if not self.columns:
            return found
        lines = self.path.read_bytes().decode(self.encoding).splitlines(keepends=True)
        text = io.StringIO("".join(lines[self.above :]))
        header, *rows = (row for row in csv.reader(text, delimiter=self.delimiter) if row)
        for metric, column in self.columns.items():
            place = header.index(column)
            cells = [row[place] for row in rows if len(row) > place and self._is_own(row)]
            numbers = [self._number(cell) for cell in cells if any(c.isdigit() for c in cell)]
            found[metric] = sum(numbers, Decimal()) * self.factors.get(metric, 1)
        return found

    def _is_own(self, row: list[str]) -> bool:
        return not row[0].startswith(self.leave) and (self.filled is None or bool(row[self.filled]))

    def _number(self, cell: str) -> Decimal:
        wanted = "-0123456789" + self.decimal
        return Decimal("".join(c for c in cell if c in wanted).replace(self.decimal, "."))


def _read() -> tuple[Sample, ...]:
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        Sample(**{**entry, "rows": tuple(entry["rows"]), "period": tuple(entry["period"])})
        for entry in content["sample"]
    )


SAMPLES = _read()
"""A sample per export and form."""

NOTHING_TO_READ = ("meta_overview_audience.csv", "tiktok_audience.csv", "vk_post_reach.json")
"""Samples of exports that are known and hold no numbers to import."""
