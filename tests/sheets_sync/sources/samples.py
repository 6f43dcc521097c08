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
)
"""A sample per export and form."""
