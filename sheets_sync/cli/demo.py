"""``kpicells demo``: the main job on bundled exports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kpicells.sheets_sync.cli.app import AsJson, app, err, note, print_json, say
from kpicells.sheets_sync.cli.starting import Lang, check_lang

if TYPE_CHECKING:
    from kpicells.sheets_sync.demo.run import Demo
    from kpicells.templates.words import Words


@app.command()
def demo(
    to: Annotated[
        Path, typer.Option("--out", help="The folder to make it in.", file_okay=False)
    ] = Path("kpicells-demo"),
    lang: Lang = "en",
    in_google: Annotated[
        bool,
        typer.Option(
            "--google", help="In a Google Sheet, with a stand-in for Google on this machine."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Try it: import bundled exports of three sources, fill a workbook, draw its dashboard.

    Run it again and nothing changes; change a target in the workbook and it is kept.
    """
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.demo.run import CLIENT, run_demo

    check_lang(lang)
    if in_google:
        _in_google(to, lang, as_json=as_json)
        return
    with err.status("starting") as status:
        made = run_demo(to, lang, tell=status.update)
    if as_json:
        print_json(
            {
                "client": CLIENT,
                "imported": [one.to_json() for one in made.imported],
                "refresh": {
                    "created": made.outcome.created,
                    "changed": len(made.outcome.changed),
                    "kept": len(made.outcome.kept),
                },
                "workbook": str(made.workbook),
                "picture": str(made.picture) if made.picture else None,
            }
        )
        return
    _show(made, words(lang))


def _show(made: Demo, text: Words) -> None:
    for one in made.imported:
        before = one.skipped["already imported"]
        rows = text("demo-before") if before else text("demo-rows", count=one.rows_imported)
        say(f"{one.source:10} {escape(one.file)}: {rows}")
    changed, kept = len(made.outcome.changed), len(made.outcome.kept)
    what = (
        text("refresh-made")
        if made.outcome.created
        else text("demo-changed", changed=f"{changed:,}", kept=kept)
    )
    say(f"{text('demo-workbook')} [bold]{escape(str(made.workbook))}[/] ({what})")
    if made.picture:
        say(f"{text('demo-picture')} [bold]{escape(str(made.picture))}[/]")
    else:
        note(text("demo-no-picture", why=made.why_no_picture))
    note(text("demo-next"))


def _in_google(folder: Path, lang: str, *, as_json: bool) -> None:
    """Refresh a sheet of the stand-in; at a terminal it stays up until Ctrl-C."""
    from kpicells.sheets_sync.demo.google import shown_demo

    with shown_demo(folder, lang) as shown:
        if as_json:
            refreshes = [
                {"changed": len(one.changed), "kept": len(one.kept), "api_calls": one.api_calls}
                for one in shown.outcomes
            ]
            print_json({"page": shown.page, "refreshes": refreshes})
            return
        for what, one in zip(("made", "newer exports", "no news"), shown.outcomes, strict=True):
            say(f"{what}: {len(one.changed):,} cells, {one.api_calls} calls")
        say(f"the sheet: [bold]{shown.page}[/]")
        if sys.stdin.isatty():
            typer.prompt("Enter ends the demo", default="", show_default=False, err=True)
