"""Cards: every way of typing a KPI that a card shows is right."""

from __future__ import annotations

import math
import shlex

import pytest

from kpicells.addin.excel.formula_pieces import calls, closing, pieces
from kpicells.formulas import Kpi, NotAdditive, catalog
from kpicells.formulas.card import card
from kpicells.formulas.hosts import emit
from kpicells.formulas.totals import Obstacle, obstacle
from kpicells.sheets_sync.cli.values import read_values

OF_RANGES = ("SUMPRODUCT", "SUM", "MIN", "MAX", "MEDIAN", "COUNT")


def test_a_card_by_hand() -> None:
    en, ru = card(catalog["CTR"]), card(catalog["CTR"], "ru")
    assert en.addin == "=KPI.CTR(B2,C2)"
    assert ru.addin == "=KPI.CTR(B2;C2)"
    assert en.named == "=KPI_CTR(B2,C2)"
    assert ru.named == "=KPI_CTR(B2;C2)"
    assert en.total == '=KPI_TOTAL("CTR",B2:B13,C2:C13)'
    assert en.python == 'catalog["CTR"](clicks=5, impressions=100)'
    assert ru.formula.startswith("=ЕСЛИ(ЕЧИСЛО(B2)")
    assert en.obstacle is None


@pytest.mark.parametrize("kpi", catalog.values(), ids=catalog)
def test_the_calls_of_every_card_give_what_the_example_says(kpi: Kpi) -> None:
    facts = card(kpi)
    program, calc, kpi_id, *words = shlex.split(facts.command)
    assert (program, calc, kpi_id) == ("kpicells", "calc", kpi.id)
    by_command = kpi(**read_values(kpi, words))
    by_python = eval(facts.python, {"catalog": catalog})
    for result in (by_command, by_python):
        assert math.isclose(result, kpi.example.gives, rel_tol=5e-3, abs_tol=1e-12)
    assert by_command == by_python
    assert facts.formula == emit(kpi, "excel")


@pytest.mark.parametrize("kpi", catalog.values(), ids=catalog)
def test_a_card_offers_a_total_exactly_where_there_is_one(kpi: Kpi) -> None:
    facts = card(kpi)
    if facts.obstacle is None:
        assert f'"{kpi.id}"' in facts.total
        assert kpi.total.id == f"{kpi.id}_TOTAL"
    else:
        assert facts.total == ""
        with pytest.raises(NotAdditive):
            _ = kpi.total


@pytest.mark.parametrize(
    ("kpi_id", "argument", "why"),
    [
        ("ERR", "reach", Obstacle.PEOPLE),
        ("ARPU", "users", Obstacle.PEOPLE),
        ("ER", "followers", Obstacle.STATE),
        ("FOLLOWER_GROWTH", "followers_end", Obstacle.STATE),
        ("BREAK_EVEN_ROAS", "margin", Obstacle.UNIT),
        ("AVERAGE_WATCH_SHARE", "average_watch_time", Obstacle.MEASURE),
        ("MANN_KENDALL_Z", "series", Obstacle.RANGES),
    ],
)
def test_why_there_is_no_total(kpi_id: str, argument: str, why: Obstacle) -> None:
    found = obstacle(catalog[kpi_id])
    assert found is not None
    assert (found[0].name, found[1]) == (argument, why)


def test_the_refusal_of_a_total_says_what_is_so() -> None:
    with pytest.raises(NotAdditive, match="same people are counted again"):
        _ = catalog["ERR"].total
    with pytest.raises(NotAdditive, match="average watch time would be untrue") as refusal:
        _ = catalog["AVERAGE_WATCH_SHARE"].total
    assert "people" not in str(refusal.value)


@pytest.mark.parametrize("kpi", catalog.values(), ids=catalog)
def test_a_card_says_where_an_older_excel_needs_an_array_formula(kpi: Kpi) -> None:
    """There IF and TRANSPOSE see one cell of a range, even inside of SUMPRODUCT."""
    written = pieces(emit(kpi, "excel"))
    found = list(calls(written))
    spans = [(at, closing(written, at + 1) or 0) for at, name in found if name in OF_RANGES]
    inside = {name for at, name in found if any(start < at < end for start, end in spans)}
    assert card(kpi).as_array == bool({"IF", "TRANSPOSE", "MMULT"} & inside)
