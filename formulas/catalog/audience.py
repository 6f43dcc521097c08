"""Audience: who follows, who was reached, who talks about the brand.

Reach, users and active followers count people. A person who came on two days is one person, so
such an argument is the number **of the whole period** as the platform gives it, never a sum of
days or of posts.
"""

from kpicells.formulas.expression import percent_change, ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Ratio, Share

_FOLLOWERS_START = ("Followers at the start", "Подписчики на начало периода")


@kpi(
    en="Follower growth rate",
    ru="Темп прироста подписчиков",
    aliases=(
        "audience growth rate",
        "AGR",
        "прирост подписчиков",
        "прирост подписчиков в процентах",
        "темп роста подписчиков",
        "темп роста аудитории",
        "прирост аудитории",
    ),
    means="На какую долю выросло число подписчиков за период.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://www.shno.co/startup-metrics/audience-growth-rate",
    example=Example(
        followers_end=10_500,
        followers_start=10_000,
        gives=0.05,
        by="https://www.shno.co/startup-metrics/audience-growth-rate",
    ),
    arguments={
        "followers_end": ("Followers at the end", "Подписчики на конец периода"),
        "followers_start": _FOLLOWERS_START,
    },
    confused_with=(
        "FOLLOWERS_GAINED, the same change in people; some tools divide by the followers at the "
        "end.",
        "FOLLOWERS_GAINED: тот же прирост, но в людях; часть сервисов делит на подписчиков на "
        "конец периода.",
    ),
)
def follower_growth(followers_end: Count, followers_start: Count) -> Share:
    """The share by which the number of followers grew over the period.

    Small accounts grow faster in percent: 100 new followers are 10 % of 1,000 and 1 % of 10,000.

    Example, shno.co: "your audience growth rate will be: 500/10,000 x 100 = 5%".
    """
    return percent_change(followers_end, followers_start)


@kpi(
    en="Net new followers",
    ru="Чистый прирост подписчиков",
    aliases=(
        "net follower growth",
        "followers gained",
        "прирост подписчиков",
        "прирост подписчиков в людях",
        "абсолютный прирост подписчиков",
    ),
    means="На сколько человек стало больше подписчиков: подписавшиеся минус отписавшиеся.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://lifesight.io/glossary/unfollows",
    example=Example(
        new_followers=200,
        lost_followers=50,
        gives=150,
        by="https://thesocialcat.com/glossary/follower-growth-rate",
    ),
    confused_with=(
        "New followers, from which nobody who left is subtracted.",
        "Новые подписчики: из них не вычтены те, кто за это время отписался.",
    ),
)
def followers_gained(new_followers: Count, lost_followers: Count) -> Count:
    """How many more followers there are: those who came less those who left.

    Example, thesocialcat.com: "gain 200, and lose 50, your growth rate is ((200 - 50) / 1,000)
    x 100 = 15%"; 150 is the numerator there.
    """
    return new_followers - lost_followers


@kpi(
    en="Net follower growth rate",
    ru="Темп чистого прироста подписчиков",
    aliases=("net growth rate", "чистый темп прироста", "чистый прирост в процентах"),
    means="Какую долю от подписчиков на начало периода составил их чистый прирост.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://thesocialcat.com/glossary/follower-growth-rate",
    example=Example(
        new_followers=200,
        lost_followers=50,
        followers_start=1000,
        gives=0.15,
        by="https://thesocialcat.com/glossary/follower-growth-rate",
    ),
    arguments={"followers_start": _FOLLOWERS_START},
    confused_with=(
        "Gross growth, new followers over followers, which forgets those who left.",
        "Валовой прирост, то есть новые к числу подписчиков: в нём не вычтены отписки.",
    ),
)
def follower_growth_net(
    new_followers: Count, lost_followers: Count, followers_start: Count
) -> Share:
    """The net gain of followers as a share of the followers at the start.

    Equals FOLLOWER_GROWTH where the platform counts everybody who came and left; it does not
    where deleted and blocked accounts leave without an unfollow.

    Example, thesocialcat.com: "if you start the week with 1,000 followers, gain 200, and lose 50,
    your growth rate is ((200 - 50) / 1,000) x 100 = 15%".
    """
    return ratio(new_followers - lost_followers, followers_start)


@kpi(
    en="Unfollow rate",
    ru="Доля отписок",
    aliases=("follower churn rate", "процент отписок", "отток подписчиков"),
    means="Какая доля подписчиков, которые были в начале периода, отписалась.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://thesocialcat.com/glossary/unfollow-rate",
    example=Example(
        lost_followers=150,
        followers_start=10_000,
        gives=0.015,
        by="https://thesocialcat.com/glossary/unfollow-rate",
    ),
    arguments={"followers_start": _FOLLOWERS_START},
    confused_with=(
        "Customer churn, which is about people who paid.",
        "Отток клиентов: там речь о тех, кто платил.",
    ),
)
def unfollow_rate(lost_followers: Count, followers_start: Count) -> Share:
    """The share of the followers at the start who left during the period.

    Example, thesocialcat.com: "Unfollow rate = (150 ÷ 10,000) × 100 = 1.5%".
    """
    return ratio(lost_followers, followers_start)


@kpi(
    en="Share of active followers",
    ru="Доля активных подписчиков",
    aliases=("audience activity", "active followers", "активность аудитории", "активное ядро"),
    means="Какая доля подписчиков хотя бы раз за период что-то сделала: лайк, комментарий, репост.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://popsters.com/faq/using-metrics",
    example=Example(active_followers=300, followers=10_000, gives=0.03, by="constructed"),
    confused_with=(
        "ER, which counts actions: one person may act many times.",
        "ER: там считают действия, а один человек может совершить их много.",
    ),
)
def audience_activity(active_followers: Count, followers: Count) -> Share:
    """The share of followers who acted at least once during the period.

    Active followers are people of the whole period, never a sum of days.
    """
    return ratio(active_followers, followers)


@kpi(
    en="Reach rate",
    ru="Охват к подписчикам",
    aliases=(
        "RR",
        "VR",
        "visibility rate",
        "коэффициент охвата",
        "охват в процентах",
        "охват на подписчика",
        "доля охваченных подписчиков",
    ),
    means="Какую долю от числа подписчиков составил охват публикации.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://thesocialcat.com/glossary/reach-rate",
    example=Example(
        reach=2500,
        followers=10_000,
        gives=0.25,
        by="https://thesocialcat.com/glossary/reach-rate",
    ),
    confused_with=(
        "Impressions per follower: one person may see a post several times.",
        "Показы на подписчика: один человек видит публикацию несколько раз.",
    ),
)
def reach_rate(reach: Count, followers: Count) -> Share:
    """The reach of a post as a share of the followers; above 1 when others see it too.

    Reach is the number of people of the post or of the whole period, never a sum of days. Some
    calculators (marketingcalculators.io) divide impressions and print the same name. The rate
    falls as an account grows, so compare an account with itself.

    Example, thesocialcat.com: "if you have 10,000 followers and 2,500 unique accounts view your
    latest post, your reach rate is 25%".
    """
    return ratio(reach, followers)


@kpi(
    en="Frequency",
    ru="Частота показов",
    aliases=("average frequency", "ad frequency", "средняя частота", "показов на человека"),
    means="Сколько раз в среднем увидел рекламу или публикацию один охваченный человек.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://smartlyiosupport.zendesk.com/hc/en-us/articles/360003580494-Understanding-frequency",
    example=Example(
        impressions=5000,
        reach=4000,
        gives=1.25,
        by="https://www.metrichq.org/marketing/ad-frequency/",
    ),
    confused_with=(
        "Reach rate: frequency is a number of times, not a share.",
        "Охват к подписчикам: частота показывает, сколько раз, а не какая доля.",
    ),
)
def frequency(impressions: Count, reach: Count) -> Ratio:
    """How often one reached person saw the ad or the post on average.

    Reach is of the whole period, never a sum of days: with such a sum the frequency of a month
    looks like that of a day. Meta estimates reach from a sample, so this is an approximation.

    Example, metrichq.org: "the ad gets 5,000 impressions and achieves a reach of 4,000. In this
    case, your Ad Frequency is 1.25".
    """
    return ratio(impressions, reach)


@kpi(
    en="Profile visit rate",
    ru="Доля переходов в профиль",
    aliases=("profile visits by reach", "переходы в профиль", "конверсия в переход в профиль"),
    means="Какую долю от охвата составили посещения профиля.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://www.comicbasics.com/?p=133760",
    example=Example(profile_visits=200, reach=10_000, gives=0.02, by="constructed"),
    confused_with=(
        "Link CTR, which is about the way to the site.",
        "CTR по ссылке: там речь о переходах на сайт.",
    ),
)
def profile_visit_rate(profile_visits: Count, reach: Count) -> Share:
    """Visits to the profile as a share of the people reached.

    Reach is of the whole period, never a sum of days. Visits may come from search too, and a
    person may visit twice, so the rate of a small account can look too good.
    """
    return ratio(profile_visits, reach)


@kpi(
    en="Views per post",
    ru="Просмотры на публикацию",
    aliases=(
        "average views per post",
        "average views per video",
        "просмотров на пост",
        "средние просмотры",
        "средний охват поста",
    ),
    means="Сколько просмотров в среднем набирает одна публикация.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://help.hypeauditor.com/en/articles/3191269-what-are-average-views-per-video",
    example=Example(
        views=5600,
        posts=7,
        gives=800,
        by="https://tiktake.ru/s18/kak-schitaetsya-err-v-telegram",
    ),
    confused_with=(
        "The median of views, which HypeAuditor calls average views.",
        "Медиана просмотров: HypeAuditor называет средними просмотрами именно её.",
    ),
)
def views_per_post(views: Count, posts: Count) -> Ratio:
    """How many views a post gets on average.

    Tools differ in the posts that they take: those of the period (here), all but the last week
    (HypeAuditor), the first 30 days of each. One viral post lifts the mean, not the median.

    Example, tiktake.ru: "Среднее количество просмотров на пост: 5600 / 7 = 800".
    """
    return ratio(views, posts)


@kpi(
    en="Views per subscriber",
    ru="Просмотры на подписчика",
    aliases=("ERR Telegram", "ERR телеграм", "ERR канала", "VR", "view rate by followers"),
    means="Какую долю от числа подписчиков канала составляют средние просмотры поста.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://adgem.ru/articles/6",
    example=Example(
        average_views=8000, followers=20_000, gives=0.4, by="https://adgem.ru/articles/6"
    ),
    arguments={"average_views": ("Average views of a post", "Средние просмотры поста")},
    confused_with=(
        "ERR of other networks, engagements by reach: in Telegram the same letters mean views by "
        "subscribers.",
        "ERR в других соцсетях, то есть взаимодействия к охвату: в Telegram теми же буквами "
        "называют просмотры к подписчикам.",
    ),
)
def views_per_follower(average_views: Ratio, followers: Count) -> Share:
    """The average views of a post as a share of the channel's subscribers: ERR of Telegram.

    TGStat, adgem.ru and vc.ru name it so; the rest of the market calls engagements by reach ERR.
    Bought views lift it.

    Example, adgem.ru: "Если у канала 20 000 подписчиков и средние просмотры постов — 8 000, ERR =
    (8 000 / 20 000) × 100% = 40%".
    """
    return ratio(average_views, followers)
