"""The texts: the same keys in both languages, each of them used, plurals right."""

import re
from datetime import date
from importlib.resources import files

import pytest

from kpicells.formulas import Better, Goal, Stage, Unit
from kpicells.templates import words as module
from kpicells.templates.build import build
from kpicells.templates.evidence import Evidence, Proposed, Telling
from kpicells.templates.notices import Notices, log_made, log_refreshed, log_remade
from kpicells.templates.rows import DataRow
from kpicells.templates.words import Words
from tests.templates import contents


def keys(lang):
    text = (files("kpicells.templates") / "texts" / f"{lang}.ftl").read_text(encoding="utf-8")
    return re.findall(r"^([a-z][a-z0-9-]*) =", text, flags=re.MULTILINE)


def test_both_languages_have_the_same_keys_in_the_same_order():
    assert keys("en") == keys("ru")
    assert len(set(keys("en"))) == len(keys("en"))


EVIDENCE = (
    Evidence("short", "month", 4, missing=3),
    Evidence("season", "week", 4, 20, season=0.3),
    Evidence("steady", "week", 4, 20, found_up=0.4, found_down=-0.3, wanted=0.1, needed=12),
    Evidence("steady", "week", 4, 20, found_up=0.4, found_down=-0.3, wanted=0.1),
    Evidence("steady", "week", 4, 20, found_up=9.0, found_down=-0.9),
    Evidence("rose", "week", 4, 20, change=0.3, p=0.02),
    Evidence("fell", "week", 4, 20, change=-0.3, p=0.0001, season=0.1),
)


def test_every_key_is_used(monkeypatch):
    used = set()
    plain = Words.__call__

    def recorded(self, key, **values):
        used.add(key)
        return plain(self, key, **values)

    monkeypatch.setattr(module.Words, "__call__", recorded)
    for state in contents.ALL.values():
        build(state("en"))
    build(everything())
    words = Words("en")
    # Said for units, stages and goals that no client of ours has all of.
    for unit in Unit:
        if unit is not Unit.MONEY:
            words(f"unit-{unit.value}")
    for goal in (*Goal, ""):
        words.goal(goal)
    for better in Better:
        words(f"better-{better.value}")
    for stage in Stage:
        words(f"stage-{stage.value}")
    for stage in ("launch", "growth", "mature"):
        words(f"brand-{stage}")
    words("guide-metric-own")  # a metric that nobody but the agency knows
    telling = Telling(words, Unit.COUNT, builds_up=True)
    for one in EVIDENCE:
        telling.history(one)
    telling.history(EVIDENCE[2], on_track=True)
    for days in (3, None):
        telling.proposed(Proposed(date(2026, 12, 1), 200, 180, 210, days))
    telling.rest(1.0)
    telling.rest(None)
    for key in ("gone", "zeros", "open", "unlucky"):
        words(f"history-{key}")
    say, day = Notices(words), date(2026, 10, 31)
    say.nothing("Nordlys")
    say.silent("vk", day)
    say.counted_twice("leads", ["vk", "crm"])
    say.unfed("CPL", ["leads"])
    say.counted_differently("ER", {"vk": ["likes"], "Facebook": []})
    say.spanning("vk", day, day)
    say.new(["vk"])
    say.currency("ga4", "EUR")
    say.plan_ends(day)
    say.how_many(2)
    say.one_stage("interest")
    say.the_same("CPL", "CPA")
    say.no_target("CPL")
    log_made(words, 1, [])
    words("client-unnamed")
    log_refreshed(words, 1, 2)
    log_remade(words, 1)
    assert set(keys("en")) - used == set()


def everything():
    """What the three clients lack: no campaigns, followers, and a metric nobody knows."""
    half = contents.half_filled("en")
    row = contents.kpis("en")[0]
    growth = contents.replace(
        row, key="growth", metric=None, kpi="FOLLOWER_GROWTH", sources=(),
        use={"followers_end": "followers", "followers_start": "followers"},
    )  # fmt: skip
    rows = tuple(contents.replace(one, campaign="") for one in half.data)
    month = DataRow(half.months[0], "Instagram", {"followers": 900})
    return contents.replace(
        half, data=rows, kpis=(*half.kpis[:2], growth), month_rows=(*half.month_rows, month)
    )


@pytest.mark.parametrize(
    ("months", "said"),
    [(1, "каждый месяц"), (2, "каждые 2 месяца"), (5, "каждые 5 месяцев"), (21, "каждый 21 месяц")],
)
def test_russian_plurals(months, said):
    text = Words("ru")("dashboard-about", goal="лиды", stage="рост", months=months)
    assert text.endswith(said)


def test_a_missing_value_is_an_error_not_a_hole():
    with pytest.raises(KeyError):
        Words("en")("workbook-title")
    with pytest.raises(LookupError):
        Words("en")("no-such-key")


def test_a_text_in_a_formula():
    assert Words("en").formula("decide-first", {"kpi": "A1", "finding": "B1"}) == (
        '"Decide first: "&A1&". "&B1'
    )
