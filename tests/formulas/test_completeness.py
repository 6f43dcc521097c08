"""Every KPI has all its parts; a forgotten one fails the build with what to add."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kpicells.formulas import Example, Kpi, catalog
from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.kpi import Better, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share
from tests.formulas.completeness import lacking, shared_names

CTR = catalog["CTR"]


@pytest.mark.parametrize("kpi", catalog.shipped.values(), ids=lambda kpi: kpi.id)
def test_nothing_is_lacking(kpi: Kpi) -> None:
    assert lacking(kpi) == []


def test_every_name_is_of_one_kpi_unless_people_mean_several() -> None:
    assert shared_names(catalog.shipped.values()) == []


@pytest.mark.parametrize(
    ("without", "says"),
    [
        ({"ru": ""}, "add its Russian name"),
        ({"ru": "Clickability"}, "add its Russian name"),
        ({"ru_meaning": ""}, "add what it means in Russian"),
        ({"meaning": ""}, "begin its docstring"),
        ({"aliases": ()}, "add what people call it"),
        ({"not_to_be_confused": ""}, "add what it is taken for"),
        ({"source": ""}, "add where its formula is defined"),
        ({"example": Example(clicks=5, impressions=100, gives=0.05, by="")}, "who published"),
        ({"example": Example(clicks=5, impressions=100, gives=5.0, by="https://a.example")},
         "gives 0.05, not 5.0"),
        ({"example": Example(clicks=5, impressions=0, gives=0.0, by="https://a.example")},
         "impressions is zero"),
    ],
)  # fmt: skip
def test_what_is_forgotten_is_told_with_what_to_add(without: dict[str, Any], says: str) -> None:
    (said,) = lacking(replace(CTR, **without))
    assert said.startswith("CTR: ")
    assert says in said


def test_a_name_that_is_taken_is_told() -> None:
    other = replace(CTR, id="OTHER", en="A", ru="А", aliases=())
    assert shared_names([CTR, other]) == []
    (said,) = shared_names([CTR, replace(other, en="Click-through rate")])
    assert said == "CTR, OTHER are all called 'click-through rate': leave it to one of them"


def test_an_example_of_other_arguments_is_no_definition() -> None:
    with pytest.raises(DefinitionError, match="the example gives clicks but the function takes"):

        @kpi(
            en="A",
            ru="А",
            better=Better.HIGHER,
            stage=Stage.ACTION,
            goals=(Goal.LEADS,),
            source="https://a.example",
            example=Example(clicks=5, gives=0.05, by="https://a.example"),
        )
        def share_of_clicks(clicks: Count, impressions: Count) -> Share:
            return clicks + impressions
