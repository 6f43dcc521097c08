"""Finds our rows and columns again after people inserted, deleted or moved some.

A block's defined name tells where the block is; when its size is no longer what we wrote, the
rows (and columns) are matched in order so that as much of what we wrote as possible stands where
it is expected. Nothing but the contents is used, so it works in every host.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from kpicells.sheets_sync.refresh.contents import Content, Formula


def align(
    ours: Sequence[Sequence[Content]], found: Sequence[Sequence[Content]]
) -> list[int | None]:
    """For each of our lines, the index of the same line in ``found``, or None if it is gone.

    Lines keep their order; lines that people inserted are passed over.

    >>> align([["a"], ["b"], ["c"]], [["a"], ["new"], ["b"], ["c"]])
    [0, 2, 3]
    """
    if len(ours) == len(found):
        return list(range(len(ours)))
    left = [_tokens(line) for line in ours]
    right = [_tokens(line) for line in found]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            match = best[i + 1][j + 1] + _likeness(left[i], right[j])
            best[i][j] = max(match, best[i + 1][j], best[i][j + 1])
    return _trace(left, right, best)


def _trace(
    left: Sequence[Counter[Hashable]], right: Sequence[Counter[Hashable]], best: list[list[int]]
) -> list[int | None]:
    matches: list[int | None] = [None] * len(left)
    i = j = 0
    while i < len(left) and j < len(right):
        likeness = _likeness(left[i], right[j])
        if likeness and best[i][j] == best[i + 1][j + 1] + likeness:
            matches[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return _fill(matches, len(right))


def _fill(matches: list[int | None], count: int) -> list[int | None]:
    """Blank lines match nothing by content: they follow the line before them."""
    taken = {match for match in matches if match is not None}
    for index, match in enumerate(matches):
        before = matches[index - 1] if index else -1
        if match is None and before is not None:
            place = before + 1
            if place < count and place not in taken:
                matches[index] = place
                taken.add(place)
    return matches


def _tokens(line: Sequence[Content]) -> Counter[Hashable]:
    return Counter(
        item.skeleton if isinstance(item, Formula) else item
        for item in line
        if item is not None and item != ""
    )


def _likeness(left: Counter[Hashable], right: Counter[Hashable]) -> int:
    if left == right and left:
        return 2 * left.total() + 1
    return 2 * (left & right).total()
