"""Campaigns, sources or posts followed from reach to revenue, and what could not be followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kpicells.sheets_sync.joining.figures import OUTCOMES, Figures, counted
from kpicells.sheets_sync.joining.groups import Groups
from kpicells.sheets_sync.joining.lines import Line, Side, Told
from kpicells.sheets_sync.joining.similar import meant
from kpicells.sheets_sync.joining.table import UtmTable


class By(StrEnum):
    """What is followed."""

    CAMPAIGN = "campaign"
    SOURCE = "source"
    POST = "post"


class Reason(StrEnum):
    """Why something could not be joined; each has a text that says what to do."""

    DIRECT = "direct"
    NO_CAMPAIGN = "no-campaign"
    NO_CONTENT = "no-content"
    UNNAMED = "unnamed"
    UNKNOWN_PLATFORM = "unknown-platform"
    POST_UNTAGGED = "post-untagged"
    NO_VISITS = "no-visits"
    NO_REACH = "no-reach"
    ONLY_CRM = "only-crm"
    SOURCE_DIFFERS = "source-differs"
    SEVERAL_SOURCES = "several-sources"


Key = tuple[str | None, str]
"""Group of sources, and the name of what is followed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign, source or post.

    Attributes:
        name: Its name.
        sources: The utm_source of its visits, and the sources of its numbers.
        figures: Its numbers and KPIs.
    """

    name: str
    sources: tuple[str, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Unjoined:
    """Numbers that met no others.

    Attributes:
        reason: Why.
        told_by: The sources that tell them.
        name: How they are called there; empty where they have no name.
        figures: The numbers.
        proposed: The name that was probably meant.
    """

    reason: Reason
    told_by: tuple[str, ...]
    name: str
    figures: Figures
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of all numbers; rows and unjoined together are all of them.

    Attributes:
        by: What was followed.
        rows: What met, the largest first.
        unjoined: What did not.
        counting: For each outcome, the sources whose numbers count.
        doubled: Outcomes that several of the counting sources tell.
    """

    by: By
    rows: tuple[Row, ...]
    unjoined: tuple[Unjoined, ...]
    counting: Mapping[str, tuple[str, ...]]
    doubled: tuple[str, ...] = ()

    @property
    def total(self) -> Figures:
        """All numbers, joined or not."""
        return Figures.of(
            [*(row.figures for row in self.rows), *(one.figures for one in self.unjoined)]
        )


@dataclass(slots=True)
class _Met:
    """The lines of one key."""

    lines: list[Line] = field(default_factory=list)

    @property
    def sides(self) -> set[Side]:
        return {line.side for line in self.lines}


def join(found: Told, table: UtmTable, by: By) -> Joined:
    """Let reach, visits and deals meet.

    Args:
        found: What the sources tell.
        table: The names that are known.
        by: What is followed.
    """
    counting = _counting(found)
    lines = [counted(line, counting) for line in found.lines]
    lines = [line for line in lines if line.metrics]
    groups = Groups(lines, table)
    named: dict[Key, _Met] = defaultdict(_Met)
    unnamed: dict[tuple[Reason, str], list[Line]] = defaultdict(list)
    contents = {line.tags.content for line in lines if line.side is not Side.REACH}
    for line in lines:
        group, name = groups.of(line), _name(line, by, contents)
        if by is By.SOURCE:
            name = group or name
        if name:
            named[group, name].lines.append(line)
        else:
            unnamed[_why_unnamed(line, by), line.told_by].append(line)
    named, several = _settled(named)
    rows, alone = [], []
    for key, met in named.items():
        if len(met.sides) > 1:
            rows.append(_row(key, met, found, by))
        else:
            alone.append(_alone(key, met, named, several))
    alone += [
        Unjoined(reason, (source,), "", Figures.of_lines(of), "")
        for (reason, source), of in unnamed.items()
    ]
    doubled = tuple(m for m, sources in counting.items() if len(sources) > 1)
    return Joined(
        by,
        tuple(sorted(rows, key=lambda row: (row.figures.weight, row.name), reverse=True)),
        tuple(sorted(alone, key=lambda one: (one.figures.weight, one.name), reverse=True)),
        counting,
        tuple(m for m in doubled if found.sides[counting[m][0]] is not Side.REACH),
    )


def _counting(found: Told) -> dict[str, tuple[str, ...]]:
    """Whose leads and sales count: the CRM's; without one, analytics'; else the platforms'."""
    telling: dict[str, set[str]] = defaultdict(set)
    for line in found.lines:
        for metric in line.metrics:
            telling[metric].add(line.told_by)
    counting = {}
    for metric in OUTCOMES:
        for side in (Side.DEALS, Side.VISITS, Side.REACH):
            sources = sorted(s for s in telling[metric] if found.sides[s] is side)
            if sources:
                counting[metric] = tuple(sources)
                break
    return counting


def _name(line: Line, by: By, contents: set[str]) -> str:
    if by is By.CAMPAIGN:
        return line.tags.campaign
    if by is By.SOURCE:
        return line.tags.source
    if line.side is not Side.REACH:
        return line.tags.content
    known = [*filter(None, [line.tags.content]), *line.contents]
    return next((name for name in known if name in contents), known[0] if known else "")


def _why_unnamed(line: Line, by: By) -> Reason:
    if line.side is Side.REACH:
        if by is By.SOURCE:
            return Reason.UNKNOWN_PLATFORM
        return Reason.POST_UNTAGGED if line.is_post else Reason.UNNAMED
    if not line.tags.source and not line.tags.campaign:
        return Reason.DIRECT
    return Reason.NO_CONTENT if by is By.POST else Reason.NO_CAMPAIGN


def _settled(named: Mapping[Key, _Met]) -> tuple[dict[Key, _Met], set[Key]]:
    """Put names without a source to the only source that has them, if it is the only one."""
    settled = {key: met for key, met in named.items() if key[0] is not None}
    several = set()
    owners: dict[str, list[Key]] = defaultdict(list)
    for key in settled:
        owners[key[1]].append(key)
    for key, met in named.items():
        if key[0] is not None:
            continue
        mine = owners[key[1]]
        if len(mine) == 1:
            settled[mine[0]] = _Met([*settled[mine[0]].lines, *met.lines])
        else:
            settled[key] = met
            if mine:
                several.add(key)
    return settled, several


def _row(key: Key, met: _Met, found: Told, by: By) -> Row:
    figures = Figures.of_lines(met.lines)
    tagged = {line.tags.source for line in met.lines if line.tags.source}
    tellers = {line.told_by for line in met.lines}
    name = key[1]
    if by is By.SOURCE:
        name = " + ".join(sorted(tagged)) or name
    if by is By.POST:
        name = next((line.name for line in met.lines if line.side is Side.REACH), name)
    reached = {line.told_by for line in met.lines if line.side is Side.REACH}
    if by is By.CAMPAIGN and len(reached) == 1:
        figures = figures.with_reach(found.reach.get((reached.pop(), key[1])))
    return Row(name, tuple(sorted(tagged | tellers)), figures)


def _alone(key: Key, met: _Met, named: Mapping[Key, _Met], several: Iterable[Key]) -> Unjoined:
    group, name = key
    (side,) = met.sides
    others = [(k, m) for k, m in named.items() if k != key and not m.sides <= {side}]
    if key in several:
        reason, proposed = Reason.SEVERAL_SOURCES, ""
    elif elsewhere := [k for k, _ in others if k[1] == name and group is not None]:
        reason, proposed = Reason.SOURCE_DIFFERS, _sources(named[elsewhere[0]])
    else:
        reason = _ONE_SIDED[side]
        proposed = meant(name, _names_near(group, others)) or ""
    tellers = tuple(sorted({line.told_by for line in met.lines}))
    shown = name
    if side is Side.REACH:
        shown = next((line.name for line in met.lines if line.name), name)
    return Unjoined(reason, tellers, shown, Figures.of_lines(met.lines), proposed)


def _sources(met: _Met) -> str:
    return ", ".join(sorted({line.tags.source or line.told_by for line in met.lines}))


_ONE_SIDED = {
    Side.REACH: Reason.NO_VISITS,
    Side.VISITS: Reason.NO_REACH,
    Side.DEALS: Reason.ONLY_CRM,
}


def _names_near(group: str | None, others: Sequence[tuple[Key, _Met]]) -> list[str]:
    return list(dict.fromkeys(k[1] for k, _ in others if group in (None, k[0]) or k[0] is None))
