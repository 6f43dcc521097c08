"""Small tables imported as the command imports them: by a mapping file, into a real store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from kpicells.formulas import metrics
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import Chosen
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables

CLIENT = "Nordlys"
DAILY = """
source = "ads"
date = "Day"
campaign = "Campaign"
account = "Account"
currency = "USD"
[metrics]
clicks = "Clicks"
spend = "Spend"
"""
"""A mapping for the columns Day, Account, Campaign, Clicks and Spend."""
HEADER = ("Day", "Account", "Campaign", "Clicks", "Spend")


@dataclass(frozen=True)
class Desk:
    """A folder with files and a store."""

    folder: Path
    store: Store

    def write(self, text: str, name: str = "table.csv") -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def take(
        self,
        text: str,
        mapping: str = DAILY,
        *,
        name: str = "table.csv",
        client: str = CLIENT,
        dry_run: bool = False,
    ) -> Imported:
        """Import a table."""
        path = self.write(text, name)
        described = load_mapping(self.write(mapping, "mapping.toml"))

        def read(careful: bool, work: Path) -> Chosen:
            return described.chosen(read_tables(path, work, careful=careful))

        return import_file(self.store, client, path, read, dry_run=dry_run)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """All that the store holds."""
        tables = ("imports", "parts", "records", "measures", "facts")
        return {table: self.store.rows(f"FROM {table} ORDER BY ALL") for table in tables}


@contextmanager
def desk() -> Iterator[Desk]:
    """An empty one; what a mapping declares is forgotten with it."""
    with (
        TemporaryDirectory() as name,
        metrics.extended_by([]),
        Store(Path(name) / "facts.duckdb") as store,
    ):
        yield Desk(Path(name), store)


def csv(rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER, sign: str = ",") -> str:
    """The text of a table; None is a blank cell."""
    lines = [sign.join(header)]
    for row in rows:
        cells = ("" if cell is None else str(cell) for cell in row)
        lines.append(sign.join(f'"{cell}"' if sign in cell else cell for cell in cells))
    return "\n".join(lines) + "\n"


def october(day: int) -> date:
    return date(2026, 10, day)
