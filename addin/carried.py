"""An agency's own KPIs, carried to where its workspace is not: into LibreOffice, into xlwings.

What is carried is code, as the extension or the module is that it comes with: it is read from
there alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from kpicells.addin.calls import Calls, Function
from kpicells.formulas import catalog
from kpicells.formulas.errors import NotAdditive
from kpicells.formulas.kpi import Kpi

FILE = "own_kpis.pickle"
"""What the file is called, wherever it lies."""


def carried() -> bytes | None:
    """The own KPIs of the workspace in use with their totals; None where there are none.

    Whether a total is true is asked here, where the workspace's own metrics are known.
    """
    own = [kpi for kpi in catalog.values() if kpi.id not in catalog.shipped]
    return pickle.dumps((own, totals_of(own)), protocol=4) if own else None


def everything(content: bytes | None) -> tuple[list[Kpi], Calls]:
    """The shipped KPIs and those that were carried, and what answers their calls.

    >>> kpis, calls = everything(None)
    >>> calls.answer("KPI_TOTAL", ["CTR", [[5], [15]], [[100], [300]]])
    {'value': 0.05}
    """
    kpis = list(catalog.shipped.values())
    totals = totals_of(kpis)
    if content:
        own, own_totals = pickle.loads(content)
        kpis += own
        totals += own_totals
    return kpis, Calls(map(Function.of, kpis), map(Function.of, totals))


def totals_of(kpis: Iterable[Kpi]) -> list[Kpi]:
    """The total of each KPI that has a true one."""
    found = []
    for kpi in kpis:
        try:
            found.append(kpi.total)
        except NotAdditive:
            continue
    return found
