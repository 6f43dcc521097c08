"""What each source tells of a campaign, post or ad: numbers, and tags by which they may meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import PICKED, WITHIN_MONTH, pick_table
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.joining.links import addresses_in
from kpicells.sheets_sync.joining.table import UtmTable
from kpicells.sheets_sync.joining.tags import decode, parameters, same
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.rates.converting import Money, is_money, money_of


class Side(StrEnum):
    """Which part of the way from reach to revenue a source tells of."""

    REACH = "reach"
    """Posts and ads: what people saw and clicked."""
    VISITS = "visits"
    """Web analytics: who came."""
    DEALS = "deals"
    """A CRM: who asked and who paid."""


SEEN = ("impressions", "views", "clicks", "link_clicks", "spend")
CAME = ("sessions",)
PAID = ("leads", "qualified_leads", "purchases", "revenue")
_OF_VISITS = frozenset({"sessions", "users", "page_views", "active_users"})
_OF_REACH = frozenset({*SEEN, "reach", "likes", "followers"})
_LAST_PART = "/"


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a line, in the one way in which names are written; empty where there is none."""

    source: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers that belong together.

    Attributes:
        told_by: The source that tells them.
        side: Which part of the way it tells of.
        tags: Their tags; of posts and ads, those that their visits should have.
        name: How the source itself calls them.
        contents: Further contents by which a post may be known: its id, its address.
        is_post: Whether it is a post.
        metrics: Metric to value.
    """

    told_by: str
    side: Side
    tags: Tags
    name: str
    metrics: Mapping[str, float]
    contents: tuple[str, ...] = ()
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """All that a client's sources tell.

    Attributes:
        lines: The numbers, each counted once.
        sides: Source to its side.
        reach: Reach of one campaign as it was measured, never added up; by source and campaign.
        currency: The currency of all money.
    """

    lines: tuple[Line, ...]
    sides: Mapping[str, Side]
    reach: Mapping[tuple[str, str], float] = field(default_factory=dict)
    currency: str | None = None


def told(
    store: Store,
    client: str,
    table: UtmTable,
    *,
    month: date | None = None,
    of_posts: bool = False,
    currency: str | None = None,
) -> Told:
    """What a client's sources tell, with tags.

    Args:
        store: An open store.
        client: The client.
        table: The names that are known.
        month: Only this month, as its first day.
        of_posts: Whether posts and ads are asked for one by one.
        currency: The currency in which money is wanted, where the agency gives rates.

    Raises:
        InputError: The client has no facts, or none that could meet; or a rate is missing.
    """
    names = pick_table(store, client)
    sides = sides_of(store, client)
    if not sides:
        raise InputError(f"there are no facts of client {client!r}; `kpicells import` brings some")
    wanted = [m for m in (*SEEN, *CAME, *PAID) if m in names]
    if not wanted:
        raise InputError(
            f"{client}: no source tells impressions, clicks, sessions, leads or revenue, so there "
            "is nothing to join"
        )
    until = month and month_end(month)
    money = money_of(store, client, wanted, currency, month, until)
    money.demand_one(client)
    lines = _lines(store, client, table, sides, wanted, month, money, of_posts=of_posts)
    if of_posts:
        lines += _posts(store, client, table, sides, month, with_money=not money.converted)
    return Told(tuple(lines), sides, _reach(store, client, month), money.currency)


def sides_of(store: Store, client: str) -> dict[str, Side]:
    """The side of each source, by what it tells."""
    counts = ", ".join(f"count(r.{sql.metric(m)}) > 0" for m in store.metrics)
    rows = store.rows(
        f"SELECT p.source, {counts} FROM records AS r JOIN parts AS p ON p.id = r.part "
        "WHERE p.client = ? GROUP BY 1 ORDER BY 1",
        [client],
    )
    found = {}
    for source, *flags in rows:
        tells = {m for m, flag in zip(store.metrics, flags, strict=True) if flag}
        if tells & _OF_VISITS:
            found[source] = Side.VISITS
        elif tells & _OF_REACH:
            found[source] = Side.REACH
        elif tells & set(PAID):
            found[source] = Side.DEALS
    return found


def _lines(
    store: Store,
    client: str,
    table: UtmTable,
    sides: Mapping[str, Side],
    wanted: Sequence[str],
    month: date | None,
    money: Money,
    *,
    of_posts: bool,
) -> list[Line]:
    sums = [
        money.sum(store, m, f"CASE WHEN k.{sql.name(f'is_{m}')} THEN {money.value(m)} END")
        for m in wanted
    ]
    # A post counts as itself where posts are asked for.
    posts = "p.grain <> 'post' AND" if of_posts else ""
    unit = "CASE WHEN p.grain <> 'post' THEN r.post END" if of_posts else "NULL"
    rows = store.rows(
        "SELECT p.source, r.campaign, r.channel, r.utm_source, r.utm_medium, r.utm_content, "
        f"{unit} AS post, p.grain = 'post' AS is_post, {', '.join(sums)} "
        f"FROM {PICKED} WHERE {posts} p.client = $client AND {WITHIN_MONTH} "
        "AND ($month IS NULL OR date_trunc('month', r.date) = $month) GROUP BY ALL ORDER BY ALL",
        {"client": client, "month": month},
    )
    found = []
    for source, campaign, channel, utm_source, medium, content, post, is_post, *values in rows:
        metrics = _counted(wanted, values)
        if source not in sides or not metrics:
            continue
        tags = _tags(table, campaign, channel, utm_source, medium, content or post)
        name = post or campaign or ""
        if sides[source] is not Side.REACH:
            name = " / ".join(filter(None, (utm_source or channel, campaign, content)))
        found.append(Line(source, sides[source], tags, name, metrics, is_post=bool(is_post)))
    return found


def _counted(names: Sequence[str], values: Sequence[Any]) -> dict[str, float]:
    return {m: float(v) for m, v in zip(names, values, strict=True) if v is not None}


def _tags(
    table: UtmTable,
    campaign: str | None,
    channel: str | None,
    source: str | None,
    medium: str | None,
    content: str | None,
) -> Tags:
    """The tags of a record; what no tag says, the channel may: ``vk / cpc``."""
    first, _, second = (channel or "").partition(" / ")
    return Tags(
        table.sources(source or "") or table.sources(first),
        table.mediums(medium or "") or table.mediums(second),
        table.campaigns(campaign or ""),
        table.contents(content or ""),
    )


def _posts(
    store: Store,
    client: str,
    table: UtmTable,
    sides: Mapping[str, Side],
    month: date | None,
    *,
    with_money: bool,
) -> list[Line]:
    """Each post with its newest totals, and every content by which its visits may be known."""
    wanted = [m for m in (*SEEN, "reach") if m in store.metrics]
    # What a post has cost since it was published belongs to no day, so it has no rate.
    wanted = [m for m in wanted if with_money or not is_money(m)]
    if not wanted:
        return []
    newest = ", ".join(
        f"arg_max(r.{sql.metric(m)}, p.import_id) FILTER (r.{sql.metric(m)} IS NOT NULL)"
        for m in wanted
    )
    rows = store.rows(
        "SELECT p.source, r.post, arg_max(r.title, p.import_id) FILTER (r.title IS NOT NULL), "
        "arg_max(r.link, p.import_id) FILTER (r.link IS NOT NULL), any_value(r.campaign), "
        f"{newest} FROM records AS r JOIN parts AS p ON p.id = r.part "
        "WHERE p.client = $client AND p.grain = 'post' AND r.post IS NOT NULL "
        "AND ($month IS NULL OR date_trunc('month', r.date) = $month) GROUP BY 1, 2 ORDER BY 1, 2",
        {"client": client, "month": month},
    )
    found = []
    for source, post, title, link, campaign, *values in rows:
        metrics = _counted(wanted, values)
        if source not in sides or not metrics:
            continue
        tags = _tags_in(title or "", table) or Tags(campaign=table.campaigns(campaign or ""))
        known = [table.contents(post)]
        if link:
            known.append(table.contents(link.rstrip(_LAST_PART).rpartition(_LAST_PART)[2]))
        found.append(
            Line(
                source,
                sides[source],
                tags,
                _short(title) or link or post,
                metrics,
                tuple(dict.fromkeys(filter(None, known))),
                is_post=True,
            )
        )
    return found


def _tags_in(text: str, table: UtmTable) -> Tags | None:
    """The tags of the first tagged address in a post's text."""
    for address in addresses_in(text):
        found = {one.name.lower(): decode(one.value).text for one in parameters(address)}
        tags = Tags(
            table.sources(found.get("utm_source", "")),
            table.mediums(found.get("utm_medium", "")),
            table.campaigns(found.get("utm_campaign", "")),
            table.contents(found.get("utm_content", "")),
        )
        if any((tags.source, tags.campaign, tags.content)):
            return tags
    return None


def _short(title: str | None, longest: int = 60) -> str:
    text = " ".join((title or "").split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _reach(store: Store, client: str, month: date | None) -> dict[tuple[str, str], float]:
    """Reach that was measured once for a campaign as a whole, or for a post."""
    if "reach" not in store.metrics:
        return {}
    rows = store.rows(
        "SELECT p.source, r.campaign, any_value(r.m_reach) FROM records AS r "
        "JOIN parts AS p ON p.id = r.part WHERE p.client = $client AND r.m_reach IS NOT NULL "
        "AND p.grain IN ('month', 'period') AND r.campaign IS NOT NULL AND r.post IS NULL "
        "AND ($month IS NULL OR (date_trunc('month', r.date) = $month "
        "AND r.date_to <= last_day(r.date))) GROUP BY ALL HAVING count(*) = 1",
        {"client": client, "month": month},
    )
    return {(source, same(name)): float(value) for source, name, value in rows}
