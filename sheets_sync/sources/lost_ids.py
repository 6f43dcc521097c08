"""Ids of posts that Excel has rounded: ``1.80E+16``, or 17 digits of which the last are zeros."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_columns, with_warnings
from kpicells.sheets_sync.tables import data_rows

_LOOKED_AT = 200
_POWER = re.compile(r"\d(?:[.,]\d+)?[eEЕе]\+?\d{2}")
_KEPT = 15
"""How many digits of a number Excel keeps."""
_BY_CHANCE = 6
"""So many zeros at the ends of ids are no chance."""


def replaced(reading: Reading, found: Found) -> Reading:
    """Know posts by their addresses, or by id and date, where Excel has rounded their ids.

    Rounded ids are the same for many posts, which would be taken for one.
    """
    recipe, table, roles = reading.recipe, reading.table, found.columns.roles
    if recipe.post is None or not _are_rounded(ids := _ids(reading, recipe.post)):
        return reading
    link, date = roles.get("permalink"), recipe.date
    again = "download the file again, and do not save it in Excel before the import"
    if link is not None and link != recipe.post:
        note = (
            f"Excel has rounded the ids in {recipe.post!r} ({ids[0]}): posts are told apart by "
            f"{link!r} here, and a file with whole ids would tell of them a second time; {again}"
        )
        return Reading(with_warnings(table, note), replace(recipe, post=link))
    note = (
        f"Excel has rounded the ids in {recipe.post!r} ({ids[0]}), so that many posts share one: "
        f"{again}"
    )
    if date is None:
        return Reading(with_warnings(table, note), recipe)
    post, day, name = (
        table.header.index(recipe.post),
        table.header.index(date.column),
        f"{recipe.post}: with its date",
    )

    def told_apart(row: Sequence[str]) -> str:
        return f"{row[post]} {row[day]}"

    table = with_columns(with_warnings(table, note), found.workdir, {name: told_apart})
    return Reading(table, replace(recipe, post=name))


def _ids(reading: Reading, column: str) -> list[str]:
    place = reading.table.header.index(column)
    cells = (row[place].strip() for _, row in data_rows(reading.table, _LOOKED_AT))
    return [cell for cell in cells if cell]


def _are_rounded(ids: Sequence[str]) -> bool:
    if any(_POWER.fullmatch(one) for one in ids):
        return True
    long = [one for one in ids if one.isdigit() and len(one) > _KEPT]
    ends = "".join(one[_KEPT:] for one in long)
    return len(ends) >= _BY_CHANCE and not ends.strip("0")
