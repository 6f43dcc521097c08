"""A metric of the agency's own, as ``kpis.toml`` and mapping files declare it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kpicells.formulas.metrics import Metric, Over
from kpicells.formulas.units import Unit

_Text = Annotated[str, Field(min_length=1)]
_OVER = {
    "anything": Over.ANYTHING,
    "parts": Over.PARTS,
    "days": Over.DAYS,
    "nothing": Over.NOTHING,
}


class OwnMetric(BaseModel):
    """What is said about a metric.

    Attributes:
        en, ru: Its names.
        unit: What its numbers measure.
        adds: Over what its values may be summed: days, parts (posts, campaigns, sources), both,
            or nothing, where they count people.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: _Text
    ru: _Text
    unit: Unit = Unit.COUNT
    adds: Literal["anything", "parts", "days", "nothing"] = "anything"

    def metric(self, metric_id: str) -> Metric:
        """The metric of this id."""
        return Metric(metric_id, self.en, self.ru, self.unit, _OVER[self.adds])
