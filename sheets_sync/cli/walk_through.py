"""What ``kpicells init`` asks at a terminal, in the language of the agency.

An answer that does not fit is explained and asked for again; nothing that was typed is lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

import typer

from kpicells.formulas import Goal
from kpicells.sheets_sync.cli.app import note, say
from kpicells.sheets_sync.cli.words import words
from kpicells.templates.words import Words

if TYPE_CHECKING:
    from kpicells.sheets_sync.plan.proposing import Proposal

LANGUAGES = ("en", "ru")
STAGES = ("launch", "growth", "mature")
_LONGEST_CADENCE = 3

Answer = TypeVar("Answer")


def ask_language() -> str:
    """The language in which everything is asked, and of the client's workbook."""
    usual = "ru" if os.environ.get("LANG", "").startswith("ru") else "en"
    while (typed := _typed("Language / Язык (en, ru)", usual).lower()) not in LANGUAGES:
        note("en, ru?")
    return typed


@dataclass(frozen=True, slots=True)
class WalkThrough:
    """The questions in one language.

    Attributes:
        lang: ``"en"`` or ``"ru"``.
    """

    lang: str

    def client(self) -> str:
        """The client's name; empty for none."""
        return _typed(self._words("ask-client"))

    def goal(self) -> Goal | str:
        """The business goal: one of the three by number or by name, or one in words."""
        from kpicells.sheets_sync.plan.model import read_goal

        names = {goal: Words(self.lang).goal(goal) for goal in Goal}
        listed = ", ".join(f"{n} {name}" for n, name in enumerate(names.values(), 1))

        def read(typed: str) -> Goal | str:
            for number, (goal, name) in enumerate(names.items(), 1):
                if typed.lower() in (str(number), name, goal.value):
                    return goal
            try:
                return read_goal(typed)
            except ValueError:
                raise ValueError(self._words("ask-goal-again")) from None

        return _until(self._words("ask-goal", goals=listed), read)

    def data(self, known: Sequence[str]) -> list[str]:
        """The sources at hand, of those that are known."""
        say(self._words("ask-data-known", known=", ".join(known)), "dim")

        def read(typed: str) -> list[str]:
            wanted = typed.lower().replace(",", " ").split()
            for one in wanted:
                if one not in known:
                    near = get_close_matches(one, known, n=3, cutoff=0.5)
                    raise ValueError(
                        self._words("ask-data-again", typed=one, near=", ".join(near) or "—")
                    )
            return wanted

        return _until(self._words("ask-data"), read)

    def brand_stage(self) -> str:
        """The stage of the brand."""

        def read(typed: str) -> str:
            for number, stage in enumerate(STAGES, 1):
                if typed.lower() in (str(number), stage, self._words(f"brand-{stage}")):
                    return stage
            raise ValueError(self._words("ask-choose", choices=listed))

        listed = ", ".join(f"{n} {self._words(f'brand-{one}')}" for n, one in enumerate(STAGES, 1))
        return _until(self._words("ask-stage", stages=listed), read, "2")

    def cadence(self) -> int:
        """Every how many months the plan is reviewed."""

        def read(typed: str) -> int:
            if not typed.isdecimal() or not 1 <= int(typed) <= _LONGEST_CADENCE:
                raise ValueError(self._words("ask-choose", choices="1, 2, 3"))
            return int(typed)

        return _until(self._words("ask-cadence"), read, "1")

    def competition(self) -> str:
        """A note on competitors; empty for none."""
        return _typed(self._words("ask-competition"))

    def kpis(
        self, proposed: Sequence[Proposal], named: Callable[[Sequence[str]], list[Proposal]]
    ) -> list[Proposal]:
        """The KPIs of the plan: those proposed, some of them, or others by their ids.

        Args:
            proposed: What was proposed, and shown with numbers.
            named: Finds KPIs by their ids; an error of it is told.
        """

        def read(typed: str) -> list[Proposal]:
            chosen = []
            for one in dict.fromkeys(typed.replace(",", " ").split()):
                if one.isdecimal() and 1 <= int(one) <= len(proposed):
                    chosen.append(proposed[int(one) - 1])
                else:
                    try:
                        chosen += named([one])
                    except typer.BadParameter as error:
                        raise ValueError(error.message) from None
            keys = [proposal.candidate.planned.key for proposal in chosen]
            return [chosen[keys.index(key)] for key in dict.fromkeys(keys)] or list(proposed)

        return _until(self._words("ask-kpis"), read)

    def _words(self, key: str, **values: object) -> str:
        return words(self.lang)(key, **values)


def _typed(question: str, usual: str = "") -> str:
    return str(typer.prompt(question, default=usual, show_default=bool(usual))).strip()


def _until(question: str, read: Callable[[str], Answer], usual: str = "") -> Answer:
    while True:
        try:
            return read(_typed(question, usual))
        except ValueError as error:
            note(f"  {error}")
