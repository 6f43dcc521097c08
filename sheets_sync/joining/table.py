"""Which names stand for the same source, medium, campaign or content: ``utm.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.joining.tags import same
from kpicells.sheets_sync.plan.read import read_toml

UTM = "utm.toml"
"""The file's name, in a workspace."""

_DEFAULT = Path(__file__).parent / UTM

Names = dict[str, list[str]]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Names = {}
    mediums: Names = {}
    campaigns: Names = {}
    contents: Names = {}
    platforms: Names = {}


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names of one kind: every name to the one that it stands for."""

    of: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """The one name for what a text says; a name that is not known stays as it is."""
        name = same(text)
        return self.of.get(name, name)

    @property
    def known(self) -> frozenset[str]:
        """Every name that is known."""
        return frozenset(self.of)


@dataclass(frozen=True, slots=True)
class UtmTable:
    """The names of an agency: those that kpicells ships, and the agency's own.

    Attributes:
        sources, mediums, campaigns, contents: Names of each tag.
        platforms: A source of numbers to the utm_source that its visits have.
    """

    sources: Aliases
    mediums: Aliases
    campaigns: Aliases
    contents: Aliases
    platforms: Mapping[str, frozenset[str]]

    def of_tag(self, tag: str) -> Aliases | None:
        """The names of a tag, such as ``utm_source``; None where there are none."""
        return {
            "utm_source": self.sources,
            "utm_medium": self.mediums,
            "utm_campaign": self.campaigns,
            "utm_content": self.contents,
        }.get(tag)

    def of_platform(self, source: str) -> frozenset[str]:
        """The utm_source of the visits that a source of numbers brings; none if unknown."""
        if source in self.platforms:
            return self.platforms[source]
        name = self.sources(source)
        return frozenset({name}) if name in self.sources.of.values() else frozenset()


def read_utm_table(folder: Path | None = None) -> UtmTable:
    """The shipped names and, over them, those of a workspace.

    Args:
        folder: The workspace's folder; its ``utm.toml`` may be missing.

    Raises:
        PlanError: The file is wrong; the message says which key and what to do.
    """
    files = [_DEFAULT]
    if folder is not None and (folder / UTM).is_file():
        files.append(folder / UTM)
    written = [(path, read_toml(path, _Written)) for path in files]
    kinds = ("sources", "mediums", "campaigns", "contents")
    found = {
        kind: Aliases(_merged((path, getattr(one, kind)) for path, one in written))
        for kind in kinds
    }
    platforms: dict[str, frozenset[str]] = {}
    for _, one in written:
        platforms |= {
            source: frozenset(map(found["sources"], names))
            for source, names in one.platforms.items()
        }
    return UtmTable(**found, platforms=platforms)


def _merged(files: Iterable[tuple[Path, Names]]) -> dict[str, str]:
    """Every name to the one that it stands for; a later file counts before an earlier one."""
    found: dict[str, str] = {}
    for path, names in files:
        own: dict[str, str] = {}
        for name, others in names.items():
            one = same(name)
            for alias in dict.fromkeys([one, *map(same, others)]):
                if own.setdefault(alias, one) != one:
                    raise PlanError(
                        f"{path}: {alias!r} stands for {own[alias]!r} and for {one!r}; "
                        "leave it in one of the two lists"
                    )
        found |= own
    # A shipped name may stand for one that the agency calls otherwise.
    return {alias: found.get(one, one) for alias, one in found.items()}
