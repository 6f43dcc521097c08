"""What the posts of a VK community say besides their columns."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_columns


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
