"""The refresh of one client: plan, facts, layout, comparison, and the workbook written."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.errors import DamagedWorkbook
from kpicells.sheets_sync.facts.rollup import Rollup, roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.months import month_before, month_end
from kpicells.sheets_sync.plan import Plan, read_plan
from kpicells.sheets_sync.plan.advice import advice
from kpicells.sheets_sync.plan.decisions import Decided, DecisionHistory
from kpicells.sheets_sync.plan.history import PlanHistory
from kpicells.sheets_sync.quality.findings import Finding
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.refresh.comparing import LOG, Edits, Target, compare
from kpicells.sheets_sync.refresh.comparing import Plan as Comparison
from kpicells.sheets_sync.refresh.deciding import typed_decisions
from kpicells.sheets_sync.refresh.evidence import judge, sentences
from kpicells.sheets_sync.refresh.history import History
from kpicells.sheets_sync.refresh.notes import Notes, notes_of
from kpicells.sheets_sync.refresh.noticing import findings_of, noticed, with_findings
from kpicells.sheets_sync.refresh.outcome import Outcome
from kpicells.sheets_sync.refresh.places import Connect, no_connection, open_place
from kpicells.sheets_sync.refresh.remaking import Carried, carry_over
from kpicells.sheets_sync.refresh.standings import with_typed
from kpicells.sheets_sync.refresh.xlsx import FileTarget
from kpicells.sheets_sync.whoami import person
from kpicells.sheets_sync.workspace import Workspace, client_name
from kpicells.templates.build import build
from kpicells.templates.content import Content, Decision, LogLine
from kpicells.templates.notices import Notices, log_made, log_refreshed, log_remade
from kpicells.templates.words import Words

PLAN = "plan.toml"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a client is to be refreshed.

    Attributes:
        to: The workbook's file, or a Google Sheet's address; the client's own if left out.
        dry_run: Only find out what would change.
        take_back: Also overwrite cells that people changed.
        remake: Make the workbook anew, and carry over what people typed.
    """

    to: str | Path | None = None
    dry_run: bool = False
    take_back: bool = False
    remake: bool = False


def workbook_of(workspace: Workspace, client: str) -> Path:
    """Where a client's own workbook lies."""
    return workspace.client_folder(client) / f"{client_name(client)}.xlsx"


def place_of(workspace: Workspace, client: str, plan: Plan) -> str | Path:
    """A client's own workbook: the Google Sheet that the plan names, or else a file."""
    return plan.sheet or workbook_of(workspace, client)


def refresh(
    workspace: Workspace,
    client: str,
    wish: Wish | None = None,
    *,
    now: datetime | None = None,
    tell: Callable[[str], None] = lambda _: None,
    connect: Connect = no_connection,
) -> Outcome:
    """Refresh one client's workbook; it is made if it is not there.

    Args:
        workspace: The agency's workspace.
        client: The client.
        wish: How it is to be done.
        now: The moment that the log shows; the present one if left out.
        tell: Is told what is being done.
        connect: The way to Google, where the workbook is a Google Sheet.

    Raises:
        PlanError: The plan is missing or wrong.
        InputError: Plan and facts do not fit together, or the target is no file of a workbook.
        StoreError: The facts cannot be read, or no backup can be written.
        TargetError: The workbook cannot be read or written.
    """
    wish = wish or Wish()
    now = now or datetime.now()
    folder = workspace.known_folder(client)
    plan = read_plan(folder / PLAN)
    if not wish.dry_run:
        PlanHistory(folder).record(person(), now=now)
    tell("rolling up the facts")
    rollup = rolled_up(workspace, plan, client_name(client))
    words = Words(plan.lang)
    nothing = [] if rollup.through else [Notices(words).nothing(plan.client)]
    tell("reading the workbook")
    target = _opened(wish.to or place_of(workspace, client, plan), connect, History(folder))
    content = assemble(
        plan,
        rollup,
        now.date(),
        agency=workspace.settings.agency,
        frame=None if wish.remake else target.frame,
    )
    wrong = findings_of(workspace, client_name(client))
    content = replace(content, notices=(*noticed(wrong, plan, rollup), *content.notices))
    counting = with_typed(content, target)
    decisions = DecisionHistory(folder)
    decided, new = decisions.with_new(typed_decisions(target, content, now.date()))
    content = replace(
        content,
        findings=sentences(judge(workspace, plan, counting), counting),
        decisions=tuple(map(_as_shown, decided)),
    )
    if not wish.dry_run:
        decisions.add(new)
    if target.book is not None and wish.remake:
        return _remake(target, content, wish, History(folder), now, tell, wrong)
    rows = len(content.data) + len(content.month_rows)
    first_line = with_findings(log_made(words, rows, sorted(content.as_of)), wrong, plan.lang)
    made = LogLine(now, first_line, person())
    content = replace(content, log=(made,)) if target.book is None else content
    tell("comparing")
    compared = compare(target, build(content), take_back=wish.take_back)
    outcome = Outcome(
        client=plan.client,
        target=target.where,
        created=target.book is None,
        changed=compared.changes,
        kept=compared.kept,
        warnings=[*nothing, *content.notices, *compared.warnings, *advice(plan)],
        dry_run=wish.dry_run,
    )
    outcome.api_calls = target.calls
    if wish.dry_run or not compared.changes:
        return outcome
    tell("writing")
    history = History(folder)
    if isinstance(target, FileTarget) and target.book is not None:
        outcome.backup = str(history.back_up(target.path, now))

    def keep(edits: Edits) -> None:
        if not isinstance(target, FileTarget):
            outcome.backup = str(history.keep_edits(target.where, edits, now))

    said = log_refreshed(words, len(compared.changes), len(compared.kept))
    said = with_findings(said, wrong, plan.lang, _log_of(target))
    outcome.warnings += target.apply(compared, LogLine(now, said, person()), keep)
    outcome.api_calls = target.calls
    _write_down(history, outcome, now)
    return outcome


def _opened(place: str | Path, connect: Connect, history: History) -> Target:
    try:
        return open_place(place, connect)
    except DamagedWorkbook as error:
        if not history.has_backup(Path(place)):
            raise
        hint = "`kpicells undo` brings back the state before the last refresh"
        raise DamagedWorkbook(f"{error}; {hint}") from None


def _as_shown(one: Decided) -> Decision:
    return Decision(one.day, one.kpi, one.finding, one.decision, one.note, one.who)


def at_once(workspace: Workspace, clients: Sequence[str], accounts: Sized) -> int:
    """How many clients are refreshed at the same time: several where they wait for Google."""
    for client in clients:
        with suppress(KpicellsError):
            if read_plan(workspace.client_folder(client) / PLAN).sheet:
                return min(4 * len(accounts), 16)
    return 1


def rolled_up(workspace: Workspace, plan: Plan, client: str) -> Rollup:
    """A client's facts in the months of the plan, and in the month before.

    Raises:
        StoreError: The facts cannot be read.
    """
    if not workspace.facts.exists():
        return Rollup()
    first, last = month_before(plan.months[0]), month_end(plan.months[-1])
    with Store(workspace.facts, read_only=True) as store:
        return roll_up(store, client, first, last, plan.currency)


def _remake(
    target: Target,
    content: Content,
    wish: Wish,
    history: History,
    now: datetime,
    tell: Callable[[str], None],
    wrong: Sequence[Finding],
) -> Outcome:
    """Make the workbook anew; the old one becomes a backup."""
    layout = build(content)
    carried = Carried() if wish.take_back else carry_over(target, layout)
    notes = notes_of(target.book, target.record, layout) if target.book else Notes()
    words = Words(content.lang)
    before = _log_of(target)
    text = with_findings(log_remade(words, len(carried.typed)), wrong, content.lang, before)
    said = LogLine(now, text, person())
    layout = build(replace(content, log=(*before, said)))
    warnings = list(content.notices)
    if carried.left:
        warnings.append(
            f"sheets of your own stay in the backup and were not copied: {', '.join(carried.left)}"
        )
    if notes.left:
        warnings.append(
            f"cells of your own without a place stay in the backup: {', '.join(notes.left)}"
        )
    outcome = Outcome(
        client=content.client,
        target=target.where,
        created=True,
        changed=Comparison(Target(where=target.where), layout).changes,
        kept=list(carried.typed),
        warnings=warnings,
        dry_run=wish.dry_run,
    )
    if wish.dry_run:
        return outcome
    tell("writing")
    if isinstance(target, FileTarget):
        outcome.backup = str(history.back_up(target.path, now))
    target.create(layout, (*carried.typed, *notes.moved))
    outcome.api_calls = target.calls
    _write_down(history, outcome, now)
    return outcome


def _log_of(target: Target) -> list[LogLine]:
    """The lines of an old workbook's log, below its header."""
    lines = []
    for when, what, who in target.record.get(LOG, [])[1:]:
        if isinstance(when, float):
            moment = datetime(1899, 12, 30) + timedelta(days=when)
            lines.append(LogLine(moment, str(what or ""), str(who or "")))
    return lines


def _write_down(history: History, outcome: Outcome, now: datetime) -> None:
    history.write_down(
        when=now.isoformat(timespec="seconds"),
        who=person(),
        target=outcome.target,
        created=outcome.created,
        changed=len(outcome.changed),
        kept=len(outcome.kept),
        backup=outcome.backup,
    )
