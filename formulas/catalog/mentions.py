"""Mentions: how much a brand is talked about, beside others, and in which tone."""

from kpicells.formulas.expression import percent_change, ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share


@kpi(
    en="Share of voice",
    ru="Доля голоса",
    aliases=(
        "SOV",
        "SSoV",
        "social share of voice",
        "доля упоминаний",
        "доля упоминаний бренда",
    ),
    means="Какая доля упоминаний всех сравниваемых брендов досталась нашему.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="http://www.mutualmind.com/2013/01/social-metrics-that-matter-share-of-voice/",
    example=Example(
        brand_mentions=20,
        total_mentions=100,
        gives=0.2,
        by="https://www.mentiondrop.com/blog/calculate-share-of-voice-formula",
    ),
    arguments={
        "brand_mentions": ("Mentions of the brand", "Упоминания бренда"),
        "total_mentions": (
            "Mentions of all compared brands, this one included",
            "Упоминания всех сравниваемых брендов, включая наш",
        ),
    },
    confused_with=(
        "Impression share in ads; and a share of competitors' mentions without the brand's own.",
        "Доля показов в рекламе; а также отношение к упоминаниям одних конкурентов, без своих.",
    ),
)
def share_of_voice(brand_mentions: Count, total_mentions: Count) -> Share:
    """The share of all compared brands' mentions that are of this brand.

    The list of competitors decides the number: keep it the same from period to period.

    Example, mentiondrop.com: "If your competitors got 80 mentions last month and you got 20, your
    SoV is 20 percent"; the total is 80 + 20.
    """
    return ratio(brand_mentions, total_mentions)


@kpi(
    en="Mentions growth",
    ru="Прирост упоминаний",
    aliases=("brand mentions growth", "рост упоминаний", "динамика упоминаний"),
    means="На какую долю упоминаний стало больше, чем за прошлый период.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://www.semrush.com/kb/846-measuring-brand-monitoring-statistics",
    example=Example(mentions_end=1200, mentions_start=1000, gives=0.2, by="constructed"),
    arguments={
        "mentions_end": ("Mentions in this period", "Упоминания за этот период"),
        "mentions_start": ("Mentions in the previous period", "Упоминания за прошлый период"),
    },
    confused_with=(
        "Share of voice, which compares with competitors: in a loud month everybody grows.",
        "Доля голоса: она сравнивает с конкурентами, а в шумный месяц растут все.",
    ),
)
def mentions_growth(mentions_end: Count, mentions_start: Count) -> Share:
    """The share by which mentions grew against the previous period.

    A mention by an account of ten followers counts as much as one by a newspaper, and a scandal
    as much as praise: read it with SENTIMENT.
    """
    return percent_change(mentions_end, mentions_start)


@kpi(
    en="Net sentiment",
    ru="Индекс тональности",
    aliases=(
        "sentiment",
        "sentiment score",
        "NSR",
        "тональность",
        "тональность упоминаний",
        "чистая тональность",
    ),
    means="На какую долю всех упоминаний позитивных больше, чем негативных: от −1 до 1.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://help.symanto.com/knowledge/what-is-net-sentiment",
    example=Example(
        positive_mentions=40,
        negative_mentions=10,
        mentions=100,
        gives=0.3,
        by="https://help.blackboxintelligence.com/hc/en-us/articles/360003715274-What-is-Net-Sentiment-and-what-are-the-other-sentiment-options-",
    ),
    arguments={
        "positive_mentions": ("Positive mentions", "Позитивные упоминания"),
        "negative_mentions": ("Negative mentions", "Негативные упоминания"),
    },
    confused_with=(
        "The share of positive mentions; and a variant that leaves neutral mentions out of the "
        "denominator.",
        "Доля позитивных упоминаний; а также вариант, где в знаменателе нет нейтральных.",
    ),
)
def sentiment(positive_mentions: Count, negative_mentions: Count, mentions: Count) -> Share:
    """Positive less negative mentions as a share of all mentions, from -1 to 1.

    Neutral mentions stay in the denominator, as at Symanto, Black Box and AllEars; codingace.net
    leaves them out, which gives a larger number for the same month.

    Example, blackboxintelligence.com: "(% Positive) - (% Negative) | 40.0% - 10.0% = 30.0", here
    of a hundred mentions.
    """
    return ratio(positive_mentions - negative_mentions, mentions)
