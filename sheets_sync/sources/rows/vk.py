"""What the posts of a VK community say besides their columns."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading, plain
from kpicells.sheets_sync.sources.rewriting import with_columns
from kpicells.sheets_sync.tables import Table

_COMMUNITY = (
    "полный охват", "охват подписчиков", "уникальные посетители", "новые участники",
    "вышедшие участники", "рассказать друзьям", "мне нравится", "подписались", "отписались",
    "посетители", "full reach", "subscribers reach", "followers reach", "new members",
    "members who left", "unique visitors",
)  # fmt: skip
_ADS = (
    "потрачено всего", "потрачено", "потрачено всего, ₽", "потрачено, ₽", "id объявления",
    "id группы", "id группы объявлений", "id кампании", "ecpc, ₽", "ecpm, ₽", "ecpc", "ecpm",
    "цена за результат, ₽", "цена за результат", "вступления", "total spent",
)  # fmt: skip


def community_sign(table: Table) -> float:
    """Whether a table uses words that the statistics of VK communities use."""
    return _share(table, _COMMUNITY)


def ads_sign(table: Table) -> float:
    """Whether a table uses words that the advertising cabinets of VK use."""
    return _share(table, _ADS)


def _share(table: Table, own: tuple[str, ...]) -> float:
    return 0.4 * min(2, sum(plain(column) in own for column in table.header))


def with_links(reading: Reading, found: Found) -> Reading:
    """Add the address of each post, which the API gives in two parts."""
    roles, header = found.columns.roles, reading.table.header
    if not {"account", "post"} <= set(roles) or reading.recipe.link is not None:
        return reading
    owner, post = header.index(roles["account"]), header.index(roles["post"])
    table = with_columns(
        reading.table,
        found.workdir,
        {"link": lambda row: f"https://vk.com/wall{row[owner].strip()}_{row[post].strip()}"},
    )
    return replace(reading, table=table, recipe=replace(reading.recipe, link="link"))
