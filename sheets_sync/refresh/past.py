"""What each KPI of a plan was in the past, month by month, by the workbook's own formulas."""

from __future__ import annotations

from datetime import date

from kpicells.sheets_sync.facts.rollup import Rollup, roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.hosts.compute import Place, compute
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.months import month_after, month_end
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.plan.targets import MonthFigures
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.workspace import Workspace, client_name
from kpicells.templates.build import build
from kpicells.templates.layout import Value, Workbook
from kpicells.templates.names import kpi_names

_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
MOST_MONTHS = 48


def all_known(workspace: Workspace, plan: Plan) -> Rollup:
    """Everything that was ever imported of a client.

    Raises:
        StoreError: The facts cannot be read.
    """
    if not workspace.facts.exists():
        return Rollup()
    with Store(workspace.facts, read_only=True) as store:
        return roll_up(store, client_name(plan.client), _FIRST, _LAST, plan.currency)


def past_months(plan: Plan, rollup: Rollup) -> dict[str, list[MonthFigures]]:
    """The complete months of each KPI, by its key, oldest first.

    A month counts once every source that feeds the plan has told of its last day.

    Args:
        plan: The client's plan.
        rollup: All that is known of the client.

    Raises:
        InputError: Plan and facts do not fit together.
    """
    complete = _complete_months(rollup)
    if not complete:
        return {row.key: [] for row in plan.kpis}
    years = plan.model_copy(update={"starts": complete[0]})
    content = assemble(years, rollup, complete[-1], months=tuple(complete))
    layout = build(content)
    values = compute(layout)
    names = kpi_names(content)
    found: dict[str, list[MonthFigures]] = {}
    for row in plan.kpis:
        name = names[row.key]
        actual = _row(layout, values, f"actual_{name}")
        parts = {
            argument: _row(layout, values, f"numbers_{name}_{argument}")
            for argument in row.arguments
        }
        found[row.key] = [
            MonthFigures(
                month,
                value,
                {a: part for a, of in parts.items() if (part := of[i]) is not None},
            )
            for i, month in enumerate(complete)
            if (value := actual[i]) is not None
        ]
    return found


def _complete_months(rollup: Rollup) -> list[date]:
    days = [row.day for row in (*rollup.days, *rollup.months)]
    if not days:
        return []
    through = min(rollup.through.values())
    first = min(days)
    month = first if first.day == 1 else month_after(first)
    found = []
    while month_end(month) <= through:
        found.append(month)
        month = month_after(month)
    return found[-MOST_MONTHS:]


def _row(layout: Workbook, values: dict[Place, Value], name: str) -> list[float | None]:
    area = parse_area(layout.all_names()[name])
    assert area is not None
    shown = [values.get((area.sheet, row, column)) for row, column in area.places()]
    return [float(value) if isinstance(value, int | float) else None for value in shown]
