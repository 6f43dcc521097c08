"""Audience, mentions, engagement, reactions, sharing, stories, video, traffic.

Results are compared with what publishers print, and exactly with fractions that are written here
by hand from the numbers in the quotes: no formula of ours takes part in an expected value.
"""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.formulas import Kpi, NotAdditive, NotANumber, Over, ZeroDenominator, catalog

FAMILIES = (
    "audience",
    "mentions",
    "engagement",
    "reactions",
    "sharing",
    "stories",
    "video",
    "traffic",
)
SOCIAL = {
    value.id: value
    for family in FAMILIES
    for value in vars(import_module(f"kpicells.formulas.catalog.{family}")).values()
    if isinstance(value, Kpi)
}

# Id, arguments, the arithmetic of the quote, the result as the publisher prints it.
PUBLISHED = [
    # shno.co: "500/10,000 x 100 = 5%"
    ("FOLLOWER_GROWTH", (10_500, 10_000), Fraction(500, 10_000), "5 %"),
    # thesocialcat.com: "((200 - 50) / 1,000) x 100 = 15%"
    ("FOLLOWERS_GAINED", (200, 50), Fraction(150), "150"),
    ("FOLLOWER_GROWTH_NET", (200, 50, 1000), Fraction(150, 1000), "15 %"),
    # thesocialcat.com: "(150 ÷ 10,000) × 100 = 1.5%"; lifesight.io: 500 of 10,000
    ("UNFOLLOW_RATE", (150, 10_000), Fraction(150, 10_000), "1.5 %"),
    ("UNFOLLOW_RATE", (500, 10_000), Fraction(500, 10_000), "5 %"),
    # thesocialcat.com: "10,000 followers and 2,500 unique accounts ... 25%"
    ("REACH_RATE", (2500, 10_000), Fraction(1, 4), "25 %"),
    # metrichq.org: "5,000 impressions ... reach of 4,000 ... 1.25"
    ("FREQUENCY", (5000, 4000), Fraction(5, 4), "1.25"),
    # tiktake.ru: "5600 / 7 = 800"
    ("VIEWS_PER_POST", (5600, 7), Fraction(800), "800"),
    # adgem.ru: "(8 000 / 20 000) × 100% = 40%"
    ("VIEWS_PER_FOLLOWER", (8000, 20_000), Fraction(2, 5), "40 %"),
    # mentiondrop.com: "competitors got 80 mentions last month and you got 20 ... 20 percent"
    ("SHARE_OF_VOICE", (20, 80 + 20), Fraction(20, 100), "20 %"),
    # blackboxintelligence.com: "40.0% - 10.0% = 30.0"
    ("SENTIMENT", (40, 10, 100), Fraction(30, 100), "30.0 %"),
    # SocialTalk: "500 + 50 + 20 + 30 = 600", "(600/10000) x 100 = 6%", "(600/8000) x 100 = 7.5%"
    ("ENGAGEMENTS", (500, 50, 20, 30), Fraction(600), "600"),
    ("ER", (600, 10_000), Fraction(6, 100), "6 %"),
    ("ER_IMPRESSIONS", (600, 8000), Fraction(600, 8000), "7.5 %"),
    # stream-promotion.ru: "ER = (150 + 35 + 15) / 2500 × 100 = 8%"
    ("ER", (150 + 35 + 15, 2500), Fraction(200, 2500), "8 %"),
    # dstat.bot: "8 600 / 52 000 * 100 = 16.54%", by views "8 600 / 158 000 * 100 = 5.44%"
    ("ER", (8600, 52_000), Fraction(86, 520), "16.54 %"),
    ("ER_VIEWS", (8600, 158_000), Fraction(86, 1580), "5.44 %"),
    # echotik.live: 175 interactions of 1,000 views, "17.5%"
    ("ER_VIEWS", (175, 1000), Fraction(175, 1000), "17.5 %"),
    # tretyakov.co: "(100+20)/10=12 ... ER=12/300*100=4%"
    ("ER_POST", (100 + 20, 10, 300), Fraction(12, 300), "4 %"),
    # lifesight.io: "(5+3+3) / 10,000 = 0.11%"
    ("ER_DAY", (5 + 3 + 3, 1, 10_000), Fraction(11, 10_000), "0.11 %"),
    # calculatorlib.com: "500 engagements and reached 10,000 unique accounts"
    ("ERR", (500, 10_000), Fraction(500, 10_000), "5 %"),
    # dstat.bot: "7 900 / 52 000 * 100 = 15.19%", "7 900 / 158 000 * 100 = 5.00%"
    ("LOVE_RATE", (7900, 52_000), Fraction(79, 520), "15.19 %"),
    ("LIKE_RATE", (7900, 158_000), Fraction(79, 1580), "5.00 %"),
    # shno.co: "15,000 / 100,000 x 100 = 15%"
    ("APPLAUSE_RATE", (15_000, 100_000), Fraction(15, 100), "15 %"),
    # thesocialcat.com: "(100 ÷ 5,000) × 100 = 2%", 125 of 5,000 "2.5%", 150 of 10,000 "1.5%"
    ("TALK_RATE", (100, 5000), Fraction(100, 5000), "2 %"),
    ("TALK_RATE", (125, 5000), Fraction(125, 5000), "2.5 %"),
    ("CONVERSATION_RATE", (150, 1, 10_000), Fraction(150, 10_000), "1.5 %"),
    # thesocialcat.com: "reaches 20,000 people and gets 800 comments ... 4%"
    ("COMMENT_RATIO", (800, 20_000), Fraction(800, 20_000), "4 %"),
    # calculatorultra.com: "posts 20 times in a month ... shared a total of 100 times"
    ("AMPLIFICATION", (100, 20), Fraction(5), "5"),
    # shno.co: "50/10,000 x 100 = 0.5%"
    ("AMPLIFICATION_RATE", (50, 10_000), Fraction(50, 10_000), "0.5 %"),
    # pancalchub.com: "(450 / 15,000) * 100 = 3.00%"
    ("SHARE_RATE", (450, 15_000), Fraction(450, 15_000), "3.00 %"),
    # socialk.it: "(240 ÷ 12,000) × 100 = 2%"
    ("VIRALITY_RATE", (240, 12_000), Fraction(240, 12_000), "2 %"),
    # redaquest.com: "reaches 2,000 people and 120 of them save it ... 6 percent"
    ("SAVE_RATE", (120, 2000), Fraction(120, 2000), "6 %"),
    # brightstonelondon.com: "152 people and the last slide reached 108 ... 71%"
    ("STORY_COMPLETION_RATE", (108, 152), Fraction(108, 152), "71 %"),
    # 3to5marketing.com: "100/128* 100 = 78%"
    ("STORY_COMPLETION_RATE", (100, 128), Fraction(100, 128), "78 %"),
    # pancalchub.com: "(150 / 5,000) * 100 = 3.00%", "(960 / 12,000) * 100 = 8.00%"
    ("STORY_ER", (150, 5000), Fraction(150, 5000), "3.00 %"),
    ("STORY_ER", (960, 12_000), Fraction(960, 12_000), "8.00 %"),
    # calculator.academy: "15,000/1,000,000 *100 VTR = 1.5%"
    ("VTR", (15_000, 1_000_000), Fraction(15, 1000), "1.5 %"),
    # bidscube.com: "starts playing 1,000 times and 700 viewers ... 70%"
    ("COMPLETION_RATE", (700, 1000), Fraction(7, 10), "70 %"),
    # Google Ads: "5 views and 1,000 impressions ... 0.5%"
    ("VIEW_RATE", (5, 1000), Fraction(5, 1000), "0.5 %"),
    # dailyintelservice.com: "24,000 ... from 120,000 impressions equals a 20% hook rate"
    ("HOLD_RATE_3S", (24_000, 120_000), Fraction(24, 120), "20 %"),
    # calclet.com: "13.10% (18,600 ÷ 142,000)"
    ("HOLD_RATE_3S", (18_600, 142_000), Fraction(186, 1420), "13.10 %"),
    # adsights.ai: "10,000 3-second views and 2,000 15-second views has a 20% Hold Rate"
    ("HOLD_RATE_15S", (2000, 10_000), Fraction(1, 5), "20 %"),
    # Google: "20 seconds of a 30-second ad clip ... 66.66 percent", cut there, not rounded
    ("AVERAGE_WATCH_SHARE", (20, 30), Fraction(2, 3), "66.67 %"),
    # irev.com: "100 ad impressions and five clicks, then your CTR would be 5%"
    ("CTR", (5, 100), Fraction(5, 100), "5 %"),
    # smartis.bi: "видело 1000 человек, а по ссылке перешло всего 50, то CTR будет равен 5%"
    ("CTR_LINK", (50, 1000), Fraction(50, 1000), "5 %"),
    # bbccss.com: "693/1810≈38.3%", "100% − 38.3% = 61.7%"
    ("ENGAGED_SESSION_RATE", (693, 1810), Fraction(693, 1810), "38.3 %"),
    ("BOUNCE_RATE", (693, 1810), 1 - Fraction(693, 1810), "61.7 %"),
    # my-site-support.ru: "из 1000 посещений 400 были отказными ... 40%"
    ("BOUNCE_RATE_METRICA", (400, 1000), Fraction(2, 5), "40 %"),
    # kpilist.com: "m=46798/6486 m=7.2"
    ("PAGES_PER_SESSION", (46_798, 6486), Fraction(46_798, 6486), "7.2"),
    # storyly.io: "200+40+150 divided by 3, which is 130"
    ("AVERAGE_SESSION_DURATION", (200 + 40 + 150, 3), Fraction(130), "130"),
    # klipfolio.com: "20,000 total users ... 15,000 are new users ... 75%"
    ("NEW_USER_SHARE", (15_000, 20_000), Fraction(3, 4), "75 %"),
    # splitmetrics.com: "$10,000 / 50,000 = $0.20"
    ("CPCV", (10_000, 50_000), Fraction(1, 5), "0.20"),
    # rundemapp.com: "(100/500) x 100 = 20%"
    ("SOCIAL_TRAFFIC_SHARE", (100, 500), Fraction(1, 5), "20 %"),
]

# What nobody was found to publish with numbers; the examples say "constructed".
CONSTRUCTED = {
    "AUDIENCE_ACTIVITY": Fraction(300, 10_000),
    "PROFILE_VISIT_RATE": Fraction(200, 10_000),
    "MENTIONS_GROWTH": Fraction(200, 1000),
    "APPLAUSE": Fraction(100, 20),
    "CONVERSATION": Fraction(100, 20),
    "STORY_EXIT_RATE": Fraction(50, 1000),
    "STORY_TAP_FORWARD": Fraction(300, 1000),
    "STORY_REPLY_RATE": Fraction(10, 1000),
    "LANDING_PAGE_RATE": Fraction(800, 1000),
    "UTM_SHARE": Fraction(750, 1000),
}

WHAT_PEOPLE_SEARCH = {
    "ER": "ER",
    "ER day": "ER_DAY",
    "ER post": "ER_POST",
    "ERR": "ERR",
    "ER by reach": "ERR",
    "вовлечённость по охвату": "ERR",
    "вовлеченность по охвату": "ERR",
    "ERV": "ER_VIEWS",
    "LR": "LOVE_RATE",
    "TR": "TALK_RATE",
    "VR": "REACH_RATE",
    "SOV": "SHARE_OF_VOICE",
    "доля голоса": "SHARE_OF_VOICE",
    "виральность": "VIRALITY_RATE",
    "VTR": "VTR",
    "VCR": "COMPLETION_RATE",
    "hook rate": "HOLD_RATE_3S",
    "досматриваемость сторис": "STORY_COMPLETION_RATE",
    "CTR по ссылке": "CTR_LINK",
    "глубина просмотра": "PAGES_PER_SESSION",
    "отказы Метрика": "BOUNCE_RATE_METRICA",
    "ERR телеграм": "VIEWS_PER_FOLLOWER",
    "частота показов": "FREQUENCY",
}

counts = st.integers(min_value=1, max_value=10**9)


def plain(name: str) -> str:
    return name.casefold().replace("ё", "е")


def printed_like(value: float, published: str) -> str:
    """The value written with the publisher's number of digits: ``"7.5 %"``."""
    number, _, percent = published.partition(" ")
    digits = len(number.partition(".")[2])
    return f"{value * (100 if percent else 1):.{digits}f}{' %' if percent else ''}"


@pytest.mark.parametrize(("kpi_id", "arguments", "by_hand", "published"), PUBLISHED)
def test_what_is_published(
    kpi_id: str, arguments: tuple[int, ...], by_hand: Fraction, published: str
) -> None:
    result = SOCIAL[kpi_id](*arguments)
    assert result == float(by_hand)
    assert printed_like(result, published) == published


@pytest.mark.parametrize("kpi", SOCIAL.values(), ids=lambda kpi: kpi.id)
def test_example_of_the_definition(kpi: Kpi) -> None:
    assert kpi(**kpi.example.arguments) == kpi.example.gives
    given_values = tuple(kpi.example.arguments[name] for name in kpi.arguments)
    if kpi.example.by == "constructed":
        assert kpi.id not in CONSTRUCTED or kpi.example.gives == float(CONSTRUCTED[kpi.id])
    elif rows := [row[1] for row in PUBLISHED if row[0] == kpi.id]:
        assert given_values in rows


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_names_tell_kpis_apart(lang: str) -> None:
    names = [plain(kpi.name(lang)) for kpi in catalog.values()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("said", "kpi_id"), WHAT_PEOPLE_SEARCH.items())
def test_what_people_search_is_among_the_names(said: str, kpi_id: str) -> None:
    kpi = SOCIAL[kpi_id]
    assert plain(said) in {plain(name) for name in (kpi.id, kpi.en, kpi.ru, *kpi.aliases)}


PEOPLE_OR_AVERAGES = [
    kpi
    for kpi in SOCIAL.values()
    if any(
        name.startswith(("reach", "users", "active_followers", "followers", "average", "video_len"))
        for name in kpi.arguments
    )
]


@pytest.mark.parametrize("kpi", PEOPLE_OR_AVERAGES, ids=lambda kpi: kpi.id)
def test_people_and_averages_are_never_summed_over_days(kpi: Kpi) -> None:
    with pytest.raises(NotAdditive):
        kpi.total_over(Over.DAYS)


def test_a_total_is_a_ratio_of_sums() -> None:
    assert SOCIAL["ER_VIEWS"].total(engagements=[10, 10], views=[100, 900]) == 20 / 1000


def test_look_alikes_are_different_numbers() -> None:
    likes = {"likes": 600, "posts": 10, "followers": 3000, "views": 24_000}
    comments = {"comments": 600, "posts": 10, "followers": 3000, "reach": 12_000}
    shares = {"shares": 600, "posts": 10, "followers": 3000, "reach": 12_000, "impressions": 24_000}
    for facts, ids in (
        (likes, ("APPLAUSE", "APPLAUSE_RATE", "LIKE_RATE")),
        (comments, ("CONVERSATION", "CONVERSATION_RATE", "TALK_RATE", "COMMENT_RATIO")),
        (shares, ("AMPLIFICATION", "AMPLIFICATION_RATE", "SHARE_RATE", "VIRALITY_RATE")),
    ):
        values = [
            SOCIAL[kpi_id](**{name: facts[name] for name in SOCIAL[kpi_id].arguments})
            for kpi_id in ids
        ]
        assert len(set(values)) == len(ids)


@given(start=counts, came=counts, left=counts)
def test_growth_is_the_same_by_both_ends_and_by_both_flows(
    start: int, came: int, left: int
) -> None:
    by_flows = SOCIAL["FOLLOWER_GROWTH_NET"](came, left, start)
    assert SOCIAL["FOLLOWER_GROWTH"](start + came - left, start) == by_flows
    assert SOCIAL["FOLLOWERS_GAINED"](came, left) / start == by_flows


@given(engaged=counts, sessions=counts)
def test_a_session_is_engaged_or_bounced(engaged: int, sessions: int) -> None:
    engaged = min(engaged, sessions)
    bounced = SOCIAL["BOUNCE_RATE"](engaged, sessions)
    assert 0 <= bounced < 1
    assert bounced + SOCIAL["ENGAGED_SESSION_RATE"](engaged, sessions) == pytest.approx(1)


@given(engagements=counts, followers=counts, posts=counts)
def test_one_post_is_an_average_of_one(engagements: int, followers: int, posts: int) -> None:
    one = SOCIAL["ER"](engagements, followers)
    assert SOCIAL["ER_POST"](engagements, 1, followers) == one
    assert SOCIAL["ER_DAY"](engagements, 1, followers) == one
    assert SOCIAL["ER_POST"](engagements, posts, followers) == pytest.approx(one / posts)


def test_a_blank_counts_as_zero_only_among_engagements() -> None:
    assert SOCIAL["ENGAGEMENTS"](likes=500, comments=None, shares=20, saves="") == 520
    with pytest.raises(NotANumber):
        SOCIAL["SAVE_RATE"](saves=None, reach=2000)


@pytest.mark.parametrize(
    "kpi",
    [k for k in SOCIAL.values() if k.id not in ("ENGAGEMENTS", "FOLLOWERS_GAINED")],
    ids=lambda kpi: kpi.id,
)
def test_a_rate_of_nothing_is_an_error(kpi: Kpi) -> None:
    *others, last = kpi.arguments
    with pytest.raises(ZeroDenominator):
        kpi(**dict.fromkeys(others, 1), **{last: 0})
