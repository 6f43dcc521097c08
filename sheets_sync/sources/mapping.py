"""The mapping file: how a person says which column of their table is what."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.metrics import POST_REACH, metrics
from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.own_metrics import OwnMetric
from kpicells.sheets_sync.sources.choosing import Chosen, Unused
from kpicells.sheets_sync.sources.formats import Reading, plain
from kpicells.sheets_sync.sources.likeness import did_you_mean, nearest
from kpicells.sheets_sync.sources.recipe import DateColumn, Grain, Recipe, RepeatedRows
from kpicells.sheets_sync.tables import Table
from kpicells.sheets_sync.time_zones import ZoneName

_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MappedDate(_Strict):
    """Where a row's date stands, and how it is written."""

    column: _Text
    format: str | None = None

    @field_validator("format")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        if value is not None:
            day = datetime(2026, 11, 23, tzinfo=UTC)
            try:
                again = datetime.strptime(day.strftime(value), value)
            except ValueError as error:
                raise ValueError(f"is no date format ({error}); write e.g. '%d.%m.%Y'") from None
            if again.date() != day.date():
                raise ValueError("must hold day, month and year, such as '%d.%m.%Y'")
        return value


class Personal(_Strict):
    """Columns with people's names, e-mails, phones and the like.

    Attributes:
        drop: Columns of which nothing is stored or shown.
        hash: Columns by which a person is known, the best first: the first that is filled is
            stored as a keyed hash, and nothing else of them.
    """

    drop: tuple[_Text, ...] = ()
    hash: tuple[_Text, ...] = ()


class Mapping(_Strict):
    """A mapping file that was read; ``docs`` show one with every key.

    Attributes:
        source: What the facts are said to come from.
        date: The date column.
        end_date: The column with the last day, where a row spans several.
        campaign, post, account, title, link: Columns with those names.
        channel: The column that says where visitors came from, as in "vk / cpc".
        utm_source, utm_medium, utm_content: Columns with those tags; utm_campaign is ``campaign``.
        time_zone: The account's, on whose days times with a zone are put.
        currency: The currency of all money.
        encoding, delimiter, decimal: How the file is written, where that is to be told.
        sheet: The sheet of a workbook.
        grain: What a row is about.
        repeats: What is done with rows that are equal to the letter.
        shares: Metrics whose columns hold percents.
        personal: Columns with personal data, and what becomes of them.
        metrics: Metric to column.
        own_metrics: Metrics that are declared here.
    """

    source: _Text
    date: MappedDate
    end_date: _Text | None = None
    campaign: _Text | None = None
    post: _Text | None = None
    account: _Text | None = None
    title: _Text | None = None
    link: _Text | None = None
    channel: _Text | None = None
    utm_source: _Text | None = None
    utm_medium: _Text | None = None
    utm_content: _Text | None = None
    time_zone: ZoneName | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    encoding: _Text | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    decimal: Literal[".", ","] | None = None
    sheet: _Text | None = None
    grain: Grain | None = None
    repeats: RepeatedRows = RepeatedRows.KEEP
    shares: frozenset[str] = frozenset()
    personal: Personal = Personal()
    metrics: Annotated[dict[str, _Text], Field(min_length=1)]
    own_metrics: dict[str, OwnMetric] = {}

    _path: Path = Path("mapping.toml")

    def recipe_for(self, table: Table) -> Recipe:
        """The recipe for a table.

        Raises:
            MappingError: The table lacks a column that the mapping names.
        """
        labels = {plain(column): column for column in reversed(table.header) if column}

        def column(key: str, name: str) -> str:
            if name in table.header:
                return name
            if plain(name) in labels:
                return labels[plain(name)]
            raise MappingError(
                f"{self._path.name}: {key}: {table.file.name} has no column {name!r}"
                f"{did_you_mean(name, labels.values())} "
                f"It has: {', '.join(column for column in table.header if column)}"
            )

        def role(key: str) -> str | None:
            name = getattr(self, key)
            return None if name is None else column(key, name)

        hide = {
            key: [column(f"personal.{key}", name) for name in getattr(self.personal, key)]
            for key in ("drop", "hash")
        }
        chosen = {m: column(f"metrics.{m}", name) for m, name in self.metrics.items()}
        grain = self.grain or (
            Grain.PERIOD if self.end_date else Grain.POST if self.post else Grain.DAY
        )
        roles = {key: role(key) for key in _ROLES}
        for key, name in [*roles.items(), *((f"metrics.{m}", c) for m, c in chosen.items())]:
            if name in (*hide["drop"], *hide["hash"]):
                raise MappingError(
                    f"{self._path.name}: {key}: the column {name!r} is declared personal, and what "
                    f"is personal is not stored: take it out of {key}, or out of personal"
                )
        return Recipe(
            source=self.source,
            report=self._path.stem,
            grain=grain,
            metrics=chosen,
            warnings=tuple(_other_quantities(chosen)),
            date=DateColumn(
                column("date.column", self.date.column), self.date.format, role("end_date")
            ),
            campaign=roles["campaign"],
            post=roles["post"],
            account=roles["account"],
            title=roles["title"],
            link=roles["link"],
            channel=roles["channel"],
            utm_source=roles["utm_source"],
            utm_medium=roles["utm_medium"],
            utm_content=roles["utm_content"],
            personal=bool(hide["drop"] or hide["hash"]),
            persons=tuple(hide["hash"]),
            currency=self.currency,
            decimal=self.decimal,
            shares=self.shares,
            repeated_rows=self.repeats,
            encoding=self.encoding,
            delimiter=self.delimiter,
        )

    def chosen(self, tables: Sequence[Table]) -> Chosen:
        """The tables of a file that have the columns, each with its recipe, and the others.

        Raises:
            MappingError: None of them has.
        """
        found: list[Reading] = []
        unused: list[Unused] = []
        problems: list[MappingError] = []
        for table in tables:
            try:
                found.append(Reading(table, self.recipe_for(table)))
            except MappingError as error:
                problems.append(error)
                unused.append(Unused(table, "a table without the columns of the mapping"))
        if not found:
            raise problems[0]
        return Chosen(found, unused, f"read by {self._path.name}")


_ROLES = (
    *("campaign", "post", "account", "title", "link", "channel"),
    *("utm_source", "utm_medium", "utm_content"),
)
"""Keys of columns with names, which are roles of a recipe too."""

_DISTINCT = ("reach", "impressions", "views", "users", "sessions", "clicks", "link_clicks")
"""Quantities that are often taken for one another."""


def _other_quantities(chosen: dict[str, str]) -> list[str]:
    """Columns whose own name says that they are another quantity than the mapping has them for."""
    names = {plain(name): m for m in _DISTINCT for name in (m, metrics[m].en, metrics[m].ru)}
    found = []
    for metric, column in chosen.items():
        said = names.get(plain(column))
        if metric in _DISTINCT and said and said != metric:
            found.append(
                f"the column {column!r} is taken for {metric}, but its name says {said}: these are "
                "different quantities, and a KPI over one is wrong over the other"
            )
    return found


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file, and make the metrics known that it declares.

    Raises:
        MappingError: It cannot be read, or a key or value is wrong; the message names the file,
            the key and what is allowed.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise MappingError(f"{path}: cannot be opened: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}: is no TOML file: {error}") from None
    # `date = "Day"` is what one writes first.
    if isinstance(content.get("date"), str):
        content["date"] = {"column": content["date"]}
    try:
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        raise MappingError(_explained(path, error)) from None
    mapping._path = path
    for name, own in mapping.own_metrics.items():
        _declare(path, name, own)
    if POST_REACH in mapping.metrics:
        raise MappingError(
            f"{path.name}: metrics.{POST_REACH}: kpicells adds it up itself; write the column as "
            'reach, and grain = "post"'
        )
    for key in ("metrics", "shares"):
        for metric in getattr(mapping, key):
            if metric not in metrics:
                near = ", ".join(nearest(metric, metrics)) or ", ".join(metrics)
                raise MappingError(
                    f"{path.name}: {key}.{metric}: there is no such metric; nearest: {near}. "
                    f"To add it: [own_metrics.{metric}] with en, ru, unit and adds"
                )
    return mapping


def _declare(path: Path, name: str, own: OwnMetric) -> None:
    try:
        metrics.add(own.metric(name))
    except DefinitionError as error:
        hint = ""
        if name in metrics:
            known = OwnMetric.of(metrics[name])
            hint = (
                f" as {known.en!r}, {known.ru!r}, unit {known.unit}, adds {known.adds}: say the "
                "same here, use another id, or correct it in the workspace, where it was declared "
                "first (own_metrics.toml or kpis.toml)"
            )
        raise MappingError(f"{path.name}: own_metrics.{name}: {error}{hint}") from None


def _explained(path: Path, error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        lines.append(f"{path.name}: {key}: {_problem(problem)}")
    return "\n".join(lines)


def _problem(problem: Any) -> str:
    kind, given = problem["type"], problem["input"]
    if kind == "extra_forbidden":
        last = problem["loc"][-1]
        parts: dict[str, type[BaseModel]] = {
            "date": MappedDate,
            "own_metrics": OwnMetric,
            "personal": Personal,
        }
        names = list(parts.get(str(problem["loc"][0]), Mapping).model_fields)
        return f"there is no such key{did_you_mean(str(last), names)} Allowed: {', '.join(names)}"
    if kind == "missing":
        if problem["loc"] == ("date",):
            return (
                "is missing, and every row needs a day: write "
                'date = { column = "Day", format = "%d.%m.%Y" }'
            )
        return "is missing"
    if kind == "too_short":
        return 'names none: write at least one, such as impressions = "Shows"'
    if kind in ("enum", "literal_error"):
        return f"{given!r} is not allowed; allowed: {problem['ctx']['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{given!r} is no currency code; write three capital letters, such as USD"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{message} (found {given!r})"
