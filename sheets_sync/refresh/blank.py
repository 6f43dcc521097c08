"""An empty workbook, for a business goal or for none, with no client behind it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime

from kpicells.formulas import Goal
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.plan.proposing import chosen_by_hand, propose
from kpicells.sheets_sync.plan.starter import starter_plan
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.whoami import person
from kpicells.templates.build import build
from kpicells.templates.content import LogLine
from kpicells.templates.layout import Workbook
from kpicells.templates.notices import log_made
from kpicells.templates.words import Words


def blank_layout(
    goal: Goal | str,
    lang: str,
    starts: date,
    currency: str = "",
    client: str = "",
    kpis: Sequence[str] = (),
) -> Workbook:
    """The layout of an empty workbook, for a target's ``create``.

    Args:
        goal: The business goal; a text is one of the client's own, and may be empty.
        lang: ``"en"`` or ``"ru"``.
        starts: The first month.
        currency: ISO code; by language if left out.
        client: The name on it.
        kpis: Its KPIs; the usual ones of the goal if left out.

    Raises:
        ValueError: One of the KPIs is none.
    """
    words = Words(lang)
    proposals = chosen_by_hand(kpis) if kpis else propose(goal)
    text = starter_plan(
        client or words("client-unnamed"),
        goal or words("goal-own"),
        lang,
        starts,
        currency,
        proposals=proposals,
    )
    plan = Plan.model_validate(tomllib.loads(text))
    line = LogLine(datetime.now(), log_made(words, 0, []), person())
    return build(assemble(plan, Rollup(), starts, log=[line]))
