"""Targets from a client's own history, and their place in the plan's file."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.plan.model import PlannedKpi
from kpicells.sheets_sync.plan.targets import (
    MonthFigures,
    parse_season,
    propose_targets,
    rounded,
)
from kpicells.sheets_sync.plan.writing import with_targets

LEADS = PlannedKpi(metric="leads")
CPL = PlannedKpi(kpi="CPL")


def months(first: date, count: int) -> list[date]:
    start = first.year * 12 + first.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, start + count)]


def history(*values: float, first: date = date(2025, 1, 1)) -> list[MonthFigures]:
    return [
        MonthFigures(month, value, {"leads": value})
        for month, value in zip(months(first, len(values)), values, strict=True)
    ]


def test_nothing_comes_from_thin_air() -> None:
    found = propose_targets(LEADS, [], months(date(2026, 1, 1), 3), 0.1)
    assert (found.baseline, found.targets) == (None, {})


def test_three_months_give_a_flat_target_with_growth() -> None:
    found = propose_targets(LEADS, history(90, 100, 400), months(date(2025, 4, 1), 2), 0.1)
    assert found.baseline == 100
    assert found.season == "flat"
    assert list(found.targets.values()) == [110, 110]


def test_a_price_gets_better_by_falling() -> None:
    past = [
        MonthFigures(month, spend / leads, {"spend": spend, "leads": leads})
        for month, spend, leads in zip(
            months(date(2025, 1, 1), 3), (1000, 2000, 3000), (50, 50, 50), strict=True
        )
    ]
    found = propose_targets(CPL, past, months(date(2025, 4, 1), 1), 0.1)
    # 6000 of spend over 150 leads is 40; the mean of 20, 40 and 60 would say so only by chance.
    assert found.baseline == 40
    assert found.targets == {date(2025, 4, 1): 36}


def test_a_ratio_is_one_of_sums_not_a_mean_of_ratios() -> None:
    past = [
        MonthFigures(date(2025, 1, 1), 10.0, {"spend": 1000, "leads": 100}),
        MonthFigures(date(2025, 2, 1), 100.0, {"spend": 100, "leads": 1}),
    ]
    found = propose_targets(CPL, past, months(date(2025, 3, 1), 1), 0.0)
    assert found.baseline == pytest.approx(1100 / 101)


SHAPE = (0.6, 0.7, 0.9, 1.0, 1.1, 1.2, 1.3, 1.2, 1.1, 1.0, 0.9, 1.0)


def test_a_year_shows_its_season() -> None:
    past = history(*(200 * factor for factor in SHAPE))
    found = propose_targets(LEADS, past, months(date(2026, 1, 1), 12), 0.0)
    assert found.season == "own"
    assert found.baseline == pytest.approx(200)
    for month, factor in zip(sorted(found.targets), SHAPE, strict=True):
        assert found.targets[month] == pytest.approx(200 * factor, rel=0.05)


def test_a_season_may_be_typed_where_there_is_no_year() -> None:
    typed = [2.0 * factor for factor in SHAPE]
    past = history(120, 140, 180)
    found = propose_targets(LEADS, past, months(date(2026, 1, 1), 1), 0.0, typed)
    assert found.season == "typed"
    assert found.baseline == pytest.approx(200)
    assert found.targets == {date(2026, 1, 1): 120}


@pytest.mark.parametrize("text", ["1,1", "1," * 11 + "x", "1," * 11 + "0", "1," * 11 + "nan", ""])
def test_a_season_is_twelve_positive_numbers(text: str) -> None:
    with pytest.raises(ValueError, match="twelve positive numbers"):
        parse_season(text)


@given(st.floats(1e-6, 1e9))
def test_a_rounded_target_is_near_and_short(value: float) -> None:
    found = rounded(value)
    assert abs(found - value) <= 0.026 * value
    assert rounded(found) == found
    assert len(f"{found:e}".partition("e")[0].rstrip("0").replace(".", "")) <= 3


@given(st.floats(1e-4, 1e6), st.floats(0.005, 0.025))
def test_a_target_may_be_rounded_more_closely(value: float, near: float) -> None:
    assert rounded(value, near) == pytest.approx(value, rel=near * 1.001)


def test_a_small_growth_does_not_get_lost_in_rounding() -> None:
    """2 % more than 1.2 % are 1.224 %."""
    ctr = PlannedKpi(kpi="CTR")
    months = [MonthFigures(date(2026, n, 1), 0.012, {"clicks": 12, "impressions": 1000})
              for n in (1, 2, 3)]  # fmt: skip
    found = propose_targets(ctr, months, [date(2026, 4, 1)], 0.02)
    assert found.targets[date(2026, 4, 1)] == pytest.approx(0.0122)


PLAN = """# a person's comment
client = "A"
goal = "leads"     # the goal
starts = "2026-01"

[[kpis]]
metric = "leads"   # what counts
weight = 0.5
# targets = { "2026-01" = 100 }

[[kpis]]
kpi = "CPL"
weight = 0.5
targets = { 2026-01 = 20.5 }   # typed
"""


def test_targets_are_written_and_all_else_stays() -> None:
    plan = Plan.model_validate(tomllib.loads(PLAN))
    wanted = {key: {date(2026, 1, 1): 10.0, date(2026, 2, 1): 12.5} for key in ("leads", "cpl")}
    text = with_targets(PLAN, plan, wanted)
    read = Plan.model_validate(tomllib.loads(text))
    assert read.kpis[0].targets == wanted["leads"]
    assert read.kpis[1].targets == {date(2026, 1, 1): 20.5, date(2026, 2, 1): 12.5}
    assert "\n# targets" not in text, "the line that shows how to write them has gone"
    for comment in ("# a person's comment", "# the goal", "# what counts", "# typed"):
        assert comment in text
    again = with_targets(text, plan, wanted, replace=True)
    assert Plan.model_validate(tomllib.loads(again)).kpis[1].targets == wanted["cpl"]
