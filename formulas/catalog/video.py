"""Video: who starts, who stays for three seconds, who stays to the end.

What a *view* is differs: about 30 s or a click on YouTube ads, 3 s on Facebook, the first frame on
TikTok. Each formula here says which views it means; compare a platform with itself.
"""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Seconds, Share

_VIEW_RATE = "https://support.google.com/google-ads/answer/6293479"
_HOLD_RATE = "https://www.adsights.ai/resources/glossary/metrics/hold-rate"


@kpi(
    en="Video view-through rate",
    ru="Доля досмотров от показов",
    aliases=(
        "VTR",
        "view-through rate",
        "view through rate",
        "досматриваемость",
        "коэффициент досмотров",
        "досмотры от показов",
    ),
    means="Какая доля показов ролика закончилась просмотром до конца.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://smartclip.tv/adtech-glossary/view-through-rate-vtr/",
    example=Example(
        video_completions=15_000,
        impressions=1_000_000,
        gives=0.015,
        by="https://calculator.academy/vtr-view-through-rate-calculator/",
    ),
    confused_with=(
        "Completion rate, which divides by starts; and view-through conversions of an ad that was "
        "only seen.",
        "Доля досмотров от запусков; и post-view конверсии, то есть действия после показа.",
    ),
)
def vtr(video_completions: Count, impressions: Count) -> Share:
    """The share of impressions in which the video was watched to the end.

    smartclip and calculator.academy mean this. airbridge.io and Dzen count any views (here
    VIEW_RATE), Majority Strategies divides by starts (here COMPLETION_RATE).

    Example, calculator.academy: "VTR =15,000/1,000,000 *100 VTR = 1.5%".
    """
    return ratio(video_completions, impressions)


@kpi(
    en="Video completion rate",
    ru="Доля досмотров от запусков",
    aliases=(
        "VCR",
        "completion rate",
        "досматриваемость",
        "досматриваемость видео",
        "доля досмотров",
        "доля полных просмотров",
    ),
    means="Какую долю запущенных видео досмотрели до конца.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://bidscube.com/blog/glossary/video-completion-rate-vcr/",
    example=Example(
        video_completions=700,
        video_starts=1000,
        gives=0.7,
        by="https://bidscube.com/blog/glossary/video-completion-rate-vcr/",
    ),
    confused_with=(
        "VTR, which divides by impressions.",
        "VTR: там делят на показы.",
    ),
)
def completion_rate(video_completions: Count, video_starts: Count) -> Share:
    """The share of started videos that were played to the end.

    Short videos win: compare videos of one length.

    Example, bidscube.com: "if a video ad starts playing 1,000 times and 700 viewers watch it until
    the end, the VCR would be 70%".
    """
    return ratio(video_completions, video_starts)


@kpi(
    en="Video view rate",
    ru="Доля просмотров от показов",
    aliases=("view rate", "VR", "коэффициент просмотров", "доля просмотров"),
    means="Какая доля показов видео стала засчитанным просмотром.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source=_VIEW_RATE,
    example=Example(video_views=5, impressions=1000, gives=0.005, by=_VIEW_RATE),
    confused_with=(
        "CTR, which counts clicks; and VR in Russian SMM, reach by followers.",
        "CTR: там считают клики; и VR в значении «охват к подписчикам».",
    ),
)
def view_rate(video_views: Count, impressions: Count) -> Share:
    """The share of impressions that became counted views.

    Google Ads counts paid views. Dzen calls this VTR.

    Example, Google Ads help: "if you had 5 views and 1,000 impressions, then your view rate would
    be 0.5%".
    """
    return ratio(video_views, impressions)


@kpi(
    en="Hook rate at 3 seconds",
    ru="Удержание на 3 секундах",
    aliases=(
        "hook rate",
        "thumb-stop ratio",
        "thumbstop rate",
        "3-second view rate",
        "хук рейт",
        "зацепка",
        "доля трёхсекундных просмотров",
        "доля трехсекундных просмотров",
    ),
    means="Какая доля показов видео превратилась в просмотр не короче 3 секунд.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://ignyteiq.com/glossary/hook-rate/",
    example=Example(
        video_views_3s=24_000,
        impressions=120_000,
        gives=0.2,
        by="https://dailyintelservice.com/blog/traffic-source-intelligence/hook-rate-hold-rate-thumbstop",
    ),
    confused_with=(
        "Hold rate at 15 seconds, which starts from those who stayed for three.",
        "Удержание на 15 секундах: оно считается от тех, кто остался на три.",
    ),
)
def hold_rate_3s(video_views_3s: Count, impressions: Count) -> Share:
    """The share of impressions that were watched for at least 3 seconds.

    Meta counts from 3 seconds, TikTok from 2: two reports with one name may mean two events. The
    source trusts no benchmark but the account's own past.

    Example, dailyintelservice.com: "24,000 3-second views from 120,000 impressions equals a 20%
    hook rate".
    """
    return ratio(video_views_3s, impressions)


@kpi(
    en="Hold rate at 15 seconds",
    ru="Удержание на 15 секундах",
    aliases=("hold rate", "холд рейт", "ThruPlay hold rate", "удержание видео"),
    means="Какая доля тех, кто смотрел не меньше 3 секунд, досмотрела до 15-й.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source=_HOLD_RATE,
    example=Example(video_views_15s=2000, video_views_3s=10_000, gives=0.2, by=_HOLD_RATE),
    confused_with=(
        "Hook rate, which judges the opening: 3-second views by impressions.",
        "Удержание на 3 секундах: оно оценивает начало ролика и считается от показов.",
    ),
)
def hold_rate_15s(video_views_15s: Count, video_views_3s: Count) -> Share:
    """The share of 3-second views that lasted 15 seconds, or to the end of a shorter video.

    Meta's ThruPlays are such views. Not a metric of Meta itself, so definitions vary by team.

    Example, adsights.ai: "A Meta video with 10,000 3-second views and 2,000 15-second views has a
    20% Hold Rate".
    """
    return ratio(video_views_15s, video_views_3s)


@kpi(
    en="Average share watched",
    ru="Средний процент просмотра",
    aliases=(
        "average percentage viewed",
        "APV",
        "audience retention",
        "watch share",
        "удержание аудитории",
        "глубина просмотра видео",
    ),
    means="Какую часть ролика в среднем просматривают.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://support.google.com/richmedia/answer/159651",
    example=Example(
        average_watch_time=20,
        video_length=30,
        gives=20 / 30,
        by="https://support.google.com/richmedia/answer/159651?hl=en&topic=24689&ctx=topic",
    ),
    confused_with=(
        "Completion rate, which counts only views to the end.",
        "Доля досмотров: там считают только просмотры до конца.",
    ),
)
def average_watch_share(average_watch_time: Seconds, video_length: Seconds) -> Share:
    """The part of a video that people watch on average.

    Above 1 where people replay it. The same share is a triumph for a film of 20 minutes and a
    failure for a clip of 10 seconds.

    Example, Google: "if a user watches 20 seconds of a 30-second ad clip, then the video view rate
    is reported as 66.66 percent".
    """
    return ratio(average_watch_time, video_length)


@kpi(
    en="Cost per completed view",
    ru="Цена досмотра",
    aliases=("CPCV", "цена полного просмотра", "стоимость досмотра"),
    means="Во сколько обошёлся один досмотр.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://splitmetrics.com/glossary/cpcv-cost-per-completed-view",
    example=Example(
        spend=10_000,
        video_completions=50_000,
        gives=0.2,
        by="https://splitmetrics.com/glossary/cpcv-cost-per-completed-view",
    ),
    confused_with=(
        "Cost per view, where a few seconds are a view.",
        "Цена просмотра: там просмотром считают и несколько секунд.",
    ),
)
def cpcv(spend: Money, video_completions: Count) -> Money:
    """The advertising spend for each completed view.

    Published: "CPCV = $10,000 / 50,000 = $0.20". Some platforms call 15 s or 30 s a completion.
    """
    return ratio(spend, video_completions)
