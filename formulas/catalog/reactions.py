"""Reactions one by one: likes, comments, shares and saves.

Avinash Kaushik's conversation, amplification and applause are **per post**; the same words with
"rate" at Hootsuite and HSMAI are **per follower**; save and share rate are per person reached. Each
is a KPI of its own here.
"""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Ratio, Share

_KAUSHIK = "https://www.kaushik.net/avinash/best-social-media-metrics-conversation-amplification-applause-economic-value/"
_TRUE_SOCIAL = "https://www.truesocialmetrics.com/university/metric-introduction"
_COMMENT_RATE = "https://thesocialcat.com/glossary/comment-rate"
_DSTAT = "https://dstat.bot/metrics/vc/?lang=en"


@kpi(
    en="Love rate",
    ru="Уровень привлекательности",
    aliases=("LR", "лав рейт", "like rate by followers", "коэффициент привлекательности"),
    means="Какую долю от числа подписчиков составили лайки.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://www.unisender.com/ru/glossary/chto-takoe-love-rate",
    example=Example(likes=7900, followers=52_000, gives=7900 / 52_000, by=_DSTAT),
    confused_with=(
        "ER, which counts comments and shares too; APPLAUSE_RATE is the same arithmetic.",
        "ER: там считают и комментарии с репостами; APPLAUSE_RATE — та же арифметика.",
    ),
)
def love_rate(likes: Count, followers: Count) -> Share:
    """The likes as a share of followers.

    Mostly computed for one post; dstat.bot takes all posts of the period, which makes it larger.

    Example, dstat.bot: "LR (by followers) 7 900 / 52 000 * 100 = 15.19%".
    """
    return ratio(likes, followers)


@kpi(
    en="Like rate by views",
    ru="Доля лайков от просмотров",
    aliases=("LR", "like rate", "LR by views", "лайки на просмотр", "лайк рейт"),
    means="Какую долю от просмотров составили лайки.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source=_DSTAT,
    example=Example(likes=7900, views=158_000, gives=0.05, by=_DSTAT),
    confused_with=(
        "Love rate, which divides by followers and is called LR too.",
        "Уровень привлекательности: он считается от подписчиков и тоже называется LR.",
    ),
)
def like_rate(likes: Count, views: Count) -> Share:
    """The likes as a share of views.

    Example, dstat.bot: "LR (by views) 7 900 / 158 000 * 100 = 5.00%".
    """
    return ratio(likes, views)


@kpi(
    en="Applause per post",
    ru="Лайки на публикацию",
    aliases=("applause", "likes per post", "лайков на пост", "среднее число лайков"),
    means="Сколько лайков в среднем получает одна публикация.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source=_TRUE_SOCIAL,
    example=Example(likes=100, posts=20, gives=5, by="constructed"),
    confused_with=(
        "Applause rate and love rate, which divide by followers.",
        "Коэффициент одобрения и уровень привлекательности: они считаются от подписчиков.",
    ),
)
def applause(likes: Count, posts: Count) -> Ratio:
    """How many likes a post gets on average: applause as Avinash Kaushik means it.

    TrueSocialMetrics: "Applause rate = 5 means each of your posts has an average of 5 Likes".
    """
    return ratio(likes, posts)


@kpi(
    en="Applause rate by followers",
    ru="Коэффициент одобрения",
    aliases=("applause rate", "доля лайков от подписчиков"),
    means="Какую долю от числа подписчиков составили одобрения публикации: лайки и подобное.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://hsmaiacademy.org/glossary/applause-rate/",
    example=Example(
        likes=15_000,
        followers=100_000,
        gives=0.15,
        by="https://shno.co/startup-metrics/applause-rate",
    ),
    confused_with=(
        "Applause, likes per post, which Kaushik calls applause rate.",
        "Лайки на публикацию: Кошик называет коэффициентом одобрения именно их.",
    ),
)
def applause_rate(likes: Count, followers: Count) -> Share:
    """The approvals of a post as a share of followers: applause rate of Hootsuite and HSMAI.

    The same arithmetic as LOVE_RATE, under the name of the English-speaking market. shno.co:
    "There is no set benchmark for the applause rate".

    Example, shno.co: "15,000 / 100,000 x 100 = 15%".
    """
    return ratio(likes, followers)


@kpi(
    en="Talk rate",
    ru="Уровень общительности",
    aliases=("TR", "ток рейт", "comment rate", "коэффициент общительности"),
    means="Какую долю от числа подписчиков составили комментарии к публикации.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://unisender.com/ru/glossary/chto-takoe-talk-rate",
    example=Example(comments=100, followers=5000, gives=0.02, by=_COMMENT_RATE),
    confused_with=(
        "ER, which counts every reaction; and CONVERSATION, comments per post.",
        "ER: там считают все отклики; и CONVERSATION: это комментарии на публикацию.",
    ),
)
def talk_rate(comments: Count, followers: Count) -> Share:
    """The comments of a post as a share of followers.

    thesocialcat.com gives a second formula under the same name, comments by all engagements: 100
    of 2,900 is 3.4 %.

    Example, thesocialcat.com, as comment rate: "If you have 5,000 followers and get 100 comments,
    your comment rate is (100 ÷ 5,000) × 100 = 2%".
    """
    return ratio(comments, followers)


@kpi(
    en="Comment ratio by reach",
    ru="Доля комментариев от охвата",
    aliases=("comment ratio", "comments by reach", "комментарии к охвату"),
    means="Какую долю от охвата составили комментарии.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://thesocialcat.com/glossary/comment-ratio",
    example=Example(
        comments=800,
        reach=20_000,
        gives=0.04,
        by="https://thesocialcat.com/glossary/comment-ratio",
    ),
    confused_with=(
        "Talk rate, which divides by followers.",
        "Уровень общительности: он считается от подписчиков.",
    ),
)
def comment_ratio(comments: Count, reach: Count) -> Share:
    """The comments of a post as a share of the people reached.

    Reach is of the post or of the whole period, never a sum of days. The source lets you
    choose reach or impressions: choose once, reach here.

    Example, thesocialcat.com: "A brand’s giveaway post reaches 20,000 people and gets 800 comments
    asking for entry details → 4% comment ratio".
    """
    return ratio(comments, reach)


@kpi(
    en="Conversation per post",
    ru="Комментарии на публикацию",
    aliases=("conversation", "comments per post", "комментариев на пост"),
    means="Сколько комментариев аудитории в среднем получает одна публикация.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source=_KAUSHIK,
    example=Example(comments=100, posts=20, gives=5, by="constructed"),
    confused_with=(
        "Conversation rate, which divides by followers as well.",
        "Коэффициент обсуждаемости: там делят ещё и на подписчиков.",
    ),
)
def conversation(comments: Count, posts: Count) -> Ratio:
    """How many comments of the audience a post gets on average, as Avinash Kaushik means it.

    The brand's own answers are not the audience's: leave them out where the export allows.
    TrueSocialMetrics: "Conversation rate = 5 means each of your posts has an average of 5
    comments".
    """
    return ratio(comments, posts)


@kpi(
    en="Conversation rate by followers",
    ru="Коэффициент обсуждаемости",
    aliases=("conversation rate", "обсуждаемость"),
    means="Какую долю от числа подписчиков составляют комментарии к одной публикации в среднем.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://leratomonareng.co.za/2021/10/14/how-to-track-and-calculate-the-social-media-conversation-rate/",
    example=Example(comments=150, posts=1, followers=10_000, gives=0.015, by=_COMMENT_RATE),
    confused_with=(
        "Conversion rate, CR: one letter apart and nothing in common.",
        "Конверсия, CR: по-английски слова различаются одной буквой, а смысл совсем другой.",
    ),
)
def conversation_rate(comments: Count, posts: Count, followers: Count) -> Share:
    """The comments per post as a share of followers.

    Kaushik in 2011 and TrueSocialMetrics mean comments per post (here CONVERSATION);
    leratomonareng.co.za quotes his later wording, relative to followers.

    Example, thesocialcat.com, as comment rate: "Influencer A has 10,000 followers and averages 150
    comments per post (1.5% comment rate)".
    """
    return ratio(comments, posts * followers)
