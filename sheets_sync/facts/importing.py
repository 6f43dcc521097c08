"""A file taken into the store: read, checked, and stored whole or not at all."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from pathlib import Path
from typing import Any

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.errors import InputError, UnreadableFile
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.checking import Checked, check, reject_everywhere
from kpicells.sheets_sync.facts.currencies import check_same
from kpicells.sheets_sync.facts.day_order import DayFirst, unknown
from kpicells.sheets_sync.facts.digest import Digest, digest
from kpicells.sheets_sync.facts.hashing import Hashing
from kpicells.sheets_sync.facts.hiding import told
from kpicells.sheets_sync.facts.imported import Imported
from kpicells.sheets_sync.facts.people import hashed, same_secret
from kpicells.sheets_sync.facts.replacing import forget_earlier_reading, replace_older
from kpicells.sheets_sync.facts.staging import Irregular
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.facts.storing import store_table
from kpicells.sheets_sync.sources import Chosen
from kpicells.sheets_sync.sources.zones import on_days
from kpicells.sheets_sync.tables.archives import is_archive
from kpicells.sheets_sync.whoami import person

__all__ = ["Imported", "Read", "import_file"]

_LATER = ("personal", "persons", "person", "time_zone")

_STAGED_IN_MEMORY = 1 << 27
"""How large a file may be whose tables are staged in memory, in bytes."""

Read = Callable[[bool, Path], Chosen]
"""Reads the tables of the file and finds their recipes; its arguments are whether to read
carefully, and a folder for clean copies."""


def import_file(
    store: Store,
    client: str,
    path: Path,
    read: Read,
    *,
    dry_run: bool = False,
    zone: tzinfo | None = None,
    ask: DayFirst = unknown,
    tell: Callable[[str], None] = lambda _: None,
) -> Imported:
    """Import one file.

    Args:
        store: An open store.
        client: The client's name.
        path: The file.
        read: Reads its tables.
        dry_run: Undo everything at the end.
        zone: The time zone of the account, on whose days times with a zone are put.
        ask: Answers whether days come before months, where a whole column leaves it open.
        tell: Is told what is being done.

    Raises:
        InputError: The file, or a column of it, is at fault; nothing was stored.
        StoreError: The store cannot be written; nothing was stored.
    """
    try:
        result = _imported(
            store, client, path, read, dry_run=dry_run, zone=zone, ask=ask, tell=tell
        )
    except KpicellsError as error:
        # A file may hold an e-mail or a phone anywhere, in the place of a column's name too.
        if (said := told(str(error))) == str(error):
            raise
        raise type(error)(said) from None
    result.warnings = list(map(told, result.warnings))
    result.lost = list(map(told, result.lost))
    result.recognised = told(result.recognised)
    result.skipped = Counter({told(why): rows for why, rows in result.skipped.items()})
    return result


def _imported(
    store: Store,
    client: str,
    path: Path,
    read: Read,
    *,
    dry_run: bool,
    zone: tzinfo | None,
    ask: DayFirst,
    tell: Callable[[str], None],
) -> Imported:

    def prepared(chosen: Chosen, work: Path) -> tuple[Chosen, Hashing | None]:
        readings = [on_days(reading, work, zone) for reading in chosen.readings]
        chosen = replace(chosen, readings=readings)
        return hashed(chosen, work, store.path.parent, dry_run=dry_run)

    with (
        tempfile.TemporaryDirectory(prefix="kpicells-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(1) as pool,
    ):
        work = Path(folder)
        tell("looking at the file")
        chosen, hashing = prepared(read(False, work), work)
        # Counted and hashed while the cells are read.
        digesting = pool.submit(digest, path)
        recipe = _fingerprint(chosen)
        known = store.rows("SELECT 1 FROM imports WHERE client = ? LIMIT 1", [client])
        if known and (already := _already(store, client, path, digesting.result(), recipe)):
            already.lost = _lost(chosen)
            return already
        store.con.execute(f"ATTACH {sql.text(_place_of_stage(path, work))} AS stage")
        try:
            tell("reading")
            try:
                checked, lost = _check_all(store, chosen, lambda: digesting.result().lines, ask)
            except Irregular:
                tell("reading with care")
                chosen, hashing = prepared(read(True, work), work)
                try:
                    checked, lost = _check_all(store, chosen, None, ask)
                except Irregular as error:
                    raise UnreadableFile(
                        f"{path.name}: cannot be read as a table: {str(error).splitlines()[0]}"
                    ) from None
            result = _summary(client, path, chosen, checked)
            result.lost += lost
            tell("storing")
            with store.transaction(keep=not dry_run):
                if hashing is not None and not dry_run:
                    same_secret(store, hashing)
                _store(store, result, checked, path, digesting.result(), recipe)
        finally:
            store.con.execute("DETACH stage")
    if dry_run:
        result.import_id, result.dry_run = None, True
    return result


def _place_of_stage(path: Path, work: Path) -> str:
    """Where tables are staged: in memory is quicker, as long as there is room for the rest."""
    return ":memory:" if path.stat().st_size <= _STAGED_IN_MEMORY else str(work / "stage.duckdb")


def _check_all(
    store: Store, chosen: Chosen, lines: Callable[[], int] | None, ask: DayFirst
) -> tuple[list[Checked], list[str]]:
    """Check every reading; what cannot be taken of a ZIP's members is said, the others count."""
    checked: list[Checked] = []
    lost: dict[str, InputError] = {}
    for i, reading in enumerate(chosen.readings):
        if reading.table.sheet in lost:
            continue
        try:
            one = check(store.con, f"stage.t{i}", reading.table, reading.recipe, ask)
        except InputError as error:
            if not is_archive(reading.table.file):
                raise
            lost[reading.table.sheet] = error
            continue
        one.again = reading.again
        checked.append(one)
    checked = [one for one in checked if one.table.sheet not in lost]
    if lost and not checked:
        raise next(iter(lost.values()))
    for one in checked:
        straight = not one.table.row_numbers
        # One line, one row: else line breaks stand within quotes, and need the careful reader.
        if straight and lines is not None and lines() != one.table.skip + one.staged.rows:
            raise Irregular("line breaks within cells")
    for first, second in pairwise(checked):
        if second.again:
            reject_everywhere(store.con, [first, second])
    return checked, [f"{sheet}: {error}" for sheet, error in lost.items()]


def _summary(client: str, path: Path, chosen: Chosen, checked: list[Checked]) -> Imported:
    """The account of a file's rows, before anything is stored."""
    result = Imported(
        file=path.name,
        source=", ".join(dict.fromkeys(one.recipe.source for one in checked)),
        client=client,
        recognised=chosen.reason,
        lost=_lost(chosen),
        time_zone=", ".join(sorted({one.recipe.time_zone or "" for one in checked} - {""})),
    )
    at_fault: set[int] = set()
    for one in checked:
        if not one.again:
            result.rows_imported += one.usable
            result.skipped += one.skipped
            at_fault = set()
        result.rejected += [row for row in one.rejected if row.row not in at_fault]
        at_fault |= {row.row for row in one.rejected}
        result.metrics += [m for m in one.recipe.metrics if one.filled[m]]
        result.warnings += [w for w in one.warnings if w not in result.warnings]
        if one.period:
            days = (*one.period, *(result.period or ()))
            result.period = (min(days), max(days))
    for unused in chosen.unused:
        if unused.rows:
            result.skipped[unused.reason] += unused.rows
    result.metrics = list(dict.fromkeys(result.metrics))
    result.rows_read = result.rows_imported + result.skipped.total() + len(result.rejected)
    stated = [one.table.rows_read for one in checked if not one.again]
    stated += [unused.table.rows_read for unused in chosen.unused]
    known = [rows for rows in stated if rows is not None]
    if len(known) == len(stated) and sum(known) != result.rows_read:
        raise UnreadableFile(
            f"{path.name}: {sum(known)} rows were found and {result.rows_read} accounted for; "
            "nothing was imported"
        )
    if not result.rows_imported:
        raise InputError(_why_nothing(result))
    return result


def _lost(chosen: Chosen) -> list[str]:
    """What could not be read of the file, by its tables."""
    tables = [one.table for one in chosen.readings] + [one.table for one in chosen.unused]
    return list(dict.fromkeys(reason for table in tables for reason in table.lost))


def _why_nothing(result: Imported) -> str:
    if result.rejected:
        first = result.rejected[0]
        where = f"row {first.row}" + (f", column {first.column!r}" if first.column else "")
        return (
            f"{result.file}: no row could be read. Nothing was imported. "
            f"{where[0].upper()}{where[1:]}: {first.found!r} {first.reason}"
        )
    if not result.rows_read:
        return f"{result.file}: has a header and no rows; export it again for days with data"
    reasons = ", ".join(f"{count} {reason}" for reason, count in result.skipped.items())
    return f"{result.file}: has no row with numbers ({reasons}). Nothing was imported"


def _store(
    store: Store,
    result: Imported,
    checked: list[Checked],
    path: Path,
    file: Digest,
    recipe: str,
) -> None:
    client = result.client
    stored = store.rows("SELECT DISTINCT currency FROM parts WHERE client = ?", [client])
    of_stored = [code for (code,) in stored if code is not None]
    for one in checked:
        check_same(client, of_stored, one.currency, path.name, store.path.parent)
        if one.currency is not None:
            of_stored.append(one.currency)
    store.add_metrics(result.metrics)
    result.import_id = store.one("SELECT coalesce(max(id), 0) + 1 FROM imports")[0]
    reports = {(one.recipe.source, one.recipe.report) for one in checked}
    result.replaced = forget_earlier_reading(store, client, file.sha256, reports)
    for one in checked:
        store_table(store, one, client, result.import_id)
    replaced, warnings = replace_older(store, client, result.import_id, result.metrics)
    result.replaced += replaced
    result.warnings += warnings
    first, last = result.period or (None, None)
    store.con.execute(
        f"INSERT INTO imports VALUES ({', '.join('?' * 16)})",
        [
            result.import_id,
            client,
            path.name,
            str(path.resolve()),
            file.sha256,
            recipe,
            result.source,
            datetime.now(UTC).replace(tzinfo=None),
            person(),
            result.rows_read,
            result.rows_imported,
            result.skipped.total(),
            len(result.rejected),
            result.metrics,
            first,
            last,
        ],
    )


def _already(store: Store, client: str, path: Path, file: Digest, recipe: str) -> Imported | None:
    """What to say of a file that was imported before, read in the same way."""
    found: list[Any] = store.rows(
        "SELECT id, source, rows_read, rows_imported, metrics, first_day, last_day, imported_at "
        "FROM imports WHERE client = ? AND sha256 = ? AND recipe = ? ORDER BY id DESC LIMIT 1",
        [client, file.sha256, recipe],
    )
    if not found:
        return None
    number, source, rows, imported, metrics, first, last, when = found[0]
    result = Imported(path.name, source, client, rows, metrics=list(metrics), import_id=number)
    result.period = (first, last) if first else None
    result.skipped["already imported"] = rows
    left = store.one(
        "SELECT count(*) FROM records JOIN parts ON parts.id = part WHERE import_id = ?", [number]
    )[0]
    if left < imported:
        result.warnings.append(
            f"this file was imported on {when:%Y-%m-%d %H:%M} (UTC); newer files have replaced "
            f"{imported - left} of its {imported} rows since, and that was left as it is"
        )
    return result


def _fingerprint(chosen: Chosen) -> str:
    """What tells one way of reading a file from another."""
    parts = []
    for reading in chosen.readings:
        recipe = reading.recipe
        fields = {name: getattr(recipe, name) for name in recipe.__dataclass_fields__}
        fields.pop("warnings")
        for name in _LATER:
            # An import of an earlier version, which knew nothing of these, is the same import.
            if not fields[name]:
                fields.pop(name)
        fields["metrics"] = sorted(recipe.metrics.items())
        fields["defaults"] = sorted(recipe.defaults.items())
        fields["shares"] = sorted(recipe.shares)
        parts.append((reading.table.sheet, reading.table.title, sorted(map(str, fields.items()))))
    return hashlib.sha256(repr(parts).encode()).hexdigest()
