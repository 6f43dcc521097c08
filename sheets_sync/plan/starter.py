"""The plan that a new client starts with: the usual KPIs of a business goal, targets to be typed.

Targets are left empty on purpose: a number from thin air is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import tomlkit

from kpicells.formulas import Goal, Unit
from kpicells.sheets_sync.plan.proposing import Proposal, propose

_EXAMPLES = {Unit.SHARE: "0.05", Unit.RATIO: "4", Unit.MONEY: "25"}
"""What a target looks like; a share of 5 % is 0.05."""
_NOTES = {
    "en": (
        "The plan of one client. `kpicells refresh` reads it at every run.",
        "awareness, leads, sales, or one of your own in words",
        "the stage of the brand: launch, growth or mature",
        "reviewed every 1 to 3 months",
        "Targets by month: delete what you do not need, type what you want to reach.",
        "each KPI's part of the overall score; together 1",
        "what competitors do; shown to the manager",
        "no data yet for",
    ),
    "ru": (
        "План одного клиента. Его читает каждый запуск `kpicells refresh`.",
        "awareness (узнаваемость), leads (лиды), sales (продажи) или своя, словами",
        "стадия бренда: launch (запуск), growth (рост) или mature (зрелость)",
        "пересматривается раз в 1-3 месяца",
        "Цели по месяцам: лишнее удалите, нужное впишите.",
        "доля KPI в общей оценке; вместе 1",
        "что делают конкуренты; видит руководитель",
        "пока нет данных",
    ),
}


def starter_plan(
    client: str,
    goal: Goal | str,
    lang: str,
    starts: date,
    currency: str = "",
    *,
    proposals: Sequence[Proposal] | None = None,
    brand_stage: str = "growth",
    cadence_months: int = 1,
    competition: str = "",
) -> str:
    """The text of a plan.toml to begin with.

    Args:
        client: The client's name.
        goal: The business goal.
        lang: ``"en"`` or ``"ru"``: of the comments and of the workbook.
        starts: The first month.
        currency: ISO code; by language if left out.
        proposals: Its KPIs; the usual ones of the goal if left out.
        brand_stage: ``launch``, ``growth`` or ``mature``.
        cadence_months: Every how many months the plan is reviewed.
        competition: A note on competitors.
    """
    notes = _NOTES[lang]
    plan = tomlkit.document()
    plan.add(tomlkit.comment(notes[0]))
    plan["client"] = client
    plan["goal"] = _item(str(goal), notes[1])
    plan["lang"] = lang
    plan["currency"] = currency or ("RUB" if lang == "ru" else "USD")
    plan["stage"] = _item(brand_stage, notes[2])
    plan["cadence_months"] = _item(cadence_months, notes[3])
    plan["starts"] = f"{starts:%Y-%m}"
    plan["competition"] = _item(competition, notes[6])
    proposals = propose(goal) if proposals is None else proposals
    kpis = tomlkit.aot()
    for proposal, weight in zip(proposals, _weights(len(proposals)), strict=True):
        kpis.append(_row(proposal, weight, lang, starts))
    plan.add(tomlkit.nl())
    plan.add(tomlkit.comment(notes[4]))
    plan.add(tomlkit.comment(f"weight: {notes[5]}"))
    plan["kpis"] = kpis
    return tomlkit.dumps(plan)


def _row(proposal: Proposal, weight: float, lang: str, starts: date) -> Any:
    candidate = proposal.candidate
    table = tomlkit.table()
    why = candidate.why(lang)
    if proposal.missing:
        why += f" ({_NOTES[lang][7]}: {', '.join(proposal.missing)})"
    key, value = ("kpi", candidate.kpi) if candidate.kpi else ("metric", candidate.metric)
    table[key] = _item(value, why)
    if candidate.use:
        table["use"] = _inline(candidate.use)
    table["weight"] = weight
    target = _EXAMPLES.get(candidate.planned.unit, "100")
    table.add(tomlkit.comment(f'targets = {{ "{starts:%Y-%m}" = {target} }}'))
    return table


def _item(value: Any, comment: str) -> Any:
    return tomlkit.item(value).comment(comment)


def _inline(values: Mapping[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def _weights(count: int) -> list[float]:
    """Equal weights with two decimals that add up to exactly 1."""
    part = round(1 / count, 2)
    return [round(1 - part * (count - 1), 2), *[part] * (count - 1)]
