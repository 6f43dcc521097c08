"""``kpicells init`` and ``kpicells template``: a workspace, a client's plan, an empty workbook."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kpicells.formulas import Goal
from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, note, print_json, say
from kpicells.sheets_sync.cli.months import month_of
from kpicells.sheets_sync.cli.words import words

if TYPE_CHECKING:
    from kpicells.sheets_sync.cli.new_client import NewClient
    from kpicells.sheets_sync.cli.walk_through import WalkThrough
    from kpicells.sheets_sync.plan.proposing import Proposal
    from kpicells.sheets_sync.workspace import Settings, Workspace


class BrandStage(StrEnum):
    """The stage of a brand."""

    LAUNCH = "launch"
    GROWTH = "growth"
    MATURE = "mature"


BLANK = "blank"
Kpis = Annotated[
    list[str] | None,
    typer.Option(
        "--kpi",
        help="A KPI or a metric to follow, in place of those proposed (repeat it).",
        show_default=False,
    ),
]
Lang = Annotated[str, typer.Option(help="en or ru.", metavar="en|ru")]


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder.", file_okay=False)],
    client: Annotated[
        str, typer.Option("--client", "-c", help="A first client, or one more.", show_default=False)
    ] = "",
    goal: Annotated[
        str | None,
        typer.Option(
            metavar="GOAL",
            help="The business goal: awareness, leads, sales, or one of your own in words.",
            show_default=False,
        ),
    ] = None,
    kpis: Kpis = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data",
            help="Which data is at hand: instagram, meta_ads, ga4, crm, ... (repeat it).",
            show_default=False,
        ),
    ] = None,
    brand_stage: Annotated[
        BrandStage | None,
        typer.Option("--brand-stage", help="The stage of the brand; growth if left out."),
    ] = None,
    cadence: Annotated[
        int | None, typer.Option(min=1, max=3, help="Months between reviews; 1 if left out.")
    ] = None,
    competition: Annotated[
        str | None,
        typer.Option(help="A note on competitors, shown to the manager.", show_default=False),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(help="en or ru; that of the workspace if left out.", metavar="en|ru"),
    ] = None,
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

    `kpicells init agency --client "Nordlys Coffee" --goal "hire 20 baristas" --kpi leads --kpi CPL`

    At a terminal it asks for what is not given, in English or Russian. It proposes three to five
    KPIs that serve the goal and that the data can feed, each with its stage of the funnel and the
    reason why it is there. Targets are left empty on purpose: type what you want to reach, or see
    `kpicells targets`.
    """
    from kpicells.sheets_sync.cli.walk_through import WalkThrough, ask_language
    from kpicells.sheets_sync.errors import InputError
    from kpicells.sheets_sync.workspace import Workspace, client_name

    first = month_of(starts, "--starts") or date.today().replace(day=1)
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    before = Workspace.find(folder)
    if lang is None:
        lang = before.settings.lang if before else ask_language() if asks else "en"
    check_lang(lang)
    settings = _settings(lang, currency, before)
    walk = WalkThrough(lang) if asks else None
    wanted = None if goal is None else goal_of(goal, "--goal")
    given = _Given(wanted, data, kpis, brand_stage, cadence, competition)
    client = client or (walk.client() if walk else "")
    new: NewClient | None = None
    path = Workspace(folder, settings).client_folder(client) / "plan.toml" if client else None
    if path is not None:
        if path.exists():
            raise InputError(f"{path}: this client has a plan already; it was left as it is")
        new = given.client(client_name(client), lang, settings.currency, first, walk)
    Workspace.make(folder, settings)
    if new is not None and path is not None:
        new.write(path)
    if as_json:
        print_json(
            {
                "workspace": str(folder),
                "client": client,
                "plan": str(path) if path else None,
                "kpis": new.kpis() if new else [],
                "advice": new.advice if new else [],
            }
        )
        return
    texts = words(lang)
    say(escape(texts("init-workspace", folder=str(folder))))
    if new is None:
        note(texts("init-next-client", folder=str(folder)))
        return
    say(escape(texts("init-plan", path=str(path))))
    new.tell()


@dataclass(slots=True)
class _Given:
    """What the command line tells of a client; the rest is asked for, or as usual."""

    goal: Goal | str | None
    data: Sequence[str] | None
    kpis: Sequence[str] | None
    brand_stage: BrandStage | None
    cadence: int | None
    competition: str | None

    def client(
        self, name: str, lang: str, currency: str, starts: date, walk: WalkThrough | None
    ) -> NewClient:
        """The client, with KPIs that were named, chosen or proposed."""
        from kpicells.sheets_sync.cli.new_client import NewClient, show
        from kpicells.sheets_sync.plan.proposing import propose

        if walk is not None:
            self._ask(walk)
        if self.goal is None:
            raise typer.BadParameter(
                f"a client needs a business goal: {', '.join(Goal)}, or one in words of its own",
                param_hint="--goal",
            )
        known = metrics_of(self.data) if self.data else None
        proposals = named_kpis(self.kpis, known) if self.kpis else propose(self.goal, known)
        if walk is not None and not self.kpis:
            show(proposals, lang, numbered=True)
            proposals = walk.kpis(proposals, lambda ids: named_kpis(ids, known))
        return NewClient(
            name,
            self.goal,
            lang,
            currency,
            starts,
            proposals,
            (self.brand_stage or BrandStage.GROWTH).value,
            self.cadence or 1,
            self.competition or "",
        )

    def _ask(self, walk: WalkThrough) -> None:
        self.goal = self.goal or walk.goal()
        if self.data is None:
            self.data = walk.data(known_data())
        self.brand_stage = self.brand_stage or BrandStage(walk.brand_stage())
        self.cadence = self.cadence or walk.cadence()
        if self.competition is None:
            self.competition = walk.competition()


def _settings(lang: str, currency: str, before: Workspace | None) -> Settings:
    """The settings of a new workspace, or of the one that is there, for this client."""
    from kpicells.sheets_sync.workspace import Settings

    usual = before.settings.currency if before else "RUB" if lang == "ru" else "USD"
    try:
        return Settings(lang=lang, currency=currency or usual)  # type: ignore[arg-type]
    except ValueError:
        raise typer.BadParameter(
            f"{currency!r} is no currency; write three capital letters, such as EUR",
            param_hint="--currency",
        ) from None


def goal_of(text: str, option: str) -> Goal | str:
    """A business goal as it is typed on the command line."""
    from kpicells.sheets_sync.plan.model import read_goal

    try:
        return read_goal(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def named_kpis(ids: Sequence[str], known: Collection[str] | None = None) -> list[Proposal]:
    """The KPIs that ``--kpi`` names."""
    from pydantic import ValidationError

    from kpicells.sheets_sync.plan.proposing import chosen_by_hand

    try:
        return chosen_by_hand(ids, known)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise typer.BadParameter(said, param_hint="--kpi") from None


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
    goal: Annotated[
        str,
        typer.Argument(help="awareness, leads, sales, or blank.", metavar="GOAL"),
    ],
    to: Annotated[
        str, typer.Option(help="The new workbook (.xlsx), or the address of a Google Sheet.")
    ],
    kpis: Kpis = None,
    own_goal: Annotated[
        str, typer.Option(help="With blank: the goal in your own words.", show_default=False)
    ] = "",
    lang: Lang = "en",
    currency: Annotated[str, typer.Option(help="Such as EUR.", show_default=False)] = "",
    client: Annotated[str, typer.Option(help="The name on it.", show_default=False)] = "",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Make an empty workbook for a business goal, or for one of your own.

    `kpicells template leads --to leads.xlsx`

    `kpicells template blank --own-goal "hire 20 baristas" --kpi leads --kpi CPL --to hiring.xlsx`

    It needs no workspace: type targets on Goals and numbers on Data, and the Dashboard follows.
    """
    from kpicells.sheets_sync.errors import InputError
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.google.address import is_address
    from kpicells.sheets_sync.refresh.blank import blank_layout
    from kpicells.sheets_sync.refresh.places import open_place
    from kpicells.sheets_sync.workspace import Workspace

    check_lang(lang)
    if goal not in (*Goal, BLANK):
        raise typer.BadParameter(
            f"{goal!r}; allowed: {', '.join(Goal)}, {BLANK}", param_hint="GOAL"
        )
    if own_goal and goal != BLANK:
        raise typer.BadParameter(f"goes with {BLANK}", param_hint="--own-goal")
    if not is_address(to) and not to.lower().endswith(".xlsx"):
        raise InputError(f"{to}: is no workbook file; its name must end with .xlsx")
    own = goal_of(own_goal, "--own-goal") if own_goal else ""
    chosen = own if goal == BLANK else Goal(goal)
    named_kpis(kpis or ())
    first = date.today().replace(day=1)
    found = Workspace.find(workspace)
    accounts = Accounts(found.google_keys if found else ())
    if Path(to).exists():
        raise InputError(f"{to}: there is such a file already; give another name")
    target = open_place(to, accounts.connect)
    if target.book is not None:
        raise InputError(f"{to}: there is a workbook of kpicells in it already; give another one")
    target.create(blank_layout(chosen, lang, first, currency, client, kpis or ()))
    if as_json:
        print_json({"goal": str(chosen) or goal, "lang": lang, "target": to})
    else:
        say(f"made {escape(to)}")


def check_lang(lang: str) -> None:
    """Refuse a language that there is not."""
    if lang not in ("en", "ru"):
        raise typer.BadParameter(f"{lang!r}; allowed: en, ru", param_hint="--lang")
