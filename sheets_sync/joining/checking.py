"""The tags of a file or of one address checked; what is wrong is told, nothing is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kpicells.sheets_sync.joining.faults import (
    Fault,
    FaultKind,
    faults_of_address,
    faults_of_values,
    tag_of,
)
from kpicells.sheets_sync.joining.links import Found
from kpicells.sheets_sync.joining.personal import hidden
from kpicells.sheets_sync.joining.similar import slips
from kpicells.sheets_sync.joining.table import UtmTable
from kpicells.sheets_sync.joining.tags import TAGS, decode, is_placeholder, parameters, same
from kpicells.templates.words import Words

MOST_FINDINGS = 10_000
"""More different findings than anybody would read: the others are counted only."""

Names = dict[str, dict[str, tuple[int, Found]]]
"""Tag to its names, each with how often it stands and where it stands first."""

_MOST_NAMES = 3_000
_LONGEST = 300
_TEXTS = "kpicells.sheets_sync.joining"
_PROPOSED_IN_TEXT = {
    FaultKind.NAME_TYPO,
    FaultKind.NAME_CASE,
    FaultKind.ESCAPED,
    FaultKind.OTHER_NAME,
    FaultKind.NEAR,
}


@dataclass(slots=True)
class Finding:
    """A fault and where it was found first.

    Attributes:
        found: Where.
        fault: What.
        times: How often the same address, or the same tags, came with it.
    """

    found: Found
    fault: Fault
    times: int = 1

    def told(self, words: Words) -> tuple[str, str]:
        """What is wrong, and what to do."""
        fault = self.fault
        values = {"tag": fault.parameter, "found": fault.found, "proposed": fault.proposed}
        what = words(f"utm-{fault.kind}", **values)
        do = words(f"utm-{fault.kind}-do", **values)
        if fault.proposed and fault.kind not in _PROPOSED_IN_TEXT:
            do += " " + words("utm-proposed", proposed=fault.proposed)
        return what, do

    def to_json(self, lang: str) -> dict[str, Any]:
        """One entry of ``utm check --json``."""
        what, do = self.told(utm_words(lang))
        return {
            "row": self.found.row or None,
            "column": self.found.column or None,
            "sheet": self.found.sheet or None,
            "url": shown_address(self.found.address) or None,
            "times": self.times,
            "fault": str(self.fault.kind),
            "parameter": self.fault.parameter,
            "found": self.fault.found,
            "message": what,
            "advice": do,
            "proposed": self.fault.proposed or None,
        }


@dataclass(slots=True)
class Checked:
    """What a check of tags has found.

    Attributes:
        links: How many addresses and rows of tags were looked at.
        tagged: How many of them carry tags.
        broken: How many of them have a fault.
        findings: The faults, in the order of the file; those of whole values at the end.
        left_out: How many more different findings there were.
    """

    links: int = 0
    tagged: int = 0
    broken: int = 0
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many addresses and rows have each fault."""
        counts: Counter[str] = Counter()
        for one in self.findings:
            counts[str(one.fault.kind)] += one.times
        return dict(counts.most_common())

    def to_json(self, name: str, lang: str) -> dict[str, Any]:
        """The object of ``utm check --json``."""
        return {
            "file": name,
            "links": self.links,
            "tagged": self.tagged,
            "untagged": self.links - self.tagged,
            "broken": self.broken,
            "counts": self.counts,
            "findings": [one.to_json(lang) for one in self.findings],
            "findings_left_out": self.left_out,
        }


def utm_words(lang: str) -> Words:
    """The texts on tags."""
    return Words(lang, _TEXTS)


def check_tags(links: Iterable[Found], table: UtmTable, site: str = "") -> Checked:
    """Check addresses and rows of tags.

    Args:
        links: What a file holds.
        table: The names that are known.
        site: The site on which the addresses stand; tags on links to itself are a fault.
    """
    checked = Checked()
    known: dict[tuple[str, tuple[tuple[str, str], ...], Fault], Finding] = {}
    names: Names = {tag: {} for tag in TAGS[:3]}
    sound: Counter[frozenset[tuple[str, str]]] = Counter()
    host = _host(site if "//" in site else f"//{site}")
    for one in links:
        checked.links += 1
        tags = one.tags or _tags_of(one.address)
        checked.tagged += bool(tags)
        faults = _faults(one, table)
        if host and tags and one.address and _host(one.address) in (host, ""):
            faults.insert(0, Fault(FaultKind.INTERNAL, tags[0][0], host))
        checked.broken += bool(faults)
        for fault in dict.fromkeys(faults):
            key = (one.address, one.tags, fault)
            if key in known:
                known[key].times += 1
            elif len(known) < MOST_FINDINGS:
                known[key] = Finding(one, fault)
            else:
                checked.left_out += 1
        noted = _note(names, tags, one)
        if not faults and (noted in sound or len(sound) < MOST_FINDINGS):
            sound[noted] += 1
    found = _slips(names, table)
    slipped = {(one.fault.parameter, one.fault.found) for one in found}
    checked.broken += sum(times for noted, times in sound.items() if noted & slipped)
    checked.findings = [*known.values(), *found]
    return checked


def _faults(one: Found, table: UtmTable) -> list[Fault]:
    if one.address:
        return faults_of_address(one.address, table)
    return faults_of_values(one.tags, table, encoded=False)


def _tags_of(address: str) -> tuple[tuple[str, str], ...]:
    pairs = ((tag_of(one.name), one.value) for one in parameters(address))
    return tuple((tag, value) for tag, value in pairs if tag is not None)


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return "?"
    return (host or "").removeprefix("www.")


def _note(
    names: Names, tags: tuple[tuple[str, str], ...], one: Found
) -> frozenset[tuple[str, str]]:
    """Count the names in the tags of an address or row; they are given back."""
    noted = frozenset(
        (tag, same(value)) for tag, value in tags if tag in names and not is_placeholder(value)
    )
    for tag, name in noted:
        seen = names[tag]
        if name in seen or len(seen) < _MOST_NAMES:
            times, first = seen.get(name, (0, one))
            seen[name] = (times + 1, first)
    return noted


def _slips(names: Names, table: UtmTable) -> list[Finding]:
    """Names that are probably slips of known ones, or of those that the file has more often."""
    found = []
    for tag, seen in names.items():
        aliases = table.of_tag(tag)
        known = aliases.known if aliases is not None else frozenset()
        counts = {name: times for name, (times, _) in seen.items() if name}
        for name, right in slips(counts, known).items():
            times, first = seen[name]
            one = aliases(right) if aliases is not None else right
            if hidden(name) == name:
                found.append(Finding(first, Fault(FaultKind.NEAR, tag, name, one), times))
    return found


def shown_address(address: str) -> str:
    """An address as it may be shown: without personal data, and not endless."""
    if not address:
        return ""
    text = hidden(address)
    if hidden(decode(address).text) != decode(address).text and text == address:
        text = address.partition("?")[0] + "?•••"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
