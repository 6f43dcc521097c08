"""Prints an expression tree by a table of rules, one rule for each kind of node.

A rule returns the text with its binding strength, so that brackets stand only where the
host's own precedence needs them, and always where leaving them out would change the order in
which floating-point numbers are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.expression import (
    Add,
    Argument,
    Condition,
    Expr,
    Greatest,
    Least,
    Multiply,
    Number,
    Ratio,
    Root,
    Subtract,
    When,
)

CHOICE, COMPARISON, SUM, PRODUCT, ATOM = range(5)
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

    def print(self, node: Expr | Condition, least_strength: int = CHOICE) -> str:
        """The node's text, in brackets if it binds more loosely than ``least_strength``."""
        rule = self.rules.get(type(node))
        if rule is None:
            raise DefinitionError(f"{type(node).__name__} cannot be written for {self.host}")
        code = rule(self, node)
        return code.text if code.strength >= least_strength else f"({code.text})"


def infix(sign: str, strength: int) -> Rule:
    """``left sign right``, grouped from the left."""

    def rule(printer: Printer, node: Any) -> Code:
        left, right = (getattr(node, name) for name in type(node).__match_args__)
        return Code(
            printer.print(left, strength) + sign + printer.print(right, strength + 1), strength
        )

    return rule


def call(function: str, separator: str = ", ") -> Rule:
    """``function(part, part, ...)``."""

    def rule(printer: Printer, node: Expr) -> Code:
        return Code(f"{function}({separator.join(map(printer.print, node.parts))})")

    return rule


def argument(printer: Printer, node: Argument) -> Code:
    """The cell, column or variable that stands for an argument."""
    return Code(printer.cells.get(node.name, node.name))


def constant(printer: Printer, node: Number) -> Code:
    """The shortest text that reads back as the same double."""
    text = repr(node.value)
    if text.endswith(".0"):
        text = text[:-2]
    return Code(text, ATOM if node.value >= 0 else SUM)


def comparison(printer: Printer, node: Condition) -> Code:
    """``left < right``."""
    left, right = printer.print(node.left, SUM), printer.print(node.right, SUM)
    return Code(f"{left} {node.sign} {right}", COMPARISON)


def choice(pattern: str, strength: int = ATOM) -> Rule:
    """A choice as a pattern over {condition}, {then} and {otherwise}."""

    def rule(printer: Printer, node: When) -> Code:
        inner = CHOICE if strength == ATOM else COMPARISON
        text = pattern.format(
            condition=printer.print(node.condition),
            then=printer.print(node.then, inner),
            otherwise=printer.print(node.otherwise, inner),
        )
        return Code(text, strength)

    return rule


ARITHMETIC: Rules = {
    Argument: argument,
    Number: constant,
    Add: infix(" + ", SUM),
    Subtract: infix(" - ", SUM),
    Multiply: infix(" * ", PRODUCT),
    Ratio: infix(" / ", PRODUCT),
    Condition: comparison,
    Least: call("min"),
    Greatest: call("max"),
    Root: call("sqrt"),
}
"""What most hosts write alike; a host's table is this one with its own rules laid over it."""
