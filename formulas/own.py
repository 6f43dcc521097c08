"""An agency's own KPIs: a formula text over metric names becomes a KPI like any other.

>>> points = own_kpi(
...     "ENGAGEMENT_POINTS",
...     en="Engagement points per person reached",
...     ru="Баллы вовлечения на человека охвата",
...     formula="(likes + 2*comments + 3*shares) / reach",
...     unit=Unit.RATIO,
...     better=Better.HIGHER,
...     stage=Stage.INTEREST,
... )
>>> points(likes=10, comments=5, shares=2, reach=100)
0.26

It is part of the catalogue, of search and of every host while :meth:`Own.in_use` says so:

>>> with Own(kpis=(points,)).in_use():
...     catalog["ENGAGEMENT_POINTS"].equation
'(likes + 2 * comments + 3 * shares) / reach'
>>> "ENGAGEMENT_POINTS" in catalog
False
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import isclose
from typing import Any

from kpicells.formulas import catalog
from kpicells.formulas.errors import CellError, DefinitionError
from kpicells.formulas.formula_text import Mention, mentions, parse, unknown
from kpicells.formulas.formula_tokens import pointing
from kpicells.formulas.kpi import Better, Example, Goal, Kpi, Stage
from kpicells.formulas.metrics import Metric, metrics
from kpicells.formulas.nodes import Expr
from kpicells.formulas.own_names import check_id, check_own
from kpicells.formulas.signature import Parameter, traced
from kpicells.formulas.units import Unit

AGENCY = "agency"
"""The source of a KPI, and of an example, that the agency gives itself."""
COMPUTED = "computed"
"""Who published an example that was given by nobody: typical numbers and what they give."""


@dataclass(frozen=True)
class OwnArgument:
    """What an agency says about an argument of its formula.

    Attributes:
        en, ru, unit: Its names and unit, for an argument that is no metric.
        is_range: Whether it is a range; by the formula if left out: what stands inside ``sum``
            and the like is one.
    """

    en: str = ""
    ru: str = ""
    unit: Unit | None = None
    is_range: bool | None = None


@dataclass(frozen=True)
class Own:
    """What a workspace adds to the catalogue and to the metrics."""

    kpis: tuple[Kpi, ...] = ()
    metrics: tuple[Metric, ...] = ()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Make them known while the ``with`` block runs, to this thread or task alone.

        Raises:
            DefinitionError: An id is taken.
        """
        with metrics.extended_by(self.metrics), catalog.extended_by(self.kpis):
            yield


def own_kpi(
    kpi_id: str,
    *,
    en: str,
    ru: str,
    formula: str,
    unit: Unit,
    better: Better,
    stage: Stage,
    goals: tuple[Goal, ...] = tuple(Goal),
    means: tuple[str, str] = ("", ""),
    aliases: tuple[str, ...] = (),
    arguments: Mapping[str, OwnArgument] | None = None,
    example: Mapping[str, Any] | None = None,
    source: str = AGENCY,
) -> Kpi:
    """Make a KPI of a formula text; its arguments are the names in it, in their order.

    Args:
        kpi_id: Its id in capitals.
        en: Its English name.
        ru: Its Russian name.
        formula: The formula over metrics and ``arguments``.
        unit: What its result measures.
        better: Which way it should move.
        stage: Its stage of the funnel.
        goals: The business goals that it serves; all if left out.
        means: Its meaning in English and Russian; the equation if left out.
        aliases: Other names that people search for.
        arguments: What is to be said about arguments, above all those that are no metrics.
        example: Argument to value, and ``gives``, which is compared with what comes out. Without
            one, typical numbers are taken, and what they give.
        source: Where the formula is defined.

    Raises:
        DefinitionError: Something is wrong; the message says where, and in a formula it shows the
            character.
    """
    check_id(kpi_id)
    said = dict(arguments or {})
    try:
        parameters = _parameters(formula, said)
    except DefinitionError as error:
        raise DefinitionError(f"{kpi_id}.formula: {error}") from None
    for name, argument in said.items():
        _check_said(f"{kpi_id}.arguments.{name}", name, argument, parameters)

    def body(*symbols: Expr) -> Expr:
        return parse(formula, {p.name: s for p, s in zip(parameters, symbols, strict=True)})

    try:
        tree = traced(kpi_id, body, parameters)
    except DefinitionError as error:
        raise DefinitionError(f"{kpi_id}.formula: {error}") from None
    kpi = Kpi(
        id=kpi_id,
        en=en,
        ru=ru,
        aliases=aliases,
        meaning="",
        ru_meaning="",
        parameters=parameters,
        unit=unit,
        better=better,
        stage=stage,
        goals=goals,
        source=source,
        example=Example(gives=0.0, by=COMPUTED),
        body=tree,
    )
    check_own(kpi)
    meaning = means[0] or f"The agency's own KPI: {kpi.equation}."
    return replace(
        kpi,
        meaning=meaning,
        ru_meaning=means[1] or f"Собственный показатель агентства: {kpi.equation}.",
        example=_computed(kpi) if example is None else _checked(kpi, example),
        __doc__=meaning,
    )


def _parameters(formula: str, said: Mapping[str, OwnArgument]) -> tuple[Parameter, ...]:
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions(formula):
        by_name.setdefault(mention.name, []).append(mention)
    if not by_name:
        raise pointing(formula, 0, len(formula), "the formula names no metric")
    found = [_parameter(formula, places, said) for places in by_name.values()]
    together = tuple(p.name for p in found if p.is_range)
    if together and all(p.blank_is_zero for p in found if p.is_range):
        place = by_name[together[0]][0]
        raise pointing(
            formula, place.start, place.end,
            "or_blank needs another range beside it, whose filled cells say which rows count",
        )  # fmt: skip
    return tuple(replace(p, beside=together) if p.is_range else p for p in found)


def _parameter(
    formula: str, places: Sequence[Mention], said: Mapping[str, OwnArgument]
) -> Parameter:
    """One argument, from all places where the formula mentions it."""
    first = places[0]
    name = first.name
    argument = said.get(name, OwnArgument())
    if name in metrics:
        en, ru, unit = metrics[name].en, metrics[name].ru, metrics[name].unit
    elif name in said:
        en, ru, unit = argument.en, argument.ru, argument.unit or Unit.NUMBER
    else:
        raise unknown(formula, first, {**metrics, **said})
    is_range = argument.is_range
    if is_range is None:
        is_range = any(place.in_range for place in places)
    for place in places:
        if is_range and not place.in_range:
            what = f"{name} is a range: write sum({name}), mean({name}) or the like"
            if argument.is_range is None:
                what += (
                    f", or say that it is one cell: arguments = {{ {name} = {{ range = false }} }}"
                )
            raise pointing(formula, place.start, place.end, what)
        if place.or_blank != first.or_blank:
            what = f"write {name} as or_blank({name}) everywhere or nowhere"
            raise pointing(formula, place.start, place.end, what)
    return Parameter(name, unit, en, ru, first.or_blank, is_range)


def _check_said(
    key: str, name: str, argument: OwnArgument, parameters: Sequence[Parameter]
) -> None:
    if name not in {parameter.name for parameter in parameters}:
        raise DefinitionError(f"{key}: the formula does not mention {name!r}")
    if name in metrics:
        if argument.en or argument.ru or argument.unit:
            raise DefinitionError(
                f"{key}: {name} is a metric and has its names and its unit; only range may be said"
            )
    elif not (argument.en and argument.ru and argument.unit):
        raise DefinitionError(
            f'{key}: {name} is no metric: give it en = "...", ru = "..." and unit = "..."'
        )


def _checked(kpi: Kpi, given: Mapping[str, Any]) -> Example:
    """The example that was given, once it has turned out true."""
    key = f"{kpi.id}.example"
    values = {name: value for name, value in given.items() if name != "gives"}
    if "gives" not in given or set(values) != set(kpi.arguments):
        wanted = ", ".join(f"{name} = ..." for name in (*kpi.arguments, "gives"))
        found = ", ".join(given) or "nothing"
        raise DefinitionError(f"{key}: found {found}; it must be {{ {wanted} }}")
    gives = float(given["gives"])
    try:
        result = kpi(**values)
    except CellError as error:
        raise DefinitionError(f"{key}: the formula gives {error.code}: {error}") from None
    if not isclose(result, gives, rel_tol=5e-3, abs_tol=1e-12):
        raise DefinitionError(
            f"{key}: the formula gives {result:.6g}, but the example says {gives:.6g}"
        )
    return Example(**values, gives=gives, by=AGENCY)


_TYPICAL = {
    Unit.COUNT: 100.0,
    Unit.SHARE: 0.1,
    Unit.RATIO: 2.0,
    Unit.MONEY: 500.0,
    Unit.SECONDS: 30.0,
    Unit.HOURS: 2.0,
    Unit.DAYS: 10.0,
    Unit.NUMBER: 1.0,
}


def _computed(kpi: Kpi) -> Example:
    """Typical numbers for which the formula has an answer, and the answer.

    Raises:
        DefinitionError: There is none for any of the numbers that were tried.
    """
    count = len(kpi.parameters)
    said = ""
    for factors in (range(1, count + 1), range(count, 0, -1), [1] * count):
        values = {
            p.name: _typical(p, factor) for p, factor in zip(kpi.parameters, factors, strict=True)
        }
        try:
            return Example(**values, gives=kpi(**values), by=COMPUTED)
        except CellError as error:
            said = f"{error.code} ({error})"
    raise DefinitionError(
        f"{kpi.id}: with typical numbers the formula gives {said}; if it is right, add an "
        "example = { ... } with numbers for which it has an answer"
    )


def _typical(parameter: Parameter, factor: int) -> Any:
    value = _TYPICAL[parameter.unit] * factor
    if parameter.unit is Unit.SHARE:
        value = min(value, 0.9)
    return [value, 2 * value, 3 * value] if parameter.is_range else value
