"""Words that few platforms use in their tables, as evidence of where a table comes from.

Many exports have columns such as Date, Views and Likes. To take such a table for one platform's
takes a word that only this platform uses, or two that few others do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kpicells.sheets_sync.sources.formats import plain
from kpicells.sheets_sync.tables import Table

_OWN, _RARE, _MOST = 0.4, 0.2, 0.7


def words(own: Sequence[str], rare: Sequence[str] = ()) -> Callable[[Table], float]:
    """A sign that grows with the telling words in a header.

    Args:
        own: Words that only this platform uses.
        rare: Words that few others use.
    """

    def sign(table: Table) -> float:
        names = {plain(column) for column in table.header}
        return min(_MOST, _OWN * len(names & set(own)) + _RARE * len(names & set(rare)))

    return sign


AMOCRM = words(
    ("этап сделки", "дата создания сделки", "lead title", "lead stage", "кем создана сделка"),
    ("бюджет", "воронка", "статус сделки", "lead value", "sale"),
)
GOOGLE_ADS = words(
    ("impr.", "код валюты", "currency code", "conv. value", "trueview views", "cost / conv."),
    (
        "avg. cpc", "avg. cost", "campaign status", "campaign state", "interactions", "conv. rate",
        "search impr. share", "ср. цена за клик", "статус кампании", "состояние кампании",
        "ценность конверсии", "коэфф. конверсии",
    ),
)  # fmt: skip
OK = words(
    ("классы", "класс!", "klass!"),
    ("вступили", "вышли", "поделились", "вступили в группу", "покинули группу", "joined", "left"),
)
POPSTERS = words(
    (
        "er day", "er post", "er view", "erday, %", "erpost, %", "erview, %", "er day, %",
        "er post, %", "er view, %",
    ),
    ("lr", "tr", "lr, %", "tr, %", "vr", "vr, %"),
)  # fmt: skip
SALESFORCE = words(
    ("opportunity name", "opportunity id", "stagename", "название возможности", "leadsource"),
    (
        "opportunity owner", "lead source", "probability (%)", "fiscal period", "close date",
        "closedate", "дата закрытия", "стадия",
    ),
)  # fmt: skip
TGSTAT = words(
    ("err, %", "err24", "err24, %", "индекс цитирования", "ссылка на публикацию"),
    ("err", "пересылки", "пересылок", "forwards", "упоминания", "прирост", "подписчики", "реакции"),
)
VK_ADS = words(
    (
        "потрачено всего, ₽", "потрачено всего, р", "потрачено, ₽", "потрачено всего", "ecpc, ₽",
        "ecpm, ₽", "цена за результат, ₽",
    ),
    ("потрачено", "id объявления", "id группы объявлений", "id кампании", "вступления", "ecpc"),
)  # fmt: skip
VK_COMMUNITY = words(
    ("полный охват", "охват подписчиков", "рассказать друзьям", "вышедшие участники"),
    (
        "уникальные посетители", "новые участники", "мне нравится", "подписались", "отписались",
        "посетители", "full reach", "subscribers reach", "followers reach", "new members",
        "members who left", "unique visitors", "total members",
    ),
)  # fmt: skip
YANDEX_DIRECT = words(
    (
        "расход (руб.)", "расход с ндс (руб.)", "№ кампании", "ср. цена клика (руб.)", "№ группы",
        "campaign no.", "cost (rub)", "взвешенные показы", "глубина (стр.)",
    ),
    (
        "расход, ₽", "ctr (%)", "ср. цена клика, ₽", "отказы (%)", "условие показа",
        "тип площадки", "название площадки", "avg. cpc (rub)", "название площадок yandex",
        "тип условия показа", "место клика", "регион местонахождения", "ср. объём трафика",
    ),
)  # fmt: skip
YANDEX_METRICA = words(
    (
        "дата визита", "интервал дат визита", "последний значимый источник трафика", "роботность",
        "date of visit", "date of session",
    ),
    (
        "визиты", "посетители", "отказы", "глубина просмотра", "время на сайте", "новые посетители",
        "доля новых посетителей", "page depth", "time on site", "robots",
    ),
)  # fmt: skip
