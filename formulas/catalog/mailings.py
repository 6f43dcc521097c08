"""Mailings: letters and broadcasts in messengers, how many are opened and clicked."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share

_OPENED = {"opened": ("Opened", "Открыто")}
_PUSHSEND = "https://knowledge.pushsend.com/hc/en-us/articles/360020929991-What-is-a-Click-to-Open-Rate-and-how-is-it-measured-"


@kpi(
    en="Open rate",
    ru="Открываемость рассылки",
    aliases=("OR", "email open rate", "открываемость", "доля открытий", "процент открытий"),
    means="Какую долю доставленных писем или сообщений открыли.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.emailexplained.com/emailopedia/open-rate",
    example=Example(
        opened=3040,
        delivered=7600,
        gives=0.4,
        by="https://www.calculate-percentage.online/en/blog/how-to-calculate-open-rate-percentage/",
    ),
    arguments={**_OPENED, "delivered": ("Delivered", "Доставлено")},
    confused_with=(
        "A share of all that was sent, bounces included, as Ringba and GetResponse count.",
        "Доля от всех отправленных, вместе с недоставленными: так считают Ringba и GetResponse.",
    ),
)
def open_rate(opened: Count, delivered: Count) -> Share:
    """The share of delivered letters or messages that were opened.

    Apple Mail loads pictures of letters that nobody reads: compare a mailing with your own others.
    """
    return ratio(opened, delivered)


@kpi(
    en="Click-to-open rate",
    ru="Доля кликов от открытий",
    aliases=("CTOR", "клики от открытий", "кликабельность открытых писем"),
    means="Какая доля открывших рассылку нажала на ссылку.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.campaignmonitor.com/resources/glossary/click-to-open-rate-ctor/",
    example=Example(link_clicks=50, opened=90, gives=50 / 90, by=_PUSHSEND),
    arguments=_OPENED,
    confused_with=(
        "The click rate of a mailing, which divides by all delivered.",
        "Кликабельность рассылки: там делят на все доставленные.",
    ),
)
def click_to_open_rate(link_clicks: Count, opened: Count) -> Share:
    """The share of those who opened a mailing that clicked a link in it.

    Published: "if you have 50 clicks and 90 opens, your click-to-open rate is 50/90 x 100, which
    equals 56%".
    """
    return ratio(link_clicks, opened)
