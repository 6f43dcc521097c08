"""The plan that a new client starts with: the usual KPIs of a business goal, targets to be typed.

Targets are left empty on purpose: a number from thin air is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import tomlkit

from kpicells.formulas import Goal

STARTERS: Mapping[Goal, Sequence[tuple[dict[str, Any], str, str]]] = {
    Goal.AWARENESS: (
        ({"metric": "impressions"}, "how often the brand is seen", "сколько раз бренд видят"),
        ({"kpi": "CPM"}, "what a thousand impressions cost", "сколько стоит тысяча показов"),
        (
            {"kpi": "ERR", "use": {"reach": "post_reach"}},
            "whether those who see it answer",
            "откликаются ли те, кто увидел",
        ),
        (
            {"metric": "profile_visits"},
            "whether they come to see more",
            "приходят ли узнать больше",
        ),
    ),
    Goal.LEADS: (
        ({"metric": "leads"}, "the business result itself", "сам результат для бизнеса"),
        ({"kpi": "CPL"}, "what one lead costs", "сколько стоит один лид"),
        (
            {"kpi": "CR", "use": {"conversions": "leads", "clicks": "link_clicks"}},
            "whether visitors become leads",
            "становятся ли посетители лидами",
        ),
        (
            {"kpi": "CTR", "use": {"clicks": "link_clicks"}},
            "whether the offer makes people click",
            "кликают ли по предложению",
        ),
        (
            {"kpi": "ERR", "use": {"reach": "post_reach"}},
            "whether the content is worth an answer",
            "откликаются ли на контент",
        ),
    ),
    Goal.SALES: (
        ({"metric": "revenue"}, "the business result itself", "сам результат для бизнеса"),
        ({"kpi": "ROAS"}, "what a unit of spend brings back", "сколько возвращает рубль рекламы"),
        (
            {"kpi": "CR", "use": {"conversions": "purchases", "clicks": "sessions"}},
            "whether visits become purchases",
            "становятся ли визиты покупками",
        ),
        ({"kpi": "AOV"}, "how much one purchase is worth", "сколько стоит одна покупка"),
        (
            {"kpi": "CTR", "use": {"clicks": "link_clicks"}},
            "whether the offer makes people click",
            "кликают ли по предложению",
        ),
    ),
}
"""For each goal its rows of a plan, and why each is there, in English and Russian."""

_NOTES = {
    "en": (
        "The plan of one client. `kpicells refresh` reads it at every run.",
        "awareness, leads or sales",
        "the stage of the brand: launch, growth or mature",
        "reviewed every 1 to 3 months",
        "Targets by month: delete what you do not need, type what you want to reach.",
        "each KPI's part of the overall score; together 1",
    ),
    "ru": (
        "План одного клиента. Его читает каждый запуск `kpicells refresh`.",
        "awareness (узнаваемость), leads (лиды) или sales (продажи)",
        "стадия бренда: launch (запуск), growth (рост) или mature (зрелость)",
        "пересматривается раз в 1-3 месяца",
        "Цели по месяцам: лишнее удалите, нужное впишите.",
        "доля KPI в общей оценке; вместе 1",
    ),
}


def starter_plan(client: str, goal: Goal, lang: str, starts: date, currency: str = "") -> str:
    """The text of a plan.toml to begin with.

    Args:
        client: The client's name.
        goal: The business goal.
        lang: ``"en"`` or ``"ru"``: of the comments and of the workbook.
        starts: The first month.
        currency: ISO code; by language if left out.
    """
    notes = _NOTES[lang]
    plan = tomlkit.document()
    plan.add(tomlkit.comment(notes[0]))
    plan["client"] = client
    plan["goal"] = _item(goal.value, notes[1])
    plan["lang"] = lang
    plan["currency"] = currency or ("RUB" if lang == "ru" else "USD")
    plan["stage"] = _item("growth", notes[2])
    plan["cadence_months"] = _item(1, notes[3])
    plan["starts"] = f"{starts:%Y-%m}"
    rows = STARTERS[goal]
    weights = _weights(len(rows))
    kpis = tomlkit.aot()
    for (row, why_en, why_ru), weight in zip(rows, weights, strict=True):
        table = tomlkit.table()
        for key, value in row.items():
            table[key] = _inline(value) if isinstance(value, dict) else value
        first = next(iter(row))
        table[first] = _item(row[first], why_ru if lang == "ru" else why_en)
        table["weight"] = weight
        table.add(tomlkit.comment(f'targets = {{ "{starts:%Y-%m}" = 100 }}'))
        kpis.append(table)
    plan.add(tomlkit.nl())
    plan.add(tomlkit.comment(notes[4]))
    plan.add(tomlkit.comment(f"weight: {notes[5]}"))
    plan["kpis"] = kpis
    return tomlkit.dumps(plan)


def _item(value: Any, comment: str) -> Any:
    return tomlkit.item(value).comment(comment)


def _inline(values: dict[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def _weights(count: int) -> list[float]:
    """Equal weights with two decimals that add up to exactly 1."""
    part = round(1 / count, 2)
    return [round(1 - part * (count - 1), 2), *[part] * (count - 1)]
