"""What every KPI must have, each forgotten part with the sentence that says what to add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import isclose

from kpicells.formulas import CellError, Kpi
from kpicells.formulas.hosts import HOSTS

CONSTRUCTED = "constructed"
"""Who an example is by that nobody was found to publish with numbers."""

SAID_OF_SEVERAL: Mapping[str, frozenset[str]] = {
    said: frozenset(ids.split())
    for said, ids in {
        "lr": "LOVE_RATE LIKE_RATE LEAD_RATE",
        "vr": "REACH_RATE VIEWS_PER_FOLLOWER VIEW_RATE",
        "прирост подписчиков": "FOLLOWER_GROWTH FOLLOWERS_GAINED",
        "досматриваемость": "VTR COMPLETION_RATE",
        "отказы": "BOUNCE_RATE BOUNCE_RATE_METRICA",
        "показатель отказов": "BOUNCE_RATE BOUNCE_RATE_METRICA",
        "процент отказов": "BOUNCE_RATE BOUNCE_RATE_METRICA",
    }.items()
}
"""People say one word and mean either of these."""

_MAY_LACK = ("sql",)
"""Hosts that cannot compute everything; the catalogue says what they do not carry."""
_PEOPLE = ("reach", "users", "active_followers")


def lacking(kpi: Kpi) -> list[str]:
    """What to add to a KPI; empty where nothing is missing."""
    return [f"{kpi.id}: {what}" for what in (*_words(kpi), *_numbers(kpi))]


def _words(kpi: Kpi) -> Iterator[str]:
    confused, in_russian = kpi.not_to_be_confused, kpi.ru_not_to_be_confused
    if not _is_russian(kpi.ru):
        yield 'add its Russian name: ru="Кликабельность"'
    if not (_is_russian(kpi.ru_meaning) and kpi.ru_meaning.endswith(".")):
        yield 'add what it means in Russian, a sentence: means="Какая доля показов ..."'
    if not kpi.meaning.endswith("."):
        yield "begin its docstring with what it means, one line that ends with a point"
    if not kpi.aliases:
        yield 'add what people call it: aliases=("CTR", "кликрейт")'
    if not (confused.endswith(".") and in_russian.endswith(".") and _is_russian(in_russian)):
        yield 'add what it is taken for, a sentence each: confused_with=("...", "...")'
    if not kpi.source.startswith("http"):
        yield 'add where its formula is defined: source="https://..."'
    if any(name.startswith(_PEOPLE) for name in kpi.arguments) and (
        "never a sum of" not in " ".join(kpi.__doc__.split())
    ):
        yield 'say in its docstring that people are "never a sum of days" or of posts'


def _numbers(kpi: Kpi) -> Iterator[str]:
    example = kpi.example
    if not (example.by == CONSTRUCTED or example.by.startswith("http")):
        yield 'add who published its example: Example(..., by="https://...")'
    try:
        found = kpi(**example.arguments)
    except CellError as error:
        yield f"its example has no answer: {error}"
    else:
        if not isclose(found, example.gives, rel_tol=1e-12):
            yield f"its example gives {found!r}, not {example.gives!r}"
    if missing := [host for host in HOSTS if host not in (*kpi.hosts, *_MAY_LACK)]:
        yield f"it cannot be written for {', '.join(missing)}: use what those hosts have"


def shared_names(kpis: Iterable[Kpi]) -> list[str]:
    """The names that are of several KPIs without being listed as such."""
    named: dict[str, set[str]] = defaultdict(set)
    for kpi in kpis:
        for name in (kpi.id.replace("_", " "), kpi.en, kpi.ru, *kpi.aliases):
            named[name.casefold().replace("ё", "е")].add(kpi.id)
    return [
        f"{', '.join(sorted(ids))} are all called {name!r}: leave it to one of them"
        for name, ids in named.items()
        if len(ids) > 1 and not ids <= SAID_OF_SEVERAL.get(name, frozenset())
    ]


def _is_russian(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.casefold())
