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


def totalled(kpi: Kpi, over: Over) -> Kpi:
    """The KPI over ranges, each summed first.

    Raises:
        NotAdditive: An argument's sum would be untrue.
    """
    for parameter in kpi.parameters:
        _refuse_untrue(kpi.id, parameter, over)
    names = kpi.arguments
    parameters = tuple(replace(p, is_range=True, beside=names) for p in kpi.parameters)
    ranges = dict(zip(names, symbols(parameters), strict=True))

    def summed(node: Part) -> Part:
        return Total(ranges[node.name]) if isinstance(node, Argument) else node

    body = rewritten(kpi.body, summed)
    assert isinstance(body, Expr)
    return replace(kpi, id=f"{kpi.id}_TOTAL", parameters=parameters, body=body)


def _refuse_untrue(kpi_id: str, parameter: Parameter, over: Over) -> None:
    if parameter.is_range:
        raise NotAdditive(f"{kpi_id} takes ranges as it is: it has no total of its own")
    metric = _metric(parameter.name)
    if metric is None:
        if parameter.unit not in _ADDITIVE:
            raise NotAdditive(
                f"{kpi_id} has no total: {parameter.name} is measured in {parameter.unit}s, "
                "and these do not add up"
            )
    elif over not in metric.adds_over:
        raise NotAdditive(
            f"{kpi_id} has no total: the sum of {metric.en.lower()} would be untrue, because "
            f"{_why(metric)}; take {metric.en.lower()} for the whole period from the platform"
        )


def _why(metric: Metric) -> str:
    if metric.adds_over is Over.PARTS:
        return "it is a state of one moment, not an amount of each day"
    return "the same people are counted again in each row"


def _metric(name: str) -> Metric | None:
    """The metric of this name, or that the name begins with: followers_end, reach_paid."""
    words = name.split("_")
    for count in range(len(words), 0, -1):
        if (known := "_".join(words[:count])) in metrics:
            return metrics[known]
    return None
