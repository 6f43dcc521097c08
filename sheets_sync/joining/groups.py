"""Which utm_source belong together, because one advertising account brings visits from all."""

from __future__ import annotations

from collections.abc import Iterable

from kpicells.sheets_sync.joining.lines import Line, Side
from kpicells.sheets_sync.joining.table import UtmTable


class Groups:
    """Sources of visits put together where the numbers cannot be told apart.

    Meta Ads tells of Facebook and Instagram in one number: so their visits are one group, too,
    where Meta Ads tells anything.
    """

    def __init__(self, lines: Iterable[Line], table: UtmTable) -> None:
        self._of: dict[str, str] = {}
        self._platforms: dict[str, str] = {}
        for platform in {line.told_by for line in lines if line.side is Side.REACH}:
            names = sorted(table.of_platform(platform))
            for name in names[1:]:
                self._join(names[0], name)
            if names:
                self._platforms[platform] = names[0]

    def of(self, line: Line) -> str | None:
        """The group of a line; None where neither its tags nor its platform say it."""
        name = line.tags.source
        if line.side is Side.REACH and line.told_by in self._platforms:
            name = self._platforms[line.told_by]
        return self._root(name) if name else None

    def _root(self, name: str) -> str:
        while (above := self._of.get(name, name)) != name:
            name = above
        return name

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first != second:
            self._of[second] = first
