"""The typeset formulas say what the formulas compute, down to each bracket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isclose
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpicells.formulas import CellError, Kpi, catalog, nodes
from kpicells.formulas import expression as words
from kpicells.formulas.hosts.mathml import Typeset, short_name, typeset, worked
from kpicells.formulas.ranges import Cells, Median, Position, Rises, Rows, Smallest, Total
from tests.formulas.mathml_reader import Sheet, markup, plain, sides, value
from tests.formulas.nodes_as_kpis import TRIALS

LANGUAGES = ("en", "ru")
EVERYTHING = {**catalog, **TRIALS}
del EVERYTHING["T_DEEP"]  # its example divides by zero; the property test has deep trees


def read(shown: Typeset, kpi: Kpi, arguments: Mapping[str, Any], lang: str) -> float:
    """Computes what is typeset, letters and parts included."""
    names = dict[str, Any]()
    for parameter in kpi.parameters:
        given_name = short_name(parameter.ru if lang == "ru" else parameter.en)
        name = f"<mi>{given_name}</mi>"
        if shown.letters:
            ((letter,),) = sides(shown.letters[parameter.name])
            name = markup(letter)
        assert name not in names
        names[name] = arguments[parameter.name]
    sheet = Sheet(names, plain)
    for part in reversed(shown.parts):
        (letter,), body = sides(part)
        names[markup(letter)] = value(body, sheet)
    (told,), body = sides(shown.formula)
    assert told.text == kpi.id
    return value(body, sheet)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kpi_id", EVERYTHING)
def test_formula_read_from_the_page_gives_the_published_result(kpi_id: str, lang: str) -> None:
    kpi = EVERYTHING[kpi_id]
    arguments = {n: [1 if c is None else c for c in v] if isinstance(v, list) else v
                 for n, v in kpi.example.arguments.items()}  # fmt: skip
    expected = kpi.example.gives if kpi_id in catalog else kpi(**arguments)
    assert isclose(read(typeset(kpi, lang), kpi, arguments, lang), expected, rel_tol=1e-9)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kpi_id", EVERYTHING)
def test_numbers_put_in_give_the_published_result(kpi_id: str, lang: str) -> None:
    kpi = EVERYTHING[kpi_id]
    told, *bodies, answer = sides(worked(kpi, kpi.example.arguments, "answer", lang=lang))
    assert told[0].text == kpi.id
    assert answer[0].text == "answer"
    expected = kpi.example.gives if kpi_id in catalog else kpi(**kpi.example.arguments)
    for body in bodies:
        assert isclose(value(body, Sheet({}, plain)), expected, rel_tol=1e-9)
    assert bodies or kpi_id == "MANN_KENDALL_S"


def test_a_name_says_no_unit_and_no_remark() -> None:
    assert short_name("Watch time, s") == "Watch time"
    assert short_name("Риск ложной тревоги, обычно 0,05") == "Риск ложной тревоги"
    assert short_name("Mentions of all compared brands, this one included") == (
        "Mentions of all compared brands, this one included"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_arguments_share_a_name(lang: str) -> None:
    for kpi in catalog.values():
        names = [short_name(p.ru if lang == "ru" else p.en) for p in kpi.parameters]
        assert len(set(names)) == len(names), kpi.id


def test_long_formulas_use_letters_and_name_what_comes_again() -> None:
    shown = typeset(catalog["TWO_PROPORTION_Z"])
    assert set(shown.letters) == set(catalog["TWO_PROPORTION_Z"].arguments)
    assert len(shown.parts) == 1
    assert not typeset(catalog["CTR"]).letters


def test_names_from_outside_cannot_become_markup() -> None:
    first, *others = catalog["CTR"].parameters
    hostile = replace(
        catalog["CTR"], parameters=(replace(first, en="<script>alert(1)</script> & co"), *others)
    )
    assert "<script" not in typeset(hostile).formula
    assert "&lt;script&gt;" in typeset(hostile).formula


# Any tree, not only those that somebody has needed so far.

BASE = replace(
    TRIALS["T_EXTREMES"],
    parameters=(
        *TRIALS["T_EXTREMES"].parameters,
        *TRIALS["T_WEIGHTED"].parameters,
    ),
)
_RANGES = tuple(p.name for p in TRIALS["T_WEIGHTED"].parameters)
_whole = st.integers(-6, 6)
_leaf: st.SearchStrategy[nodes.Expr] = st.one_of(
    st.sampled_from([nodes.Argument(name) for name in "abc"]),
    _whole.map(lambda number: nodes.Number(float(number))),
    st.sampled_from([0.5, 1.25, -2.5]).map(nodes.Number),
)
_cell = st.sampled_from([Cells(name, False, _RANGES, _RANGES) for name in _RANGES])
_in_row = st.recursive(
    st.one_of(_leaf, _cell, _cell.map(Position)),
    lambda parts: st.builds(
        lambda operation, left, right: operation(left, right),
        st.sampled_from([nodes.Add, nodes.Subtract, nodes.Multiply]),
        parts,
        parts,
    ),
    max_leaves=4,
).filter(lambda node: any(isinstance(part, Cells) for part in node.walk()
                          if not isinstance(part, Position)))  # fmt: skip
_over_rows = st.builds(
    lambda kind, of: kind(of), st.sampled_from([Total, Rows, Smallest, Median, Rises]), _in_row
)


def _larger(parts: st.SearchStrategy[nodes.Expr]) -> st.SearchStrategy[nodes.Expr]:
    tests = st.builds(nodes.Condition, parts, st.sampled_from(["<", "<=", "="]), parts)
    combined = st.one_of(
        tests,
        st.builds(words.every, tests, tests),
        st.builds(words.some, tests, st.builds(words.every, tests, tests)),
        st.builds(words.every, tests, st.builds(words.some, tests, tests)),
    )
    binary = st.sampled_from([nodes.Add, nodes.Subtract, nodes.Multiply, nodes.Ratio, nodes.Power])
    unary = st.sampled_from(
        [nodes.Root, nodes.Absolute, nodes.Sign, nodes.RoundUp, nodes.NormalShare, nodes.Ln]
    )
    return st.one_of(
        st.builds(lambda kind, left, right: kind(left, right), binary, parts, parts),
        st.builds(lambda kind, of: kind(of), unary, parts),
        parts.map(lambda of: nodes.Multiply(of, of)),
        parts.map(lambda of: nodes.Subtract(nodes.Number(0.0), of)),
        st.builds(lambda kind, items: kind(tuple(items)),
                  st.sampled_from([nodes.Least, nodes.Greatest]),
                  st.lists(parts, min_size=2, max_size=3)),
        st.builds(nodes.When, combined, parts, parts),
    )  # fmt: skip


trees = st.recursive(st.one_of(_leaf, _leaf, _over_rows), _larger, max_leaves=8)
calls = st.tuples(
    _whole, _whole, _whole, st.lists(st.tuples(_whole, _whole), min_size=2, max_size=4)
)


@given(body=trees, call=calls, lang=st.sampled_from(LANGUAGES))
def test_whatever_is_typeset_reads_as_it_computes(body: nodes.Expr, call: Any, lang: str) -> None:
    a, b, c, rows = call
    kpi = replace(BASE, body=body)
    arguments = {"a": a, "b": b, "c": c, "values": [v for v, _ in rows],
                 "weights": [w for _, w in rows]}  # fmt: skip
    try:
        expected = kpi(**arguments)
        answer = worked(kpi, arguments, "answer", lang=lang)
    except CellError:
        return
    assume(abs(expected) < 1e9)
    try:
        assert isclose(read(typeset(kpi, lang), kpi, arguments, lang), expected,
                       rel_tol=1e-6, abs_tol=1e-6)  # fmt: skip
        for numbers in sides(answer)[1:-1]:
            assert isclose(value(numbers, Sheet({}, plain)), expected, rel_tol=1e-6, abs_tol=1e-6)
    except (ArithmeticError, ValueError):
        # A rounding may make a zero of what is almost one, or the other way round.
        assume(False)
