"""``kpicells check``: what looks wrong in a client's numbers, where, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import AsJson, ClientName, Workspace, app, out, print_json, say
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.utm import Lang

_SHOWN = 60


@app.command()
def check(
    client: ClientName,
    days: Annotated[
        int, typer.Option(min=1, help="How many days are looked at, up to the newest.")
    ] = 90,
    lang: Lang = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Look for what is wrong in a client's numbers before the client does.

    `kpicells check "Nordlys Coffee"`

    `kpicells check "Nordlys Coffee" --days 30 --json`

    Missing days, sudden zeros, jumps beyond what noise explains, clicks above impressions and the
    like, sources that disagree, silent sources. Days are compared with the twelve weeks before
    them, weekday by weekday. Nothing is changed.
    """
    from kpicells.sheets_sync.facts.grains import last_days
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.quality import checking
    from kpicells.sheets_sync.quality.telling import Teller, to_json
    from kpicells.sheets_sync.workspace import client_name

    name = client_name(client)
    with opened(workspace) as found, Store(found.facts, read_only=True) as store:
        findings = checking.check(store, name, days)
        newest = max(last_days(store, name).values())
        teller = Teller(lang.value if lang else found.settings.lang)
    if as_json:
        print_json(
            {
                "client": name,
                "newest": newest.isoformat(),
                "days": days,
                "findings": [to_json(one, teller) for one in findings],
            }
        )
        return
    words = teller.words
    say(
        escape(words("check-title", client=name, count=len(findings), days=days, newest=newest)),
        "bold",
    )
    if not findings:
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for key in ("what", "sure", "do"):
        table.add_column(words(f"check-column-{key}"), overflow="fold")
    for one in findings[:_SHOWN]:
        sure = teller.sure(one)
        if one.chance is not None:
            sure += f" ({words('check-chance', chance=_chance(one.chance))})"
        table.add_row(*map(escape, (teller.what(one), sure, teller.what_to_do(one))))
    out.print(table)
    if len(findings) > _SHOWN:
        say(words("check-log-more", count=len(findings) - _SHOWN))


def _chance(chance: float) -> str:
    return "< 0.01 %" if chance < 0.0001 else f"{chance:.2%}"
