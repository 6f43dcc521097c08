"""A metric of the agency's own, as ``kpis.toml`` and mapping files declare it.

What a mapping file declares is needed long after the import, by every roll-up and every own KPI:
an import writes it to ``own_metrics.toml`` of the workspace, where people may read and correct it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.metrics import Metric, Over
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import PlanError, StoreError
from kpicells.sheets_sync.plan.read import explain, read_toml

REMEMBERED = "own_metrics.toml"
"""The file of a workspace with the metrics that mapping files have declared."""

_HEAD = (
    "Metrics that mapping files have declared; `kpicells import` adds to them.",
    "Metrics of your own KPIs are better written in kpis.toml.",
)
_Text = Annotated[str, Field(min_length=1)]
_Adds = Literal["anything", "parts", "days", "nothing"]
_OVER: dict[_Adds, Over] = {
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
    adds: _Adds = "anything"

    @classmethod
    def of(cls, metric: Metric) -> OwnMetric:
        """What would declare a metric that is known."""
        adds = next(name for name, over in _OVER.items() if over is metric.adds_over)
        return cls(en=metric.en, ru=metric.ru, unit=metric.unit, adds=adds)

    def metric(self, metric_id: str) -> Metric:
        """The metric of this id."""
        return Metric(metric_id, self.en, self.ru, self.unit, _OVER[self.adds])


class _Tables(RootModel[dict[str, dict[str, Any]]]):
    pass


def remembered(folder: Path) -> dict[str, OwnMetric]:
    """The metrics that mapping files of a workspace have declared, by id.

    Raises:
        DefinitionError: The file is wrong; the message names the key.
    """
    path = folder / REMEMBERED
    if not path.is_file():
        return {}
    found, problems = {}, []
    try:
        tables = read_toml(path, _Tables).root
    except PlanError as error:
        raise DefinitionError(str(error)) from None
    for name, table in tables.items():
        try:
            found[name] = OwnMetric.model_validate(table)
        except ValidationError as error:
            problems += [f"{path}: {name}.{explain(one, OwnMetric)}" for one in error.errors()]
    if problems:
        raise DefinitionError("\n".join(problems))
    return found


def remember(folder: Path, declared: Mapping[str, OwnMetric]) -> None:
    """Keep what a mapping file declares; what is known already stays as it is written.

    Raises:
        StoreError: The file cannot be written.
    """
    new = {name: own for name, own in declared.items() if name not in remembered(folder)}
    if not new:
        return
    # Needed once for each new metric, and brings a library with it.
    import tomlkit

    path = folder / REMEMBERED
    try:
        if path.is_file():
            document = tomlkit.parse(path.read_text("utf-8"))
        else:
            document = tomlkit.document()
            for line in _HEAD:
                document.add(tomlkit.comment(line))
        for name, own in new.items():
            table = tomlkit.table()
            table.update(own.model_dump(mode="json"))
            document.add(tomlkit.nl())
            document[name] = table
        path.write_text(tomlkit.dumps(document), "utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None
