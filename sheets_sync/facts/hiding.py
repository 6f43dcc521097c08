"""What may name a person, kept out of the store and out of every message."""

from __future__ import annotations

import re

import duckdb

from kpicells.sheets_sync.joining.personal import HIDDEN, hidden
from kpicells.sheets_sync.sources.recipe import Recipe

NOT_SHOWN = "(not shown: the row may hold personal data)"

_QUOTED = re.compile(rf"\([^()]*{HIDDEN}[^()]*\)|([Ii]t has: )[^\n]*{HIDDEN}[^\n]*")
"""Cells of a row, or names of columns, among which a person's data was."""
_LONGEST = 80
_OF_A_PHONE = 9
_TAGS = ("campaign", "channel", "utm_source", "utm_medium", "utm_content")
"""Texts into which forms and scripts put people's addresses; a post's own words are public."""


def quoted(cell: str, recipe: Recipe | None = None) -> str:
    """A cell as a message may quote it, on one line and not endless.

    Where rows tell of people, a name may stand in any cell of a row that was moved: only what has
    no letters is quoted there, and no number as long as a phone's.

    Args:
        cell: What stands in the file.
        recipe: How its table is read.
    """
    text = " ".join(cell.split())
    if recipe is not None and recipe.personal:
        long = sum(map(str.isdigit, text)) >= _OF_A_PHONE
        if long or any(map(str.isalpha, text)):
            return NOT_SHOWN
    text = hidden(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def told(message: str) -> str:
    """A message that quotes a file without personal data.

    Where an e-mail or a phone stands among other cells, a name may stand beside it: all that is
    quoted together is left out.

    >>> told("holds a header (Anna Smith, anna@mail.ru, 100) and no rows")
    'holds a header (not shown: the row may hold personal data) and no rows'
    """
    said = hidden(message)
    return (
        said if said == message else _QUOTED.sub(lambda match: (match[1] or "") + NOT_SHOWN, said)
    )


def hide(con: duckdb.DuckDBPyConnection, name: str, texts: frozenset[str], recipe: Recipe) -> None:
    """Take e-mail addresses, and phones where rows tell of people, out of staged texts.

    Args:
        con: Where the table is.
        name: The staging table.
        texts: Which texts it has.
        recipe: How the table was read.
    """
    wanted = (texts - {"person"}) if recipe.personal else texts.intersection(_TAGS)
    for column in sorted(wanted):
        looks = f"contains({column}, '@')"
        if recipe.personal:
            looks += f" OR regexp_matches({column}, '[0-9].*[0-9].*[0-9].*[0-9].*[0-9]')"
        found = con.execute(f"SELECT DISTINCT {column} FROM {name} WHERE {looks}").fetchall()
        told = {text: shown for (text,) in found if (shown := hidden(text)) != text}
        if told:
            con.execute(
                f"UPDATE {name} SET {column} = h.shown "
                "FROM (SELECT unnest(?) AS text, unnest(?) AS shown) AS h "
                f"WHERE {column} = h.text",
                [list(told), list(told.values())],
            )
