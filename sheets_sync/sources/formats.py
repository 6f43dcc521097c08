"""The form in which a known export is described: names of columns, and what they mean.

A description is data: one module per export, one constant in it. Columns are found by name, never
by place, since the platforms move them; names are compared without regard to case and spaces.
``(*)`` at the end of a name stands for a currency: ``Amount spent (*)`` is ``Amount spent (USD)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kpicells.sheets_sync.sources.recipe import Grain, Recipe
from kpicells.sheets_sync.tables import Table

Names = str | tuple[str, ...]

_CURRENCY = re.compile(r"\(([A-Z]{3})\)$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The column names of an export in one language.

    Attributes:
        language: Its code, such as "en".
        columns: Role to the names it may have. Roles: "date", "end", "campaign", "post",
            "account", "title", "permalink", "channel", "currency", and any that serve
            recognition only.
        metrics: Metric id to the names its column may have, the best first.
        date_format: How dates are written; None if the file must show it.
        decimal: The decimal sign; None if the file must show it.
        seen: Where these names were seen: "real files", "test data of others", ...
    """

    language: str
    columns: Mapping[str, Names]
    metrics: Mapping[str, Names]
    date_format: str | None = None
    decimal: str | None = None
    seen: str = "real files"


@dataclass(frozen=True, slots=True)
class Version:
    """A change that a platform made to its export."""

    since: str
    change: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A table with the recipe by which its rows become facts."""

    table: Table
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of export file.

    Attributes:
        id: Its name for ``--source``.
        source: The source that its facts carry.
        called: What people call that source.
        report: Which report of that source it is.
        en, ru: What it is called.
        grain: What a row is about, unless ``adapt`` finds out better.
        wordings: Its column names by language.
        needs: Roles without which a table is not this export.
        any_metric: How many of the metrics must be there.
        excludes: Roles that show that a table is something else.
        totals: Roles that are blank in a row of totals.
        currency_of: The metric whose column carries the currency in its name.
        versions: What changed when.
        sign: Further evidence that a table is this export, as a score from 0 to 1.
        adapt: The last step, for what cannot be said with names alone.
    """

    id: str
    source: str
    called: str
    report: str
    en: str
    ru: str
    grain: Grain
    wordings: tuple[Wording, ...]
    needs: tuple[str, ...]
    any_metric: int = 1
    excludes: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    currency_of: str | None = None
    versions: tuple[Version, ...] = ()
    sign: Callable[[Table], float] | None = None
    adapt: Callable[[Reading, Columns, Path], Reading] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose column names it knows."""
        return tuple(wording.language for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has the columns of a wording: role or metric to the name in its header."""

    wording: Wording
    roles: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)


def plain(name: str) -> str:
    """A column name as it is compared: without case, and with single spaces."""
    return " ".join(name.split()).casefold()


def find_column(header: Sequence[str], names: Names) -> str | None:
    """The column that has one of the names, an earlier name before a later one."""
    known = {plain(column): column for column in reversed(header)}
    for name in (names,) if isinstance(names, str) else names:
        wanted = plain(name)
        if wanted.endswith("(*)"):
            stem = wanted.removesuffix("(*)")
            for column in header:
                if plain(column).startswith(stem) and currency_in(column):
                    return column
        elif wanted in known:
            return known[wanted]
    return None


def find_columns(header: Sequence[str], wording: Wording) -> Columns:
    """All columns of a wording that a header has."""

    def found(wanted: Mapping[str, Names]) -> dict[str, str]:
        pairs = ((key, find_column(header, names)) for key, names in wanted.items())
        return {key: column for key, column in pairs if column is not None}

    return Columns(wording, found(wording.columns), found(wording.metrics))


def currency_in(column: str) -> str | None:
    """The currency that a column's name ends with, as in ``Amount spent (USD)``."""
    match = _CURRENCY.search(column.strip())
    return match[1] if match else None
