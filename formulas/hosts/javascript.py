"""JavaScript for Google Apps Script and Office.js: one function per KPI.

The functions call a few helpers, which :func:`runtime` gives once for a whole add-in and
:func:`standalone` packs into the one function. An error is thrown with a ``code`` (``#DIV/0!``)
and a readable message. Blank cells arrive as ``""``, ``null`` or ``undefined``, a range as rows
of cells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpicells.formulas import nodes, ranges
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.javascript_runtime import HELPERS
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    CHOICE,
    FUNCTIONS,
    Code,
    Printer,
    Rule,
    Rules,
    argument,
    call,
    joined,
    pattern,
)
from kpicells.formulas.nodes import Condition, Ratio
from kpicells.formulas.ranges import Cells, Reduction

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi


def function(kpi: Kpi) -> str:
    """The KPI as a function that calls the helpers of :func:`runtime`."""
    return f"function KPI_{kpi.id}({', '.join(kpi.arguments)}) {{ {_body(kpi)} }}"


def runtime() -> str:
    """All helpers, one a line."""
    return "\n".join(HELPERS.values())


def standalone(kpi: Kpi, cells: Sequence[str] | None = None, locale: str = "en") -> str:
    """The KPI as one function that needs nothing else."""
    body = _body(kpi)
    helpers = " ".join(_needed(body))
    return f"function KPI_{kpi.id}({', '.join(kpi.arguments)}) {{ {helpers} {body} }}"


def _body(kpi: Kpi) -> str:
    lines = []
    for parameter in kpi.parameters:
        if not parameter.is_range:
            check = "kpiNumberOrBlank" if parameter.blank_is_zero else "kpiNumber"
            lines.append(f'{parameter.name} = {check}("{parameter.name}", {parameter.name});')
    for beside in dict.fromkeys(p.beside for p in kpi.parameters if p.is_range):
        may_be_blank = [p.name for p in kpi.parameters if p.name in beside and p.blank_is_zero]
        given = "{ " + ", ".join(beside) + " }"
        lines.append(f"const {_table(beside)} = kpiRows({given}, {json.dumps(may_be_blank)});")
    body = Printer("JavaScript", RULES).print(guarded(kpi.body))
    return " ".join((*lines, f"return kpiFinite({body});"))


def _needed(text: str) -> list[str]:
    """The helpers that a text calls, and those that they call."""
    found: set[str] = set()
    waiting = [text]
    while waiting:
        for name in re.findall(r"\bkpi\w+", waiting.pop()):
            if name in HELPERS and name not in found:
                found.add(name)
                waiting.append(HELPERS[name])
    return [helper for name, helper in HELPERS.items() if name in found]


def _ratio(printer: Printer, node: Ratio) -> Code:
    what = json.dumps(equation(_unguarded(node.right)), ensure_ascii=False)
    left, right = printer.print(node.left), printer.print(node.right)
    return Code(f"kpiRatio({left}, {right}, {what})")


def _unguarded(node: nodes.Expr) -> nodes.Expr:
    def bare(part: nodes.Part) -> nodes.Part:
        return part.of if isinstance(part, nodes.Finite) else part

    result = nodes.rewritten(node, bare)
    assert isinstance(result, nodes.Expr)
    return result


def _comparison(printer: Printer, node: Condition) -> Code:
    sign = "===" if node.sign == "=" else node.sign
    return Code(f"({printer.print(node.left)} {sign} {printer.print(node.right)})")


def _over_rows(helper: str) -> Rule:
    def rule(printer: Printer, node: Reduction) -> Code:
        beside = node.cells[0].beside
        names = ", ".join((*beside, "position"))
        each = f"{_table(beside)}.map(({{ {names} }}) => {printer.print(node.of)})"
        return Code(f"{helper}({each})")

    return rule


def _table(beside: Sequence[str]) -> str:
    return f"rowsOf_{beside[0]}"


RULES: Rules = {
    **ARITHMETIC,
    **FUNCTIONS,
    Condition: _comparison,
    Ratio: _ratio,
    nodes.Least: call("Math.min"),
    nodes.Greatest: call("Math.max"),
    nodes.Power: call("kpiPower"),
    nodes.Root: pattern("kpiFinite(Math.sqrt({0}))"),
    nodes.Exp: pattern("kpiFinite(Math.exp({0}))"),
    nodes.Ln: pattern("kpiFinite(Math.log({0}))"),
    nodes.Absolute: call("Math.abs"),
    nodes.Sign: call("Math.sign"),
    nodes.RoundUp: call("Math.ceil"),
    nodes.NormalShare: call("kpiNormalShare"),
    nodes.NormalPoint: pattern("kpiFinite(kpiNormalPoint({0}))"),
    nodes.Finite: call("kpiFinite"),
    nodes.When: pattern("{0} ? {1} : {2}", CHOICE),
    # Not && and ||: a cell looks at every test, and shows the error in any of them.
    nodes.Every: joined(" & "),
    nodes.Some: joined(" | "),
    Cells: argument,
    ranges.Total: _over_rows("kpiSum"),
    ranges.Rows: _over_rows("kpiCount"),
    ranges.Smallest: _over_rows("kpiSmallest"),
    ranges.Largest: _over_rows("kpiLargest"),
    ranges.Median: _over_rows("kpiMedian"),
    ranges.Rises: _over_rows("kpiRises"),
    ranges.Ties: _over_rows("kpiTies"),
    ranges.Position: lambda printer, node: Code("position"),
}
