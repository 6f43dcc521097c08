"""The table of a spreadsheet's words, for single cells and for ranges.

A choice among cells is written with IF, since MIN and AND would melt a range of cells into one.
Over ranges SUMPRODUCT computes arithmetic row by row in every version of every spreadsheet; a
choice in it, or a range turned over, needs an array formula in Excel 2019 and older.
"""

from __future__ import annotations

from functools import cache

from kpicells.formulas import nodes, ranges
from kpicells.formulas.errors import Unprintable
from kpicells.formulas.hosts.locales import Locale
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    COMPARISON,
    PRODUCT,
    SUM,
    Code,
    Printer,
    Rule,
    Rules,
    argument,
    call,
    infix,
    joined,
    pattern,
)
from kpicells.formulas.nodes import Expr, Node
from kpicells.formulas.ranges import Cells, Reduction


@cache
def rules(locale: Locale) -> Rules:
    """The table for a country."""
    f, separator = locale.function, locale.separator

    def number(printer: Printer, node: nodes.Number) -> Code:
        code = ARITHMETIC[nodes.Number](printer, node)
        return Code(code.text.replace("e", "E").replace(".", locale.decimal), code.strength)

    def function(name: str) -> Rule:
        return call(f(name), separator)

    def comparison(printer: Printer, node: nodes.Condition) -> Code:
        left, right = printer.print(node.left, SUM), printer.print(node.right, SUM)
        return Code(left + node.sign + right, COMPARISON)

    def one_of(sign: str) -> Rule:
        def rule(printer: Printer, node: nodes.Several) -> Code:
            result, *others = (printer.print(item, SUM) for item in node.items)
            for other in others:
                parts = (f"{f('IF')}({result}{sign}{other}", result, f"{other})")
                result = separator.join(parts)
            return Code(result)

        return rule

    if_ = separator.join((f"{f('IF')}({{0}}", "{1}", "{2})"))
    over = _Ranges(locale)
    return {
        **ARITHMETIC,
        nodes.Number: number,
        nodes.Add: infix("+", SUM),
        nodes.Subtract: infix("-", SUM),
        nodes.Multiply: infix("*", PRODUCT),
        nodes.Ratio: infix("/", PRODUCT),
        nodes.Power: function("POWER"),
        nodes.Condition: comparison,
        nodes.Every: joined("*"),
        nodes.Some: joined("+"),
        nodes.Least: one_of("<="),
        nodes.Greatest: one_of(">="),
        nodes.Root: function("SQRT"),
        nodes.Exp: function("EXP"),
        nodes.Ln: function("LN"),
        nodes.Absolute: function("ABS"),
        nodes.Sign: function("SIGN"),
        nodes.RoundUp: pattern(f"(-{f('INT')}(-({{0}})))"),
        nodes.NormalShare: function("NORMSDIST"),
        nodes.NormalPoint: function("NORMSINV"),
        nodes.When: pattern(if_),
        Cells: argument,
        ranges.Total: over.total,
        ranges.Rows: over.rows,
        ranges.Smallest: over.extreme("MIN"),
        ranges.Largest: over.extreme("MAX"),
        ranges.Median: over.extreme("MEDIAN"),
        ranges.Rises: over.rises,
        ranges.Ties: over.ties,
        ranges.Position: over.position,
    }


class _Ranges:
    """The rules over ranges."""

    def __init__(self, locale: Locale) -> None:
        self.f = locale.function
        self.separator = locale.separator

    def total(self, printer: Printer, node: Reduction) -> Code:
        """SUM or SUMPRODUCT of the ranges, with a mask where another range has holes."""
        factors = _factors(node.of)
        if factors is None:
            body = printer.print(node.of)
            return self._call("SUMPRODUCT", self._in_complete_rows(printer, node, body, "0"))
        # SUMPRODUCT takes blanks and empty texts for zero, so a row with a hole adds nothing.
        named = {factor.name for factor in factors}
        others = [name for name in node.complete if name not in named]
        cells = [printer.print(factor) for factor in factors]
        if not others:
            return self._call("SUM" if len(cells) == 1 else "SUMPRODUCT", *cells)
        mask = _filled(printer, others)
        return self._call("SUMPRODUCT", mask if len(others) > 1 else f"{mask}*1", *cells)

    def rows(self, printer: Printer, node: Reduction) -> Code:
        """COUNT of one range, else the sum of a mask."""
        if len(node.complete) == 1:
            return self._call("COUNT", printer.cells.get(node.complete[0], node.complete[0]))
        return self._call("SUMPRODUCT", _filled(printer, node.complete))

    def extreme(self, function: str) -> Rule:
        """MIN, MAX or MEDIAN, and #DIV/0! where no row is complete."""

        def rule(printer: Printer, node: Reduction) -> Code:
            body = printer.print(node.of)
            if not _is_all_of_one(node):
                body = self._in_complete_rows(printer, node, body)
            found = self._call(function, body).text
            if not _is_all_of_one(node):
                found = self._call("SUMPRODUCT", found).text  # computes the IF row by row
            return self._call("IF", self.rows(printer, node).text, found, "1/0")

        return rule

    def rises(self, printer: Printer, node: Reduction) -> Code:
        """Every pair of cells by way of TRANSPOSE; comparisons do not mind an empty text."""
        cell, turned, filled = self._pairs(printer, node, "rises")
        place = f"{self.f('ROW')}({cell})+{self.f('COLUMN')}({cell})"
        later = f"({self.f('TRANSPOSE')}({place})>{place})"
        return self._call("SUMPRODUCT", f"{filled}*{later}*(({turned}>{cell})-({turned}<{cell}))")

    def ties(self, printer: Printer, node: Reduction) -> Code:
        """Groups of t equal cells: t(t-1)(2t+5) = 2t³ + 3t² - 5t.

        The matrix of equal pairs adds up to the squares, its square to the cubes. FREQUENCY would
        be shorter, but LibreOffice does not bring together all numbers that are equal.
        """
        cell, turned, filled = self._pairs(printer, node, "ties")
        equal = f"{filled}*({turned}={cell})"
        cubes = self._call("SUMPRODUCT", self._call("MMULT", equal, equal).text).text
        squares = self._call("SUMPRODUCT", equal).text
        return Code(f"2*{cubes}+3*{squares}-5*{self._call('COUNT', cell).text}", SUM)

    def _pairs(self, printer: Printer, node: Reduction, what: str) -> tuple[str, str, str]:
        """A range, itself turned, and the mask of the pairs in which both cells are filled."""
        cell = printer.print(_only(node, what))
        filled = f'({cell}<>"")'
        turned = f"{self.f('TRANSPOSE')}({cell})"
        return cell, turned, f"{filled}*{self.f('TRANSPOSE')}({filled}*1)"

    def position(self, printer: Printer, node: ranges.Position) -> Code:
        """Counted along the one row or the one column that the range is."""
        cell = printer.print(node.of)
        row, column = f"{self.f('ROW')}({cell})", f"{self.f('COLUMN')}({cell})"
        return Code(f"({row}-{self.f('MIN')}({row})+{column}-{self.f('MIN')}({column})+1)")

    def _in_complete_rows(
        self, printer: Printer, node: Reduction, body: str, otherwise: str | None = None
    ) -> str:
        parts = (_filled(printer, node.complete), body, *([otherwise] if otherwise else []))
        return self._call("IF", *parts).text if node.complete else body

    def _call(self, function: str, *parts: str) -> Code:
        return Code(f"{self.f(function)}({self.separator.join(parts)})")


def needs_array(body: Expr) -> bool:
    """Whether Excel 2019 and older compute the formula right as an array formula only.

    There IF and TRANSPOSE take one cell of a range, even inside of SUMPRODUCT, unless the formula
    is ended with Ctrl+Shift+Enter.
    """
    return any(_turns_or_chooses(part) for part in body.walk() if isinstance(part, Reduction))


def _turns_or_chooses(node: Reduction) -> bool:
    if isinstance(node, ranges.Rises | ranges.Ties):
        return True
    if isinstance(node, ranges.Total):
        return _factors(node.of) is None
    if isinstance(node, ranges.Rows):
        return False
    return not _is_all_of_one(node)


def _is_all_of_one(node: Reduction) -> bool:
    return isinstance(node.of, Cells) and node.complete == (node.of.name,)


def _factors(node: Expr) -> list[Cells] | None:
    """The ranges whose product the node is, if it is one."""
    if isinstance(node, Cells):
        return [node]
    if isinstance(node, nodes.Multiply):
        left, right = _factors(node.left), _factors(node.right)
        return left + right if left and right else None
    return None


def _filled(printer: Printer, names: tuple[str, ...] | list[str]) -> str:
    return "*".join(f'({printer.cells.get(name, name)}<>"")' for name in names)


def _only(node: Reduction, what: str) -> Node:
    if not _is_all_of_one(node):
        raise Unprintable(f"{what}() takes one range that stands by itself")
    return node.of
