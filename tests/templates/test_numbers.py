"""The dashboard's numbers equal those of an independent computation in pandas."""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from unittest.mock import patch

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicells.formulas import Better, Goal, Stage, Unit
from kpicells.sheets_sync.hosts.compute import compute
from kpicells.templates import data
from kpicells.templates.build import build
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.layout import Area
from kpicells.templates.rows import DataRow

MONTHS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
SOURCES = ("Meta Ads", "VK Реклама", "Instagram")
DASH = "—"
COUNTS = st.integers(0, 50).map(float)
MONEY = st.integers(0, 100_000).map(lambda cents: cents / 100)
METRICS = {
    "spend": MONEY,
    "leads": COUNTS,
    "link_clicks": COUNTS,
    "impressions": st.integers(0, 5000).map(float),
    "likes": COUNTS,
    "saves": COUNTS,
    "engagements": COUNTS,
    "post_reach": st.integers(0, 900).map(float),
}
ROWS = st.builds(
    lambda offset, source, chosen, values: DataRow(
        MONTHS[0] + timedelta(days=offset),
        source,
        {name: values[name] for name in chosen},
    ),
    st.integers(0, 90),
    st.sampled_from(SOURCES),
    st.sets(st.sampled_from(sorted(METRICS)), min_size=1),
    st.fixed_dictionaries(METRICS),
)
TARGET = st.one_of(st.none(), st.integers(1, 300).map(float))


def kpis(targets):
    def row(key, unit, better, weight, **what):
        goal = {MONTHS[1]: targets[key]} if targets[key] else {}
        return KpiRow(key, key, unit, better, Stage.ACTION, weight, targets=goal, **what)

    return (
        row("leads", Unit.COUNT, Better.HIGHER, 0.4, metric="leads", sources=("Meta Ads",)),
        row("cpl", Unit.MONEY, Better.LOWER, 0.3, kpi="CPL"),
        row("err", Unit.SHARE, Better.HIGHER, 0.2, kpi="ERR", use={"reach": "post_reach"}),
        row("spend", Unit.MONEY, Better.LOWER, 0.1, metric="spend"),
    )


KEYS = ("leads", "cpl", "err", "spend")


def cells(book, name):
    """The places of a defined name."""
    title, _, place = book.all_names()[name].rpartition("!")
    first, _, last = place.replace("$", "").partition(":")
    row = int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
    column = ord(first[0]) - ord("A")
    end = int((last or first).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
    area = Area(title.strip("'"), row, column, end, column)
    return [(area.sheet, *at) for at in area.places()]


def expected(rows, targets, as_of):
    """What a careful analyst gets: status figures of October by KPI."""
    table = pd.DataFrame(
        [{"month": row.day.replace(day=1), "source": row.source, **row.metrics} for row in rows],
        columns=["month", "source", *METRICS],
    )
    direct = set(table.loc[table.engagements.notna(), "source"])
    parts = table[["likes", "saves"]].fillna(0).sum(axis=1)
    parts = parts.where(table[["likes", "saves"]].notna().any(axis=1))
    # A source which reports engagements is taken at its word; of others likes and saves count.
    table["engaged"] = table.engagements.where(table.source.isin(direct), parts)
    month = table[table.month == MONTHS[1]]
    ads = month[month.source == "Meta Ads"]

    def total(part, name):
        return part[name].sum() if part[name].notna().any() else None

    def over(top, bottom):
        return top / bottom if top is not None and bottom else None

    actual = {
        "leads": total(ads, "leads"),
        "cpl": over(total(month, "spend"), total(month, "leads")),
        "err": over(total(month, "engaged"), total(month, "post_reach")),
        "spend": total(month, "spend"),
    }
    feeding = {
        "leads": {"Meta Ads"},
        "spend": set(table.loc[table.spend.notna(), "source"]),
    }
    found = {}
    for key in KEYS:
        value, target = actual[key], targets[key]
        lower = key in ("cpl", "spend")
        judged = forecast = attained = None
        if key in feeding:
            sources = feeding[key] or set(as_of)
            days = [
                (min(as_of[s], date(2026, 10, 31)) - MONTHS[1]).days + 1
                for s in sources
                if s in as_of and as_of[s] >= MONTHS[1]
            ]
            elapsed = min(days, default=0) / calendar.monthrange(2026, 10)[1]
            forecast = over(value, elapsed) if value is not None else None
            if lower:
                judged = attained = over(target, forecast)
            elif value is not None and target:
                attained = value / target
                judged = over(value, target * elapsed)
        else:
            forecast = value
            judged = attained = over(target, value) if lower else over(value, target)
        found[key] = (
            value,
            attained,
            judged,
            forecast,
            status(key, value, target, judged, attained),
        )
    return found


def status(key, value, target, judged, attained):
    if value is None or (target and judged is None):
        return "○ No data"
    if not target:
        return "○ No target"
    if key == "leads" and attained >= 1:
        return "★ Target reached"
    return "● On track" if judged >= 0.95 else "▲ At risk" if judged >= 0.8 else "▼ Behind"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    rows=st.lists(ROWS, max_size=14),
    targets=st.fixed_dictionaries(dict.fromkeys(KEYS, TARGET)),
    ends=st.tuples(*(st.integers(0, 100) for _ in SOURCES)),
)
def test_the_review_equals_pandas(rows, targets, ends):
    present = {row.source for row in rows}
    as_of = {
        source: MONTHS[0] + timedelta(days=end)
        for source, end in zip(SOURCES, ends, strict=True)
        if source in present
    }
    content = Content(
        "Random", "en", "USD", Goal.LEADS, MONTHS, kpis(targets), data=tuple(rows),
        as_of=as_of, period=MONTHS[1],
    )  # fmt: skip
    with patch.object(data, "ROOM", 100):  # 20,000 rows are slow and say no more
        book = build(content)
    values = compute(book)
    figures = expected(rows, targets, as_of)
    names = (
        "review_actual",
        "review_attainment",
        "review_judged",
        "review_forecast",
        "review_status",
    )
    for index, key in enumerate(KEYS):
        judged = "review_pace" if key in ("leads", "spend") else "review_attainment"
        for name, wanted in zip(names, figures[key], strict=True):
            shown = values[cells(book, judged if name == "review_judged" else name)[index]]
            if isinstance(wanted, str):
                assert shown == wanted, (key, name)
            elif wanted is None:
                assert shown == DASH, (key, name)
            else:
                assert math.isclose(shown, wanted, rel_tol=1e-9, abs_tol=1e-9), (key, name)
    judged_by = {
        key: (figures[key][2], kpi.weight) for key, kpi in zip(KEYS, content.kpis, strict=True)
    }
    known = [
        (min(1, judged), weight) for judged, weight in judged_by.values() if judged is not None
    ]
    score = values[cells(book, "overall_score")[0]]
    if known:
        wanted = sum(j * w for j, w in known) / sum(w for _, w in known)
        assert math.isclose(score, wanted, rel_tol=1e-9, abs_tol=1e-9)
    else:
        assert score == DASH
