"""Which known export a table is, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from fnmatch import fnmatchcase
from pathlib import Path

from kpicells.formulas.metrics import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.sources.adapting import readings_of
from kpicells.sheets_sync.sources.formats import (
    Columns,
    ExportFormat,
    Found,
    Reading,
    Titled,
    Wording,
    currency_in,
    find_columns,
    names_of,
    plain,
)
from kpicells.sheets_sync.sources.known import KNOWN
from kpicells.sheets_sync.sources.recipe import DateColumn, Recipe, RepeatedRows
from kpicells.sheets_sync.tables import Table

SURE = 0.6
"""The score from which on a table is taken for an export without asking."""

AUTO = "auto"
"""Stands for any export in the place of one that the person names."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known export that a table may be.

    Attributes:
        format: The export.
        columns: Where the table has its columns.
        score: From 0 to 1.
        reason: What speaks for it, or what is missing, in words.
        known: Which share of the table's columns the export has, which settles a tie.
    """

    format: ExportFormat
    columns: Columns
    score: float
    reason: str
    known: float = 0.0

    def readings(
        self, table: Table, workdir: Path, asked: str = AUTO, zone: tzinfo | None = None
    ) -> list[Reading]:
        """The table with its recipe; several, where its rows tell of several things.

        The table may be written anew where the export needs it.

        Args:
            table: The table.
            workdir: Where it may be written anew.
            asked: The source or export that the person named.
            zone: The time zone of the account.

        Raises:
            UnknownSource: The table is this export, but lacks something that cannot be guessed.
        """
        found = Found(self.format, self.columns, workdir, asked, zone)
        read = {*self.columns.roles.values(), *self.columns.metrics.values()}
        persons = self.format.persons_in([c for c in table.header if c and c not in read])
        return readings_of(Reading(table, replace(self._recipe(), persons=persons)), found)

    def _recipe(self) -> Recipe:
        roles, kind = self.columns.roles, self.format
        wording = self.columns.wording
        currency = self._currency() or kind.currency
        named = self.columns.metrics
        return Recipe(
            source=kind.source,
            report=kind.report,
            grain=kind.grain,
            metrics=dict(named),
            date=DateColumn(roles["date"], wording.date_format, roles.get("end"))
            if "date" in roles
            else None,
            campaign=roles.get("campaign"),
            post=roles.get("post"),
            account=roles.get("account"),
            channel=roles.get("channel"),
            utm_source=roles.get("utm_source"),
            utm_medium=roles.get("utm_medium"),
            utm_content=roles.get("utm_content"),
            title=roles.get("title"),
            link=roles.get("permalink"),
            currency=currency,
            currency_column=None if currency else roles.get("currency"),
            decimal=wording.decimal,
            factors={m: factor for m, factor in kind.factors.items() if m in named},
            totals=tuple(roles[role] for role in kind.totals if role in roles),
            labels=tuple(roles[role] for role in kind.labels if role in roles),
            repeated_rows=RepeatedRows.SKIP,
            personal=bool(kind.personal or kind.persons),
        )

    def _currency(self) -> str | None:
        """The currency that the columns of money have in their names."""
        money = (c for m, c in self.columns.metrics.items() if metrics[m].unit is Unit.MONEY)
        return next(filter(None, map(currency_in, money)), None)


def recognise(
    table: Table, formats: Sequence[ExportFormat] = KNOWN, asked: str = AUTO
) -> list[Match]:
    """The exports that a table may be, the likeliest first; see ``SURE``.

    Args:
        table: The table.
        formats: The exports that come into question.
        asked: What the person named; then the names of columns are evidence enough.
    """
    matches = [
        max((_match(table, kind, w, asked) for w in kind.wordings), key=lambda m: m.score)
        for kind in formats
    ]
    return sorted(matches, key=lambda match: (-match.score, -match.known))


def _match(table: Table, kind: ExportFormat, wording: Wording, asked: str) -> Match:
    columns = find_columns(table.header, wording)
    titled = kind.titles.get(plain(table.title)) if kind.titles else Titled(None)
    if titled and titled.metric and "value" in columns.roles:
        columns = replace(columns, metrics={titled.metric: columns.roles["value"]})
    missing = [key for key in kind.needs if key not in {**columns.roles, **columns.metrics}]
    names = list(dict.fromkeys([*columns.roles.values(), *columns.metrics.values()]))
    known = len(set(names)) / max(len(table.header), 1)
    if excluded := [columns.roles[role] for role in kind.excludes if role in columns.roles]:
        return Match(kind, columns, 0.0, f"has {excluded[0]}, which that export has not")
    if missing:
        found = (len(kind.needs) - len(missing)) / len(kind.needs)
        lacks = ", ".join(_first_name(columns, key) for key in missing)
        return Match(kind, columns, 0.5 * found * (0.5 + 0.5 * known), f"lacks {lacks}")
    if titled is None:
        has = f"stands under the title {table.title!r}" if table.title else "has no title"
        return Match(kind, columns, 0.4 * known, f"{has}, which is none of its titles")
    if not kind.reads_nothing and len(columns.metrics) < kind.any_metric:
        return Match(kind, columns, 0.3 * known, "has none of its metrics")
    score = 0.7 + 0.3 * (1 if kind.titles else known)
    if asked == AUTO and kind.named and not _is_named(table, kind.named):
        score = 0.4
    if asked == AUTO and kind.sign is not None:
        score = min(score, 0.3 + kind.sign(table))
    reason = f"has {', '.join(names[:6])}" if names else f"has the title {table.title!r}"
    return Match(kind, columns, score, reason, known)


def _first_name(columns: Columns, key: str) -> str:
    wording = columns.wording
    return (wording.columns.get(key) or wording.metrics[key])[0]


def _is_named(table: Table, patterns: Sequence[str]) -> bool:
    """Whether the file's name, or that of the member of a ZIP, fits one of the patterns."""
    plain_names = [plain(name.replace("_", " ").replace("-", " ")) for name in names_of(table)]
    return any(fnmatchcase(name, pattern) for name in plain_names for pattern in patterns)
