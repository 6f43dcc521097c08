"""A source's file of export descriptions (``exports/*.toml``) read into ``ExportFormat``.

One file per source, one ``[[export]]`` per kind of file. The names of a column stand by language:

    [export.metrics]
    reach.en = "Reach"
    reach.ru = ["Охват", "Охват публикации"]

``any`` instead of a language names a column that is called the same in all of them. ``personal``
names columns of which nothing is stored: a list of patterns, or a table with ``drop`` and with
``hash``, whose columns are stored as one keyed hash. ``[export.written]`` says how dates and
decimals are written in a language, and where its names were seen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.sources.formats import (
    ExportFormat,
    Names,
    Stages,
    Titled,
    Version,
    Wording,
    plain,
)
from kpicells.sheets_sync.sources.recipe import Grain
from kpicells.sheets_sync.sources.rows import PARTS, SIGNS, STEPS

ANY = "any"
"""Stands for every language."""

_Texts = Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)]
_Names = dict[str, _Texts]
_T = TypeVar("_T")


def personal_of(said: Any) -> Any:
    """What is said of personal columns; a bare list names those that are dropped."""
    return {"drop": said} if isinstance(said, list | tuple) else said


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Written(_Strict):
    date: str | None = None
    decimal: str | None = None
    seen: str


class _Titled(_Strict):
    metric: str | None = None
    source: str | None = None


class _Stages(_Strict):
    won: tuple[str, ...] = ()
    qualified: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class _Personal(_Strict):
    drop: tuple[str, ...] = ()
    hash: tuple[str, ...] = ()


class _Change(_Strict):
    since: str
    change: str


class _Export(_Strict):
    id: str
    report: str
    en: str
    ru: str
    grain: Grain
    needs: tuple[str, ...] = ()
    any_metric: int = 1
    excludes: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    currency: str | None = None
    factors: dict[str, int | str] = {}
    named: _Texts = ()
    sources: tuple[str, ...] = ()
    personal: Annotated[_Personal, BeforeValidator(personal_of)] = _Personal()
    moments: tuple[str, ...] = ()
    timezone: str = "UTC"
    yields_to: tuple[str, ...] = ()
    reads_nothing: str | None = None
    sign: str | None = None
    steps: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    parts: str | None = None
    columns: dict[str, _Names] = {}
    metrics: dict[str, _Names] = {}
    titles: dict[str, _Titled] = {}
    criteria: dict[str, _Texts] = {}
    stages: _Stages = _Stages()
    written: dict[str, _Written] = {}
    changes: tuple[_Change, ...] = ()


class _Source(_Strict):
    source: str
    called: str
    export: Annotated[tuple[_Export, ...], Field(min_length=1)]


def read_source(path: Path) -> list[ExportFormat]:
    """Read the descriptions of a source's exports.

    Raises:
        MappingError: The file is wrong; the message names it, the key and what is the matter.
    """
    return formats_of(path.name, declaration(path))


def declaration(path: Path) -> dict[str, Any]:
    """What a file of descriptions holds, as it is written.

    Raises:
        MappingError: It cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise MappingError(f"{path}: cannot be opened: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}: is no TOML file: {error}") from None


def formats_of(name: str, content: dict[str, Any]) -> list[ExportFormat]:
    """The exports that a file describes.

    Args:
        name: The file's name, for messages.
        content: What it holds.

    Raises:
        MappingError: A key or value is wrong.
    """
    try:
        declared = _Source.model_validate(content)
        return [_format(declared, export) for export in declared.export]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MappingError(f"{name}: {where}: {first['msg']}") from None
    except ValueError as error:
        raise MappingError(f"{name}: {error}") from None


def _format(declared: _Source, export: _Export) -> ExportFormat:
    titles = {plain(title): Titled(t.metric, t.source) for title, t in export.titles.items()}
    criteria = {plain(name): m for m, names in export.criteria.items() for name in names}
    kind = ExportFormat(
        id=export.id,
        source=declared.source,
        called=declared.called,
        report=export.report,
        en=export.en,
        ru=export.ru,
        grain=export.grain,
        wordings=_wordings(export),
        needs=export.needs,
        any_metric=export.any_metric,
        excludes=export.excludes,
        totals=export.totals,
        labels=export.labels,
        currency=export.currency,
        factors={metric: Fraction(factor) for metric, factor in export.factors.items()},
        named=tuple(map(plain, export.named)),
        titles=titles,
        criteria=criteria,
        stages=Stages(*(frozenset(map(plain, names)) for names in _stages(export.stages))),
        others=export.sources,
        personal=tuple(map(plain, export.personal.drop)),
        persons=tuple(map(plain, export.personal.hash)),
        moments=export.moments,
        timezone=export.timezone,
        yields_to=export.yields_to,
        reads_nothing=export.reads_nothing,
        versions=tuple(Version(change.since, change.change) for change in export.changes),
        sign=_called(SIGNS, export.sign, "sign") if export.sign else None,
        gives=export.gives,
        steps=tuple(_called(STEPS, name, "steps") for name in export.steps),
        parts=_called(PARTS, export.parts, "parts") if export.parts else None,
    )
    for metric in (*kind.metrics, *kind.factors):
        if metric not in metrics:
            raise ValueError(f"{kind.id}: there is no metric {metric!r}")
    for wording in kind.wordings:
        known = {*wording.columns, *wording.metrics}
        if missing := [role for role in kind.needs if role not in known]:
            raise ValueError(
                f"{kind.id}: needs {missing[0]!r}, which has no name in {wording.language!r}"
            )
    return kind


def _stages(stages: _Stages) -> tuple[Names, Names, Names]:
    return stages.won, stages.qualified, stages.other


def _wordings(export: _Export) -> tuple[Wording, ...]:
    named = [*export.columns.values(), *export.metrics.values()]
    languages = [*export.written, *(lang for names in named for lang in names if lang != ANY)]
    wordings = []
    for language in dict.fromkeys(languages):
        if language not in export.written:
            raise ValueError(f"{export.id}: add [export.written.{language}] with seen")
        written = export.written[language]
        wordings.append(
            Wording(
                language,
                columns=_in_language(export.columns, language),
                metrics=_in_language(export.metrics, language),
                date_format=written.date,
                decimal=written.decimal,
                seen=written.seen,
            )
        )
    return tuple(wordings)


def _in_language(columns: Mapping[str, _Names], language: str) -> dict[str, Names]:
    found = {key: (*names.get(language, ()), *names.get(ANY, ())) for key, names in columns.items()}
    return {key: names for key, names in found.items() if names}


def _called(known: Mapping[str, _T], name: str, key: str) -> _T:
    if name not in known:
        raise ValueError(f"{key}: there is no {name!r}; there are: {', '.join(known)}")
    return known[name]
