"""A workspace: the folder of one agency, with its settings, its facts and its clients.

workspace.toml      settings: agency, language, currency, thresholds
kpis.toml, kpis.py  the agency's own KPIs and metrics, if it has any
own_metrics.toml    the metrics that its mapping files have declared
facts.duckdb        every imported number
clients/NAME/       plan.toml and workbooks of a client
exports/            a place for the files that platforms give
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kpicells.formulas.own import Own
from kpicells.sheets_sync.errors import InputError, StoreError
from kpicells.sheets_sync.own_kpis import load_own
from kpicells.sheets_sync.plan.model import Thresholds
from kpicells.sheets_sync.plan.read import read_toml
from kpicells.sheets_sync.time_zones import ZoneName

SETTINGS = "workspace.toml"
FACTS = "facts.duckdb"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 60
_NAMED = 12
"""So many clients are named to somebody who has mistyped one."""


class Settings(BaseModel):
    """What ``workspace.toml`` holds.

    Attributes:
        agency: Who makes the reports.
        lang: The language of tables in the terminal and of new clients' workbooks.
        currency: The currency of new clients.
        time_zone: The time zone of the accounts, where a plan or a mapping names no other.
        thresholds: From which pace or attainment a KPI counts as on track, and as at risk.
        google_keys: Key files of accounts that refresh Google Sheets, from the workspace's folder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    agency: str = Field(default="", max_length=100)
    lang: Literal["en", "ru"] = "en"
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    time_zone: ZoneName | None = None
    thresholds: Thresholds = Thresholds()
    google_keys: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that was found or made."""

    folder: Path
    settings: Settings

    @classmethod
    def find(cls, folder: Path) -> Workspace | None:
        """The workspace in a folder, or None where there is none.

        Raises:
            PlanError: Its settings are wrong.
        """
        path = folder / SETTINGS
        return cls(folder, read_toml(path, Settings)) if path.is_file() else None

    @classmethod
    def make(cls, folder: Path, settings: Settings | None = None) -> Workspace:
        """Make a workspace; settings that are there already are kept.

        Raises:
            StoreError: The folder cannot be written.
        """
        if found := cls.find(folder):
            return found
        settings = settings or Settings()
        try:
            for part in ("clients", "exports"):
                (folder / part).mkdir(parents=True, exist_ok=True)
            (folder / SETTINGS).write_text(_as_toml(settings), "utf-8")
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made a workspace: {error.strerror}") from None
        return cls(folder, settings)

    @classmethod
    def demand(cls, folder: Path) -> Workspace:
        """The workspace in a folder.

        Raises:
            StoreError: There is none.
        """
        if found := cls.find(folder):
            return found
        raise StoreError(
            f"{folder.resolve()}: is no workspace (there is no {SETTINGS} in it); name one with "
            "--workspace, or make one with `kpicells init` or `kpicells import`"
        )

    @property
    def facts(self) -> Path:
        """The file that holds every imported number."""
        return self.folder / FACTS

    @property
    def exports(self) -> Path:
        """The folder for export files."""
        return self.folder / "exports"

    @property
    def google_keys(self) -> tuple[Path, ...]:
        """The key files of accounts at Google."""
        return tuple(self.folder / path for path in self.settings.google_keys)

    def own(self) -> Own:
        """The agency's own KPIs and metrics, read from ``kpis.toml``, ``kpis.py`` and
        ``own_metrics.toml``.

        They are part of the catalogue and of the metrics only inside
        ``with workspace.own().in_use():``, so that no other workspace of the process sees them.

        Raises:
            DefinitionError: Something in these files is wrong; the message says where.
        """
        return load_own(self.folder)

    def client_folder(self, client: str) -> Path:
        """The folder of a client."""
        return self.folder / "clients" / client_name(client)

    def known_folder(self, client: str) -> Path:
        """The folder of a client who is there.

        Raises:
            InputError: There is no such client; the message names who is meant, or who is there.
        """
        folder = self.client_folder(client)
        if folder.is_dir():
            return folder
        hint = "; `kpicells init` adds one"
        if meant := self.meant_by(client):
            hint = f"; did you mean {meant!r}?"
        elif there := self.clients:
            more = ", ..." if len(there) > _NAMED else ""
            hint = f" but {', '.join(there[:_NAMED])}{more}; `kpicells init` adds one"
        raise InputError(f"there is no client {client_name(client)!r} in this workspace{hint}")

    def meant_by(self, client: str) -> str:
        """The client whose name is nearly this one; "" where there is none."""
        by_folded = {name.casefold(): name for name in self.clients}
        near = get_close_matches(client_name(client).casefold(), by_folded, n=1, cutoff=0.7)
        return by_folded[near[0]] if near else ""

    @property
    def clients(self) -> list[str]:
        """The clients that have a folder."""
        folder = self.folder / "clients"
        if not folder.is_dir():
            return []
        return sorted(
            unicodedata.normalize("NFC", path.name)
            for path in folder.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        )


def client_name(text: str) -> str:
    """A client's name as it is stored: single spaces, one way to write each letter.

    Raises:
        InputError: It cannot be the name of a folder on every system.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise InputError("a client needs a name")
    if len(name) > _LONGEST_NAME:
        raise InputError(
            f"client {name[:20]!r}...: a name has at most {_LONGEST_NAME} characters, "
            f"this has {len(name)}"
        )
    if found := _FORBIDDEN.search(name):
        raise InputError(f"client {name!r}: {found[0]!r} cannot be part of a folder's name")
    if name.startswith((".", "-")) or name.endswith(".") or _RESERVED.fullmatch(name):
        raise InputError(f"client {name!r}: cannot be a folder's name on every system")
    return name


def _as_toml(settings: Settings) -> str:
    # A JSON string is a TOML string too.
    return (
        f"agency = {json.dumps(settings.agency, ensure_ascii=False)}\n"
        f'lang = "{settings.lang}"          # en or ru\n'
        f'currency = "{settings.currency}"     # of new clients\n'
        "\n"
        "[thresholds]           # of pace and attainment\n"
        f"on_track = {settings.thresholds.on_track}\n"
        f"at_risk = {settings.thresholds.at_risk}\n"
    )
