"""Draws what people put into cells: plausible numbers, and everything else.

Hypothesis draws the numbers, derandomized; a generator seeded with the KPI's name combines them.
So a case which passes here passes in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any, TypeAlias

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kpicells.formulas import Kpi, Unit, catalog
from kpicells.formulas.kpi import Parameter

Case: TypeAlias = tuple[Any, ...]
"""The arguments of one call, in order; a list for a range."""

ERROR = "=1/0"
"""A cell that holds an error."""
PER_KPI = 200

_plausible = {
    Unit.COUNT: st.integers(0, 2_000_000),
    Unit.SHARE: st.integers(0, 1000).map(lambda permille: permille / 1000),
    Unit.MONEY: st.integers(0, 10**9).map(lambda cents: cents / 100),
    Unit.RATIO: st.integers(0, 10_000).map(lambda percent: percent / 100),
    Unit.SECONDS: st.integers(0, 100_000),
    Unit.HOURS: st.integers(0, 1000).map(lambda tenths: tenths / 10),
    Unit.DAYS: st.integers(0, 366),
    Unit.NUMBER: st.integers(-1000, 100_000).map(lambda hundredths: hundredths / 100),
}
_small = st.integers(1, 12)
_wild = st.one_of(
    st.just(0),
    st.sampled_from([1e-9, -1e-9, 1e-150, 1e15, -1e15, 1e200, 1.5e308, -1.5e308, 0.1, 1 / 3]),
    st.integers(-1000, -1),
    st.floats(-1e12, 1e12, allow_nan=False, allow_subnormal=False),
)
_NOT_A_NUMBER = (None, None, "", "abc", "5", "5 %", "1 000", True, False, ERROR)


def _number(unit: Unit) -> st.SearchStrategy[Any]:
    return st.one_of(_plausible[unit], _plausible[unit], _small, _wild)


@cache
def _pool(unit: Unit, tame: bool) -> list[Any]:
    """Numbers drawn by hypothesis once, from which all KPIs of this unit are served."""
    found: list[Any] = []

    @settings(
        max_examples=300,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(_plausible[unit], _small) if tame else _number(unit))
    def collect(number: Any) -> None:
        found.append(number)

    collect()
    return found


def drawn(kpi: Kpi) -> list[Case]:
    """The worked example, then a few hundred cases."""
    random = Random(kpi.id)
    found = [_case(kpi, random) for _ in range(PER_KPI)]
    if not kpi.id.endswith("_TOTAL"):
        given = (kpi.example.arguments[name] for name in kpi.arguments)
        found.insert(0, tuple(list(v) if isinstance(v, tuple) else v for v in given))
    return found


def _case(kpi: Kpi, random: Random) -> Case:
    tame = random.random() < 0.3
    length = random.randint(1, 8)
    case = [_argument(parameter, length, tame, random) for parameter in kpi.parameters]
    if not tame and random.random() < 0.3:
        place = random.randrange(len(case))
        bad = random.choice(_NOT_A_NUMBER)
        if isinstance(case[place], list):
            case[place][random.randrange(len(case[place]))] = bad
        else:
            case[place] = bad
    return tuple(case)


def _argument(parameter: Parameter, length: int, tame: bool, random: Random) -> Any:
    pool = _pool(parameter.unit, tame or parameter.is_range)
    if not parameter.is_range:
        return random.choice(pool)
    if len(parameter.beside) == 1:
        length = random.randint(1, 8)  # it stands apart, and may be as long as it likes
    cells = [random.choice(pool) for _ in range(length)]
    if not tame:
        holes = [None, None, ""]
        cells = [random.choice(holes) if random.random() < 0.2 else cell for cell in cells]
        if random.random() < 0.2:
            cells[random.randrange(length)] = random.choice(_pool(parameter.unit, False))
    return cells


@cache
def all_cases() -> dict[str, list[Case]]:
    """The cases of every KPI, of a few totals, and of KPIs made to try each node."""
    from tests.formulas.nodes_as_kpis import TRIALS

    totals = [catalog[f"{name}_TOTAL"] for name in ("CTR", "CPM", "ENGAGEMENTS")]
    return {kpi.id: drawn(kpi) for kpi in (*catalog.values(), *totals, *TRIALS.values())}


def kpi_of(kpi_id: str) -> Kpi:
    """The KPI with this id, a trial among them."""
    from tests.formulas.nodes_as_kpis import TRIALS

    return TRIALS[kpi_id] if kpi_id in TRIALS else catalog[kpi_id]


def flat(case: Case) -> Sequence[Any]:
    """All cells of a case."""
    return [
        cell
        for argument in case
        for cell in (argument if isinstance(argument, list) else [argument])
    ]
