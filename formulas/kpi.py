"""A KPI: one plain typed function, and what a person has to know about it.

The decorator :func:`kpi` calls the function once with symbolic cells and keeps the tree. The
result is a :class:`Kpi`: call it with numbers or pandas columns, or print it for any host.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.expression import Argument, Expr
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.hosts.pandas import compile_columns
from kpicells.formulas.hosts.python import AreColumns, compile_scalar
from kpicells.formulas.metrics import metrics
from kpicells.formulas.units import OrBlank, Unit


class Better(StrEnum):
    """Which way a KPI should move."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Stage(StrEnum):
    """The stage of the funnel that a KPI speaks about."""

    ATTENTION = "attention"
    INTEREST = "interest"
    ACTION = "action"


class Goal(StrEnum):
    """The business goal that a KPI serves."""

    AWARENESS = "awareness"
    LEADS = "leads"
    SALES = "sales"


@dataclass(frozen=True)
class Example:
    """A worked example: arguments, result, and who published it.

    >>> Example(clicks=5, impressions=100, gives=0.05, by="https://example.com").arguments
    {'clicks': 5, 'impressions': 100}
    """

    arguments: Mapping[str, Any]
    gives: float
    by: str

    def __init__(self, *, gives: float, by: str, **arguments: Any) -> None:
        object.__setattr__(self, "arguments", arguments)
        object.__setattr__(self, "gives", gives)
        object.__setattr__(self, "by", by)


@dataclass(frozen=True)
class Parameter:
    """One argument of a KPI, as a person types it."""

    name: str
    unit: Unit
    en: str
    ru: str
    blank_is_zero: bool = False


@dataclass(frozen=True, eq=False)
class Kpi:
    """A KPI of the catalogue.

    Attributes:
        id: Its callable name without the prefix: ``CTR`` is typed ``KPI_CTR`` in a cell.
        en, ru: Its names.
        aliases: What else people call it, in either language.
        meaning: The first line of the function's docstring.
        ru_meaning: The same in Russian.
        parameters: Its arguments in order.
        unit: What its result measures.
        better: Which way it should move.
        stage, goals: Where in the funnel it stands and which business goals it serves.
        source: Where the formula is defined.
        example: A worked example.
        body: The expression tree.
        not_to_be_confused: What it is often taken for.
    """

    id: str
    en: str
    ru: str
    aliases: tuple[str, ...]
    meaning: str
    ru_meaning: str
    parameters: tuple[Parameter, ...]
    unit: Unit
    better: Better
    stage: Stage
    goals: tuple[Goal, ...]
    source: str
    example: Example
    body: Expr
    not_to_be_confused: str = ""
    ru_not_to_be_confused: str = ""
    __doc__: str = field(default="", repr=False)

    def name(self, lang: str) -> str:
        """Its name in ``"en"`` or ``"ru"``."""
        return self.ru if lang == "ru" else self.en

    @property
    def equation(self) -> str:
        """The formula over argument names: ``clicks / impressions``."""
        return equation(self.body)

    @cached_property
    def _scalar(self) -> Callable[..., float]:
        return compile_scalar(self.id, self.arguments, self.body)

    @cached_property
    def _columns(self) -> Callable[..., Any]:
        return compile_columns(self.id, self.arguments, self.body)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of its arguments in order."""
        return tuple(parameter.name for parameter in self.parameters)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Compute it: numbers give a float, pandas columns a column with their index.

        Raises:
            NotANumber: An argument is blank, a text or a logical value.
            ZeroDenominator: The formula divides by zero.
            OutOfRange: The answer is no finite number.
        """
        try:
            return self._scalar(*args, **kwargs)
        except AreColumns:
            return self._columns(*args, **kwargs)


def kpi(
    *,
    en: str,
    ru: str,
    aliases: tuple[str, ...] = (),
    means: str = "",
    better: Better,
    stage: Stage,
    goals: tuple[Goal, ...],
    source: str,
    example: Example,
    arguments: Mapping[str, tuple[str, str]] | None = None,
    confused_with: tuple[str, str] = ("", ""),
) -> Callable[[Callable[..., Expr]], Kpi]:
    """Make a KPI of a function whose arguments and result are annotated with units.

    Args:
        en: English name.
        ru: Russian name.
        aliases: Other names that people search for, in either language.
        means: The meaning in Russian; the English one is the docstring's first line.
        better: Which way it should move.
        stage: Its stage of the funnel.
        goals: The business goals that it serves.
        source: Where the formula is defined.
        example: A worked example.
        arguments: English and Russian names of arguments that are no metrics.
        confused_with: What it is often taken for, in English and Russian.

    Raises:
        DefinitionError: Something is missing or wrong; the message says what to add.
    """

    def define(function: Callable[..., Expr]) -> Kpi:
        kpi_id = function.__name__.upper()
        parameters, unit = _signature(kpi_id, function, arguments or {})
        if set(example.arguments) != {parameter.name for parameter in parameters}:
            raise DefinitionError(
                f"{kpi_id}: the example gives {', '.join(example.arguments)} "
                f"but the function takes {', '.join(p.name for p in parameters)}"
            )
        symbols = (Argument(p.name, p.blank_is_zero) for p in parameters)
        doc = inspect.cleandoc(function.__doc__ or "")
        return Kpi(
            id=kpi_id,
            en=en,
            ru=ru,
            aliases=aliases,
            meaning=doc.partition("\n")[0],
            ru_meaning=means,
            parameters=parameters,
            unit=unit,
            better=better,
            stage=stage,
            goals=goals,
            source=source,
            example=example,
            body=function(*symbols),
            not_to_be_confused=confused_with[0],
            ru_not_to_be_confused=confused_with[1],
            __doc__=doc,
        )

    return define


def _signature(
    kpi_id: str, function: Callable[..., Expr], names: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Parameter, ...], Unit]:
    hints = get_type_hints(function, include_extras=True)
    unit = _units(kpi_id, "the result", hints.pop("return", None))[0]
    parameters = []
    for name in inspect.signature(function).parameters:
        found, marks = _units(kpi_id, f"argument {name!r}", hints.get(name))
        if name in metrics:
            en, ru = metrics[name].en, metrics[name].ru
        elif name in names:
            en, ru = names[name]
        else:
            raise DefinitionError(
                f"{kpi_id}: argument {name!r} is no metric; name it in both languages: "
                f'arguments={{"{name}": ("English", "Русский")}}'
            )
        parameters.append(Parameter(name, found, en, ru, blank_is_zero=OrBlank in marks))
    return tuple(parameters), unit


def _units(kpi_id: str, what: str, hint: Any) -> tuple[Unit, tuple[object, ...]]:
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    for mark in marks:
        if isinstance(mark, Unit):
            return mark, marks
    raise DefinitionError(f"{kpi_id}: annotate {what} with a unit, such as Count, Share or Money")
