"""A whole file read as one known export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.joining.personal import hidden
from kpicells.sheets_sync.sources.formats import ExportFormat, Reading
from kpicells.sheets_sync.sources.known import KNOWN
from kpicells.sheets_sync.sources.near import misspelt
from kpicells.sheets_sync.sources.recipe import Grain
from kpicells.sheets_sync.sources.recognition import AUTO, SURE, Match, recognise
from kpicells.sheets_sync.sources.rewriting import with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

_NEAR, _MOSTLY, _A_FEW = 0.2, 0.4, 3
"""An export is named as near with such a score, such a share of columns known, and so many."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A table of the file that no fact is taken from.

    Attributes:
        table: The table; all its rows count as skipped.
        reason: Why, in a few words.
    """

    table: Table
    reason: str

    @property
    def rows(self) -> int:
        """How many rows of the file those are, preamble included."""
        if self.table.rows_read is not None:
            return self.table.rows_read
        return sum(1 for _ in data_rows(self.table)) + self.table.skipped.total()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What becomes of the tables of a file.

    Attributes:
        readings: The tables that become facts, each with its recipe; never none.
        unused: The others.
        reason: Why the file was taken for what it was taken for.
    """

    readings: list[Reading]
    unused: list[Unused] = field(default_factory=list)
    reason: str = ""


def choose(
    tables: Sequence[Table],
    workdir: Path,
    source: str = AUTO,
    known: Sequence[ExportFormat] = KNOWN,
    zone: tzinfo | None = None,
) -> Chosen:
    """Find the recipe for each table of a file.

    Args:
        tables: All tables of the file.
        workdir: Where tables may be written anew.
        source: "auto", or a known source or export, such as "instagram" or "instagram_content".
        known: The exports that are known.
        zone: The time zone of the account, on whose days moments are put.

    Raises:
        UnknownSource: No table is a known export; the message lists the columns, the nearest
            exports, and a mapping file to begin with.
    """
    formats = known if source == AUTO else _formats_called(source, known)
    readings: list[Reading] = []
    unused: list[Unused] = []
    reasons: list[str] = []
    problems: list[UnknownSource] = []
    matches = [(table, recognise(table, formats, source)[0]) for table in tables]
    present = {match.format.id for _, match in matches if match.score >= SURE}
    for table, match in matches:
        kind = match.format
        if match.score < SURE:
            unused.append(Unused(table, f"not known: {_label(table)}"))
            continue
        if kind.reads_nothing:
            problems.append(UnknownSource(f"{_place(table)}: {kind.en}: {kind.reads_nothing}"))
            unused.append(Unused(table, f"{_label(table)}: {kind.reads_nothing}"))
            continue
        if better := present.intersection(kind.yields_to):
            unused.append(Unused(table, f"repeats {min(better)}, which the file holds too"))
            continue
        try:
            readings += match.readings(table, workdir, source, zone)
        except UnknownSource as error:
            problems.append(error)
            unused.append(Unused(table, "no period"))
            continue
        reasons.append(f"{kind.en}: {match.reason}")
    readings, repeated = _each_metric_once(readings)
    unused += repeated
    if not readings:
        raise problems[0] if problems else _unknown(tables, formats)
    return Chosen(readings, unused, reasons[0])


def _each_metric_once(readings: list[Reading]) -> tuple[list[Reading], list[Unused]]:
    """Within one file, keep a metric of a source only in the first table that has it by day.

    A GA4 snapshot shows the same sessions by day, by channel and by country, and all of them
    together would count three times. What posts have in all is another thing than what a day has.
    """
    if len(readings) < 2 or len({r.table.sheet for r in readings}) == len(readings):
        return readings, []
    order = sorted(range(len(readings)), key=lambda i: readings[i].recipe.grain is Grain.PERIOD)
    taken: set[tuple[str, str, bool]] = set()
    kept: dict[int, Reading] = {}
    unused: list[Unused] = []
    for index in order:
        table, recipe = readings[index].table, readings[index].recipe
        of_posts = recipe.grain is Grain.POST
        told = {m: (recipe.source, m, of_posts) for m in recipe.metrics}
        new = {m: c for m, c in recipe.metrics.items() if told[m] not in taken}
        taken |= {told[metric] for metric in new}
        if not new:
            unused.append(Unused(table, f"repeats another table of the file: {_label(table)}"))
            continue
        if dropped := [c for m, c in recipe.metrics.items() if m not in new]:
            table = with_warnings(table, f"{', '.join(dropped)} stands in another table too")
        kept[index] = replace(readings[index], table=table, recipe=replace(recipe, metrics=new))
    return [kept[index] for index in sorted(kept)], unused


def _formats_called(source: str, known: Sequence[ExportFormat]) -> tuple[ExportFormat, ...]:
    if called := tuple(kind for kind in known if source == kind.id):
        return called
    if of_source := tuple(kind for kind in known if source in (kind.source, *kind.others)):
        return of_source
    ids = ", ".join(kind.id for kind in known)
    raise UnknownSource(f"there is no source {source!r}; known are: {AUTO}, {ids}")


def _label(table: Table) -> str:
    return table.title or ", ".join(name for name in table.header[:3] if name)


def _place(table: Table) -> str:
    return table.file.name + (f", sheet {table.sheet}" if table.sheet else "")


def _unknown(tables: Sequence[Table], formats: Sequence[ExportFormat]) -> UnknownSource:
    # Seldom needed, and it brings a library with it.
    from kpicells.sheets_sync.sources.suggested_crm import to_begin_with

    table = max(tables, key=lambda t: (len(t.header), t.rows_read or 0))
    near = [match for match in recognise(table, formats) if _is_near(match, table)][:3]
    where = _place(table)
    if any(hidden(name) != name for name in table.header):
        return UnknownSource(
            f"{where}: what should be the names of its columns holds e-mails or phones, so it is a "
            "list without a header, and is not shown here; export it with the names of its columns"
        )
    title = f" under the title {table.title!r}" if table.title else ""
    lines = [
        f"{where}: is no export that kpicells knows. Its columns{title}: "
        + ", ".join(name or "(no name)" for name in table.header[:40])
        + (" ..." if len(table.header) > 40 else "")
    ]
    lines += [f"  nearest: {match.format.id} ({_why(match, table)})" for match in near]
    lines += to_begin_with(table)
    return UnknownSource("\n".join(lines))


def _is_near(match: Match, table: Table) -> bool:
    """Whether enough of a table is known that a person would think of that export."""
    found = {*match.columns.roles.values(), *match.columns.metrics.values()}
    share = len(found) / max(len(table.header), 1)
    return match.score > _NEAR and share >= _MOSTLY and len(found) >= _A_FEW


def _why(match: Match, table: Table) -> str:
    said = misspelt(table, match.format, match.columns)
    return "; ".join([f"{match.format.en} {match.reason}", *said])
