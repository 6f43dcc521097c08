"""The bundled samples, and what stands in each: written down by hand, read here by csv alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "sheets_sync" / "samples"


def _all(row: Sequence[str]) -> bool:
    return True


@dataclass(frozen=True)
class Sample:
    """A sample, with what a person sees who looks at it.

    Attributes:
        file: Its name.
        export: The export that it is of.
        sources: The sources that its facts are of.
        read: How many records it has that are neither blank nor a header, counted by hand.
        imported: How many of them hold numbers of their own.
        columns: Metric to the name of its column.
        above: How many lines stand above the header.
        until: The first line below the table, if it does not reach to the end.
        keep: Which rows of the table hold numbers of their own.
        period: The first and the last day.
        asked: What is named with --source.
        rejected: How many rows are at fault.
        language: The language of the header.
    """

    file: str
    export: str
    sources: str
    read: int
    imported: int
    columns: Mapping[str, str] = field(default_factory=dict)
    period: tuple[str, str] = ("", "")
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    decimal: str = "."
    above: int = 0
    until: str = ""
    keep: Callable[[Sequence[str]], bool] = _all
    asked: str = "auto"
    rejected: int = 0
    language: str = "en"
    factors: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return FOLDER / self.file

    def rows(self) -> list[list[str]]:
        """The header and the rows of the table."""
        text = self.path.read_bytes().decode(self.encoding)
        lines = text.splitlines(keepends=True)[self.above :]
        if self.until:
            lines = lines[: [line.strip() for line in lines].index(self.until)]
        return [r for r in csv.reader(io.StringIO("".join(lines)), delimiter=self.delimiter) if r]

    def expected(self) -> dict[str, Decimal]:
        """The sum of each metric, by csv and Decimal."""
        found = {metric: Decimal(value) for metric, value in self.sums.items()}
        if not self.columns:
            return found
        header, *rows = self.rows()
        for metric, column in self.columns.items():
            place = header.index(column)
            cells = [row[place] for row in rows if len(row) > place and self.keep(row)]
            numbers = [self._number(cell) for cell in cells if any(c.isdigit() for c in cell)]
            found[metric] = sum(numbers, Decimal()) * self.factors.get(metric, 1)
        return found

    def _number(self, cell: str) -> Decimal:
        wanted = "-0123456789" + self.decimal
        return Decimal("".join(c for c in cell if c in wanted).replace(self.decimal, "."))


SAMPLES = (
    Sample(
        "instagram_content.csv",
        "instagram_content",
        "instagram",
        4,
        4,
        {
            "views": "Views",
            "reach": "Reach",
            "likes": "Likes",
            "shares": "Shares",
            "new_followers": "Follows",
            "comments": "Comments",
            "saves": "Saves",
        },
        ("2026-10-02", "2026-10-20"),
    ),
    Sample(
        "instagram_content_2024.csv",
        "instagram_content",
        "instagram",
        2,
        2,
        {"impressions": "Impressions", "reach": "Reach", "saves": "Saves"},
        ("2024-04-03", "2024-04-09"),
    ),
    Sample(
        "instagram_content_ru.csv",
        "instagram_content",
        "instagram",
        2,
        2,
        {"views": "Просмотры", "reach": "Охват", "likes": 'Отметки "Нравится"'},
        ("2026-10-14", "2026-10-27"),
        delimiter=";",
        language="ru",
    ),
    Sample(
        "facebook_content.csv",
        "facebook_content",
        "facebook_page",
        4,
        3,
        {"reach": "Reach", "reactions": "Reactions", "clicks": "Total clicks"},
        ("2026-10-02", "2026-10-11"),
        # The column stands twice; the first one is filled in one row of three.
        sums={"views": "3899"},
    ),
    Sample(
        "facebook_insights_posts.csv",
        "facebook_insights_posts",
        "facebook_page",
        3,
        2,
        {"reach": "Lifetime Post Total Reach", "impressions": "Lifetime Post Total Impressions"},
        ("2022-06-15", "2022-06-21"),
        keep=lambda row: bool(row[0]),
    ),
    Sample(
        "meta_overview.csv",
        "meta_overview",
        "facebook_page, instagram",
        10,
        8,
        sums={"reach": "7700"},
        period=("2026-10-01", "2026-10-04"),
    ),
    Sample(
        "meta_overview_IG_views.csv",
        "meta_overview",
        "instagram",
        5,
        4,
        {"views": "Primary"},
        ("2026-10-30", "2026-11-02"),
        encoding="utf-16",
        above=2,
    ),
    Sample(
        "meta_overview_saved_by_excel.csv",
        "meta_overview",
        "instagram",
        5,
        4,
        {"profile_visits": "Primary"},
        ("2026-10-01", "2026-10-04"),
        delimiter=";",
        above=1,
    ),
    Sample(
        "meta_ads.csv",
        "meta_ads",
        "meta_ads",
        4,
        3,
        {
            "spend": "Amount spent (USD)",
            "impressions": "Impressions",
            "leads": "Results",
            "link_clicks": "Link clicks",
        },
        ("2026-10-01", "2026-10-02"),
        keep=lambda row: bool(row[0]),
    ),
    Sample(
        "meta_ads_ru.csv",
        "meta_ads",
        "meta_ads",
        2,
        2,
        {"spend": "Потраченная сумма (RUB)", "impressions": "Показы", "leads": "Лиды"},
        ("2026-10-01", "2026-10-02"),
        encoding="cp1251",
        delimiter=";",
        decimal=",",
        language="ru",
    ),
    Sample(
        "ga4_report.csv",
        "ga4",
        "ga4",
        13,
        4,
        {"sessions": "Sessions", "key_events": "Key events", "revenue": "Total revenue"},
        ("2026-10-01", "2026-10-03"),
        above=9,
    ),
    Sample(
        "ga4_exploration.csv",
        "ga4",
        "ga4",
        8,
        2,
        {"sessions": "Sessions", "key_events": "Conversions"},
        ("2026-10-01", "2026-10-07"),
        above=6,
        keep=lambda row: bool(row[0]),
    ),
    Sample(
        "ga4_snapshot.csv",
        "ga4",
        "ga4",
        24,
        6,
        period=("2026-10-01", "2026-10-03"),
        sums={"active_users": "153", "sessions": "157"},
    ),
    Sample(
        "ga4_report_ru.csv",
        "ga4",
        "ga4",
        11,
        2,
        {"sessions": "Сеансы", "key_events": "Ключевые события", "users": "Всего пользователей"},
        ("2026-10-01", "2026-10-02"),
        above=9,
        language="ru",
    ),
    Sample(
        "ga4_data_api.json",
        "ga4",
        "ga4",
        2,
        2,
        period=("2026-10-01", "2026-10-02"),
        sums={"sessions": "113", "key_events": "10", "revenue": "330.5"},
        language="api",
    ),
    Sample(
        "vk_stats.json",
        "vk_stats",
        "vk",
        3,
        3,
        period=("2026-10-01", "2026-10-03"),
        sums={"reach": "6194", "profile_visits": "862", "shares": "10", "new_followers": "32"},
        language="api",
    ),
    Sample(
        "vk_stats_old.json",
        "vk_stats_old",
        "vk",
        2,
        2,
        period=("2016-06-01", "2016-06-02"),
        sums={"reach": "1910", "profile_visits": "260", "lost_followers": "5"},
        language="api",
    ),
    Sample(
        "vk_wall.json",
        "vk_wall",
        "vk",
        3,
        3,
        # Midnight in Moscow: a post of half past eleven is of that day, one of 00:10 of the next.
        period=("2026-10-02", "2026-10-15"),
        sums={"views": "5914", "likes": "219", "comments": "21", "shares": "18"},
        language="api",
    ),
    Sample(
        "vk_community.csv",
        "vk_community",
        "vk",
        3,
        3,
        {
            "reach": "Полный охват",
            "likes": "Мне нравится",
            "new_followers": "Новые участники",
            "profile_visitors": "Уникальные посетители",
        },
        ("2026-10-01", "2026-10-13"),
        encoding="cp1251",
        delimiter=";",
        decimal=",",
        language="ru",
    ),
    Sample(
        "vk_community_list.csv",
        "vk_community_list",
        "vk",
        6,
        5,
        period=("2026-10-01", "2026-10-15"),
        sums={"profile_visitors": "413", "reach": "2100", "new_followers": "20"},
        language="ru",
    ),
    Sample(
        "vk_ads.xlsx",
        "vk_ads",
        "vk_ads",
        4,
        3,
        period=("2026-10-01", "2026-10-02"),
        sums={"spend": "10981.75", "impressions": "22770", "clicks": "420", "conversions": "21"},
        language="ru",
    ),
    Sample(
        "vk_ads_old.csv",
        "vk_ads",
        "vk_ads",
        2,
        2,
        {"spend": "Потрачено, ₽", "impressions": "Показы", "reach": "Охват"},
        ("2021-10-01", "2021-10-02"),
        delimiter=";",
        decimal=",",
        language="ru",
    ),
    Sample(
        "vk_ads_api.json",
        "vk_ads_api",
        "vk_ads",
        3,
        3,
        period=("2026-10-01", "2026-10-02"),
        sums={"spend": "10981.75", "impressions": "22770", "reach": "17720"},
        language="api",
    ),
    Sample(
        "vk_ads_get_statistics.json",
        "vk_ads_get_statistics",
        "vk_ads",
        2,
        2,
        period=("2021-10-01", "2021-10-02"),
        sums={"spend": "2924.5", "impressions": "10380", "new_followers": "8"},
        language="api",
    ),
    Sample(
        "amocrm_deals.csv",
        "amocrm_deals",
        "amocrm",
        6,
        6,
        period=("2026-10-01", "2026-10-20"),
        sums={"leads": "6", "qualified_leads": "3", "purchases": "2", "revenue": "60500.5"},
        language="ru",
    ),
    Sample(
        "kommo_deals.csv",
        "amocrm_deals",
        "amocrm",
        3,
        3,
        period=("2026-10-01", "2026-10-14"),
        sums={"leads": "3", "qualified_leads": "2", "purchases": "1", "revenue": "1250"},
    ),
    Sample(
        "bitrix24_deals.csv",
        "bitrix24_deals",
        "bitrix24",
        4,
        4,
        period=("2026-10-01", "2026-10-14"),
        sums={"leads": "4", "qualified_leads": "2", "purchases": "1", "revenue": "12500"},
        language="ru",
    ),
    Sample(
        "bitrix24_deals.xls",
        "bitrix24_deals",
        "bitrix24",
        2,
        2,
        period=("2026-10-01", "2026-10-14"),
        sums={"leads": "2", "qualified_leads": "1", "purchases": "1", "revenue": "12500"},
        language="ru",
    ),
    Sample(
        "bitrix24_leads.csv",
        "bitrix24_leads",
        "bitrix24",
        3,
        3,
        period=("2026-10-01", "2026-10-13"),
        sums={"leads": "3", "qualified_leads": "1"},
        language="ru",
    ),
    Sample(
        # The last deal is won and does not say when: neither its lead nor its sale is taken.
        "hubspot_deals.csv",
        "hubspot_deals",
        "hubspot",
        4,
        3,
        period=("2026-10-01", "2026-10-14"),
        sums={"leads": "3", "qualified_leads": "2", "purchases": "1", "revenue": "1250"},
        rejected=1,
    ),
    Sample(
        "hubspot_contacts.csv",
        "hubspot_contacts",
        "hubspot",
        3,
        3,
        period=("2026-10-01", "2026-10-13"),
        sums={"leads": "3", "qualified_leads": "2"},
    ),
    Sample(
        "salesforce_opportunities.csv",
        "salesforce_opportunities",
        "salesforce",
        7,
        3,
        period=("2026-10-01", "2026-10-14"),
        sums={"leads": "3", "qualified_leads": "2", "purchases": "1", "revenue": "1250"},
    ),
    Sample(
        "salesforce_leads.csv",
        "salesforce_leads",
        "salesforce",
        3,
        3,
        period=("2026-10-01", "2026-10-13"),
        sums={"leads": "3", "qualified_leads": "1"},
    ),
)
"""A sample per export and form."""

NOTHING_TO_READ = ("meta_overview_audience.csv", "vk_post_reach.json")
"""Samples of exports that are known and hold no numbers to import."""
