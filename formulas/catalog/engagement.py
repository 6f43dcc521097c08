"""Engagement: what people did with a post, per follower, per person reached, per view.

The same engagements over six denominators are six KPIs with six names. Reach counts people: it is
the reach of the post or of the whole period, never a sum of days. What counts as an engagement
differs from tool to tool, so compare an account with itself, counted by one tool.
"""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, CountOrBlank, Days, Share

_SOCIALTALK = "https://intercom.help/socialtalk/en/articles/10490109-how-to-calculate-engagement"
_POPSTERS = "https://popsters.com/faq/using-metrics"


@kpi(
    en="Engagements",
    ru="Взаимодействия",
    aliases=(
        "interactions",
        "total engagements",
        "вовлечения",
        "реакции",
        "активности",
        "реакции и комментарии",
    ),
    means="Сколько раз люди отозвались на публикацию: лайки, комментарии, репосты и сохранения.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_SOCIALTALK,
    example=Example(likes=500, comments=50, shares=20, saves=30, gives=600, by=_SOCIALTALK),
    confused_with=(
        "Each platform counts its own set, some with clicks: compare a client only with itself on "
        "one platform.",
        "Каждая площадка считает свой набор, иногда с кликами: сравнивайте клиента с самим собой "
        "на одной площадке.",
    ),
)
def engagements(
    likes: CountOrBlank, comments: CountOrBlank, shares: CountOrBlank, saves: CountOrBlank
) -> Count:
    """How often people answered a post: likes, comments, shares and saves.

    A blank counts as zero here, and only here: a platform that knows no saves leaves the cell
    empty. Popsters counts likes, shares and comments (and dislikes on YouTube); SocialTalk and
    LiveDune add saves, LiveDune poll votes too.

    Example, SocialTalk: "Total engagements = 500 + 50 + 20 + 30 = 600".
    """
    return likes + comments + shares + saves


@kpi(
    en="Engagement rate by followers",
    ru="Вовлечённость по подписчикам",
    aliases=(
        "ER",
        "ЕР",
        "ERpost",
        "engagement rate",
        "engagement rate by audience",
        "вовлечённость",
        "вовлеченность",
        "коэффициент вовлечённости",
        "коэффициент вовлеченности",
        "уровень вовлечённости",
        "вовлеченность по подписчикам",
    ),
    means="Какую долю от числа подписчиков составили отклики на публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_POPSTERS,
    example=Example(engagements=600, followers=10_000, gives=0.06, by=_SOCIALTALK),
    confused_with=(
        "ERR, which divides by the people who saw the post; and ER_POST, an average over posts.",
        "ERR: там делят на тех, кто увидел публикацию; и ER_POST: там среднее по публикациям.",
    ),
)
def er(engagements: Count, followers: Count) -> Share:
    """The engagements of one post as a share of followers.

    Engagements are actions: one follower can like, comment and share, so this is not exactly a
    share of people. Put a month's engagements in and it grows with the number of posts; for a
    period there are ER_POST and ER_DAY.

    Example, SocialTalk: "(600/10000) x 100 = 6%".
    """
    return ratio(engagements, followers)


@kpi(
    en="Average engagement rate per post",
    ru="Средняя вовлечённость на публикацию",
    aliases=(
        "ER post",
        "average ERpost",
        "средний ER",
        "средний ER поста",
        "ER публикации",
        "средняя вовлеченность поста",
    ),
    means="Какую долю от числа подписчиков в среднем составляют отклики на одну публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_POPSTERS,
    example=Example(
        engagements=120,
        posts=10,
        followers=300,
        gives=0.04,
        by="http://tretyakov.co/report-sk-2021-2022",
    ),
    confused_with=(
        "ER_DAY, which divides by days, and ER of one post.",
        "ER_DAY: там делят на дни; и ER одной публикации.",
    ),
)
def er_post(engagements: Count, posts: Count, followers: Count) -> Share:
    """The engagements of a period per post, as a share of followers.

    Popsters calls it average ERpost, LiveDune simply ER. Followers are those at one moment, the
    end of the period as a rule.

    Example, tretyakov.co: "вы опубликовали 10 постов, которые набрали 100 лайков и 20
    комментариев ... (100+20)/10=12 реакций на пост. В аккаунте 300 подписчиков, соответственно,
    ER=12/300*100=4%".
    """
    return ratio(engagements, posts * followers)


@kpi(
    en="Daily engagement rate",
    ru="Дневная вовлечённость",
    aliases=("ER day", "ERday", "дневной ER", "вовлечённость за день", "вовлеченность за день"),
    means="Какую долю от числа подписчиков в среднем составляют отклики за один день.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_POPSTERS,
    example=Example(
        engagements=11,
        days=1,
        followers=10_000,
        gives=0.0011,
        by="https://www.lifesight.io/glossary/daily-engagement-rate",
    ),
    arguments={"days": ("Days in the period", "Дней в периоде")},
    confused_with=(
        "ER_POST, which divides by posts: ER_DAY grows simply by posting more often.",
        "ER_POST: там делят на публикации; ER_DAY растёт просто от частоты публикаций.",
    ),
)
def er_day(engagements: Count, days: Days, followers: Count) -> Share:
    """The engagements of an average day as a share of followers.

    Popsters and NapoleonCat divide by followers; Lifesight writes reach in its formula, but
    divides by followers in its example.

    Example, lifesight.io, one day of 5 likes, 3 comments and 3 shares: "(5+3+3) / 10,000 = 0.11%".
    """
    return ratio(engagements, days * followers)


@kpi(
    en="Engagement rate by reach",
    ru="Вовлечённость по охвату",
    aliases=(
        "ERR",
        "ER by reach",
        "ER reach",
        "ERreach",
        "вовлеченность по охвату",
        "ER по охвату",
        "коэффициент вовлечённости по охвату",
    ),
    means="Какую долю от охвата составили отклики на публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://vasartes.com/engagement-rate-by-reach/",
    example=Example(
        engagements=500,
        reach=10_000,
        gives=0.05,
        by="https://calculatorlib.com/engagement-rate-by-reach-calculator",
    ),
    confused_with=(
        "ER, which divides by all followers, whether or not they saw the post; and ERR of "
        "Telegram, views by subscribers.",
        "ER: там делят на всех подписчиков, даже не видевших публикацию; и ERR в Telegram: это "
        "просмотры к подписчикам.",
    ),
)
def err(engagements: Count, reach: Count) -> Share:
    """The engagements of a post as a share of the people who saw it.

    Reach is of the post or of the whole period, never a sum of days. SocialTalk prints ERR over
    impressions (here ER_IMPRESSIONS), TGStat prints ERR for views by subscribers (here
    VIEWS_PER_FOLLOWER). calculatorlib.com calls 1 to 5 % typical; it depends on network and niche.

    Example, calculatorlib.com: "Suppose a post earned 500 engagements and reached 10,000 unique
    accounts".
    """
    return ratio(engagements, reach)


@kpi(
    en="Engagement rate by impressions",
    ru="Вовлечённость по показам",
    aliases=(
        "ER impressions",
        "ER by impressions",
        "ERI",
        "ER по показам",
        "вовлеченность по показам",
    ),
    means="Какую долю от показов составили отклики на публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source=_SOCIALTALK,
    example=Example(engagements=600, impressions=8000, gives=0.075, by=_SOCIALTALK),
    confused_with=(
        "ERR: one person may see a post several times, so impressions exceed reach.",
        "ERR: один человек видит публикацию несколько раз, и показов больше, чем охват.",
    ),
)
def er_impressions(engagements: Count, impressions: Count) -> Share:
    """The engagements of a post as a share of its impressions.

    Impressions add up over days and posts, reach does not: of the rates by audience this one can
    be rolled up without the platform's help.

    Example, SocialTalk, which prints it as ERR: "(600/8000) x 100 = 7.5%".
    """
    return ratio(engagements, impressions)


@kpi(
    en="Engagement rate by views",
    ru="Вовлечённость по просмотрам",
    aliases=(
        "ERV",
        "ER view",
        "ERview",
        "ER views",
        "ER по просмотрам",
        "вовлеченность по просмотрам",
        "ER Telegram",
    ),
    means="Какую долю от просмотров составили отклики на публикацию.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_POPSTERS,
    example=Example(
        engagements=175,
        views=1000,
        gives=0.175,
        by="https://help.echotik.live/en/articles/7158468-what-is-the-engagement-rate-metric-how-is-it-calculated-and-what-is-its-purpose",
    ),
    confused_with=(
        "ERR: one person may view a post several times, so views exceed reach.",
        "ERR: один человек может посмотреть публикацию несколько раз, и просмотров больше охвата.",
    ),
)
def er_views(engagements: Count, views: Count) -> Share:
    """The engagements of a post as a share of its views.

    TikTok, YouTube and Telegram (ER of TGStat) are read so. Popsters averages this rate over
    posts; a ratio of sums, as ``Kpi.total`` computes it, gives large posts their weight.

    Example, echotik.live: "the total number of interactions for the video is 175. Therefore, the
    engagement rate for the video is 17.5%", of 1,000 views.
    """
    return ratio(engagements, views)
