"""A workspace as the add-ins' server asks it: what the dashboard shows, one cell at a time.

The facts are opened for a moment only, since an import needs them to itself, and what was found
is kept until a file changes.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kpicells.formulas import Kpi, catalog, metrics
from kpicells.formulas.errors import CellError, KpicellsError
from kpicells.formulas.own import Own
from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.facts.figures import NoFigure, figure
from kpicells.sheets_sync.facts.grains import last_days
from kpicells.sheets_sync.facts.rollup import roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.own_kpis import CODE, TEXTS
from kpicells.sheets_sync.own_metrics import REMEMBERED
from kpicells.sheets_sync.plan import Plan, PlannedKpi, read_plan
from kpicells.sheets_sync.rates.table import RATES
from kpicells.sheets_sync.refresh.reviewing import Review, ReviewedKpi, review
from kpicells.sheets_sync.refresh.run import PLAN, workbook_of
from kpicells.sheets_sync.serving.kept import Kept, state_of
from kpicells.sheets_sync.serving.names import (
    did_you_mean,
    folded,
    metric_named,
    planned_named,
    source_named,
)
from kpicells.sheets_sync.serving.whole_months import whole_figures, whole_plan
from kpicells.sheets_sync.workspace import SETTINGS, Workspace
from kpicells.templates.rows import DataRow

_log = logging.getLogger(__name__)
_TRIES, _PAUSE = 10, 0.3

Value = TypeVar("Value")


class ServedWorkspace:
    """Implements :class:`kpicells.addin.server.ports.Workspace` over a folder.

    Args:
        workspace: The workspace.

    Raises:
        DefinitionError: Its own KPIs are wrong.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._kept = Kept()
        self._own_state = state_of(self._own_files)
        self._take_over(workspace.own())

    @property
    def kpis(self) -> Mapping[str, Kpi]:
        """Every KPI by id, the agency's own among them; the same object until one changes."""
        with self._lock:
            state = state_of(self._own_files)
            if state != self._own_state:
                self._own_state = state
                try:
                    self._take_over(self._workspace.own())
                except KpicellsError as error:
                    _log.warning("own KPIs stay as they were: %s", error)
            return self._kpis

    def _take_over(self, own: Own) -> None:
        self._own = own
        with own.in_use():
            self._kpis = dict(catalog.items())

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Make the agency's own KPIs and metrics known while the block runs."""
        with self._own.in_use():
            yield

    def data(self, client: str, what: str, month: date | None, source: str | None) -> float:
        """A metric of a client in a month, or a KPI of its plan.

        Raises:
            CellError: There is no such number; the message says why.
        """
        with self._explained(), self.in_use():
            name = self._client(client)
            if metric := metric_named(what):
                rows = self._rows(name, month)
                return figure(rows, metric, source_named(source) if source else None)
            if source:
                raise NoFigure(f"{what[:60]!r} is no metric, and only metrics have sources")
            return self._number(self._reviewed(name, what, month), "actual", what)

    def target(self, client: str, what: str, month: date | None) -> float:
        """The target of a KPI of the plan, as a person may have changed it in the workbook.

        Raises:
            CellError: There is none.
        """
        with self._explained(), self.in_use():
            row = self._reviewed(self._client(client), what, month)
            return self._number(row, "target", what)

    def status(self, client: str, what: str, month: date | None) -> str:
        """How a KPI of the plan stands, as the dashboard says it.

        Raises:
            CellError: There is no such KPI in the plan.
        """
        with self._explained(), self.in_use():
            return self._reviewed(self._client(client), what, month).status

    def clients(self) -> Sequence[str]:
        """The names of all clients."""
        paths = (self._workspace.facts, self._clients_folder)
        return self._kept.get("clients", paths, self._all_clients)

    def review(self, client: str, month: date | None) -> Mapping[str, Any]:
        """How every KPI of a client's plan stands.

        Raises:
            CellError: There is no such client or plan, or the month is not in it.
        """
        with self._explained(), self.in_use():
            name = self._client(client)
            return self._review(name, self._plan(name), month).to_json()

    def month(self, client: str, month: date | None, of: str) -> Mapping[str, Any]:
        """A whole month of a client: its figures, or the KPIs of its plan.

        Raises:
            CellError: There is no such client or plan, or the month is not in it.
        """
        with self._explained(), self.in_use():
            name = self._client(client)
            if of == "data":
                return whole_figures(self._rows(name, month))
            plan = self._plan(name)
            return whole_plan(plan, self._review(name, plan, month))

    def _client(self, name: str) -> str:
        """The client as it is stored.

        Raises:
            NoFigure: There is none of this name.
        """
        for client in self.clients():
            if folded(client) == folded(name):
                return client
        # Who may not see the others is not told their names.
        raise NoFigure(f"there is no client {name[:60]!r} in this workspace")

    def _all_clients(self) -> list[str]:
        found = self._workspace.clients
        if self._workspace.facts.exists():
            stored = self._from_facts(lambda s: s.rows("SELECT DISTINCT client FROM parts"))
            found = list(dict.fromkeys((*found, *(client for (client,) in stored))))
        return found

    def _rows(self, client: str, month: date | None) -> tuple[DataRow, ...]:
        if not self._workspace.facts.exists():
            raise NoFigure("there are no facts yet; `kpicells import` brings some in")

        plan = self._workspace.client_folder(client) / PLAN
        currency = self._plan(client).currency if plan.exists() else None

        def find() -> tuple[DataRow, ...]:
            def asked(store: Store) -> tuple[DataRow, ...]:
                first = month or max(last_days(store, client).values(), default=date.min)
                first = first.replace(day=1)
                rows = roll_up(store, client, first, month_end(first), currency)
                return tuple(r for r in (*rows.days, *rows.months) if r.day.replace(day=1) == first)

            return self._from_facts(asked)

        paths = (self._workspace.facts, self._workspace.folder / RATES, plan, *self._own_files)
        return self._kept.get(("rows", client, month), paths, find)

    def _from_facts(self, ask: Callable[[Store], Value]) -> Value:
        """An answer of the store, which is waited for while an import has it."""
        for left in reversed(range(_TRIES)):
            try:
                with Store(self._workspace.facts, read_only=True) as store:
                    return ask(store)
            except StoreError as error:
                if not left or "in use" not in str(error):
                    raise
                time.sleep(_PAUSE)
        raise AssertionError

    def _reviewed(self, client: str, what: str, month: date | None) -> ReviewedKpi:
        plan = self._plan(client)
        row = self._planned(plan, what)
        found = self._review(client, plan, month)
        return next(kpi for kpi in found.kpis if kpi.key == row.key)

    def _review(self, client: str, plan: Plan, month: date | None) -> Review:
        if month and month not in plan.months:
            first, last = plan.months[0], plan.months[-1]
            raise NoFigure(f"{month:%Y-%m} is not in the plan: {first:%Y-%m} to {last:%Y-%m}")

        def find() -> Review:
            return review(self._workspace, client, month)

        return self._kept.get(("review", client, month), self._files(client), find)

    def _plan(self, client: str) -> Plan:
        path = self._workspace.client_folder(client) / PLAN
        if not path.exists():
            raise NoFigure(f"{client} has no plan yet; `kpicells init` makes one")
        return self._kept.get(("plan", client), (path, *self._own_files), lambda: read_plan(path))

    def _planned(self, plan: Plan, what: str) -> PlannedKpi:
        if row := planned_named(plan, what):
            return row
        names = [row.label(plan.lang) for row in plan.kpis]
        hint = did_you_mean(what, (*names, *(row.key for row in plan.kpis), *metrics))
        raise NoFigure(
            f"{what[:60]!r} is neither a metric nor a KPI of the plan{hint or '.'} "
            f"In the plan are: {', '.join(names)}"
        )

    @staticmethod
    def _number(row: ReviewedKpi, which: str, what: str) -> float:
        value = row.numbers[which]
        if value is None:
            missing = "target" if which == "target" else "number"
            raise NoFigure(f"{what[:60]} has no {missing} for this month")
        return value

    def _files(self, client: str) -> tuple[Path, ...]:
        space = self._workspace
        return (
            space.facts,
            space.folder / RATES,
            space.client_folder(client) / PLAN,
            workbook_of(space, client),
            space.folder / SETTINGS,
            *self._own_files,
        )

    @property
    def _clients_folder(self) -> Path:
        return self._workspace.folder / "clients"

    @property
    def _own_files(self) -> tuple[Path, ...]:
        return tuple(self._workspace.folder / name for name in (TEXTS, CODE, REMEMBERED))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Tell what is wrong with a file as a cell can, without where the workspace lies."""
        try:
            yield
        except CellError:
            raise
        except KpicellsError as error:
            _log.warning("a question of a cell: %s", error)
            place = f"{self._workspace.folder}{os.sep}"
            raise NoFigure(str(error).replace(place, "")) from None
