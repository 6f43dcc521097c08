"""Invented results of advertising and of a website, for the sample exports."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST = date(2026, 7, 1)
LAST = date(2026, 10, 31)
NEWER_FIRST = date(2026, 10, 25)
NEWER_LAST = date(2026, 11, 7)
_LATE_DAYS = 3
"""For so many days the numbers of a day still grow."""

_CITY = 640_000
"""How many people there are to be reached at all."""

_WEEK = (1.08, 1.18, 1.16, 1.10, 0.98, 0.72, 0.78)
_WEEK_OFFICE = (1.15, 1.38, 1.32, 1.20, 0.92, 0.46, 0.57)
_MONTHS = {7: 0.86, 8: 0.93, 9: 1.06, 10: 1.10, 11: 1.14}


@dataclass(frozen=True)
class Campaign:
    """One campaign: its daily budget, and how people answer to it."""

    name: str
    first: date
    budget: float
    cpm: float
    click_rate: float
    lead_rate: float
    audience: int


CAMPAIGNS = (
    Campaign("office_coffee_leads", FIRST, 58, 9.2, 0.0128, 0.034, 210_000),
    Campaign("office_coffee_retargeting", FIRST, 24, 11.5, 0.0185, 0.062, 26_000),
    Campaign("tasting_box_prospecting", date(2026, 7, 20), 31, 6.8, 0.0150, 0.006, 320_000),
    Campaign("brand_autumn_2026", date(2026, 9, 1), 27, 4.6, 0.0072, 0.003, 480_000),
)


@dataclass
class AdDay:
    """What one campaign did on one day."""

    campaign: str
    day: date
    reach: int
    impressions: int
    clicks: int
    landings: int
    leads: int
    spend: float


@dataclass
class Visits:
    """What one source of visitors did on one day."""

    day: date
    channel: str
    campaign: str
    sessions: int
    engaged: int
    users: int
    new_users: int
    key_events: int
    revenue: float


def invent_ads(random: Random) -> list[AdDay]:
    """Every campaign's every day."""
    days = []
    for campaign in CAMPAIGNS:
        for day in _days(campaign.first, NEWER_LAST):
            office = campaign.name.startswith("office")
            week = (_WEEK_OFFICE if office else _WEEK)[day.weekday()]
            month = _MONTHS[day.month]
            spend = round(campaign.budget * month * (0.7 + 0.3 * week) * _noise(random, 0.06), 2)
            tired = _tired(campaign.name, day)
            impressions = round(spend / campaign.cpm / (1 + 0.35 * tired) * 1000)
            # The same people see it again and again when an audience is small.
            share = impressions / campaign.audience
            reach = round(campaign.audience * (1 - math.exp(-share)) * (0.93 - 0.25 * tired))
            clicks = _count(random, impressions * campaign.click_rate * week * (1 - 0.45 * tired))
            landings = min(clicks, _count(random, clicks * 0.83))
            leads = min(landings, _count(random, clicks * campaign.lead_rate * (1 - 0.3 * tired)))
            days.append(
                AdDay(campaign.name, day, reach, impressions, clicks, landings, leads, spend)
            )
    return sorted(days, key=lambda ad: (ad.day, ad.campaign))


def invent_visits(random: Random, ads: Iterable[AdDay]) -> list[Visits]:
    """Every source of visitors' every day; paid visits follow from the clicks."""
    free = (
        ("instagram / social", "(organic)", 46, 0.58, 0.011, 0.9),
        ("google / organic", "(organic)", 88, 0.66, 0.013, 3.1),
        ("(direct) / (none)", "(direct)", 61, 0.61, 0.009, 2.6),
        ("newsletter / email", "coffee_letter", 17, 0.71, 0.012, 5.2),
    )
    visits = []
    for ad in ads:
        sessions = _count(random, ad.clicks * 0.87)
        if sessions:
            revenue = 1.4 if "tasting" in ad.campaign else 0.2
            where = (ad.day, "instagram / paid_social", ad.campaign)
            visits.append(_visits(random, *where, sessions, 0.49, ad.leads / sessions, revenue))
    for channel, campaign, usual, engaged, lead_rate, revenue in free:
        for day in _days(FIRST, NEWER_LAST):
            week = 0.5 + 0.5 * _WEEK[day.weekday()]
            if channel.startswith("newsletter"):
                week = 3.2 if day.weekday() == 3 else 0.55
            growth = _MONTHS[day.month] + 0.10 * (channel.startswith("instagram") and day.month > 9)
            sessions = _count(random, usual * week * growth * _noise(random, 0.08))
            visits.append(
                _visits(random, day, channel, campaign, sessions, engaged, lead_rate, revenue)
            )
    return visits


def as_seen(ad: AdDay, exported: date) -> AdDay:
    """A day as an export shows it: clicks and leads of the last days are still coming in."""
    late = _LATE_DAYS - (exported - ad.day).days
    if late < 0:
        return ad
    part = 1 - 0.14 * (late + 1)
    leads = max(0, min(ad.leads - (ad.leads > 1), round(ad.leads * part)))
    clicks = round(ad.clicks * (1 - 0.02 * (late + 1)))
    return AdDay(
        ad.campaign, ad.day, ad.reach, ad.impressions, clicks, min(ad.landings, clicks), leads,
        ad.spend,
    )  # fmt: skip


def _tired(campaign: str, day: date) -> float:
    """How worn out a campaign is: nobody has changed the retargeting's pictures since July."""
    if not campaign.startswith("office") or day < date(2026, 10, 6):
        return 0.0
    weeks = min(4.0, (day - date(2026, 10, 6)).days / 7 + 1)
    return weeks / 4 * (0.95 if "retargeting" in campaign else 0.4)


def _visits(
    random: Random, day: date, channel: str, campaign: str, sessions: int, engaged: float,
    lead_rate: float, revenue: float,
) -> Visits:  # fmt: skip
    users = min(sessions, round(sessions * (0.82 + 0.08 * random.random())))
    orders = _count(random, sessions * revenue / 34)
    return Visits(
        day,
        channel,
        campaign,
        sessions,
        min(sessions, _count(random, sessions * engaged)),
        users,
        min(users, _count(random, users * 0.6)),
        _count(random, sessions * lead_rate),
        round(sum(22 + 30 * random.random() for _ in range(orders)), 2),
    )


def period_reach(days: Sequence[AdDay]) -> int:
    """People reached in a period, each counted once: far fewer than the days' sum."""
    shown = sum(ad.impressions for ad in days)
    return round(0.62 * _CITY * (1 - math.exp(-0.8 * shown / _CITY)))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _noise(random: Random, size: float) -> float:
    return 1 + size * (random.random() + random.random() + random.random() - 1.5) * 2


def _count(random: Random, mean: float) -> int:
    """A count around a mean, as independent events make it (Poisson, in small steps)."""
    count, left = 0, mean
    while left > 0:
        step = min(left, 20.0)
        left -= step
        limit, product = math.exp(-step), random.random()
        while product > limit:
            product *= random.random()
            count += 1
    return count
