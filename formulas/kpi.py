"""A KPI: one plain typed function, and what a person has to know about it.

The decorator :func:`kpi` calls the function once with symbolic cells and keeps the tree. The
result is a :class:`Kpi`: call it with numbers or pandas columns, or print it for any host. A host
is imported when it is first asked for, so that the formulas load quickly everywhere.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import Any

from kpicells.formulas.errors import DefinitionError, NotANumber
from kpicells.formulas.metrics import Over
from kpicells.formulas.nodes import Expr
from kpicells.formulas.signature import Parameter, read_signature, traced
from kpicells.formulas.units import Unit

__all__ = ["Better", "Example", "Goal", "Kpi", "Parameter", "Stage", "kpi"]


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


class _OwnCall:
    """An object that holds its own ``__call__``.

    A method would have to hand ``*args`` and ``**kwargs`` on to the function that is compiled for
    the KPI, and that takes longer than the KPI itself.
    """

    __slots__ = ("__call__", "__dict__")
    __call__: Callable[..., Any]


class _SignatureOfCall:
    """The signature of a KPI's call; of the class there is none beside its ``__init__``."""

    def __get__(self, kpi: Kpi | None, kind: type[Kpi]) -> inspect.Signature | None:
        if kpi is None:  # a property would be in the way of Python 3.11.2, which asks the class
            return None
        kinds = inspect.Parameter.POSITIONAL_OR_KEYWORD
        return inspect.Signature([inspect.Parameter(name, kinds) for name in kpi.arguments])


@dataclass(frozen=True, eq=False)
class Kpi(_OwnCall):
    """A KPI of the catalogue.

    Call it to compute it: numbers give a float, pandas columns a column with their index. The call
    raises :class:`~kpicells.formulas.errors.NotANumber` for a blank, a text or a logical value,
    :class:`~kpicells.formulas.errors.ZeroDenominator` where the formula divides by zero, and
    :class:`~kpicells.formulas.errors.OutOfRange` where the answer is no finite number. In a column
    of results the last two are NaN, and so is what a missing value makes.

    >>> from kpicells.formulas import catalog
    >>> catalog["CPM"](spend=50, impressions=10_000)
    5.0

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
        from kpicells.formulas.hosts.equation import equation

        return equation(self.body)

    def __post_init__(self) -> None:
        object.__setattr__(self, "__call__", self._compile_and_call)

    def _compile_and_call(self, *args: Any, **kwargs: Any) -> Any:
        """The first call."""
        from kpicells.formulas.hosts.python import compile_scalar

        function = compile_scalar(self.id, self.arguments, self.body, self._over_columns)
        object.__setattr__(self, "__call__", function)
        return function(*args, **kwargs)

    def _over_columns(self, *args: Any) -> Any:
        return self._columns(*args)

    @cached_property
    def _columns(self) -> Callable[..., Any]:
        from kpicells.formulas.hosts.pandas import compile_columns

        if any(parameter.is_range for parameter in self.parameters):
            raise NotANumber(f"{self.id} takes ranges, so each other argument is one number")
        return compile_columns(self.id, self.arguments, self.body)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that carry it, found by printing it for each."""
        from kpicells.formulas.hosts import carriers

        return carriers(self)

    @cached_property
    def total(self) -> Kpi:
        """The same KPI over ranges, each summed first: a ratio of sums, not a mean of ratios.

        >>> from kpicells.formulas import catalog
        >>> catalog["CTR"].total(clicks=[5, 15], impressions=[100, 100])
        0.1

        Raises:
            NotAdditive: An argument's sum would be untrue: reach, users, shares.
        """
        return self.total_over(Over.ANYTHING)

    def total_over(self, over: Over) -> Kpi:
        """:attr:`total`, where the ranges run over parts only or over days only.

        Followers of several accounts may be summed, followers of several days may not:
        ``catalog["ER"].total_over(Over.PARTS)``.

        Raises:
            NotAdditive: An argument's sum would be untrue.
        """
        from kpicells.formulas.totals import totalled

        return totalled(self, over)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of its arguments in order."""
        return tuple(parameter.name for parameter in self.parameters)

    __signature__ = _SignatureOfCall()

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy is made of what the KPI says; it compiles a function of its own."""
        return _made_again, (type(self), {f.name: getattr(self, f.name) for f in fields(self)})


def _made_again(kind: type[Kpi], values: Mapping[str, Any]) -> Kpi:
    return kind(**values)


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
        parameters, unit = read_signature(kpi_id, function, arguments or {})
        if set(example.arguments) != {parameter.name for parameter in parameters}:
            raise DefinitionError(
                f"{kpi_id}: the example gives {', '.join(example.arguments)} "
                f"but the function takes {', '.join(p.name for p in parameters)}"
            )
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
            body=traced(kpi_id, function, parameters),
            not_to_be_confused=confused_with[0],
            ru_not_to_be_confused=confused_with[1],
            __doc__=doc,
        )

    return define
