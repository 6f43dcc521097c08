"""Sharing and saving: what people passed on or kept.

Shares over posts, followers, people reached and impressions are four KPIs with four names.
"""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Ratio, Share


@kpi(
    en="Amplification per post",
    ru="Репосты на публикацию",
    aliases=("amplification", "shares per post", "retweets per tweet", "репостов на пост"),
    means="Сколько репостов в среднем получает одна публикация.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/",
    example=Example(
        shares=100,
        posts=20,
        gives=5,
        by="https://calculatorultra.com/en/tool/amplification-rate-calculator.html",
    ),
    confused_with=(
        "Amplification rate of Hootsuite, which divides by followers.",
        "Коэффициент усиления по Hootsuite: там делят на подписчиков.",
    ),
)
def amplification(shares: Count, posts: Count) -> Ratio:
    """How often a post is shared on average: amplification as Avinash Kaushik means it.

    Example, calculatorultra.com: "if a social media account posts 20 times in a month and those
    posts are shared a total of 100 times", that is 5.
    """
    return ratio(shares, posts)


@kpi(
    en="Amplification rate by followers",
    ru="Коэффициент усиления",
    aliases=("amplification rate", "доля репостов от подписчиков"),
    means="Какую долю от числа подписчиков составили репосты публикации.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://academy.hsmai.org/glossary/amplification-rate/",
    example=Example(
        shares=50,
        followers=10_000,
        gives=0.005,
        by="https://www.shno.co/startup-metrics/amplification-rate",
    ),
    confused_with=(
        "Virality rate, which divides by impressions; and amplification, shares per post.",
        "Виральность: там делят на показы; и репосты на публикацию.",
    ),
)
def amplification_rate(shares: Count, followers: Count) -> Share:
    """The shares of a post as a share of followers: amplification rate of Hootsuite and HSMAI.

    Kaushik and TrueSocialMetrics divide by posts under the same name (here AMPLIFICATION).

    Example, shno.co: "you’ll get an amplification rate of: 50/10,000 x 100 = 0.5%".
    """
    return ratio(shares, followers)


@kpi(
    en="Share rate by reach",
    ru="Доля репостов от охвата",
    aliases=("share rate", "send rate", "доля репостов", "процент репостов", "шер рейт"),
    means="Какую долю от охвата составили репосты и пересылки.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://ideqo.com/glossary/share-rate/",
    example=Example(
        shares=450,
        reach=15_000,
        gives=0.03,
        by="https://pancalchub.com/marketing-advertising/social-share-rate-calculator/",
    ),
    confused_with=(
        "Virality rate, by impressions, and amplification rate, by followers.",
        "Виральность считается от показов, коэффициент усиления — от подписчиков.",
    ),
)
def share_rate(shares: Count, reach: Count) -> Share:
    """The shares of a post as a share of the people reached.

    Reach is of the post or of the whole period, never a sum of days. calculatecreator.com
    divides by views for TikTok.

    Example, pancalchub.com: "(450 / 15,000) * 100 = 3.00%".
    """
    return ratio(shares, reach)


@kpi(
    en="Virality rate",
    ru="Виральность",
    aliases=("virality", "коэффициент виральности", "вирусность", "доля репостов от показов"),
    means="Какая доля показов закончилась тем, что публикацией поделились.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://theagency.io/19-social-media-kpis-that-really-matter-and-how-to-measure-them",
    example=Example(
        shares=240,
        impressions=12_000,
        gives=0.02,
        by="https://socialk.it/en/blog/virality-rate-and-amplification-explained",
    ),
    confused_with=(
        "Amplification rate, which divides by followers; and the k-factor of referral programmes.",
        "Коэффициент усиления: там делят на подписчиков; и k-фактор реферальных программ.",
    ),
)
def virality_rate(shares: Count, impressions: Count) -> Share:
    """The share of impressions that ended in a share.

    theagency.io, bizway.io and socialk.it divide by impressions, calculatorultra.com by people.

    Example, socialk.it: "(240 ÷ 12,000) × 100 = 2%".
    """
    return ratio(shares, impressions)


@kpi(
    en="Save rate by reach",
    ru="Доля сохранений от охвата",
    aliases=("save rate", "saves rate", "доля сохранений", "процент сохранений"),
    means="Какую долю от охвата составили сохранения публикации.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://redaquest.com/glossary/save-rate/",
    example=Example(
        saves=120, reach=2000, gives=0.06, by="https://redaquest.com/glossary/save-rate/"
    ),
    confused_with=(
        "Save rate by impressions, which some tools print: it is smaller.",
        "Сохранения к показам: часть сервисов считает так, и число выходит меньше.",
    ),
)
def save_rate(saves: Count, reach: Count) -> Share:
    """The saves of a post as a share of the people reached.

    Reach is of the post or of the whole period, never a sum of days.

    Example, redaquest.com: "If a carousel reaches 2,000 people and 120 of them save it, the save
    rate is 6 percent".
    """
    return ratio(saves, reach)
