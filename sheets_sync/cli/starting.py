"""``kpicells init`` and ``kpicells template``: a workspace, a client's plan, an empty workbook."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kpicells.formulas import Goal
from kpicells.sheets_sync.cli.app import AsJson, app, note, print_json, say
from kpicells.sheets_sync.cli.months import month_of

Lang = Annotated[str, typer.Option(help="en or ru.", metavar="en|ru")]


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder.", file_okay=False)],
    client: Annotated[
        str, typer.Option("--client", "-c", help="A first client, or one more.", show_default=False)
    ] = "",
    goal: Annotated[Goal | None, typer.Option(help="The client's business goal.")] = None,
    lang: Lang = "en",
    currency: Annotated[
        str, typer.Option(help="The client's currency, such as EUR.", show_default=False)
    ] = "",
    starts: Annotated[
        str, typer.Option(help="The first month of the plan, such as 2026-07.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make a workspace, and a client's plan to fill in.

    `kpicells init agency --client "Nordlys Coffee" --goal leads`

    The plan names the usual KPIs of the goal, each with the reason why it is there. Targets are
    left empty on purpose: type what you want to reach.
    """
    from kpicells.sheets_sync.errors import InputError
    from kpicells.sheets_sync.plan.starter import starter_plan
    from kpicells.sheets_sync.workspace import Settings, Workspace, client_name

    check_lang(lang)
    first = month_of(starts, "--starts") or date.today().replace(day=1)
    if client and goal is None:
        goal = _asked_goal()
    money = currency or ("RUB" if lang == "ru" else "USD")
    try:
        settings = Settings(lang=lang, currency=money)  # type: ignore[arg-type]
    except ValueError:
        raise typer.BadParameter(
            f"{currency!r} is no currency; write three capital letters, such as EUR",
            param_hint="--currency",
        ) from None
    workspace = Workspace.make(folder, settings)
    made: Path | None = None
    if client and goal:
        made = workspace.client_folder(client) / "plan.toml"
        if made.exists():
            raise InputError(f"{made}: this client has a plan already; it was left as it is")
        made.parent.mkdir(parents=True, exist_ok=True)
        text = starter_plan(client_name(client), goal, lang, first, money)
        made.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"workspace": str(folder), "client": client, "plan": str(made or "") or None})
        return
    say(f"workspace: {escape(str(folder))}")
    if made:
        say(f"plan: {escape(str(made))}")
        note("Next: type targets into the plan, then `kpicells import FILE... --client ...`")


def _asked_goal() -> Goal:
    """The goal, asked of a person at a terminal."""
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            f"a client needs a business goal: {', '.join(Goal)}", param_hint="--goal"
        )
    return Goal(typer.prompt(f"Business goal ({', '.join(Goal)})", type=Goal))


@app.command()
def template(
    goal: Annotated[Goal, typer.Argument(help="The business goal.", metavar="GOAL")],
    to: Annotated[Path, typer.Option(help="The new workbook (.xlsx).", dir_okay=False)],
    lang: Lang = "en",
    currency: Annotated[str, typer.Option(help="Such as EUR.", show_default=False)] = "",
    client: Annotated[str, typer.Option(help="The name on it.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Make an empty workbook for a business goal.

    `kpicells template leads --to leads.xlsx`

    It needs no workspace: type targets on Goals and numbers on Data, and the Dashboard follows.
    """
    from kpicells.sheets_sync.errors import InputError
    from kpicells.sheets_sync.refresh.blank import blank_workbook

    check_lang(lang)
    if to.suffix.lower() != ".xlsx":
        raise InputError(f"{to}: is no workbook file; its name must end with .xlsx")
    if to.exists():
        raise InputError(f"{to}: there is such a file already; give another name")
    blank_workbook(to, goal, lang, date.today().replace(day=1), currency, client)
    if as_json:
        print_json({"goal": goal.value, "lang": lang, "target": str(to)})
    else:
        say(f"made {escape(str(to))}")


def check_lang(lang: str) -> None:
    """Refuse a language that there is not."""
    if lang not in ("en", "ru"):
        raise typer.BadParameter(f"{lang!r}; allowed: en, ru", param_hint="--lang")
