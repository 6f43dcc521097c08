"""The demo: bundled exports in, a client's workbook and a picture of its dashboard out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

import tomlkit

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.hosts.picture import picture
from kpicells.sheets_sync.refresh.outcome import Outcome
from kpicells.sheets_sync.refresh.run import PLAN, Wish, refresh
from kpicells.sheets_sync.sources import Chosen, choose
from kpicells.sheets_sync.tables import read_tables
from kpicells.sheets_sync.workspace import Settings, Workspace

CLIENT = "Nordlys Coffee"
AGENCY = {"en": "kpicells demo", "ru": "демо kpicells"}


@dataclass(slots=True)
class Demo:
    """What a demo left behind.

    Attributes:
        imported: What became of each export.
        outcome: What the refresh did.
        workbook: The client's workbook.
        picture: The picture of its dashboard; None where none could be drawn.
        why_no_picture: Why there is no picture.
    """

    workbook: Path
    outcome: Outcome
    imported: list[Imported] = field(default_factory=list)
    picture: Path | None = None
    why_no_picture: str = ""


def run_demo(
    folder: Path,
    lang: str = "en",
    *,
    exported: str = "",
    now: datetime | None = None,
    draw: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> Demo:
    """Run the main job on the bundled exports.

    Args:
        folder: Where the workspace, the workbook and the picture are made.
        lang: ``"en"`` or ``"ru"``.
        exported: Only the exports of this day, ``2026-11-01`` or ``2026-11-08``; all if left out.
        now: The moment that the log shows; the present one if left out.
        draw: Whether a picture is drawn, which takes the most time.
        tell: Is told what is being done.

    Raises:
        KpicellsError: The folder cannot be written.
    """
    money = "USD"
    workspace = Workspace.make(
        folder,
        Settings(agency=AGENCY[lang], lang=lang, currency=money),  # type: ignore[arg-type]
    )
    _write_plan(workspace, lang)
    imported = []
    bundled = files("kpicells.sheets_sync.demo") / "exports"
    with as_file(bundled) as exports, Store(workspace.facts) as store:
        for path in sorted(exports.glob(f"*{exported}.csv"), key=lambda p: (p.stem[-10:], p.name)):
            tell(f"importing {path.name}")
            imported.append(import_file(store, CLIENT, path, _reader(path)))
    workbook = folder / f"{CLIENT}.xlsx"
    tell("filling the workbook")
    outcome = refresh(workspace, CLIENT, Wish(to=workbook), now=now)
    demo = Demo(workbook, outcome, imported)
    if not draw:
        return demo
    tell("drawing the dashboard")
    try:
        drawn = workbook.with_suffix(".png")
        picture(workbook, drawn, lang=lang)
    except TargetError as error:
        demo.why_no_picture = str(error)
    else:
        demo.picture = drawn
    return demo


def _write_plan(workspace: Workspace, lang: str) -> None:
    """The demo's plan, unless somebody has changed it in this folder."""
    path = workspace.client_folder(CLIENT) / PLAN
    if path.exists():
        return
    text = (files("kpicells.sheets_sync.demo") / PLAN).read_text("utf-8")
    plan = tomlkit.parse(text)
    plan["lang"] = lang
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomlkit.dumps(plan), encoding="utf-8")


def _reader(path: Path) -> Callable[[bool, Path], Chosen]:
    def read(careful: bool, work: Path) -> Chosen:
        return choose(read_tables(path, work, careful=careful), work)

    return read
