"""Engagement: what people did with a post, per follower, per person reached, per impression."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, CountOrBlank, Share


@kpi(
    en="Engagements",
    ru="Вовлечения",
    aliases=("interactions", "взаимодействия", "реакции и комментарии"),
    means="Сколько раз люди отозвались на публикацию: лайки, комментарии, репосты и сохранения.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://www.facebook.com/business/help/735720159834389",
    example=Example(likes=80, comments=12, shares=5, saves=3, gives=100, by="constructed"),
    confused_with=(
        "Each platform counts its own set: compare a client only with itself on one platform.",
        "Каждая площадка считает свой набор: сравнивайте клиента с самим собой на одной площадке.",
    ),
)
def engagements(
    likes: CountOrBlank, comments: CountOrBlank, shares: CountOrBlank, saves: CountOrBlank
) -> Count:
    """How often people answered a post: likes, comments, shares and saves."""
    return likes + comments + shares + saves


@kpi(
    en="Engagement rate by followers",
    ru="Вовлечённость по подписчикам",
    aliases=("ER", "engagement rate", "коэффициент вовлечённости", "вовлеченность"),
    means="Какая доля подписчиков отозвалась на публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://blog.hootsuite.com/calculate-engagement-rate/",
    example=Example(engagements=50, followers=1000, gives=0.05, by="constructed"),
    confused_with=(
        "ERR, which divides by the people who saw the post.",
        "ERR: там вовлечения делят на тех, кто увидел публикацию.",
    ),
)
def er(engagements: Count, followers: Count) -> Share:
    """The share of followers who answered a post."""
    return ratio(engagements, followers)


@kpi(
    en="Engagement rate by reach",
    ru="Вовлечённость по охвату",
    aliases=("ERR", "ER by reach", "engagement rate by reach", "вовлеченность по охвату"),
    means="Какая доля людей, увидевших публикацию, на неё отозвалась.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://blog.hootsuite.com/calculate-engagement-rate/",
    example=Example(engagements=50, reach=2000, gives=0.025, by="constructed"),
    confused_with=(
        "ER, which divides by all followers, whether or not they saw the post.",
        "ER: там вовлечения делят на всех подписчиков, даже не видевших публикацию.",
    ),
)
def err(engagements: Count, reach: Count) -> Share:
    """The share of people who saw a post and answered it."""
    return ratio(engagements, reach)


@kpi(
    en="Engagement rate by impressions",
    ru="Вовлечённость по показам",
    aliases=("ER by impressions", "ERI", "вовлеченность по показам"),
    means="Какая доля показов публикации закончилась откликом.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://blog.hootsuite.com/calculate-engagement-rate/",
    example=Example(engagements=50, impressions=4000, gives=0.0125, by="constructed"),
    confused_with=(
        "ERR: one person may see a post several times, so impressions exceed reach.",
        "ERR: один человек видит публикацию несколько раз, и показов больше, чем охват.",
    ),
)
def er_impressions(engagements: Count, impressions: Count) -> Share:
    """The share of impressions that led to an engagement."""
    return ratio(engagements, impressions)
