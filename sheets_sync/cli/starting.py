"""``kpicells init`` and ``kpicells template``: a workspace, a client's plan, an empty workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kpicells.formulas import Goal
from kpicells.sheets_sync.cli.app import AsJson, app, note, print_json, say
from kpicells.sheets_sync.cli.months import month_of


class BrandStage(StrEnum):
    """The stage of a brand."""

    LAUNCH = "launch"
    GROWTH = "growth"
    MATURE = "mature"


Lang = Annotated[str, typer.Option(help="en or ru.", metavar="en|ru")]


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder.", file_okay=False)],
    client: Annotated[
        str, typer.Option("--client", "-c", help="A first client, or one more.", show_default=False)
    ] = "",
    goal: Annotated[Goal | None, typer.Option(help="The client's business goal.")] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data",
            help="Which data is at hand: instagram, meta_ads, ga4, crm, ... (repeat it).",
            show_default=False,
        ),
    ] = None,
    brand_stage: Annotated[
        BrandStage, typer.Option("--brand-stage", help="The stage of the brand.")
    ] = BrandStage.GROWTH,
    cadence: Annotated[int, typer.Option(min=1, max=3, help="Months between reviews.")] = 1,
    competition: Annotated[
        str, typer.Option(help="A note on competitors, shown to the manager.", show_default=False)
    ] = "",
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

    `kpicells init agency`

    `kpicells init agency --client "Nordlys Coffee" --goal leads --data meta_ads --data ga4`

    At a terminal it asks for what is not given. It proposes three to five KPIs that serve the goal
    and that the data can feed, each with the reason why it is there. Targets are left empty on
    purpose: type what you want to reach, or see `kpicells targets`.
    """
    from kpicells.sheets_sync.errors import InputError
    from kpicells.sheets_sync.plan.proposing import propose
    from kpicells.sheets_sync.plan.starter import starter_plan
    from kpicells.sheets_sync.workspace import Settings, Workspace, client_name

    check_lang(lang)
    first = month_of(starts, "--starts") or date.today().replace(day=1)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    if asks and not client:
        client = typer.prompt("Client (empty for none)", default="", show_default=False)
    if client and goal is None:
        if not asks:
            raise typer.BadParameter(
                f"a client needs a business goal: {', '.join(Goal)}", param_hint="--goal"
            )
        goal = Goal(typer.prompt(f"Business goal ({', '.join(Goal)})", type=Goal))
    if client and asks and data is None:
        kinds = ", ".join(known_data())
        text = typer.prompt(f"Data at hand ({kinds}; empty if not known)", default="")
        data = [word for word in text.replace(",", " ").split() if word]
    money = currency or ("RUB" if lang == "ru" else "USD")
    try:
        settings = Settings(lang=lang, currency=money)  # type: ignore[arg-type]
    except ValueError:
        raise typer.BadParameter(
            f"{currency!r} is no currency; write three capital letters, such as EUR",
            param_hint="--currency",
        ) from None
    known = metrics_of(data) if data else None
    workspace = Workspace.make(folder, settings)
    made: Path | None = None
    proposals = propose(goal, known) if client and goal else []
    if client and goal:
        made = workspace.client_folder(client) / "plan.toml"
        if made.exists():
            raise InputError(f"{made}: this client has a plan already; it was left as it is")
        made.parent.mkdir(parents=True, exist_ok=True)
        text = starter_plan(
            client_name(client),
            goal,
            lang,
            first,
            money,
            proposals=proposals,
            brand_stage=brand_stage.value,
            cadence_months=cadence,
            competition=competition,
        )
        made.write_text(text, encoding="utf-8")
    if as_json:
        print_json(
            {
                "workspace": str(folder),
                "client": client,
                "plan": str(made) if made else None,
                "kpis": [
                    {
                        "key": proposal.candidate.planned.key,
                        "name": proposal.candidate.planned.label(lang),
                        "why": proposal.candidate.why(lang),
                        "missing": list(proposal.missing),
                    }
                    for proposal in proposals
                ],
            }
        )
        return
    say(f"workspace: {escape(str(folder))}")
    if made:
        say(f"plan: {escape(str(made))}")
        for proposal in proposals:
            row = proposal.candidate.planned
            say(f"  {escape(row.label(lang))}: {escape(proposal.candidate.why(lang))}")
            if proposal.missing:
                note(f"    no data at hand has {', '.join(proposal.missing)} yet")
        note("Next: type targets into the plan, then `kpicells import FILE... --client ...`")


def known_data() -> list[str]:
    """What may be named as data at hand."""
    from kpicells.sheets_sync.plan.proposing import CRM
    from kpicells.sheets_sync.sources import KNOWN

    return [*dict.fromkeys(kind.source for kind in KNOWN), CRM]


def metrics_of(data: Sequence[str]) -> set[str]:
    """The metrics that exports of these sources have."""
    from kpicells.sheets_sync.plan.proposing import CRM, CRM_METRICS
    from kpicells.sheets_sync.sources import KNOWN

    found: set[str] = set()
    for name in data:
        kinds = [kind for kind in KNOWN if name in (kind.source, kind.id)]
        if name != CRM and not kinds:
            raise typer.BadParameter(
                f"{name!r}; allowed: {', '.join(known_data())}", param_hint="--data"
            )
        found |= set(CRM_METRICS) if name == CRM else set()
        found |= {metric for kind in kinds for metric in kind.metrics}
    return found


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
