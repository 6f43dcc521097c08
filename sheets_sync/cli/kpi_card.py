"""The card of one KPI in a terminal: what it means, how it is typed, what it is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from kpicells.formulas.card import Card, card
from kpicells.formulas.hosts import HOSTS, TEXTS
from kpicells.formulas.kpi import Kpi
from kpicells.formulas.nodes import Ratio
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.cli.app import out
from kpicells.sheets_sync.cli.values import as_text
from kpicells.sheets_sync.cli.words import words
from kpicells.templates.words import Words

_LONGEST_FORMULA = 400
"""A longer one fills the screen and is printed by ``kpicells emit``."""


def print_card(kpi: Kpi, lang: str) -> None:
    """Print the card of a KPI in ``en`` or ``ru``."""
    say = words(lang)
    facts = card(kpi, lang)
    other = kpi.name("ru" if lang == "en" else "en")
    out.print(Text.assemble((f"{kpi.id} · {kpi.name(lang)}", "bold"), (f" · {other}", "dim")))
    out.print(Text(kpi.ru_meaning if lang == "ru" else kpi.meaning))
    out.print()
    out.print(_grid(_about(kpi, say)))
    out.print()
    out.print(Text(say("card-type"), "bold"))
    for place, code in _typed(facts, say):
        out.print(Text(f"  {place}", "dim"))
        # A line that people copy: only the screen itself may break it.
        out.print(Text(f"    {code}"), soft_wrap=True)
    out.print()
    for sentence in _limits(facts, say):
        out.print(Text(sentence))


def _about(kpi: Kpi, say: Words) -> Iterable[tuple[str, str]]:
    lang = say.lang
    yield say("card-equation"), kpi.equation
    yield say("card-result"), f"{_unit(kpi.unit, say)}, {say(f'better-{kpi.better.value}')}"
    label = say("card-arguments")
    longest = max(map(len, kpi.arguments))
    for parameter in kpi.parameters:
        said = [parameter.ru if lang == "ru" else parameter.en, _unit(parameter.unit, say)]
        if parameter.is_range:
            said.append(say("card-range"))
        if parameter.blank_is_zero:
            said.append(say("card-may-be-blank"))
        yield label, f"{parameter.name:{longest}}  {' · '.join(said)}"
        label = ""
    given = ", ".join(f"{name}={_plain(value)}" for name, value in kpi.example.arguments.items())
    yield (
        say("card-example"),
        say("card-gives", arguments=given, result=_result(kpi.unit, kpi.example.gives, lang)),
    )
    yield "", _who(kpi.example.by, say)
    yield say("card-defined"), _who(kpi.source, say)
    if kpi.aliases:
        yield say("card-aliases"), ", ".join(kpi.aliases)
    goals = ", ".join(say(f"goal-{goal.value}") for goal in kpi.goals)
    yield say("card-serves"), f"{goals} · {say(f'stage-{kpi.stage.value}')}"
    confused = kpi.ru_not_to_be_confused if lang == "ru" else kpi.not_to_be_confused
    if confused:
        yield say("card-confused"), confused
    yield say("card-good"), say("card-benchmark")


def _typed(facts: Card, say: Words) -> Iterable[tuple[str, str]]:
    """Each place and what is typed there."""
    kpi = facts.kpi
    yield say("card-addin"), facts.addin
    yield say("card-named"), facts.named
    if len(facts.formula) > _LONGEST_FORMULA:
        command = f"kpicells emit {kpi.id} --host excel --locale {say.lang}"
        yield say("card-formula-long"), command
    else:
        yield say("card-formula"), facts.formula
    if facts.as_array:
        yield say("card-array"), say("card-array-keys")
    if facts.total:
        divides = any(isinstance(part, Ratio) for part in kpi.body.walk())
        yield say("card-total-of-ratio" if divides else "card-total"), facts.total
    yield say("card-command"), facts.command
    yield say("card-python"), facts.python
    hosts = "|".join(host for host in TEXTS if host in facts.carriers)
    yield say("card-emit"), f"kpicells emit {kpi.id} --host {hosts}"


def _limits(facts: Card, say: Words) -> Iterable[str]:
    """What cannot be had: a total, a host."""
    if facts.obstacle is not None:
        parameter, why = facts.obstacle
        name = parameter.ru if say.lang == "ru" else parameter.en
        yield say(f"no-total-{why.value}", name=name)
    missing = [host for host in HOSTS if host not in facts.carriers]
    if missing:
        yield say("card-not-carried", hosts=", ".join(missing))


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 2))
    grid.add_column(style="bold", width=18)
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(label), Text(text))
    return grid


def _unit(unit: Unit, say: Words) -> str:
    return say(f"unit-{unit.value}")


def _who(source: str, say: Words) -> str:
    """Where something was published; an example may be made up and an own KPI the agency's."""
    known = {"constructed", "computed", "agency"}
    return say(f"card-{source}") if source in known else source


def _plain(value: Any) -> str:
    if isinstance(value, int | float):
        return as_text(float(value))
    return ",".join(as_text(float(number)) for number in value)


def _result(unit: Unit, value: float, lang: str) -> str:
    """A result with six digits, and a share in per cent as well."""
    rounded = as_text(float(f"{value:.6g}"))
    percent = f" ({as_text(float(f'{value * 100:.4g}'))} %)" if unit is Unit.SHARE else ""
    said = rounded + percent
    return said.replace(".", ",") if lang == "ru" else said
