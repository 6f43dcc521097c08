"""The form in which a known export is described: names of columns, and what they mean.

A description is data: one TOML file per source in ``exports/``, read by ``declared``. Columns are
found by name, never by place, since the platforms move them; names are compared without regard to
case and spaces. ``(*)`` at the end of a name stands for a currency: ``Amount spent (*)`` is
``Amount spent (USD)`` or ``Amount spent, ₽``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from fnmatch import fnmatchcase
from fractions import Fraction
from pathlib import Path

from kpicells.sheets_sync.sources.recipe import Grain, Recipe
from kpicells.sheets_sync.tables import Table

Names = tuple[str, ...]

_ENDING = re.compile(r"\.(?:csv|tsv|txt|xlsx|xls|json)$", re.IGNORECASE)
_CODE = re.compile(r"[(,] ?([A-Z]{3})\)?$")
_SIGN = re.compile(r"[(,] ?(₽|руб\.?|\$|€|£|₴|₸)\)?$")
_CURRENCY_OF_SIGN = {
    "₽": "RUB", "руб": "RUB", "руб.": "RUB", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH",
    "₸": "KZT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """The column names of an export in one language.

    Attributes:
        language: Its code, such as "en".
        columns: Role to the names it may have. Roles: "date", "end", "campaign", "post",
            "account", "title", "permalink", "channel", "currency", and any that serve
            recognition or a step only.
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
class Titled:
    """What the title above a table says of the numbers below.

    Attributes:
        metric: The metric of the value column; None for a table from which nothing is read.
        source: The source, where the title names it.
    """

    metric: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Stages:
    """The names of stages in a CRM, and what they mean; compared without regard to case."""

    won: frozenset[str] = frozenset()
    qualified: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Every stage that is known."""
        return self.won | self.qualified | self.other


@dataclass(frozen=True, slots=True)
class Reading:
    """A table with the recipe by which its rows become facts.

    Attributes:
        table: The table.
        recipe: How it is read.
        again: Whether its rows are rows of the first reading of the table, told once more with
            another date: each row of the file is accounted for once.
    """

    table: Table
    recipe: Recipe
    again: bool = False


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of export file.

    Attributes:
        id: Its name for ``--source``.
        source: The source that its facts carry.
        called: What people call that source.
        report: Which report of that source it is.
        en, ru: What it is called.
        grain: What a row is about, unless a step finds out better.
        wordings: Its column names by language.
        needs: Roles or metrics without which a table is not this export.
        any_metric: How many of the metrics must be there.
        excludes: Roles that show that a table is something else.
        totals: Roles that are blank in a row of totals.
        labels: Roles that hold the word Total in a row of totals.
        currency: The currency of its money, where it is always the same.
        factors: Metrics whose column has another unit: by what its numbers are multiplied.
        named: Patterns one of which the file's name must fit, where the columns say too little.
        titles: Titles above the table, as ``plain`` writes them, and what they say.
        criteria: Names in a column of names, and the metric that the value beside each is.
        stages: The stages of a CRM.
        others: Other sources of which such a file may be, by its titles or ``--source``.
        personal: Patterns of columns with personal data, which are never stored or shown.
        persons: Patterns of columns by which a person is known, the best first. They are never
            stored or shown either, but for one keyed hash of them.
        moments: Roles that hold Unix seconds.
        timezone: In which time zone a moment is put on a day, where the account's is not said.
        yields_to: Exports that say the same better: where one is in the same file, it counts.
        reads_nothing: Why no fact can be taken from such a table, if that is so.
        versions: What changed when.
        sign: Further evidence that a table is this export, as a score from 0 to 1.
        steps: The last steps, for what cannot be said with names alone.
        gives: Metrics that no column holds, which ``parts`` counts.
        parts: Takes one table as several, where its rows tell of several things.
    """

    id: str
    source: str
    called: str
    report: str
    en: str
    ru: str
    grain: Grain
    wordings: tuple[Wording, ...]
    needs: tuple[str, ...] = ()
    any_metric: int = 1
    excludes: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    currency: str | None = None
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    titles: Mapping[str, Titled] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    stages: Stages = Stages()
    others: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    timezone: str = "UTC"
    yields_to: tuple[str, ...] = ()
    reads_nothing: str | None = None
    versions: tuple[Version, ...] = ()
    sign: Callable[[Table], float] | None = None
    steps: tuple[Step, ...] = ()
    gives: tuple[str, ...] = ()
    parts: Callable[[Reading, Found], list[Reading]] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose column names it knows."""
        return tuple(wording.language for wording in self.wordings)

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric that such a file may have."""
        titled = (titled.metric for titled in self.titles.values() if titled.metric)
        named = (metric for wording in self.wordings for metric in wording.metrics)
        return tuple(dict.fromkeys([*named, *titled, *self.criteria.values(), *self.gives]))

    def is_personal(self, column: str) -> bool:
        """Whether a column holds personal data."""
        name = plain(column)
        return any(fnmatchcase(name, pattern) for pattern in (*self.personal, *self.persons))

    def persons_in(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The columns by which a person is known, the best first."""
        found = (c for p in self.persons for c in columns if fnmatchcase(plain(c), p))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has the columns of a wording: role or metric to the name in its header."""

    wording: Wording
    roles: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a table once its export is recognised.

    Attributes:
        kind: The export.
        columns: Where the table has its columns.
        workdir: Where the table may be written anew.
        asked: What the person named with ``--source``; "auto" if nothing.
        zone: The time zone of the account; None where nobody has said it.
    """

    kind: ExportFormat
    columns: Columns
    workdir: Path
    asked: str = "auto"
    zone: tzinfo | None = None


Step = Callable[[Reading, Found], Reading]
"""Adapts a reading to what its rows say."""


def plain(name: str) -> str:
    """A name as it is compared: without case, and with single spaces."""
    return " ".join(name.split()).casefold()


def names_of(table: Table) -> list[str]:
    """What the parts of a table's place are called, the nearest first, without endings.

    A sheet of a workbook in a ZIP stands in the place ``folder/book.xlsx/Sheet``.
    """
    parts = [_ENDING.sub("", part) for part in reversed(table.sheet.split("/")) if part]
    return [*parts, table.file.stem]


def find_column(header: Sequence[str], names: Names) -> str | None:
    """The column that has one of the names, an earlier name before a later one."""
    known = {plain(column): column for column in reversed(header)}
    for name in names:
        wanted = plain(name)
        if wanted.endswith("(*)"):
            stem = wanted.removesuffix("(*)").strip()
            found = (column for column in header if _is_with_currency(plain(column), stem))
            if (column := next(found, None)) is not None:
                return column
        elif wanted in known:
            return known[wanted]
    return None


def _is_with_currency(column: str, stem: str) -> bool:
    """Whether a column is called so, with a currency and nothing else behind."""
    rest = column.removeprefix(stem)
    return column.startswith(stem) and bool(currency_in(column.upper())) and len(rest.split()) == 1


def find_columns(header: Sequence[str], wording: Wording) -> Columns:
    """All columns of a wording that a header has."""

    def found(wanted: Mapping[str, Names]) -> dict[str, str]:
        pairs = ((key, find_column(header, names)) for key, names in wanted.items())
        return {key: column for key, column in pairs if column is not None}

    return Columns(wording, found(wording.columns), found(wording.metrics))


def currency_in(column: str) -> str | None:
    """The currency that a column's name ends with.

    Example:
        >>> currency_in("Amount spent (USD)"), currency_in("Потрачено, ₽"), currency_in("Spend")
        ('USD', 'RUB', None)
    """
    text = column.strip()
    if match := _CODE.search(text):
        return match[1]
    if match := _SIGN.search(text):
        return _CURRENCY_OF_SIGN[match[1]]
    return None
