"""Prints an expression tree by a table of rules, one rule for each kind of node.

A rule returns the text with its binding strength, so that brackets stand only where the
host's own precedence needs them, and always where leaving them out would change the order in
which floating-point numbers are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kpicells.formulas import nodes, ranges
from kpicells.formulas.errors import Unprintable
from kpicells.formulas.nodes import Node

CHOICE, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(6)
"""Binding strengths, loosest first."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of a host's text and how strongly it binds."""

    text: str
    strength: int = ATOM


Rule: TypeAlias = Callable[["Printer", Any], Code]
Rules: TypeAlias = Mapping[type, Rule]


class Printer:
    """Prints trees for one host.

    Args:
        host: The host's name, for messages.
        rules: How each kind of node is written there.
        cells: What stands for each argument; an argument without an entry stands for itself.
    """

    def __init__(self, host: str, rules: Rules, cells: Mapping[str, str] | None = None) -> None:
        self.host = host
        self.rules = rules
        self.cells = cells or {}

    def print(self, node: Node, least_strength: int = CHOICE) -> str:
        """The node's text, in brackets if it binds more loosely than ``least_strength``.

        Raises:
            Unprintable: The host has no words for this kind of node.
        """
        rule = self.rules.get(type(node))
        if rule is None:
            raise Unprintable(f"{type(node).__name__} cannot be written for {self.host}")
        code = rule(self, node)
        return code.text if code.strength >= least_strength else f"({code.text})"


def infix(sign: str, strength: int) -> Rule:
    """``left sign right``, grouped from the left."""

    def rule(printer: Printer, node: nodes.Binary) -> Code:
        left, right = printer.print(node.left, strength), printer.print(node.right, strength + 1)
        return Code(left + sign + right, strength)

    return rule


def call(function: str, separator: str = ", ") -> Rule:
    """``function(part, part, ...)``."""

    def rule(printer: Printer, node: Node) -> Code:
        return Code(f"{function}({separator.join(map(printer.print, node.parts))})")

    return rule


def pattern(text: str, strength: int = ATOM) -> Rule:
    """A pattern over {0}, {1}, ...: the node's parts, in brackets where they bind loosely."""

    def rule(printer: Printer, node: Node) -> Code:
        inner = CHOICE if strength == ATOM else strength + 1
        return Code(text.format(*(printer.print(part, inner) for part in node.parts)), strength)

    return rule


def joined(sign: str, brackets: bool = True) -> Rule:
    """``(test) and (test) and ...``."""

    def rule(printer: Printer, node: nodes.Combined) -> Code:
        tests = (printer.print(test) for test in node.tests)
        return Code(f"({sign.join(f'({test})' if brackets else test for test in tests)})")

    return rule


def argument(printer: Printer, node: nodes.Argument | ranges.Cells) -> Code:
    """The cell, column or variable that stands for an argument."""
    return Code(printer.cells.get(node.name, node.name))


def constant(printer: Printer, node: nodes.Number) -> Code:
    """The shortest text that reads back as the same double."""
    text = repr(node.value)
    if text.endswith(".0"):
        text = text[:-2]
    return Code(text, ATOM if node.value >= 0 else SUM)


def comparison(printer: Printer, node: nodes.Condition) -> Code:
    """``left < right``."""
    left, right = printer.print(node.left, SUM), printer.print(node.right, SUM)
    return Code(f"{left} {node.sign} {right}", COMPARISON)


def programmed(printer: Printer, node: nodes.Condition) -> Code:
    """``left < right``, or ``left == right`` as most programming languages write it."""
    sign = "==" if node.sign == "=" else node.sign
    return Code(f"({printer.print(node.left)} {sign} {printer.print(node.right)})")


def exact(printer: Printer, node: nodes.Number) -> Code:
    """A constant that no language takes for a whole number."""
    return Code(f"({node.value!r})")


ARITHMETIC: Rules = {
    nodes.Argument: argument,
    nodes.Number: constant,
    nodes.Add: infix(" + ", SUM),
    nodes.Subtract: infix(" - ", SUM),
    nodes.Multiply: infix(" * ", PRODUCT),
    nodes.Ratio: infix(" / ", PRODUCT),
    nodes.Condition: comparison,
}
"""What all hosts write alike; a host's table is this one with its own rules laid over it."""

FUNCTIONS: Rules = {
    nodes.Least: call("least"),
    nodes.Greatest: call("greatest"),
    nodes.Power: call("power"),
    nodes.Root: call("root"),
    nodes.Exp: call("exp"),
    nodes.Ln: call("ln"),
    nodes.Absolute: call("absolute"),
    nodes.Sign: call("sign"),
    nodes.RoundUp: call("roundUp"),
    nodes.NormalShare: call("normalShare"),
    nodes.NormalPoint: call("normalPoint"),
    nodes.Finite: call("finite"),
}
"""The functions under our own names, for hosts that are given our helpers."""
