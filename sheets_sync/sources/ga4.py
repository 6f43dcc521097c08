"""CSV downloads of Google Analytics 4: reports, snapshots and explorations."""

from kpicells.sheets_sync.sources.formats import ExportFormat, Version, Wording
from kpicells.sheets_sync.sources.ga4_rows import adapt, sign
from kpicells.sheets_sync.sources.recipe import Grain

GA4 = ExportFormat(
    id="ga4",
    source="ga4",
    called="Google Analytics",
    report="traffic",
    en="Google Analytics 4: CSV of a report, a snapshot or an exploration",
    ru="Google Analytics 4: CSV отчёта, сводки или исследования",
    grain=Grain.PERIOD,
    needs=(),
    sign=sign,
    adapt=adapt,
    wordings=(
        Wording(
            "en",
            decimal=".",
            columns={
                "date": "Date",
                "nth_day": "Nth day",
                "channel": (
                    "Session source / medium",
                    "Session manual source / medium",
                    "First user source / medium",
                    "Source / medium",
                    "Session default channel group",
                    "First user default channel group",
                    "Session primary channel group (Default Channel Group)",
                ),
                "campaign": (
                    "Session campaign",
                    "Session manual campaign name",
                    "First user campaign",
                    "Campaign",
                ),
            },
            metrics={
                "sessions": "Sessions",
                "engaged_sessions": "Engaged sessions",
                "users": "Total users",
                "active_users": ("Active users", "Users"),
                "new_users": "New users",
                "returning_users": "Returning users",
                "page_views": "Views",
                "events": "Event count",
                "key_events": ("Key events", "Conversions"),
                "purchases": ("Ecommerce purchases", "Transactions", "Purchases"),
                "revenue": ("Total revenue", "Purchase revenue"),
            },
        ),
    ),
    versions=(
        Version("2023", "Conversions"),
        Version("2024-03", "Conversions are called Key events: the same quantity"),
        Version("2024", "Users are called Active users: the same quantity"),
    ),
)
"""Users may be summed over nothing; sessions, views, events and revenue over days and campaigns."""
