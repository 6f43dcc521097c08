"""The total of a KPI over many rows: a ratio of sums, never a mean of ratios.

Two posts with click-through rates of 1 % and 3 % do not have one of 2 % together, unless they were
shown equally often. ``Kpi.total`` sums each argument over its range and then computes the KPI.

That is only true where the sums are. Reach, users and followers count people, who come again the
next day, so a total over them is refused with :class:`~kpicells.formulas.errors.NotAdditive`. An
argument that is no metric is judged by the metric that its name begins with (``followers_end`` is
a number of followers), or else by its unit: counts, money and time add up, shares do not.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kpicells.formulas.errors import NotAdditive
from kpicells.formulas.metrics import Metric, Over, metrics
from kpicells.formulas.nodes import Argument, Expr, Part, rewritten
from kpicells.formulas.ranges import Total
from kpicells.formulas.signature import Parameter, symbols
from kpicells.formulas.units import Unit

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi

_ADDITIVE = (Unit.COUNT, Unit.MONEY, Unit.SECONDS, Unit.HOURS)


class Obstacle(StrEnum):
    """Why a total over many rows would be untrue."""

    RANGES = "ranges"
    """The KPI takes ranges as it is."""
    UNIT = "unit"
    """The argument is a share, a ratio or another number that does not add up."""
    PEOPLE = "people"
    """The argument counts people, who come again in the next row."""
    STATE = "state"
    """The argument is a state of one moment: followers."""
    MEASURE = "measure"
    """The argument measures one thing or is an average: the length of a video."""


def totalled(kpi: Kpi, over: Over) -> Kpi:
    """The KPI over ranges, each summed first.

    Raises:
        NotAdditive: An argument's sum would be untrue.
    """
    if found := obstacle(kpi, over):
        raise NotAdditive(_refusal(kpi.id, *found))
    names = kpi.arguments
    parameters = tuple(replace(p, is_range=True, beside=names) for p in kpi.parameters)
    ranges = dict(zip(names, symbols(parameters), strict=True))

    def summed(node: Part) -> Part:
        return Total(ranges[node.name]) if isinstance(node, Argument) else node

    body = rewritten(kpi.body, summed)
    assert isinstance(body, Expr)
    return replace(kpi, id=f"{kpi.id}_TOTAL", parameters=parameters, body=body)


def obstacle(kpi: Kpi, over: Over = Over.ANYTHING) -> tuple[Parameter, Obstacle] | None:
    """The first argument for which a total would be untrue, and why; None where it is true.

    >>> from kpicells.formulas import catalog
    >>> parameter, why = obstacle(catalog["ERR"])
    >>> parameter.name, why.value
    ('reach', 'people')
    """
    for parameter in kpi.parameters:
        if why := _in_the_way(parameter, over):
            return parameter, why
    return None


def _in_the_way(parameter: Parameter, over: Over) -> Obstacle | None:
    if parameter.is_range:
        return Obstacle.RANGES
    metric = _metric(parameter.name)
    if metric is None:
        return None if parameter.unit in _ADDITIVE else Obstacle.UNIT
    if over in metric.adds_over:
        return None
    if metric.adds_over is Over.PARTS:
        return Obstacle.STATE
    return Obstacle.PEOPLE if metric.unit is Unit.COUNT else Obstacle.MEASURE


def _refusal(kpi_id: str, parameter: Parameter, why: Obstacle) -> str:
    if why is Obstacle.RANGES:
        return f"{kpi_id} takes ranges as it is: it has no total of its own"
    if why is Obstacle.UNIT:
        return f"{kpi_id} has no total: {parameter.name} is {_UNITS[parameter.unit]}"
    metric = _metric(parameter.name)
    summed = metric.en.lower().partition(",")[0] if metric else parameter.name
    return (
        f"{kpi_id} has no total: the sum of {summed} would be untrue, because {_BECAUSE[why]}; "
        f"take {summed} for the whole period from the platform"
    )


_UNITS = {
    Unit.SHARE: "a share, and shares do not add up",
    Unit.RATIO: "a ratio, and ratios do not add up",
    Unit.DAYS: "a number of days, and the same days stand in several rows",
    Unit.NUMBER: "a number of any kind, and its sum may be untrue",
}

_BECAUSE = {
    Obstacle.PEOPLE: "the same people are counted again in each row",
    Obstacle.STATE: "it is a state of one moment, not an amount of each day",
    Obstacle.MEASURE: "it is a measure of each row, not an amount",
}


def _metric(name: str) -> Metric | None:
    """The metric of this name, or that the name begins with: followers_end, reach_paid."""
    words = name.split("_")
    for count in range(len(words), 0, -1):
        if (known := "_".join(words[:count])) in metrics:
            return metrics[known]
    return None
