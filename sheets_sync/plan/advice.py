"""What is worth a second thought in a plan: too few or too many KPIs, one stage only, no target,
two that measure the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kpicells.sheets_sync.plan.model import Plan, PlannedKpi
from kpicells.sheets_sync.plan.proposing import FEWEST, MOST, measures_the_same
from kpicells.templates.notices import Notices
from kpicells.templates.words import Words


def advice(plan: Plan, lang: str | None = None) -> list[str]:
    """Sentences on a plan, in its own language if no other is asked for."""
    lang = lang or plan.lang
    say = Notices(Words(lang))
    without = [row for row in plan.kpis if not row.targets]
    return [*on_choice(plan.kpis, lang), *(say.no_target(row.label(lang)) for row in without)]


def on_choice(kpis: Sequence[PlannedKpi], lang: str) -> list[str]:
    """Sentences on the KPIs that were chosen."""
    words = Words(lang)
    say = Notices(words)
    found = []
    if not FEWEST <= len(kpis) <= MOST:
        found.append(say.how_many(len(kpis)))
    stages = {row.stage for row in kpis}
    if len(stages) == 1 and len(kpis) > 1:
        found.append(say.one_stage(words(f"stage-{kpis[0].stage.value}").lower()))
    for one, other in combinations(kpis, 2):
        if measures_the_same(one, other):
            found.append(say.the_same(one.label(lang), other.label(lang)))
    return found
