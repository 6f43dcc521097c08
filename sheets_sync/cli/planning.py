"""``kpicells plan`` and ``kpicells targets``: a client's plan, its versions, and its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import (
    AsJson,
    ClientName,
    Workspace,
    app,
    note,
    out,
    print_json,
    say,
)
from kpicells.sheets_sync.cli.months import month_of
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.words import words
from kpicells.sheets_sync.months import month_after, months_from
from kpicells.templates.words import Words

if TYPE_CHECKING:
    from kpicells.sheets_sync.plan.decisions import Decided
    from kpicells.sheets_sync.plan.history import PlanVersion
    from kpicells.sheets_sync.plan.targets import ProposedTargets


@app.command()
def plan(
    client: ClientName,
    history: Annotated[
        bool, typer.Option("--history", help="Show what changed when, who did it, and why.")
    ] = False,
    why: Annotated[
        str, typer.Option(help="Write the present plan down with this reason.", show_default=False)
    ] = "",
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Check a client's plan, and show what it was before.

    `kpicells plan "Nordlys Coffee"`

    `kpicells plan "Nordlys Coffee" --why "the client has doubled the budget"`

    `kpicells plan "Nordlys Coffee" --history`

    Every refresh writes a changed plan down by itself; --why adds the reason.
    """
    from kpicells.sheets_sync.plan import read_plan
    from kpicells.sheets_sync.plan.advice import advice
    from kpicells.sheets_sync.plan.decisions import DecisionHistory
    from kpicells.sheets_sync.plan.history import PlanHistory
    from kpicells.sheets_sync.whoami import person

    with opened(workspace) as found:
        folder = found.known_folder(client)
        read = read_plan(folder / "plan.toml")
        versions = PlanHistory(folder)
        versions.record(person(), why)
        lang = found.settings.lang
        said = advice(read, lang)
        decided = DecisionHistory(folder).decisions
    if as_json:
        answer: dict[str, Any] = {
            "client": read.client,
            "goal": str(read.goal),
            "kpis": [
                {
                    "key": row.key,
                    "name": row.label(read.lang),
                    "weight": read.weight(row),
                    "targets": {f"{m:%Y-%m}": value for m, value in sorted(row.targets.items())},
                }
                for row in read.kpis
            ],
            "advice": said,
            "versions": [_version(version) for version in versions.versions],
            "decisions": [asdict(one) | {"day": one.day.isoformat()} for one in decided],
        }
        print_json(answer)
        return
    texts = words(lang)
    if history:
        _tell_history(versions.versions, decided, texts)
        return
    goal = Words(lang).goal(read.goal)
    about = texts("plan-sound", goal=goal, count=len(read.kpis))
    say(f"[bold]{escape(read.client)}[/]  {escape(about)}")
    if why:
        say(f"  {escape(texts('plan-written', why=why))}")
    for sentence in said:
        note(f"  {sentence}")


def _tell_history(
    versions: Sequence[PlanVersion], decided: Sequence[Decided], texts: Words
) -> None:
    for number, version in enumerate(versions):
        reason = version.why or ("" if number else texts("plan-first"))
        about = ": ".join(filter(None, (version.who, reason)))
        say(f"[bold]{version.when:%Y-%m-%d %H:%M}[/] {escape(about)}")
        for change in version.changes:
            old, new = ("—" if one is None else str(one) for one in (change.old, change.new))
            say(f"  {escape(change.key)}: {escape(f'{old} → {new}')}")
    for one in decided:
        said = ": ".join(filter(None, one.said))
        who = f" ({one.who})" if one.who else ""
        say(f"[bold]{one.day}[/] {escape(one.kpi)}: {escape(said + who)}")


def _version(version: PlanVersion) -> dict[str, Any]:
    return {
        "when": version.when.isoformat(),
        "who": version.who,
        "why": version.why,
        "changes": [{"key": c.key, "old": c.old, "new": c.new} for c in version.changes],
    }


@app.command()
def targets(
    client: ClientName,
    growth: Annotated[
        float, typer.Option(help="The wanted change for the better, in per cent: 10.")
    ],
    from_: Annotated[
        str,
        typer.Option(
            "--from", help="The first month; the next one if left out.", show_default=False
        ),
    ] = "",
    count: Annotated[int, typer.Option("--months", min=1, max=24, help="How many months.")] = 6,
    season: Annotated[
        str,
        typer.Option(
            help="Twelve factors, January to December, where there is no year of data: 0.9,0.9,...",
            show_default=False,
        ),
    ] = "",
    write: Annotated[
        bool, typer.Option("--write", help="Put them into the plan, where it has none.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="With --write: also in place of typed targets.")
    ] = False,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Propose targets from the client's own history.

    `kpicells targets "Nordlys Coffee" --growth 10`

    `kpicells targets "Nordlys Coffee" --growth 10 --months 12 --write`

    The baseline is the median of the last three complete months; the season is the client's own
    from twelve complete months on. Without history nothing is proposed.
    """
    from kpicells.sheets_sync.plan import read_plan
    from kpicells.sheets_sync.plan.history import PlanHistory
    from kpicells.sheets_sync.plan.targets import parse_season, propose_targets
    from kpicells.sheets_sync.plan.writing import with_targets, write_plan
    from kpicells.sheets_sync.refresh.past import all_known, past_months
    from kpicells.sheets_sync.whoami import person

    try:
        factors = parse_season(season) if season else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--season") from None
    first = month_of(from_, "--from")
    with opened(workspace) as found:
        lang = found.settings.lang
        texts = words(lang)
        path = found.known_folder(client) / "plan.toml"
        read = read_plan(path)
        past = past_months(read, all_known(found, read))
        known = [month.month for months in past.values() for month in months]
        first = first or month_after(max(known, default=date.today()))
        months = months_from(first, count)
        proposed = [
            propose_targets(row, past[row.key], months, growth / 100, factors) for row in read.kpis
        ]
        if write:
            wanted = {one.key: one.targets for one in proposed}
            text = with_targets(path.read_text("utf-8-sig"), read, wanted, replace=replace)
            write_plan(path, text)
            read_plan(path)
            reason = texts("targets-reason", growth=f"{growth:g}")
            PlanHistory(path.parent).record(person(), reason)
    if as_json:
        print_json(
            {"client": read.client, "written": write, "kpis": [_as_json(p) for p in proposed]}
        )
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("KPI")
    table.add_column(texts("targets-baseline"), justify="right")
    for month in months:
        table.add_column(f"{month:%Y-%m}", justify="right")
    for row, one in zip(read.kpis, proposed, strict=True):
        cells = [_text(one.targets.get(month)) for month in months]
        table.add_row(escape(row.label(lang)), _text(one.baseline), *cells)
    out.print(table)
    for row, one in zip(read.kpis, proposed, strict=True):
        note(f"  {row.label(lang)}: {_basis(one, is_rate=row.kpi is not None, texts=texts)}")
    if write:
        say(escape(texts("targets-written", path=str(path))))


def _basis(one: ProposedTargets, *, is_rate: bool, texts: Words) -> str:
    if one.baseline is None:
        return texts("targets-none")
    return texts(
        "targets-basis",
        first=f"{one.from_months[0]:%m.%Y}",
        last=f"{one.from_months[-1]:%m.%Y}",
        season="rate" if is_rate else one.season,
    )


def _as_json(one: ProposedTargets) -> dict[str, Any]:
    return {
        "key": one.key,
        "baseline": one.baseline,
        "from_months": [f"{month:%Y-%m}" for month in one.from_months],
        "season": one.season,
        "targets": {f"{month:%Y-%m}": value for month, value in one.targets.items()},
    }


def _text(value: float | None) -> str:
    if value is None:
        return "—"
    return (
        f"{value:,.4f}".rstrip("0").rstrip(".")
        if abs(value) < 1
        else f"{value:,.2f}".rstrip("0").rstrip(".")
    )
