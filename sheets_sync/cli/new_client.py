"""A new client of ``kpicells init``: the plan that is written, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from kpicells.formulas import Goal
from kpicells.sheets_sync.cli.app import note, say
from kpicells.sheets_sync.cli.words import words
from kpicells.templates.words import Words

if TYPE_CHECKING:
    from kpicells.sheets_sync.plan.proposing import Proposal


@dataclass(frozen=True, slots=True)
class NewClient:
    """What is known of a new client.

    Attributes:
        name: The client's name.
        goal: The business goal.
        lang: The language of the plan and the workbook.
        currency: The currency of all money.
        starts: The first month.
        proposals: The KPIs.
        brand_stage: The stage of the brand.
        cadence: Months between reviews.
        competition: A note on competitors.
    """

    name: str
    goal: Goal | str
    lang: str
    currency: str
    starts: date
    proposals: Sequence[Proposal]
    brand_stage: str
    cadence: int
    competition: str

    def write(self, path: Path) -> None:
        """Write the plan to begin with, the first of its versions."""
        from kpicells.sheets_sync.plan.history import PlanHistory
        from kpicells.sheets_sync.plan.starter import starter_plan
        from kpicells.sheets_sync.whoami import person

        text = starter_plan(
            self.name,
            self.goal,
            self.lang,
            self.starts,
            self.currency,
            proposals=self.proposals,
            brand_stage=self.brand_stage,
            cadence_months=self.cadence,
            competition=self.competition,
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        PlanHistory(path.parent).record(person())

    @property
    def advice(self) -> list[str]:
        """What is worth a second thought in this choice; targets come later."""
        from kpicells.sheets_sync.plan.advice import on_choice

        return on_choice([one.candidate.planned for one in self.proposals], self.lang)

    def tell(self) -> None:
        """Say which KPIs the plan has, and why."""
        show(self.proposals, self.lang)
        texts = Words(self.lang)
        stages = {one.candidate.planned.stage: None for one in self.proposals}
        listed = ", ".join(texts(f"stage-{stage.value}").lower() for stage in stages)
        say(f"  {words(self.lang)('init-stages', stages=listed)}")
        for sentence in self.advice:
            note(f"  {sentence}")
        note(words(self.lang)("init-next", client=self.name))

    def kpis(self) -> list[dict[str, Any]]:
        """The KPIs of ``init --json``."""
        return [
            {
                "key": one.candidate.planned.key,
                "name": one.candidate.planned.label(self.lang),
                "stage": one.candidate.planned.stage.value,
                "why": one.candidate.why(self.lang),
                "missing": list(one.missing),
            }
            for one in self.proposals
        ]


def show(proposals: Sequence[Proposal], lang: str, *, numbered: bool = False) -> None:
    """A line for each KPI: its stage of the funnel, why it is there, and what it lacks."""
    texts = Words(lang)
    for number, one in enumerate(proposals, 1):
        row = one.candidate.planned
        stage = texts(f"stage-{row.stage.value}").lower()
        line = f"{row.label(lang)} ({stage}): {one.candidate.why(lang)}"
        say(f"  {f'{number} ' if numbered else ''}{escape(line)}")
        if one.missing:
            lacking = ", ".join(texts.metric(metric).lower() for metric in one.missing)
            note(f"    {words(lang)('init-missing', metrics=lacking)}")
