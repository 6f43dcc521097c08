"""Writes the sample exports of the demo: a fictional brand, in the platforms' real formats.

Nordlys Coffee sells speciality coffee online; what it wants from social media is leads, requests
for a coffee subscription in the office. The numbers are invented, with the same seed each time,
and hold three stories for October 2026: leads fall behind because one campaign wears out,
followers come early thanks to a series of reels, and sessions go as planned.

Each export is written twice: as of 1 November, and as of 8 November with one week more and with
the last days of October restated, as attribution does.

Run: ``python -m kpicells.sheets_sync.demo.make_exports``
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random

from kpicells.sheets_sync.demo.invented_posts import Post, invent_posts
from kpicells.sheets_sync.demo.invented_results import (
    FIRST,
    LAST,
    NEWER_FIRST,
    NEWER_LAST,
    AdDay,
    Visits,
    as_seen,
    invent_ads,
    invent_visits,
    period_reach,
)

FOLDER = Path(__file__).parent / "exports"
_SEED = 20261101


def main() -> None:
    """Write all exports."""
    FOLDER.mkdir(exist_ok=True)
    ads = invent_ads(Random(_SEED))
    visits = invent_visits(Random(_SEED + 1), ads)
    posts = invent_posts(Random(_SEED + 2), FIRST, NEWER_LAST)
    for exported, first, last in (
        (date(2026, 11, 1), FIRST, LAST),
        (date(2026, 11, 8), NEWER_FIRST, NEWER_LAST),
    ):
        stamp = exported.isoformat()
        seen_ads = [as_seen(day, exported) for day in ads if first <= day.day <= last]
        from_month = [
            as_seen(day, exported) for day in ads if first.replace(day=1) <= day.day <= last
        ]
        seen_visits = [day for day in visits if first <= day.day <= last]
        seen_posts = [
            post for post in posts if first.replace(day=1) <= post.published.date() <= last
        ]
        _write(f"meta_ads_campaigns_by_day_{stamp}.csv", ads_by_day(seen_ads, first, last))
        _write(f"meta_ads_account_by_month_{stamp}.csv", ads_by_month(from_month, last))
        _write(f"ga4_traffic_{stamp}.csv", ga4(seen_visits, first, last))
        _write(f"instagram_content_{stamp}.csv", instagram(seen_posts, exported))


def ads_by_day(days: Sequence[AdDay], first: date, last: date) -> str:
    """Ads Manager, campaigns by day: the account's total comes first, without a name."""
    header = [
        "Campaign name", "Day", "Reach", "Impressions", "Frequency", "Link clicks",
        "Landing page views", "Leads", "Amount spent (USD)", "Reporting starts", "Reporting ends",
    ]  # fmt: skip
    rows: list[list[object]] = [["", "", *_ad_cells(days, period_reach(days)), first, last]]
    for ad in days:
        rows.append([ad.campaign, ad.day, *_ad_cells([ad], ad.reach), ad.day, ad.day])
    return _csv([header, *rows])


def ads_by_month(days: Sequence[AdDay], last: date) -> str:
    """Ads Manager, the account by month: the only true reach of a month."""
    header = [
        "Account name", "Month", "Reach", "Impressions", "Frequency", "Link clicks",
        "Landing page views", "Leads", "Amount spent (USD)", "Currency", "Attribution setting",
        "Reporting starts", "Reporting ends",
    ]  # fmt: skip
    tail = ["USD", "7-day click or 1-day view"]
    start = days[0].day
    rows: list[list[object]] = [["", "", *_ad_cells(days, period_reach(days)), *tail, start, last]]
    for first in sorted({ad.day.replace(day=1) for ad in days}):
        month = [ad for ad in days if ad.day.replace(day=1) == first]
        end = month[-1].day
        cells = _ad_cells(month, period_reach(month))
        rows.append(["Nordlys Coffee", f"{first} - {end}", *cells, *tail, first, end])
    return _csv([header, *rows])


def ga4(visits: Sequence[Visits], first: date, last: date) -> str:
    """A GA4 report: a preamble, and rows sorted by sessions rather than by date."""
    rule = "# ----------------------------------------"
    preamble = [
        rule, "# Report CSV Export", "# Account: Nordlys Coffee",
        "# Property: nordlys.example - GA4", rule, "# ", "# All Users",
        f"# Start date: {first:%Y%m%d}", f"# End date: {last:%Y%m%d}",
    ]  # fmt: skip
    rows: list[list[object]] = [
        ["Date", "Session source / medium", "Session campaign", "Sessions", "Engaged sessions",
         "Total users", "New users", "Key events", "Total revenue"]
    ]  # fmt: skip
    for v in sorted(visits, key=lambda v: (-v.sessions, v.day, v.channel, v.campaign)):
        rows.append(
            [f"{v.day:%Y%m%d}", v.channel, v.campaign, v.sessions, v.engaged, v.users,
             v.new_users, v.key_events, f"{v.revenue:.2f}".rstrip("0").rstrip(".")]
        )  # fmt: skip
    return "\r\n".join(preamble) + "\r\n" + _csv(rows, "\r\n")


def instagram(posts: Sequence[Post], exported: date) -> str:
    """Business Suite's content export: totals to the day of export, with a byte-order mark."""
    header = [
        "Post ID", "Account ID", "Account username", "Account name", "Description",
        "Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date",
        "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves",
    ]  # fmt: skip
    rows = [
        [post.id, "17841400000262626", "nordlyscoffee", "Nordlys Coffee", post.caption,
         post.seconds, f"{post.published:%m/%d/%Y %H:%M}", post.permalink, post.kind, "",
         "Lifetime", *post.results(exported)]
        for post in reversed(posts)
    ]  # fmt: skip
    return "\ufeff" + _csv([header, *rows])


def _ad_cells(days: Sequence[AdDay], reach: int) -> list[object]:
    impressions = sum(ad.impressions for ad in days)
    return [
        reach, impressions, f"{impressions / reach:.6f}" if reach else "",
        sum(ad.clicks for ad in days), sum(ad.landings for ad in days),
        sum(ad.leads for ad in days) or "", f"{sum(ad.spend for ad in days):.2f}",
    ]  # fmt: skip


def _csv(rows: Iterable[Sequence[object]], end: str = "\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue()


def _write(name: str, text: str) -> None:
    (FOLDER / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
