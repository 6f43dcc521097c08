"""A KPI as a Python object: it is called, copied and looked at like a function."""

from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from kpicells.formulas import NotANumber, OutOfRange, ZeroDenominator, catalog


@pytest.mark.parametrize("called_before", [False, True])
def test_a_copy_computes_the_same(called_before: bool) -> None:
    kpi = copy.copy(catalog["CPL"])
    if called_before:
        kpi(10, 2)
    for other in (pickle.loads(pickle.dumps(kpi)), copy.deepcopy(kpi)):
        assert other(spend=10, leads=4) == 2.5
        assert (other.id, other.body, other.__doc__) == (kpi.id, kpi.body, kpi.__doc__)


def test_its_signature_names_the_arguments() -> None:
    assert str(inspect.signature(catalog["CTR"])) == "(clicks, impressions)"


def test_wrong_arguments_are_told_by_name() -> None:
    with pytest.raises(TypeError, match="impressions"):
        catalog["CTR"](5)
    with pytest.raises(TypeError, match="shows"):
        catalog["CTR"](clicks=5, shows=100)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ((5, 0), ZeroDenominator, "impressions is zero"),
        ((10**400, 1), OutOfRange, "clicks is too large a number"),
        ((1, 10**400), OutOfRange, "impressions is too large a number"),
        ((1e308, 1e-308), OutOfRange, "too large a number"),
        ((float("inf"), 1), NotANumber, "clicks is infinite"),
        ((1, float("-inf")), NotANumber, "impressions is infinite"),
        ((1, True), NotANumber, "impressions is the logical value TRUE"),
        (("5", 100), NotANumber, "clicks is the text '5'"),
        ((None, 10**400), NotANumber, "clicks is blank"),
    ],
)
def test_what_is_no_number_is_said(
    arguments: tuple[object, ...], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        catalog["CTR"](*arguments)


def test_whole_numbers_are_computed_as_floats() -> None:
    """As a cell computes them: beyond 2**53 a whole number is rounded first."""
    found = catalog["ENGAGEMENTS"](2**53 + 1, 1, 0, 0)
    assert type(found) is float
    assert found == float(2**53) + 1
    assert type(catalog["ENGAGEMENTS"](1, 2, None, 3)) is float
