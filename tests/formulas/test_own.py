"""An agency's own KPI is a KPI like any other, and mistakes in it are told where they are."""

from __future__ import annotations

from typing import Any

import pytest

from kpicells.formulas import (
    DefinitionError,
    Goal,
    Metric,
    NotAdditive,
    NotANumber,
    Over,
    Unit,
    catalog,
    metrics,
)
from kpicells.formulas.own import COMPUTED, Own, OwnArgument
from tests.formulas.own_kpis import own, plain

# What it is.


def test_what_it_knows() -> None:
    kpi = own(
        means=("Points per person.", "Баллы на человека."),
        aliases=("points",),
        goals=(Goal.AWARENESS,),
        example={"likes": 10, "comments": 5, "shares": 2, "reach": 100, "gives": 0.26},
    )
    assert kpi.equation == "(likes + 2 * comments + 3 * shares) / reach"
    assert kpi(likes=10, comments=5, shares=2, reach=100) == 0.26
    assert kpi.arguments == ("likes", "comments", "shares", "reach")
    assert [p.ru for p in kpi.parameters] == ["Лайки", "Комментарии", "Репосты", "Охват"]
    assert (kpi.meaning, kpi.ru_meaning) == ("Points per person.", "Баллы на человека.")
    assert (kpi.unit, kpi.goals, kpi.source) == (Unit.RATIO, (Goal.AWARENESS,), "agency")
    assert (kpi.example.gives, kpi.example.by) == (0.26, "agency")


def test_what_is_left_out_is_filled() -> None:
    kpi = own()
    assert kpi.goals == tuple(Goal)
    assert kpi.equation in kpi.meaning
    assert kpi.equation in kpi.ru_meaning
    assert kpi.example.by == COMPUTED
    assert kpi(**kpi.example.arguments) == kpi.example.gives


@pytest.mark.parametrize(
    "formula",
    ["likes / (reach - views)", "sqrt(reach - views)", "ln(1 - likes / reach)", "sum(likes) / 7"],
)
def test_an_example_is_found_for_most_formulas(formula: str) -> None:
    kpi = own(formula)
    assert kpi(**kpi.example.arguments) == kpi.example.gives


def test_units_and_names_of_arguments_come_from_metrics_or_are_said() -> None:
    kpi = own("spend / vip_leads", arguments={"vip_leads": plain()})
    assert [(p.name, p.unit, p.en) for p in kpi.parameters] == [
        ("spend", Unit.MONEY, "Spend"), ("vip_leads", Unit.COUNT, "Something"),
    ]  # fmt: skip


def test_own_metrics_are_arguments_too() -> None:
    visits = Metric("own_visits", "Visits", "Визиты", adds_over=Over.NOTHING)
    with Own(metrics=(visits,)).in_use():
        kpi = own("spend / own_visits")
    with Own((kpi,), (visits,)).in_use():
        assert catalog["OWN_TRIAL"](spend=10, own_visits=5) == 2
        with pytest.raises(NotAdditive, match="sum of visits"):
            _ = kpi.total
    assert "own_visits" not in metrics


def test_what_stands_inside_a_sum_is_a_range() -> None:
    kpi = own("sum(clicks) / sum(impressions)")
    assert kpi([5, None, 15], [100, 50, 100]) == 0.1
    assert all(p.is_range and p.beside == ("clicks", "impressions") for p in kpi.parameters)


def test_a_single_cell_may_stand_inside_a_sum() -> None:
    capped = own("sum(min(likes, most)) / count(likes)", arguments={"most": plain(is_range=False)})
    assert capped([1, 5, 9], 5) == 11 / 3
    one_reach = own("sum(likes) / reach * count(likes)")
    assert one_reach([1, 3], 8) == 1.0


def test_blanks_count_as_zero_only_where_the_formula_says_so() -> None:
    kpi = own("(likes + or_blank(saves)) / reach")
    assert kpi(likes=5, saves=None, reach=10) == 0.5
    with pytest.raises(NotANumber):
        kpi(likes=None, saves=1, reach=10)
    summed = own("sum(likes + or_blank(saves)) / count(likes)")
    assert summed([1, None, 3], [2, 9, None]) == 3.0


def test_a_total_is_a_ratio_of_sums_or_refused() -> None:
    assert own("1000 * spend / impressions").total([1, 3], [1000, 1000]) == 2.0
    with pytest.raises(NotAdditive, match="reach"):
        _ = own().total


# Mistakes.

LONG_NAMES = [f"{'very_' * 9}long_{letter}" for letter in "abcdef"]
WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "name": ({"formula": "lkes / reach"}, ["OWN_TRIAL.formula: there is no metric 'lkes'"]),
    "syntax": ({"formula": "likes + / reach"}, ["OWN_TRIAL.formula: found '/'", "character 9"]),
    "no metric": ({"formula": "2 + 2"}, ["names no metric", "2 + 2"]),
    "range and cell": (
        {"formula": "clicks / sum(clicks)"},
        ["clicks is a range: write sum(clicks)", "clicks = { range = false }", "character 1"],
    ),
    "range outside": (
        {"formula": "vip / reach", "arguments": {"vip": plain(is_range=True)}},
        ["vip is a range: write sum(vip)", "character 1"],
    ),
    "no range in a sum": (
        {"formula": "sum(vip) / reach", "arguments": {"vip": plain(is_range=False)}},
        ["sum is of a range", "character 1"],
    ),
    "half a blank": ({"formula": "(likes + or_blank(likes)) / reach"}, ["everywhere or nowhere"]),
    "only blanks": ({"formula": "sum(or_blank(likes)) / reach"}, ["another range beside it"]),
    "too long": (
        {"formula": "min(likes, comments, shares, saves, replies, reach, views, clicks) ^ 2 + "
                    "min(likes, comments, shares, saves, replies, reach, views, clicks)"},
        ["cannot hold"],
    ),
    "too long for a cell": (
        {"formula": " + ".join([f"min({', '.join(LONG_NAMES)})"] * 3),
         "arguments": dict.fromkeys(LONG_NAMES, plain())},
        ["characters in a cell", "make two KPIs"],
    ),
    "argument unnamed": (
        {"formula": "vip / reach", "arguments": {"vip": OwnArgument(en="VIP")}},
        ["OWN_TRIAL.arguments.vip: vip is no metric", 'ru = "..."'],
    ),
    "argument of no use": (
        {"arguments": {"vip": plain()}}, ["arguments.vip: the formula does not mention 'vip'"],
    ),
    "metric renamed": (
        {"arguments": {"likes": plain()}}, ["arguments.likes: likes is a metric"],
    ),
    "argument's name": (
        {"formula": "offset / reach", "arguments": {"offset": plain()}},
        ["no argument may be called 'offset'", "offset_count"],
    ),
    "argument's letters": (
        {"formula": "лиды / reach", "arguments": {"лиды": plain()}}, ["'лиды' must be called by"],
    ),
    "shipped id": ({"kpi_id": "CTR"}, ["CTR is a KPI of the catalogue", "OWN_CTR"]),
    "small id": ({"kpi_id": "points"}, ["'points' cannot be the id", "capital"]),
    "code in the id": ({"kpi_id": "X(): import os\ndef Y"}, ["cannot be the id of a KPI"]),
    "total": ({"kpi_id": "POINTS_TOTAL"}, ["POINTS_TOTAL cannot be the id"]),
    "prefix": ({"kpi_id": "KPI_POINTS"}, ["KPI_POINTS cannot be the id"]),
    "no answer": (
        {"formula": "likes / (reach - reach)"},
        ["with typical numbers the formula gives #DIV/0!", "add an example"],
    ),
    "untrue example": (
        {"example": {"likes": 10, "comments": 5, "shares": 2, "reach": 100, "gives": 0.27}},
        ["OWN_TRIAL.example: the formula gives 0.26, but the example says 0.27"],
    ),
    "half an example": (
        {"example": {"likes": 10, "gives": 0.27}},
        ["example: found likes, gives; it must be { likes = ..., comments = ..., shares = ..., "],
    ),
    "example of an error": (
        {"example": {"likes": 10, "comments": 5, "shares": 2, "reach": 0, "gives": 0}},
        ["example: the formula gives #DIV/0!: reach is zero"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named(kind: str) -> None:
    said, parts = WRONG[kind]
    with pytest.raises(DefinitionError) as caught:
        own(**said)
    for part in parts:
        assert part in str(caught.value)
