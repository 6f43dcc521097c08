"""The content export of Meta Business Suite for a Facebook page: one row per post."""

from kpicells.sheets_sync.sources.formats import ExportFormat, Version, Wording
from kpicells.sheets_sync.sources.recipe import Grain

FACEBOOK_CONTENT = ExportFormat(
    id="facebook_content",
    source="facebook_page",
    called="Facebook",
    report="content",
    en="Facebook page: content export of Meta Business Suite",
    ru="Страница Facebook: выгрузка публикаций из Meta Business Suite",
    grain=Grain.POST,
    needs=("post", "page", "date"),
    any_metric=2,
    wordings=(
        Wording(
            "en",
            date_format="%m/%d/%Y %H:%M",
            decimal=".",
            columns={
                "post": ("Post ID", "Video asset ID"),
                "page": ("Page ID", "Page name"),
                "account": "Page name",
                "date": "Publish time",
                "title": "Title",
                "permalink": "Permalink",
            },
            metrics={
                "views": "Views",
                "impressions": "Impressions",
                "reach": "Reach",
                "engagements": "Reactions, Comments and Shares",
                "reactions": "Reactions",
                "comments": "Comments",
                "shares": "Shares",
                "clicks": "Total clicks",
                "link_clicks": "Link Clicks",
                "video_views_3s": "3-second video views",
                "watch_seconds": "Seconds viewed",
            },
        ),
    ),
    versions=(
        Version("2024", "Impressions, with a raw column name such as IMPRESSION:UNIQUE_USERS"),
        Version("2025", "Views in place of Impressions; some choices of columns hold Views twice"),
    ),
)
"""Reaction counts and Views may stand twice: the first that is filled counts."""
