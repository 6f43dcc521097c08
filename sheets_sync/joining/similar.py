"""Which name was meant: proposed by likeness, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4
_LONG = 8
_FEW = 5
_PARTS = re.compile(r"[\W_]+")


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that a name is probably a slip of; None if there is none, or several.

    Two names whose figures or short parts differ are two names: ``sale_2025`` is no slip of
    ``sale_2026``, and ``banner_a`` none of ``banner_b``.

    Example:
        >>> meant("facebok", ["facebook", "vk"]), meant("sale_2025", ["sale_2026"])
        ('facebook', None)
        >>> meant("spring-sale", ["spring_sale"])
        'spring_sale'
    """
    candidates = [other for other in known if other != name and _digits(other) == _digits(name)]
    squashed = _PARTS.sub("", name)
    alike = [other for other in candidates if squashed and _PARTS.sub("", other) == squashed]
    if len(alike) == 1:
        return alike[0]
    if len(name) <= _SHORTEST:
        return None
    most = 2 if len(name) >= _LONG else 1
    close = process.extract(name, candidates, scorer=OSA.distance, score_cutoff=most, limit=_FEW)
    close = [one for one in close if _differ_in_long_parts(name, one[0])]
    if not close or (len(close) > 1 and close[0][1] == close[1][1]):
        return None
    return str(close[0][0])


def slips(counts: Mapping[str, int], known: Iterable[str] = ()) -> dict[str, str]:
    """Rare names, each with the known or more frequent one that was probably meant.

    Args:
        counts: Every name and how often it stands.
        known: Names that are right in any case.
    """
    right = set(known)
    order = sorted(counts, key=lambda name: (name not in right, -counts[name]))
    found: dict[str, str] = {}
    accepted: list[str] = [name for name in right if name not in counts]
    for name in order:
        if name not in right and (one := meant(name, accepted)):
            found[name] = one
        else:
            accepted.append(name)
    return found


def _differ_in_long_parts(one: str, other: str) -> bool:
    parts, others = _PARTS.split(one), _PARTS.split(other)
    if len(parts) != len(others):
        return min(map(len, (*parts, *others))) >= _SHORTEST
    differing = [pair for pair in zip(parts, others, strict=True) if pair[0] != pair[1]]
    return all(len(part) >= _SHORTEST for pair in differing for part in pair)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
