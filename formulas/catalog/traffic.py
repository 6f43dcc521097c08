"""Traffic: how impressions become visits, and what the visits are worth."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Ratio, Seconds, Share

_BBCCSS = "https://www.bbccss.com/engagement-rate-vs-bounce-rate-in-ga4.html"


@kpi(
    en="Click-through rate",
    ru="Кликабельность",
    aliases=(
        "CTR",
        "CTR all",
        "clickthrough rate",
        "click rate",
        "коэффициент кликабельности",
        "показатель кликабельности",
    ),
    means="Какая доля показов закончилась кликом.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/2615875",
    example=Example(
        clicks=5,
        impressions=100,
        gives=0.05,
        by="https://irev.com/affiliate-marketing-glossary/what-is-click-through-rate/",
    ),
    confused_with=(
        "CR, the share of clicks that led to an action; and link CTR, without likes and other "
        "clicks inside the network.",
        "CR: доля кликов, которые закончились целевым действием; и CTR по ссылке, где нет лайков "
        "и других кликов внутри соцсети.",
    ),
)
def ctr(clicks: Count, impressions: Count) -> Share:
    """The share of impressions that led to a click.

    Meta's clicks (all) include reactions, comments and the opening of a photo: compare it with
    nothing but itself. Google: "A good CTR is relative to what you're advertising and on which
    networks".

    Example, irev.com: "if you had 100 ad impressions and five clicks, then your CTR would be 5%".
    """
    return ratio(clicks, impressions)


@kpi(
    en="Link click-through rate",
    ru="Кликабельность ссылки",
    aliases=("link CTR", "CTR link", "outbound CTR", "CTR по ссылке", "кликабельность по ссылке"),
    means="Какая доля показов закончилась кликом по ссылке.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://metriclabs.com.au/glossary/facebook-metrics/ctr-link-click-through-rate/",
    example=Example(link_clicks=50, impressions=1000, gives=0.05, by="https://smartis.bi/faq/ctr/"),
    confused_with=(
        "CTR (all), where reactions, profile and media clicks count too.",
        "CTR по всем кликам: туда входят реакции, клики по профилю и медиа.",
    ),
)
def ctr_link(link_clicks: Count, impressions: Count) -> Share:
    """The share of impressions that led to a click on the link.

    Meta's link clicks include links to its own forms and messengers; outbound clicks leave it.

    Example, smartis.bi: "если ваше объявление видело 1000 человек, а по ссылке перешло всего 50, то
    CTR будет равен 5%".
    """
    return ratio(link_clicks, impressions)


@kpi(
    en="Landing page rate",
    ru="Доля дошедших до сайта",
    aliases=(
        "landing page view rate",
        "LPV rate",
        "connect rate",
        "доходимость до сайта",
        "доля загрузок посадочной страницы",
    ),
    means="Какая доля кликов по ссылке закончилась загрузкой страницы.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.lumanu.com/articles/link-clicks-vs-landing-page-views",
    example=Example(landing_page_views=800, link_clicks=1000, gives=0.8, by="constructed"),
    confused_with=(
        "Bounce rate, which is about people whose page did load.",
        "Показатель отказов: там речь о тех, у кого страница загрузилась.",
    ),
)
def landing_page_rate(landing_page_views: Count, link_clicks: Count) -> Share:
    """The share of link clicks after which the page was loaded.

    A slow page and a click by accident lower it. So does a visitor who refuses cookies: the
    counter is silent, the visitor is there.
    """
    return ratio(landing_page_views, link_clicks)


@kpi(
    en="Engaged session rate",
    ru="Доля сеансов с вовлечением",
    aliases=(
        "GA4 engagement rate",
        "engaged sessions rate",
        "доля вовлечённых сеансов",
        "доля вовлеченных сеансов",
        "доля вовлечённых сессий",
    ),
    means="Какая доля сеансов длилась дольше 10 секунд, дала ключевое событие или от двух страниц.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/analytics/answer/12798876",
    example=Example(engaged_sessions=693, sessions=1810, gives=693 / 1810, by=_BBCCSS),
    confused_with=(
        "ER of posts: GA4 says engagement rate as well, of other things.",
        "ER публикаций: в GA4 так же называется совсем другой показатель.",
    ),
)
def engaged_session_rate(engaged_sessions: Count, sessions: Count) -> Share:
    """The share of sessions over 10 seconds, with a key event or with at least two page views.

    The engagement rate of GA4.

    Example, bbccss.com: "if your website records 1,810 sessions and 693 of them are engaged
    sessions, the Engagement Rate would be: 693/1810≈38.3%".
    """
    return ratio(engaged_sessions, sessions)


@kpi(
    en="Bounce rate in GA4",
    ru="Показатель отказов в GA4",
    aliases=("bounce rate", "BR", "отказы", "показатель отказов", "процент отказов"),
    means="Какая доля сеансов прошла без вовлечения: недолго, на одной странице и без события.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/analytics/answer/12195621",
    example=Example(engaged_sessions=693, sessions=1810, gives=(1810 - 693) / 1810, by=_BBCCSS),
    confused_with=(
        "Bounces of Yandex Metrica (one page and under 15 s) and of Universal Analytics (one "
        "page): the three cannot be compared.",
        "Отказы Яндекс Метрики (одна страница и меньше 15 секунд) и Universal Analytics (одна "
        "страница): эти три числа нельзя сравнивать.",
    ),
)
def bounce_rate(engaged_sessions: Count, sessions: Count) -> Share:
    """The share of sessions that were not engaged: one less the engaged session rate.

    A reader who finds the answer on one page within 10 seconds is a bounce too.

    Example, bbccss.com: "Bounce Rate = 100% − 38.3% = 61.7%".
    """
    return ratio(sessions - engaged_sessions, sessions)


@kpi(
    en="Bounce rate in Yandex Metrica",
    ru="Показатель отказов в Яндекс Метрике",
    aliases=(
        "bounce rate Yandex",
        "отказы",
        "отказы Метрика",
        "показатель отказов",
        "процент отказов",
    ),
    means="Какая доля визитов прошла на одной странице и короче 15 секунд.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://dzen.ru/a/X5xKjElQX2gRwBmi",
    example=Example(
        bounces=400,
        sessions=1000,
        gives=0.4,
        by="https://my-site-support.ru/faq/analytics/chto-takoe-otkazy-i-glubina-prosmotra-v-metrike/",
    ),
    confused_with=(
        "Bounce rate in GA4, sessions without engagement, which counts other sessions.",
        "Показатель отказов в GA4: там считают сеансы без вовлечения, и это другие сеансы.",
    ),
)
def bounce_rate_metrica(bounces: Count, sessions: Count) -> Share:
    """The share of visits with one page view, under 15 seconds, without a "not bounce" event.

    Sessions are the visits of Metrica. 15 seconds is the default and can be changed in the
    counter's settings.

    Example, my-site-support.ru: "если из 1000 посещений 400 были отказными, процент отказов
    составит 40%".
    """
    return ratio(bounces, sessions)


@kpi(
    en="Pages per session",
    ru="Глубина просмотра",
    aliases=("pages per visit", "страниц за сеанс", "страниц за визит", "просмотров на визит"),
    means="Сколько страниц в среднем смотрят за один сеанс.",
    better=Better.NEITHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="http://www.kpilist.com/2009/06/average-pageviews-per-session-kpi.html",
    example=Example(
        page_views=46_798,
        sessions=6486,
        gives=46_798 / 6486,
        by="http://www.kpilist.com/2009/06/average-pageviews-per-session-kpi.html",
    ),
    confused_with=(
        "Views per user, which divides by people.",
        "Просмотры на пользователя: там делят на людей, а не на сеансы.",
    ),
)
def pages_per_session(page_views: Count, sessions: Count) -> Ratio:
    """How many pages are seen in a session on average.

    More is better on a shop's shelves; on a help site it may mean that people search in vain.

    Example, kpilist.com: "m=46798/6486 m=7.2".
    """
    return ratio(page_views, sessions)


@kpi(
    en="Average session duration",
    ru="Средняя длительность сеанса",
    aliases=(
        "ASD",
        "time on site",
        "время на сайте",
        "среднее время на сайте",
        "средняя длительность визита",
        "средняя длительность сессии",
    ),
    means="Сколько секунд в среднем длится один сеанс.",
    better=Better.NEITHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.storyly.io/glossary/average-session-duration",
    example=Example(
        session_seconds=390,
        sessions=3,
        gives=130,
        by="https://www.storyly.io/glossary/average-session-duration",
    ),
    confused_with=(
        "Average engagement time of GA4, which runs only while the page is in front.",
        "Среднее время взаимодействия в GA4: оно идёт, только пока вкладка активна.",
    ),
)
def average_session_duration(session_seconds: Seconds, sessions: Count) -> Seconds:
    """How many seconds a session lasts on average.

    Sessions of one page often count as zero seconds, which pulls the average down.

    Example, storyly.io: "The average session duration would be 200+40+150 divided by 3, which is
    130".
    """
    return ratio(session_seconds, sessions)


@kpi(
    en="Share of new users",
    ru="Доля новых пользователей",
    aliases=("percent new users", "new user share", "доля новых посетителей"),
    means="Какая доля пользователей пришла впервые.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS, Goal.LEADS),
    source="https://www.klipfolio.com/metrics/marketing/percent-new-users/",
    example=Example(
        new_users=15_000,
        users=20_000,
        gives=0.75,
        by="https://www.klipfolio.com/metrics/marketing/percent-new-users/",
    ),
    confused_with=(
        "The share of first sessions, which counts visits.",
        "Доля первых сеансов: там считают визиты, а не людей.",
    ),
)
def new_user_share(new_users: Count, users: Count) -> Share:
    """The share of users who came for the first time.

    Users are people of the whole period, never a sum of days. Deleted cookies and a second device
    make old users new.

    Example, klipfolio.com: "your website attracts 20,000 total users. Out of these users, 5,000 are
    returning users while the other 15,000 are new users. The Percent New Users for that month is
    75%".
    """
    return ratio(new_users, users)


@kpi(
    en="Share of social traffic",
    ru="Доля трафика из соцсетей",
    aliases=(
        "social traffic share",
        "social media referral rate",
        "доля трафика из социальных сетей",
        "трафик из соцсетей",
    ),
    means="Какая доля сеансов пришла из социальных сетей.",
    better=Better.NEITHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://kpi.insightworthy.com/sources-of-traffic",
    example=Example(
        social_sessions=100,
        sessions=500,
        gives=0.2,
        by="https://rundemapp.com/how-to-calculate-social-media-referral-rate-free-calculator",
    ),
    arguments={"social_sessions": ("Sessions from social networks", "Сеансы из соцсетей")},
    confused_with=(
        "UTM share, sessions with campaign tags from anywhere.",
        "Доля размеченных сеансов: метки бывают и у рекламы вне соцсетей.",
    ),
)
def social_traffic_share(social_sessions: Count, sessions: Count) -> Share:
    """The share of sessions that came from social networks.

    It grows when other sources dry up: read it beside the number of sessions. Links opened inside
    an app often arrive as direct visits unless they carry tags.

    Example, rundemapp.com: "your social media referral rate would be (100/500) x 100 = 20%".
    """
    return ratio(social_sessions, sessions)


@kpi(
    en="Share of tagged sessions",
    ru="Доля размеченных сеансов",
    aliases=(
        "UTM share",
        "tagged traffic",
        "UTM-разметка",
        "доля UTM",
        "доля размеченного трафика",
    ),
    means="Какая доля сеансов пришла по ссылкам с UTM-метками.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://kpi.insightworthy.com/sources-of-traffic",
    example=Example(tagged_sessions=750, sessions=1000, gives=0.75, by="constructed"),
    arguments={"tagged_sessions": ("Sessions with UTM tags", "Сеансы с UTM-метками")},
    confused_with=(
        "Share of social traffic, by source, with a tag or without.",
        "Доля трафика из соцсетей: она считается по источнику, с меткой или без.",
    ),
)
def utm_share(tagged_sessions: Count, sessions: Count) -> Share:
    """The share of sessions that came by links with UTM tags.

    Says how much of the traffic can be told apart by campaign. Of one's own posts and ads it should
    be near 1; of the whole site it cannot be, since search brings no tags.
    """
    return ratio(tagged_sessions, sessions)
