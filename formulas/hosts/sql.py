"""A DuckDB expression over columns: NULL for a zero denominator, for a blank and for overflow.

An argument is a column, and so is a range: a KPI that takes ranges is an *aggregate* over the
rows of the query or of its group. Its single numbers have to be the same throughout the group.
Texts do not reach an expression: a column has a type, and DuckDB refuses to calculate with VARCHAR
when the query is bound (a cast to DOUBLE of a text that is no number is an error as well).

There is no ibis host: ``ibis`` takes this text with ``Table.sql``, and would bring a second
translation to prove for nothing that DuckDB lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpicells.formulas import nodes, ranges
from kpicells.formulas.errors import Unprintable
from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    FUNCTIONS,
    PRODUCT,
    SUM,
    Code,
    Printer,
    Rule,
    Rules,
    call,
    comparison,
)
from kpicells.formulas.nodes import Several, When
from kpicells.formulas.ranges import Cells, Reduction

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi

_RESERVED = frozenset("all and array as between case end from group in limit not or order table "
                      "then to user using values when where window with".split())  # fmt: skip


def expression(kpi: Kpi, cells: Sequence[str] | None = None, locale: str = "en") -> str:
    """The KPI as a SQL expression; ``cells`` are columns or expressions over them."""
    columns = dict(zip(kpi.arguments, cells or map(_quoted, kpi.arguments), strict=True))
    in_row = {
        p.name: f"{_coalesced(columns[p.name], p.blank_is_zero)}::DOUBLE" for p in kpi.parameters
    }
    texts = dict(in_row)
    if any(p.is_range for p in kpi.parameters):
        # Outside an aggregate a single number is the one that all rows of the group hold.
        texts |= {p.name: f"any_value({in_row[p.name]})" for p in kpi.parameters if not p.is_range}
    body = guarded(kpi.body)
    text = _Printer(texts, in_row).print(body)
    # A choice may pass over a branch with a missing value, so each number is looked at.
    chooses = any(isinstance(part, (When, Several)) for part in body.walk())
    looked_at = [texts[p.name] for p in kpi.parameters if chooses and not p.is_range]
    finite = " AND ".join(f"isfinite({value})" for value in (*looked_at, text))
    return f"CASE WHEN {finite} THEN {text} END"


class _Printer(Printer):
    """Knows two texts for an argument: its value in a row, and its value for a whole group."""

    def __init__(self, of_group: Mapping[str, str], in_row: Mapping[str, str]) -> None:
        super().__init__("DuckDB", RULES, of_group)
        self.in_row = in_row

    def inside_aggregate(self) -> Printer:
        """A printer for what is computed row by row."""
        return Printer(self.host, self.rules, self.in_row)


def _quoted(name: str) -> str:
    return f'"{name}"' if name in _RESERVED else name


def _coalesced(column: str, blank_is_zero: bool) -> str:
    return f"coalesce({column}, 0)" if blank_is_zero else column


def _ratio(printer: Printer, node: nodes.Ratio) -> Code:
    numerator = printer.print(node.left, PRODUCT)
    return Code(f"{numerator} / NULLIF({printer.print(node.right)}, 0)", PRODUCT)


def _number(printer: Printer, node: nodes.Number) -> Code:
    text = repr(node.value)
    # DuckDB reads 0.5 as a DECIMAL; an exponent makes it a DOUBLE.
    text = text[:-2] if text.endswith(".0") else text if "e" in text else f"{text}e0"
    return Code(text if node.value >= 0 else f"({text})")


def _domain(function: str, test: str) -> Rule:
    """A function that DuckDB refuses outside its domain, where a cell shows #NUM!."""

    def rule(printer: Printer, node: nodes.Unary) -> Code:
        of = printer.print(node.of, SUM)
        return Code(f"CASE WHEN {of} {test} THEN {function}({of}) END")

    return rule


def _power(printer: Printer, node: nodes.Power) -> Code:
    base, exponent = printer.print(node.left, SUM), printer.print(node.right, SUM)
    defined = f"{base} > 0 OR {exponent} = floor({exponent})"
    return Code(f"CASE WHEN {defined} THEN pow({base}, {exponent}) END")


def _when(printer: Printer, node: When) -> Code:
    """A missing value makes neither the test nor its opposite true, so the answer is NULL."""
    test, then, otherwise = map(printer.print, node.parts)
    return Code(f"CASE WHEN {test} THEN {then} WHEN NOT ({test}) THEN {otherwise} END")


def _combined(sign: str, at_least: str) -> Rule:
    """As numbers, because ``false AND NULL`` is false where a cell shows the error."""

    def rule(printer: Printer, node: nodes.Combined) -> Code:
        tests = sign.join(f"({printer.print(test)})::INT" for test in node.tests)
        return Code(f"({tests} >= {at_least})")

    return rule


def _one_of(sign: str) -> Rule:
    """LEAST and GREATEST skip missing values, a cell does not."""

    def rule(printer: Printer, node: Several) -> Code:
        result, *others = (printer.print(item, SUM) for item in node.items)
        for other in others:
            test = f"{result} {sign} {other}"
            result = f"CASE WHEN {test} THEN {result} WHEN NOT ({test}) THEN {other} END"
        return Code(f"({result})")

    return rule


def _finite(printer: Printer, node: nodes.Finite) -> Code:
    of = printer.print(node.of)
    return Code(f"CASE WHEN isfinite({of}) THEN {of} END")


def _aggregate(function: str) -> Rule:
    def rule(printer: Printer, node: Reduction) -> Code:
        assert isinstance(printer, _Printer)
        if any(isinstance(part, Reduction) for part in node.of.walk()):
            raise Unprintable("DuckDB has no aggregate inside an aggregate")
        of = printer.inside_aggregate().print(node.of)
        if not isinstance(node.of, Cells):
            of = f"coalesce({of}, 'nan')"  # a row that cannot be computed spoils the whole
        if node.complete:
            filled = " AND ".join(f"{printer.cells[name]} IS NOT NULL" for name in node.complete)
            return Code(f"{function}({of}) FILTER (WHERE {filled})")
        return Code(f"{function}({of})")

    return rule


def _rows(printer: Printer, node: Reduction) -> Code:
    return Code(_aggregate("count")(printer, node).text + "::DOUBLE")


def _total(printer: Printer, node: Reduction) -> Code:
    return Code(f"coalesce({_aggregate('sum')(printer, node).text}, 0)")


_WITHOUT = (nodes.NormalShare, nodes.NormalPoint)
"""DuckDB has no normal distribution, and a rational approximation would be a page of SQL."""

RULES: Rules = {
    **ARITHMETIC,
    **{kind: rule for kind, rule in FUNCTIONS.items() if kind not in _WITHOUT},
    nodes.Number: _number,
    nodes.Condition: comparison,
    nodes.Ratio: _ratio,
    nodes.Root: _domain("sqrt", ">= 0"),
    nodes.Ln: _domain("ln", "> 0"),
    nodes.Power: _power,
    nodes.Absolute: call("abs"),
    nodes.Sign: call("sign"),
    nodes.RoundUp: call("ceil"),
    nodes.Finite: _finite,
    nodes.Least: _one_of("<="),
    nodes.Greatest: _one_of(">="),
    nodes.When: _when,
    nodes.Every: _combined(" * ", "1"),
    nodes.Some: _combined(" + ", "1"),
    Cells: ARITHMETIC[nodes.Argument],
    ranges.Total: _total,
    ranges.Rows: _rows,
    ranges.Smallest: _aggregate("min"),
    ranges.Largest: _aggregate("max"),
    ranges.Median: _aggregate("median"),
}
