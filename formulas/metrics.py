"""The metrics: measured quantities, each with a unit, a name in two languages, and what may be
done with several values of it.

A *metric* is measured, a *KPI* is computed from metrics. Some metrics count distinct people
(reach, users) or a state at a moment (followers): two days' reach is not the sum of both, because
the same people came twice. ``Metric.adds_over`` says over what a metric may be summed, and nothing
in kpicells sums it over anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.in_use import InUse
from kpicells.formulas.units import Unit


class Over(Flag):
    """Over what the values of a metric may be summed."""

    NOTHING = 0
    DAYS = auto()
    """Over days, months and other parts of time."""
    PARTS = auto()
    """Over posts, campaigns, sources and accounts at one time."""
    ANYTHING = DAYS | PARTS


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured quantity.

    Attributes:
        id: Its name in facts, mappings and formulas: ``link_clicks``.
        en: Its English name.
        ru: Its Russian name.
        unit: What its numbers measure.
        adds_over: Over what its values may be summed.
    """

    id: str
    en: str
    ru: str
    unit: Unit = Unit.COUNT
    adds_over: Over = Over.ANYTHING

    def name(self, lang: str) -> str:
        """Its name in ``"en"`` or ``"ru"``."""
        return self.ru if lang == "ru" else self.en

    @property
    def additive(self) -> bool:
        """Whether its values may be summed over days and over parts."""
        return self.adds_over is Over.ANYTHING


class Metrics(InUse[Metric]):
    """All known metrics by id: the shipped ones, then the own ones of the workspace in use."""

    def __init__(self, metrics: tuple[Metric, ...]) -> None:
        super().__init__("metrics", metrics)

    def add(self, metric: Metric) -> None:
        """Add a workspace's own metric.

        Raises:
            DefinitionError: The id is taken, or is not a lower-case Python name.
        """
        if not (metric.id.isidentifier() and metric.id.islower()):
            raise DefinitionError(
                f"metric {metric.id!r}: an id is a lower-case name such as 'link_clicks'"
            )
        if metric.id not in self:
            super().add(metric)
        elif self[metric.id] != metric:
            raise DefinitionError(f"metric {metric.id!r} is already defined")


POST_REACH = "post_reach"
"""The reach of posts added up: a person counts once per post. It may not stand for reach; it is
the denominator of an ERR over several posts, and labelled as what it is."""

_PEOPLE = Over.NOTHING
_STATE = Over.PARTS
_MONEY = Unit.MONEY

metrics = Metrics(
    (
        # Audience. A follower count is a state: it may be summed over accounts, not over days.
        Metric("followers", "Followers", "Подписчики", adds_over=_STATE),
        Metric("new_followers", "New followers", "Новые подписчики"),
        Metric("lost_followers", "Lost followers", "Отписки"),
        Metric("net_followers", "Net new followers", "Прирост подписчиков"),
        Metric("active_followers", "Active followers", "Активные подписчики", adds_over=_PEOPLE),
        Metric("reach", "Reach", "Охват", adds_over=_PEOPLE),
        Metric(POST_REACH, "Reach added over posts", "Суммарный охват публикаций"),
        Metric("reach_followers", "Reach among followers", "Охват подписчиков", adds_over=_PEOPLE),
        Metric("impressions", "Impressions", "Показы"),
        Metric("views", "Views", "Просмотры"),
        Metric("viewers", "Viewers", "Зрители", adds_over=_PEOPLE),
        Metric("profile_visits", "Profile visits", "Посещения профиля"),
        Metric("profile_visitors", "Profile visitors", "Посетители профиля", adds_over=_PEOPLE),
        Metric("mentions", "Mentions", "Упоминания"),
        Metric("posts", "Posts", "Публикации"),
        # Engagement.
        Metric("engagements", "Engagements", "Взаимодействия"),
        Metric("likes", "Likes", "Лайки"),
        Metric("reactions", "Reactions", "Реакции"),
        Metric("comments", "Comments", "Комментарии"),
        Metric("shares", "Shares", "Репосты"),
        Metric("saves", "Saves", "Сохранения"),
        Metric("replies", "Story replies", "Ответы на истории"),
        Metric("exits", "Story exits", "Выходы из историй"),
        Metric("taps_forward", "Story taps forward", "Нажатия «вперёд» в историях"),
        Metric("video_views", "Video views", "Просмотры видео"),
        Metric("video_starts", "Video starts", "Запуски видео"),
        Metric("video_views_3s", "3-second video views", "Просмотры видео от 3 секунд"),
        Metric("video_views_15s", "15-second video views", "Просмотры видео от 15 секунд"),
        Metric("video_completions", "Completed video views", "Досмотры видео"),
        Metric("watch_seconds", "Watch time, s", "Время просмотра, с", unit=Unit.SECONDS),
        Metric(
            "average_watch_time",
            "Average watch time, s",
            "Среднее время просмотра, с",
            unit=Unit.SECONDS,
            adds_over=Over.NOTHING,
        ),
        Metric(
            "video_length",
            "Video length, s",
            "Длительность видео, с",
            unit=Unit.SECONDS,
            adds_over=Over.NOTHING,
        ),
        # Traffic.
        Metric("clicks", "Clicks", "Клики"),
        Metric("link_clicks", "Link clicks", "Клики по ссылке"),
        Metric("landing_page_views", "Landing page views", "Просмотры посадочной страницы"),
        Metric("sessions", "Sessions", "Сеансы"),
        Metric("engaged_sessions", "Engaged sessions", "Сеансы с вовлечением"),
        Metric("bounces", "Bounces", "Отказы"),
        Metric("session_seconds", "Time in sessions, s", "Время в сеансах, с", unit=Unit.SECONDS),
        Metric("page_views", "Page views", "Просмотры страниц"),
        Metric("users", "Users", "Пользователи", adds_over=_PEOPLE),
        Metric("active_users", "Active users", "Активные пользователи", adds_over=_PEOPLE),
        Metric("new_users", "New users", "Новые пользователи"),
        Metric("returning_users", "Returning users", "Вернувшиеся пользователи", adds_over=_PEOPLE),
        Metric("events", "Events", "События"),
        Metric("key_events", "Key events", "Ключевые события"),
        # Advertising.
        Metric("spend", "Spend", "Расход", unit=_MONEY),
        Metric("eligible_impressions", "Eligible impressions", "Доступные показы"),
        Metric("installs", "App installs", "Установки приложения"),
        # Leads.
        Metric("messages", "Messages", "Сообщения"),
        Metric("answered_messages", "Answered messages", "Сообщения с ответом"),
        Metric("answered_comments", "Answered comments", "Комментарии с ответом"),
        Metric("form_starts", "Form starts", "Начатые формы"),
        Metric("form_submits", "Form submits", "Отправки форм"),
        Metric("leads", "Leads", "Лиды"),
        Metric("unique_leads", "Unique leads", "Уникальные лиды", adds_over=_PEOPLE),
        Metric("qualified_leads", "Qualified leads", "Квалифицированные лиды"),
        Metric("mqls", "Marketing-qualified leads", "Лиды, одобренные маркетингом (MQL)"),
        Metric("sqls", "Sales-qualified leads", "Лиды, принятые продажами (SQL)"),
        # Sales.
        Metric("conversions", "Conversions", "Конверсии"),
        Metric("carts", "Carts created", "Созданные корзины"),
        Metric("orders", "Orders placed", "Оформленные заказы"),
        Metric("purchases", "Purchases", "Покупки"),
        Metric("revenue", "Revenue", "Выручка", unit=_MONEY),
        Metric("refunds", "Refunds", "Возвраты", unit=_MONEY),
        Metric("customers", "Customers", "Клиенты", adds_over=_PEOPLE),
        Metric("new_customers", "New customers", "Новые клиенты"),
        Metric("repeat_customers", "Repeat customers", "Повторные клиенты", adds_over=_PEOPLE),
        Metric("paying_users", "Paying users", "Платящие пользователи", adds_over=_PEOPLE),
        Metric("converted_users", "Converted users", "Сделавшие конверсию", adds_over=_PEOPLE),
    )
)
"""The metrics that importers fill and formulas take."""
