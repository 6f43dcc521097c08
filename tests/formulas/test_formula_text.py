"""A formula text: what it says, that equations read back, and how errors point at the character.

Spreadsheets judge how a text is read: IronCalc computes the same text over cells.
"""

from __future__ import annotations

import re
import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kpicells.formulas import CellError, DefinitionError, Kpi, catalog, nodes, ranges
from kpicells.formulas.formula_reader import DEEPEST
from kpicells.formulas.formula_text import mentions, parse
from kpicells.formulas.formula_tokens import LONGEST
from kpicells.formulas.formula_words import FUNCTIONS, weight
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.nodes import Argument, Expr, Number, Part
from kpicells.formulas.ranges import Cells
from kpicells.formulas.signature import symbols
from kpicells.formulas.units import Unit
from tests.engines.sheet import Sheet, by_ironcalc
from tests.formulas.nodes_as_kpis import TRIALS

A, B, C = (Argument(name) for name in "abc")
P, Q = (Cells(name, beside=("p", "q"), complete=("p", "q")) for name in "pq")
NAMES = {"a": A, "b": B, "c": C, "p": P, "q": Q}


def expr(text: str) -> Expr:
    return parse(text, NAMES)


# What an equation prints, a text may say.


@pytest.mark.parametrize("kpi", [*catalog.values(), *TRIALS.values()], ids=lambda kpi: kpi.id)
def test_every_equation_of_the_catalogue_reads_back(kpi: Kpi) -> None:
    stands_for = dict(zip(kpi.arguments, symbols(kpi.parameters), strict=True))
    assert parse(kpi.equation, stands_for) == kpi.body


numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda x: Number(x or 0.0))
UNARY = (nodes.Root, nodes.Exp, nodes.Ln, nodes.Absolute, nodes.Sign, nodes.RoundUp,
         nodes.NormalShare, nodes.NormalPoint)  # fmt: skip
BINARY = (nodes.Add, nodes.Subtract, nodes.Multiply, nodes.Power, nodes.Ratio)
REDUCTIONS = (ranges.Total, ranges.Rows, ranges.Smallest, ranges.Largest, ranges.Median,
              ranges.Rises, ranges.Ties)  # fmt: skip


SIGNS = ("<", "<=", ">", ">=", "=")


@st.composite
def comparisons(draw: st.DrawFn, depth: int, in_rows: bool) -> nodes.Test:
    if depth and draw(st.booleans()):
        kind = draw(st.sampled_from((nodes.Every, nodes.Some)))
        inner = st.lists(comparisons(depth - 1, in_rows), min_size=2, max_size=3)
        return kind(tuple(draw(inner)))
    parts = trees(depth, in_rows)
    return nodes.Condition(draw(parts), draw(st.sampled_from(SIGNS)), draw(parts))


@st.composite
def trees(draw: st.DrawFn, depth: int = 4, in_rows: bool = False) -> Expr:
    if depth == 0:
        cells = (P, Q, ranges.Position(P), ranges.Position(Q)) if in_rows else ()
        return draw(st.one_of(numbers, st.sampled_from((A, B, C, *cells))))
    parts = trees(draw(st.integers(0, depth - 1)), in_rows)
    kind = draw(st.sampled_from("unary binary several choice reduction".split()))
    if kind == "unary":
        return draw(st.sampled_from(UNARY))(draw(parts))
    if kind == "binary":
        return draw(st.sampled_from(BINARY))(draw(parts), draw(parts))
    if kind == "several":
        several = draw(st.sampled_from((nodes.Least, nodes.Greatest)))
        return several(tuple(draw(st.lists(parts, min_size=2, max_size=3))))
    if kind == "choice" or in_rows:
        return nodes.When(draw(comparisons(depth - 1, in_rows)), draw(parts), draw(parts))
    of = draw(trees(min(depth - 1, 2), True))
    has_range = any(isinstance(part, Cells) for part in of.walk())
    return draw(st.sampled_from(REDUCTIONS))(of if has_range else of + P)


def heaviness(node: Part) -> int:
    return weight(node, [heaviness(part) for part in node.parts])


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(trees())
def test_every_tree_reads_back_from_its_equation(tree: Expr) -> None:
    assume(heaviness(tree) <= 20_000)
    text = equation(tree)
    assume(len(text) <= LONGEST)
    assert expr(text) == tree


@given(st.floats(min_value=0, allow_nan=False, allow_infinity=False))
def test_every_number_reads_back(value: float) -> None:
    assert expr(repr(value)) == Number(value)
    assert expr(f"{value:.3f}") == Number(float(f"{value:.3f}"))


# Spreadsheets judge how operators bind.


@st.composite
def arithmetic(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(["a", "b", "c", "2", "0.5", "1e1"]))
    left, right = draw(arithmetic(depth - 1)), draw(arithmetic(depth - 1))
    text = f"{left} {draw(st.sampled_from('+-*/^'))} {right}"
    return draw(
        st.sampled_from(
            [
                text,
                f"({text})",
                f"-({text})",
                f"{left} * -{right}",
                f"if({left} > {right}, {text}, b)",
            ]
        )
    )


DRAWN: list[str] = []


@settings(max_examples=600, derandomize=True, database=None, deadline=None)
@given(arithmetic())
def _draw(text: str) -> None:
    DRAWN.append(text)


def value(tree: Expr, values: dict[str, float]) -> float | str:
    kpi = replace(catalog["ER"], id="TRIAL", body=tree, parameters=tuple(
        replace(catalog["ER"].parameters[0], name=name, unit=Unit.NUMBER) for name in values
    ))  # fmt: skip
    try:
        result: float = kpi(**values)
    except CellError as error:
        return error.code
    return result


def test_a_text_means_what_a_spreadsheet_takes_it_for() -> None:
    _draw()
    values = {"a": 3.0, "b": 1.5, "c": -2.0}
    sheet, read, refused = Sheet(), [], []
    for text in dict.fromkeys(DRAWN):
        try:
            tree = expr(text)
        except DefinitionError as error:
            refused.append(str(error))
            continue
        read.append((text, value(tree, values)))
        sheet.add(list(values.values()))
        row = len(sheet.rows)
        cells = {"a": f"B{row}", "b": f"C{row}", "c": f"D{row}"}
        sheet.formulas.append("=" + re.sub(r"\b[abc]\b", lambda m, at=cells: at[m[0]], text))
    wrong = []
    for (text, ours), theirs in zip(read, by_ironcalc(sheet), strict=True):
        both = isinstance(ours, float) and isinstance(theirs, (int, float))
        same = theirs == pytest.approx(ours, rel=1e-9) if both else isinstance(theirs, type(ours))
        if not same:
            wrong.append((text, ours, theirs))
    assert not wrong, wrong[:5]
    assert len(read) > 200 > len(refused)
    assert all(said.startswith("minus before a power") for said in refused)


SAME = [
    ("a + 2*b", "a+2 * b"),
    ("= a / b", "a / b"),
    ("-a * b", "(-a) * b"),
    ("a ^ b ^ c", "(a ^ b) ^ c"),
    ("a ^ -1", "a ^ (-1)"),
    ("a - b - c", "(a - b) - c"),
    ("a / b * c", "(a / b) * c"),
    ("power(a, 2)", "a ^ 2"),
    ("average(p)", "sum(p) / count(p)"),
    ("mean(p * q)", "sum(p * q) / count(p * q)"),
    ("IF(A > 0; A; 1)", "if(a > 0, a, 1)"),
    ("a if a > 0, else 1", "if(a > 0, a, 1)"),
    ("a if a > 0, else b if b > 0, else 1", "if(a > 0, a, if(b > 0, b, 1))"),
    ("min(a if b < c, else b, c)", "min(if(b < c, a, b), c)"),
    ("if(a > 0 and b > 0 or c > 0, 1, 0)", "if((a > 0 and b > 0) or c > 0, 1, 0)"),
    ("if(and(a > 0, b > 0), 1, 0)", "if(a > 0 and b > 0, 1, 0)"),
    ("if(or(a > 0, b > 0), 1, 0)", "if(a > 0 or b > 0, 1, 0)"),
    ("if(a <> 0, 1, 0)", "if(a < 0 or a > 0, 1, 0)"),
    ("if(a == 0, 1, 0)", "if(a = 0, 1, 0)"),
    ("a − b × c ÷ 2", "a - b * c / 2"),
    ("if(a ≤ 0, 1, 0)", "if(a <= 0, 1, 0)"),
    ("+a", "a"),
    ("a\n  / b", "a / b"),
]


@pytest.mark.parametrize(("text", "same"), SAME)
def test_ways_to_say_the_same(text: str, same: str) -> None:
    assert expr(text) == expr(same)


def test_a_division_is_a_ratio_and_a_minus_is_taken_from_zero() -> None:
    assert expr("a / b") == nodes.Ratio(A, B)
    assert expr("-a") == -A
    assert expr("-2") == Number(-2.0)


def test_a_blank_may_count_as_zero() -> None:
    assert expr("a + or_blank(b)") == A + Argument("b", blank_is_zero=True)


def test_names_are_found_where_they_stand() -> None:
    found = mentions("Likes / sum(reach * or_blank(saves))")
    assert [(m.name, m.start, m.in_range, m.or_blank) for m in found] == [
        ("likes", 0, False, False),
        ("reach", 12, True, False),
        ("saves", 29, True, True),
    ]


# Errors.

WRONG = [
    # The text, what is said, and what is pointed at.
    ("", "the formula is empty", ""),
    ("  ", "the formula is empty", ""),
    ("likes +", "found the end, expected a number, a name or a bracket", ""),
    ("(a + b", "this bracket is never closed", "("),
    ("min(a, b", "this bracket is never closed", "("),
    ("a + b)", "no bracket is open", ")"),
    ("a b", "found 'b', expected an operator such as + or *; to multiply, write *", "b"),
    ("2a", "to multiply, write *", "a"),
    ("2(a + b)", "to multiply, write *", "("),
    ("1 000 * a", "write a number without spaces", "000"),
    ("0,5 * a", "the decimal sign is a point", ","),
    ("min(0,5; a)", "not by both; the decimal sign is a point", ";"),
    ("a * / b", "found '/', expected a number", "/"),
    ("raech / b", "there is no metric 'raech'", "raech"),
    ("аb / b", "not all of its letters are Latin", "аb"),
    ("avg(p)", "there is no function 'avg'. Did you mean average?", "avg"),
    ("a(b)", "there is no function 'a'; to multiply, write *", "a"),
    ("p / a", "p is a range: write sum(p), mean(p) or the like", "p"),
    ("sum(a)", "sum is of a range, and there is none in its brackets", "sum"),
    ("sum(p, q)", "sum takes one range", "sum"),
    ("sum(mean(p))", "mean cannot stand inside sum", "mean"),
    ("sum(p * r)", "there is no metric 'r'", "r"),
    ("position(a)", "position is of a range", "position"),
    ("or_blank(2)", "or_blank is of one name", "2"),
    ("or_blank(a + b)", "expected an operator or ')'", "+"),
    ("min(a)", "2 to 20 numbers (of a range, write smallest or largest), found 1", "min"),
    ("sqrt(a, b)", "sqrt takes one number, found 2", "b"),
    ("sqrt()", "sqrt takes one number, found 0", "sqrt"),
    ("if(a > 0, 1)", "three things, as in if(leads > 0, spend, 0), found 2", "if"),
    ("if(a, 1, 0)", "found a number where a comparison is needed", "a"),
    ("if(a > 0, b > 0, 0)", "found a comparison where a number is needed", "b > 0"),
    ("a > 0", "found a comparison where a number is needed", "a > 0"),
    ("if(0 < a < 1, 1, 0)", "one comparison at a time", "<"),
    ("if(a > 0 and b, 1, 0)", "found a number where a comparison is needed", "b"),
    ("a if b > 0", "expected ', else' and another number", ""),
    ("a if b > 0, c", "expected ', else' and another number", "c"),
    ("if / a", "found 'if'", "if"),
    ("a and", "found the end", ""),
    ("-a ^ 2", "minus before a power is read in two ways", "-"),
    ("5 % * a", "write a share as a fraction: 0.05 for 5 %", "%"),
    ("a : b", "a division is written /", ":"),
    ("a && b", "write 'and'", "&"),
    ('"a"', "a formula has no texts", '"'),
    ("{a}", "brackets are round", "{"),
    ("1e999 * a", "this number is too large", "1e999"),
    ("1e-999 * a", "this number is too small", "1e-999"),
    ("__import__(a)", "there is no function '__import__'", "__import__"),
    ("a.__class__", "'.' is no part of a formula", "."),
    ("a\n+ * b", "(line 2, character 3)", "*"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "under"), WRONG, ids=[text for text, *_ in WRONG])
def test_an_error_points_at_the_character(text: str, said: str, under: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        parse(text, NAMES | {"likes": Argument("likes"), "reach": Argument("reach")})
    first, line, carets = str(caught.value).split("\n")
    assert said in first
    at = carets.index("^")
    assert line[at : at + carets.count("^")].strip() == under


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(DefinitionError, match=r"'raech'\. Did you mean reach\?"):
        parse("likes / raech", {"reach": A, "likes": B})


def test_a_long_text_is_shown_around_the_place() -> None:
    text = " + ".join(["a"] * 30) + " + wrong + " + " + ".join(["b"] * 5)
    with pytest.raises(DefinitionError) as caught:
        expr(text)
    _, line, carets = str(caught.value).split("\n")
    assert line[carets.index("^") :].startswith("wrong")
    assert len(line) < 90


# Hostile texts.

TOO_MUCH = {
    "brackets": "(" * 1000,
    "ten thousand brackets": "(" * 10_000,
    "closed brackets": "(" * 900 + "a" + ")" * 900,
    "signs": "-" * 1000 + "a",
    "functions": "abs(" * 400 + "a" + ")" * 400,
    "sums": "a" + "+a" * 500,
    "powers": "a" + "^a" * 30,
    "choices": "a if a > 0, else " * 100 + "a",
    "smallest of smallest": "min(a," * 12 + "a" + ")" * 12,
    "smallest of many": f"min({','.join(['a'] * 20)})",
    "fractions of fractions": "1/(" * 30 + "a" + ")" * 30,
    "roots of roots": "sqrt(" * 30 + "a" + ")" * 30,
    "length": "a + " * 600 + "a",
    "digits": "9" * 1500,
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_is_too_much_is_refused_with_a_reason(kind: str) -> None:
    with pytest.raises(DefinitionError, match=r"too|more than|cannot hold|at most"):
        expr(TOO_MUCH[kind])


def test_what_is_deep_but_allowed_reaches_every_host() -> None:
    deep = "a - (" * (DEEPEST - 2) + "a - 1" + ")" * (DEEPEST - 2)
    kpi = replace(catalog["ER"], body=expr(deep), parameters=catalog["ER"].parameters[:1])
    assert len(kpi.hosts) == len(catalog["ER"].hosts)


words = st.sampled_from([*FUNCTIONS, "a", "b", "p", "q", "1", "0.5", "1e3", *"+-*/^(),;<>= \n%"])
hostile = st.one_of(
    st.lists(words, max_size=40).map("".join),
    st.lists(words, max_size=40).map(" ".join),
    st.text(max_size=60),
    st.text(string.printable, max_size=60),
)


@settings(max_examples=500)
@given(hostile)
def test_any_text_is_read_or_refused_in_our_words(text: str) -> None:
    try:
        tree = expr(text)
    except DefinitionError as error:
        _, line, carets = str(error).split("\n")
        assert line.isprintable()
        assert set(carets) == {" ", "^"}
        return
    assert expr(equation(tree)) == tree
