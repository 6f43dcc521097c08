"""Made-up clients for trials: a leads goal with Meta Ads, Instagram and GA4, half-way through
November 2026; the same client before any import, and one with everything turned up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

from kpicells.formulas import Better, Goal, Stage, Unit
from kpicells.templates.content import Content, Decision, KpiRow, LogLine
from kpicells.templates.rows import DataRow, PostRow

MONTHS = tuple(date(2026 + (6 + i) // 12, (6 + i) % 12 + 1, 1) for i in range(12))
CAMPAIGNS = {
    "en": ("Autumn offer · cold audience", "Remarketing · site visitors", "Lookalike · buyers 1%"),
    "ru": (
        "Осень · холодная аудитория",
        "Ретаргетинг · были на сайте",
        "Похожие на покупателей 1 %",
    ),
}
NAMES = {
    "en": ("Leads", "Cost per lead", "Link CTR", "Post engagement (ERR)", "Ad spend"),
    "ru": ("Лиды", "Цена лида", "CTR по ссылке", "Вовлечённость (ERR)", "Рекламный расход"),
}


def empty(lang: str = "en") -> Content:
    """A client with a plan and nothing imported."""
    return Content(
        client="Nordlicht Dental" if lang == "en" else "Стоматология «Северный свет»",
        lang=lang,
        currency="EUR" if lang == "en" else "RUB",
        agency="Studio Eleven" if lang == "en" else "Агентство «Одиннадцать»",
        goal=Goal.LEADS,
        months=MONTHS,
        kpis=kpis(lang),
        brand_stage="growth",
        cadence_months=2,
        next_review=date(2026, 12, 1),
        period=date(2026, 11, 1),
    )


def kpis(lang: str) -> tuple[KpiRow, ...]:
    """Five KPIs: two that build up over the month (one of them a ceiling), three rates."""
    rate = 1.0 if lang == "en" else 100.0
    growth = dict(zip(MONTHS, (60, 65, 72, 80, 90, 70, 75, 80, 85, 90, 95, 100), strict=True))
    leads, cpl, ctr, err, spend = NAMES[lang]
    money = dict.fromkeys(MONTHS, rate * 25)
    return (
        KpiRow("leads_Meta Ads", leads, Unit.COUNT, Better.HIGHER, Stage.ACTION, 0.4,
               metric="leads", sources=("Meta Ads",), baseline=52, targets=growth),
        KpiRow("cpl", cpl, Unit.MONEY, Better.LOWER, Stage.ACTION, 0.25,
               kpi="CPL", sources=("Meta Ads",), baseline=rate * 31, targets=money),
        KpiRow("ctr_link_clicks", ctr, Unit.SHARE, Better.HIGHER, Stage.INTEREST, 0.15,
               kpi="CTR", use={"clicks": "link_clicks"}, baseline=0.009,
               targets=dict.fromkeys(MONTHS, 0.012)),
        KpiRow("err_post_reach", err, Unit.SHARE, Better.HIGHER, Stage.INTEREST, 0.1,
               kpi="ERR", use={"reach": "post_reach"}, baseline=0.03,
               targets=dict.fromkeys(MONTHS, 0.045)),
        KpiRow("spend", spend, Unit.MONEY, Better.LOWER, Stage.ATTENTION, 0.1,
               metric="spend", baseline=rate * 1600,
               targets={month: rate * value * 25 for month, value in growth.items()}),
    )  # fmt: skip


def half_filled(lang: str = "en") -> Content:
    """July to October and half of November; Instagram is two days behind."""
    random_ = random.Random(7)
    rate = 1.0 if lang == "en" else 100.0
    rows: list[DataRow] = []
    day = date(2026, 7, 1)
    while day <= date(2026, 11, 16):
        season = 1 + 0.06 * (day.month - 7)
        for index, campaign in enumerate(CAMPAIGNS[lang]):
            impressions = int(random_.gauss(1900, 250) * season / (1 + 0.4 * index))
            clicks = int(impressions * random_.gauss(0.0125, 0.0015))
            leads = sum(random_.random() < 0.052 for _ in range(clicks))
            if day.month == 11:
                leads = sum(random_.random() < 0.6 for _ in range(leads))
            spend = round(rate * clicks * random_.gauss(1.15, 0.1), 2)
            rows.append(
                DataRow(
                    day,
                    "Meta Ads",
                    {
                        "spend": spend,
                        "impressions": impressions,
                        "link_clicks": clicks,
                        "leads": leads,
                    },
                    "Nordlicht",
                    campaign,
                )
            )
        rows.append(
            DataRow(
                day,
                "GA4",
                {
                    "sessions": int(random_.gauss(140, 20) * season),
                    "form_submits": random_.randint(0, 3),
                },
                "nordlicht.example",
            )
        )
        if day.weekday() in (1, 4) and day <= date(2026, 11, 14):
            reach = random_.randint(900, 2600)
            rows.append(
                DataRow(
                    day,
                    "Instagram",
                    {
                        "views": int(reach * 1.4),
                        "post_reach": reach,
                        "posts": 1,
                        "likes": int(reach * random_.uniform(0.025, 0.05)),
                        "comments": random_.randint(1, 14),
                        "shares": random_.randint(0, 9),
                        "saves": random_.randint(0, 16),
                    },
                    "@nordlicht",
                )
            )
        day += timedelta(days=1)
    posts = tuple(
        PostRow(
            row.day, row.source, f"1800000000000{index:04d}",
            {**row.metrics, "reach": row.metrics["post_reach"]},
            row.account,
            ("= 1 post " if index == 3 else "Post ") + f"{index} of the practice: \"teeth\" & tips",
            f"https://www.instagram.com/p/{index:04d}/",
        )
        for index, row in enumerate(row for row in rows if row.source == "Instagram")
    )  # fmt: skip
    monthly = []
    for index, month in enumerate(MONTHS[:4]):
        monthly.append(DataRow(month, "Instagram", {"reach": 7400 + 310 * index}, "@nordlicht"))
        monthly.append(DataRow(month, "Meta Ads", {"reach": 41000 + 900 * index}, "Nordlicht"))
        monthly.append(DataRow(month, "GA4", {"users": 3100 + 120 * index}, "nordlicht.example"))
    english = lang == "en"
    return replace(
        empty(lang),
        data=tuple(rows),
        month_rows=tuple(monthly),
        posts=posts,
        competition="Two chains opened in town" if english else "В городе открылись две сети",
        as_of={
            "Meta Ads": date(2026, 11, 16),
            "GA4": date(2026, 11, 16),
            "Instagram": date(2026, 11, 14),
        },
        log=(
            LogLine(
                datetime(2026, 11, 17, 9, 5),
                "Made from 3 exports, 612 rows" if english else "Создано из 3 выгрузок, 612 строк",
                "kpicells",
            ),
        ),
    )


def full(lang: str = "en") -> Content:
    """All twelve months, decisions, notices and a client's name of 60 characters."""
    half = half_filled(lang)
    shifted = [
        replace(row, day=_years_later(row.day)) for row in half.data if row.day.month in (7, 8, 9)
    ]
    more = []
    for index, month in enumerate((12, 1, 2, 3, 4, 5, 6)):
        year = 2026 if month == 12 else 2027
        more += [
            replace(row, day=date(year, month, min(row.day.day, 28)))
            for row in shifted
            if row.day.month == 7 + index % 3
        ]
    english = lang == "en"
    return replace(
        half,
        client=(
            "The Very Long Name Of A Client With Sixty Characters In It !"
            if english
            else "Общество с ограниченной ответственностью «Северное сияние +»"
        )[:60],
        data=(*half.data, *more),
        as_of=dict.fromkeys(half.as_of, date(2027, 6, 28)),
        period=date(2027, 5, 1),
        findings={
            "cpl": "12 % above the baseline, more than noise"
            if english
            else "На 12 % выше базы, больше шума"
        },
        decisions=(
            Decision(date(2026, 9, 1), NAMES[lang][0], "Reached early", "raise target", "72 > 80"),
        ),
        notices=(
            "GA4 has been silent for 12 days" if english else "GA4 молчит уже 12 дней",
            "Two currencies in Meta Ads" if english else "В Meta Ads две валюты",
        ),
    )


def _years_later(day: date) -> date:
    return day.replace(year=day.year + 1)


def awareness(lang: str = "en") -> Content:
    """Three KPIs with long names, followers and reach by month, no campaigns and no spend."""
    half = half_filled(lang)
    first = KpiRow(
        "reach", "Reach added over the posts of the brand's Instagram in a month"[:60], Unit.COUNT,
        Better.HIGHER, Stage.ATTENTION, 0.5, metric="post_reach",
        targets=dict.fromkeys(MONTHS, 15e3),
    )  # fmt: skip
    growth = KpiRow(
        "follower_growth_followers_followers", "Follower growth", Unit.SHARE, Better.HIGHER,
        Stage.ATTENTION, 0.3, kpi="FOLLOWER_GROWTH",
        use={"followers_end": "followers", "followers_start": "followers"},
        targets=dict.fromkeys(MONTHS, 0.05), baseline=0.02,
    )  # fmt: skip
    total = KpiRow(
        "engagements", "Engagements", Unit.COUNT, Better.HIGHER, Stage.INTEREST, 0.15,
        kpi="ENGAGEMENTS", targets=dict.fromkeys(MONTHS, 600.0),
    )  # fmt: skip
    rows = tuple(row for row in half.data if row.source == "Instagram")
    followers = [
        DataRow(month, "Instagram", {"followers": 4000 + 150 * index, "reach": 7400 + 310 * index})
        for index, month in enumerate(MONTHS[:5])
    ]
    return replace(
        half, goal=Goal.AWARENESS, kpis=(first, growth, total), data=rows,
        month_rows=tuple(followers), as_of={"Instagram": date(2026, 11, 14)},
        brand_stage="launch", cadence_months=1, next_review=None,
    )  # fmt: skip


ALL = {"empty": empty, "half": half_filled, "full": full, "awareness": awareness}
