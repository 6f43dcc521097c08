"""Reads a KPI's function: its arguments, their units and names, and the tree it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.metrics import metrics
from kpicells.formulas.nodes import Argument, Expr
from kpicells.formulas.ranges import Cells, Reduction, over_single_cells
from kpicells.formulas.units import Apart, OrBlank, Unit


@dataclass(frozen=True)
class Parameter:
    """One argument of a KPI, as a person types it.

    Attributes:
        name: Its name.
        unit: What its numbers measure.
        en, ru: How people call it.
        blank_is_zero: Whether a blank counts as zero.
        is_range: Whether it is a range of cells, taken as one list.
        beside: The ranges that lie beside this one, itself among them.
    """

    name: str
    unit: Unit
    en: str
    ru: str
    blank_is_zero: bool = False
    is_range: bool = False
    beside: tuple[str, ...] = ()


def read_signature(
    kpi_id: str, function: Callable[..., Expr], names: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Parameter, ...], Unit]:
    """The arguments in order, and the result's unit.

    Raises:
        DefinitionError: An annotation or a name is missing.
    """
    hints = _annotations(function)
    _, unit, _ = _read(kpi_id, "the result", hints.get("return"))
    code = function.__code__
    found = {
        name: _read(kpi_id, f"argument {name!r}", hints.get(name))
        for name in code.co_varnames[: code.co_argcount]
    }
    together = tuple(
        n for n, (kind, _, marks) in found.items() if kind is Cells and Apart not in marks
    )
    parameters = []
    for name, (kind, measured, marks) in found.items():
        if name in metrics:
            en, ru = metrics[name].en, metrics[name].ru
        elif name in names:
            en, ru = names[name]
        else:
            raise DefinitionError(
                f"{kpi_id}: argument {name!r} is no metric; name it in both languages: "
                f'arguments={{"{name}": ("English", "Русский")}}'
            )
        is_range = kind is Cells
        beside = (together if name in together else (name,)) if is_range else ()
        parameters.append(Parameter(name, measured, en, ru, OrBlank in marks, is_range, beside))
    return tuple(parameters), unit


def symbols(parameters: tuple[Parameter, ...]) -> list[Expr]:
    """What the function is called with: a symbolic cell or range for each argument."""
    filled = {p.name for p in parameters if not p.blank_is_zero}
    return [
        Cells(p.name, p.blank_is_zero, p.beside, tuple(n for n in p.beside if n in filled))
        if p.is_range
        else Argument(p.name, p.blank_is_zero)
        for p in parameters
    ]


def traced(kpi_id: str, function: Callable[..., Expr], parameters: tuple[Parameter, ...]) -> Expr:
    """The tree that the function makes.

    Raises:
        DefinitionError: It uses a range without bringing its rows together.
    """
    body = function(*symbols(parameters))
    for node in over_single_cells(body):
        if isinstance(node, Cells):
            raise DefinitionError(
                f"{kpi_id}: write total({node.name}), mean({node.name}) or the like"
            )
        if isinstance(node, Reduction) and len({cells.beside for cells in node.cells}) != 1:
            raise DefinitionError(
                f"{kpi_id}: a total runs over the rows of ranges beside each other"
            )
    return body


def _annotations(function: Callable[..., Expr]) -> Mapping[str, Any]:
    hints = function.__annotations__
    if any(isinstance(hint, str) for hint in hints.values()):
        # Under `from __future__ import annotations`; evaluating them takes longer.
        from typing import get_type_hints

        return get_type_hints(function, include_extras=True)
    return hints


def _read(kpi_id: str, what: str, hint: Any) -> tuple[type[Expr], Unit, tuple[object, ...]]:
    marks: tuple[object, ...] = getattr(hint, "__metadata__", ())
    for mark in marks:
        if isinstance(mark, Unit):
            return hint.__origin__, mark, marks
    raise DefinitionError(f"{kpi_id}: annotate {what} with a unit, such as Count, Share or Money")
