"""The table of mathematical signs: how each node is typeset as MathML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, TypeAlias

from kpicells.formulas import nodes, ranges
from kpicells.formulas.errors import Unprintable
from kpicells.formulas.filled import MedianOf
from kpicells.formulas.hosts.printer import (
    ATOM,
    CHOICE,
    COMPARISON,
    POWER,
    PRODUCT,
    SUM,
    Code,
)
from kpicells.formulas.nodes import Argument, Number, When
from kpicells.formulas.ranges import Cells, Reduction
from kpicells.formulas.repeats import Letter, is_mean, is_square

INDEXES = "ijk"
"""They number the rows of ranges; the second and third where a sum stands inside a sum."""
_SPACE = "\u00a0"
"""Other spaces at the ends of words are cut off."""


class Typesetter:
    """Prints trees; knows the words of the language, and which row of a range is spoken about.

    Args:
        words: The words inside a formula.
        names: The MathML that stands for each argument.
        number: How a number is written.
    """

    def __init__(
        self, words: Mapping[str, str], names: Mapping[str, str], number: Callable[[float], str]
    ) -> None:
        self.words = words
        self.names = names
        self.number = number
        self.index = ""

    def print(self, node: nodes.Node, least_strength: int = CHOICE) -> str:
        """The node's MathML, in brackets if it binds more loosely than ``least_strength``.

        Raises:
            Unprintable: There is no sign for this kind of node.
        """
        rule = RULES.get(type(node))
        if rule is None:
            raise Unprintable(f"{type(node).__name__} cannot be typeset")
        code = rule(self, node)
        return code.text if code.strength >= least_strength else row(mo("("), code.text, mo(")"))

    def for_each(self, node: Reduction, index: str, strength: int = CHOICE) -> str:
        """What is computed for one row of the ranges."""
        outside, self.index = self.index, index
        printed = self.print(node.of, strength)
        self.index = outside
        return printed

    def free_indexes(self) -> list[str]:
        """The letters that do not number a row yet."""
        return list(INDEXES[INDEXES.index(self.index) + 1 :] if self.index else INDEXES)


Rule: TypeAlias = Callable[[Typesetter, Any], Code]


def row(*pieces: str) -> str:
    """Pieces beside each other."""
    return f"<mrow>{''.join(pieces)}</mrow>"


def mo(sign: str) -> str:
    """An operator or a bracket."""
    return f"<mo>{escape(sign)}</mo>"


def text(words: str) -> str:
    """Words between formulas, and answers."""
    return f"<mtext>{escape(words)}</mtext>"


def identifier(letter: str) -> str:
    """A letter or a name; words between names are :func:`text`, which browsers take for space."""
    return f"<mi>{escape(letter)}</mi>"


def _number(printer: Typesetter, node: Number) -> Code:
    digits = f"<mn>{escape(printer.number(abs(node.value)))}</mn>"
    return Code(row(mo("−"), digits), SUM) if node.value < 0 else Code(digits)


def _argument(printer: Typesetter, node: Argument) -> Code:
    return Code(printer.names[node.name])


def _cells(printer: Typesetter, node: Cells) -> Code:
    return Code(f"<msub>{printer.names[node.name]}{identifier(printer.index)}</msub>")


def _infix(sign: str, strength: int, right: int) -> Rule:
    def rule(printer: Typesetter, node: nodes.Binary) -> Code:
        left, other = printer.print(node.left, strength), printer.print(node.right, right)
        return Code(row(left, mo(sign), other), strength)

    return rule


def _subtract(printer: Typesetter, node: nodes.Subtract) -> Code:
    if node.left == Number(0.0):
        return Code(row(mo("−"), printer.print(node.right, PRODUCT)), SUM)
    return _infix("−", SUM, PRODUCT)(printer, node)


def _multiply(printer: Typesetter, node: nodes.Multiply) -> Code:
    if is_square(node):
        return Code(f"<msup>{printer.print(node.left, ATOM)}<mn>2</mn></msup>", POWER)
    return _infix("×", PRODUCT, PRODUCT)(printer, node)


def _ratio(printer: Typesetter, node: nodes.Ratio) -> Code:
    if is_mean(node) and isinstance(node.left, Reduction):
        return _called(printer.words["mean"], _of_rows(printer, node.left))
    # The line of a fraction is its brackets; only a power needs more.
    return Code(f"<mfrac>{printer.print(node.left)}{printer.print(node.right)}</mfrac>", PRODUCT)


def _power(printer: Typesetter, node: nodes.Power) -> Code:
    return Code(f"<msup>{printer.print(node.left, ATOM)}{printer.print(node.right)}</msup>", POWER)


def _exp(printer: Typesetter, node: nodes.Exp) -> Code:
    return Code(f"<msup>{identifier('e')}{printer.print(node.of)}</msup>", POWER)


def _root(printer: Typesetter, node: nodes.Root) -> Code:
    return Code(f"<msqrt>{printer.print(node.of)}</msqrt>")


def _between(left: str, right: str) -> Rule:
    def rule(printer: Typesetter, node: nodes.Unary) -> Code:
        # A browser cannot tell which side a bar stands on, and so whether it grows.
        before = f'<mo form="prefix" stretchy="true">{left}</mo>'
        after = f'<mo form="postfix" stretchy="true">{right}</mo>'
        return Code(row(before, printer.print(node.of), after))

    return rule


def _called(name: str, *pieces: str) -> Code:
    sign = name if name.startswith("<") else identifier(name)
    return Code(row(sign, mo("("), *pieces, mo(")")))


def _function(name: str) -> Rule:
    return lambda printer, node: _called(name, printer.print(node.of))


def _one_of(name: str) -> Rule:
    def rule(printer: Typesetter, node: nodes.Several) -> Code:
        separator = f'<mo separator="true">{printer.words["list"]}</mo>'
        name_here = printer.words.get(name, name)
        return _called(name_here, separator.join(map(printer.print, node.items)))

    return rule


def _when(printer: Typesetter, node: When) -> Code:
    """Cases below each other; a choice inside of the last one is further cases."""
    lines, rest = [], node
    while True:
        condition = row(text(printer.words["if"] + _SPACE), printer.print(rest.condition))
        lines.append((printer.print(rest.then), condition))
        if not isinstance(rest.otherwise, When):
            break
        rest = rest.otherwise
    lines.append((printer.print(rest.otherwise), text(printer.words["else"])))
    cell = '<mtd style="text-align: left; padding: 0.2em 0.4em">{}</mtd>'
    table = "".join(f"<mtr>{''.join(map(cell.format, line))}</mtr>" for line in lines)
    return Code(row('<mo stretchy="true">{</mo>', f"<mtable>{table}</mtable>"), CHOICE)


def _condition(printer: Typesetter, node: nodes.Condition) -> Code:
    sign = {"<=": "≤", ">=": "≥"}.get(node.sign, node.sign)
    left, right = printer.print(node.left, SUM), printer.print(node.right, SUM)
    return Code(row(left, mo(sign), right), COMPARISON)


def _combined(word: str) -> Rule:
    def rule(printer: Typesetter, node: nodes.Combined) -> Code:
        between = text(f"{_SPACE}{printer.words[word]}{_SPACE}")
        return Code(row(between.join(printer.print(t, COMPARISON) for t in node.tests)), CHOICE)

    return rule


def _under(sign: str, *index: str) -> str:
    return f"<munder>{sign}{row(*index) if len(index) > 1 else index[0]}</munder>"


def _total(printer: Typesetter, node: Reduction) -> Code:
    index = printer.free_indexes()[0]
    sign = _under(mo("∑"), identifier(index))
    return Code(row(sign, printer.for_each(node, index, PRODUCT)), SUM)


def _extreme(name: str) -> Rule:
    def rule(printer: Typesetter, node: Reduction) -> Code:
        index = printer.free_indexes()[0]
        sign = _under(identifier(name), identifier(index))
        return _called(sign, printer.for_each(node, index))

    return rule


def _of_rows(printer: Typesetter, node: Reduction) -> str:
    """What is computed for every row, inside the brackets of a word such as median."""
    index = printer.free_indexes()[0]
    if isinstance(node.of, Cells):
        return printer.names[node.of.name]
    return printer.for_each(node, index)


def _word_of(word: str) -> Rule:
    def rule(printer: Typesetter, node: Reduction) -> Code:
        return _called(printer.words[word], _of_rows(printer, node))

    return rule


def _rises(printer: Typesetter, node: ranges.Rises) -> Code:
    earlier, later = printer.free_indexes()[:2]
    before, after = (printer.for_each(node, index, PRODUCT) for index in (earlier, later))
    sign = _under(mo("∑"), identifier(earlier), mo("<"), identifier(later))
    return Code(row(sign, _called("sgn", after, mo("−"), before).text), SUM)


def _ties(printer: Typesetter, node: ranges.Ties) -> Code:
    t = identifier("t")
    pieces = (
        row(mo("("), t, mo("−"), "<mn>1</mn>", mo(")")),
        row(mo("("), "<mn>2</mn>", mo("×"), t, mo("+"), "<mn>5</mn>", mo(")")),
    )
    return Code(row(_under(mo("∑"), t), t, mo("×"), mo("×").join(pieces)), SUM)


RULES: Mapping[type, Rule] = {
    Argument: _argument,
    Number: _number,
    Letter: lambda printer, node: Code(identifier(node.name)),
    nodes.Add: _infix("+", SUM, PRODUCT),
    nodes.Subtract: _subtract,
    nodes.Multiply: _multiply,
    nodes.Ratio: _ratio,
    nodes.Power: _power,
    nodes.Root: _root,
    nodes.Exp: _exp,
    nodes.Ln: _function("ln"),
    nodes.Sign: _function("sgn"),
    nodes.Absolute: _between("|", "|"),
    nodes.RoundUp: _between("⌈", "⌉"),
    nodes.NormalShare: _function("Φ"),
    nodes.NormalPoint: _function(f"<msup>{identifier('Φ')}{row(mo('−'), '<mn>1</mn>')}</msup>"),
    nodes.Least: _one_of("min"),
    nodes.Greatest: _one_of("max"),
    MedianOf: _one_of("median"),
    nodes.Condition: _condition,
    nodes.Every: _combined("and"),
    nodes.Some: _combined("or"),
    When: _when,
    Cells: _cells,
    ranges.Total: _total,
    ranges.Rows: _word_of("count"),
    ranges.Median: _word_of("median"),
    ranges.Smallest: _extreme("min"),
    ranges.Largest: _extreme("max"),
    ranges.Rises: _rises,
    ranges.Ties: _ties,
    ranges.Position: lambda printer, node: Code(identifier(printer.index)),
}
