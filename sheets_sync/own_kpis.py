"""Reads the agency's own KPIs and metrics: ``kpis.toml`` and ``kpis.py`` of a workspace, and the
metrics that its mapping files have declared.

``kpis.py`` is a program and is run. It is taken from the folder that the person names and from
nowhere else: not from an export, not from a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from math import isfinite
from pathlib import Path
from traceback import extract_tb
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, ValidationError

from kpicells.formulas import catalog
from kpicells.formulas.errors import DefinitionError, KpicellsError
from kpicells.formulas.kpi import Better, Goal, Kpi, Stage
from kpicells.formulas.metrics import Metric, metrics
from kpicells.formulas.own import AGENCY, Own, OwnArgument, own_kpi
from kpicells.formulas.own_names import check_id, check_own
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.own_metrics import REMEMBERED, OwnMetric, remembered
from kpicells.sheets_sync.plan.read import explain, read_toml

TEXTS = "kpis.toml"
CODE = "kpis.py"

_METRICS = "metrics"
_Text = Annotated[str, Field(min_length=1, max_length=500)]


def _cell(value: object) -> object:
    if isinstance(value, list) and value:
        return [_cell(part) for part in value]
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"found {value!r}; a number is needed, or a list of numbers for a range")
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _InBoth(_Strict):
    en: _Text
    ru: _Text


class _SaidOfArgument(_Strict):
    en: _Text | None = None
    ru: _Text | None = None
    unit: Unit | None = None
    range: bool | None = None


class _OwnKpi(_Strict):
    """One table of ``kpis.toml``."""

    en: _Text
    ru: _Text
    formula: str
    unit: Unit
    better: Better
    stage: Stage
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)] = tuple(Goal)
    means: _InBoth | None = None
    aliases: tuple[_Text, ...] = ()
    example: dict[str, Annotated[Any, BeforeValidator(_cell)]] | None = None
    source: _Text = AGENCY
    arguments: dict[str, Any] = {}


class _Tables(RootModel[dict[str, Any]]):
    pass


Model = TypeVar("Model", bound=BaseModel)


def load_own(folder: Path) -> Own:
    """The own KPIs and metrics of a workspace; nothing where none of the files is there.

    Raises:
        DefinitionError: Something in them is wrong; the message names the file, the key or the
            line, what was found and what is allowed.
    """
    texts, code = folder / TEXTS, folder / CODE
    tables = _read(texts) if texts.is_file() else {}
    own_metrics = _with_remembered(texts, tuple(_metrics(texts, tables)))
    kpis: dict[str, Kpi] = {}
    with metrics.extended_by(own_metrics):
        for kpi in _from_tables(texts, tables):
            kpis[kpi.id] = kpi
        for kpi in _from_code(code) if code.is_file() else ():
            if kpi.id in kpis:
                raise DefinitionError(
                    f"{code}: two KPIs are called {kpi.id}, here or in {TEXTS}; give one of them "
                    "another name"
                )
            kpis[kpi.id] = kpi
    return Own(tuple(kpis.values()), own_metrics)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return read_toml(path, _Tables).root
    except PlanError as error:
        raise DefinitionError(str(error)) from None


def _metrics(path: Path, tables: Mapping[str, Any]) -> Iterator[Metric]:
    said = tables.get(_METRICS, {})
    problems: list[str] = []
    found: list[Metric] = []
    for name, table in said.items() if isinstance(said, dict) else [("", said)]:
        key = f"{path}: {_METRICS}.{name}" if name else f"{path}: {_METRICS}"
        if own := _valid(key, table, OwnMetric, problems):
            metric = own.metric(name)
            try:
                with metrics.extended_by((metric,)):
                    found.append(metric)
            except DefinitionError as error:
                problems.append(f"{key}: {error}")
    _refuse(problems)
    return iter(found)


def _with_remembered(path: Path, said: tuple[Metric, ...]) -> tuple[Metric, ...]:
    """The metrics of ``kpis.toml``, and those that mapping files have declared."""
    known = {metric.id: metric for metric in said}
    folder = path.parent
    for name, own in remembered(folder).items():
        metric = own.metric(name)
        if known.setdefault(name, metric) != metric:
            raise DefinitionError(
                f"{path}: {_METRICS}.{name}: {REMEMBERED} has this metric otherwise "
                f"(unit {own.unit}, adds {own.adds}): make both the same, or remove it there"
            )
        try:
            with metrics.extended_by((metric,)):
                pass
        except DefinitionError as error:
            raise DefinitionError(f"{folder / REMEMBERED}: {name}: {error}") from None
    return tuple(known.values())


def _from_tables(path: Path, tables: Mapping[str, Any]) -> list[Kpi]:
    problems: list[str] = []
    found = []
    for kpi_id, table in tables.items():
        if kpi_id == _METRICS:
            continue
        try:
            check_id(kpi_id)
        except DefinitionError as error:
            problems.append(f"{path}: {error}")
            continue
        said = _valid(f"{path}: {kpi_id}", table, _OwnKpi, problems)
        if said is None:
            continue
        arguments = {
            name: _valid(f"{path}: {kpi_id}.arguments.{name}", argument, _SaidOfArgument, problems)
            for name, argument in said.arguments.items()
        }
        if None in arguments.values():
            continue
        try:
            found.append(
                own_kpi(
                    kpi_id,
                    en=said.en,
                    ru=said.ru,
                    formula=said.formula,
                    unit=said.unit,
                    better=said.better,
                    stage=said.stage,
                    goals=said.goals,
                    means=(said.means.en, said.means.ru) if said.means else ("", ""),
                    aliases=said.aliases,
                    arguments={
                        name: OwnArgument(given.en or "", given.ru or "", given.unit, given.range)
                        for name, given in arguments.items()
                        if given
                    },
                    example=said.example,
                    source=said.source,
                )
            )
        except DefinitionError as error:
            problems.append(f"{path}: {error}")
    _refuse(problems)
    return found


def _valid(key: str, table: object, model: type[Model], problems: list[str]) -> Model | None:
    """A table that was read into its model, or None and a problem more."""
    if not isinstance(table, dict):
        keys = ", ".join(model.model_fields)
        problems.append(f"{key}: found {table!r}; a table is needed, with {keys}")
        return None
    try:
        return model.model_validate(table)
    except ValidationError as error:
        problems += [f"{key}.{explain(detail, model)}" for detail in error.errors()]
    return None


def _refuse(problems: list[str]) -> None:
    if problems:
        raise DefinitionError("\n".join(problems))


def _from_code(path: Path) -> list[Kpi]:
    """The KPIs that a file of Python defines with ``@kpi``."""
    loader = SourceFileLoader("kpicells_own_kpis", str(path))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    try:
        # Compiled anew each time: a stored .pyc may be older than a file saved a moment ago.
        exec(loader.source_to_code(path.read_bytes(), str(path)), vars(module))
    except (Exception, SystemExit) as error:  # the agency's code may raise anything
        raise DefinitionError(_where(path, error)) from error
    found = []
    for kpi in dict.fromkeys(v for v in vars(module).values() if isinstance(v, Kpi)):
        if catalog.shipped.get(kpi.id) is kpi:
            continue  # imported to build upon
        try:
            check_own(kpi)
        except DefinitionError as error:
            raise DefinitionError(f"{path}: {error}") from None
        found.append(kpi)
    return found


def _where(path: Path, error: BaseException) -> str:
    """The line of the file at which an error came up, and the error."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__)
             if frame.filename == str(path)]  # fmt: skip
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno)
    line = f", line {lines[-1]}" if lines else ""
    kind = "" if isinstance(error, KpicellsError) else f"{type(error).__name__}: "
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{path}{line}: {kind}{what}"
