"""What came of a refresh, of one client and of many, shown to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import note, out, say
from kpicells.templates.layout import cell_text

if TYPE_CHECKING:
    from kpicells.sheets_sync.refresh.contents import Content
    from kpicells.sheets_sync.refresh.diff import Kept
    from kpicells.sheets_sync.refresh.fleet import Answer
    from kpicells.sheets_sync.refresh.outcome import Outcome
    from kpicells.templates.words import Words

_SHOWN = 200
_COUNTED = ("changed", "kept", "notes")


def show(outcome: Outcome, words: Words) -> None:
    """What changed, what was kept because people changed it, and what is worth knowing."""
    calls = words("refresh-calls", count=outcome.api_calls) if outcome.api_calls else ""
    said = f"{escape(outcome.target)}: {escape(_result(outcome, words) + calls)}"
    say(f"[bold]{escape(outcome.client)}[/]  {said}")
    if outcome.dry_run and not outcome.created and outcome.changed:
        _show_changes(outcome, words)
    for kept in outcome.kept:
        note(f"  {_kept(kept, words)}")
    for warning in outcome.warnings:
        note(f"  {words('refresh-note', said=warning)}")


def _result(outcome: Outcome, words: Words) -> str:
    if outcome.created:
        return words("refresh-would-make" if outcome.dry_run else "refresh-made")
    if not outcome.changed:
        return words("refresh-nothing")
    count = len(outcome.changed)
    key = "refresh-would-change" if outcome.dry_run else "refresh-changed"
    return words(key, count=count, shown=f"{count:,}")


def _kept(kept: Kept, words: Words) -> str:
    sheet, row, column = kept.place
    return words(
        "refresh-kept",
        cell=f"{sheet}!{cell_text(row, column)}",
        found=repr(_text(kept.found)),
        ours=repr(_text(kept.ours)),
    )


def show_fleet(answers: Sequence[Answer], words: Words) -> None:
    """A table of what changed, what failed and why."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("client", *_COUNTED, "result"):
        table.add_column(words(f"fleet-{name}"), justify="right" if name in _COUNTED else "left")
    for answer in sorted(answers, key=lambda one: (not one.error, one.client)):
        table.add_row(escape(answer.client), *map(escape, _line(answer, words)))
    out.print(table)
    failed = sum(bool(answer.error) for answer in answers)
    say(words("fleet-count", clients=f"{len(answers):,}", failed=f"{failed:,}"))


def _line(answer: Answer, words: Words) -> tuple[str, ...]:
    outcome = answer.outcome
    if outcome is None:
        before = answer.by_run_before
        said = words("fleet-before") if before else words("fleet-failed")
        return ("", "", "", said)
    counts = (len(outcome.changed), len(outcome.kept), len(outcome.warnings))
    done, would = ("made", "would-make") if outcome.created else ("refreshed", "would-refresh")
    result = (would if outcome.dry_run else done) if outcome.changed else "same"
    return (*(f"{count:,}" if count else "" for count in counts), words(f"fleet-{result}"))


def _show_changes(outcome: Outcome, words: Words) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("sheet", "cell", "old", "new"):
        whole = name in ("sheet", "cell")
        table.add_column(words(f"refresh-column-{name}"), overflow="ellipsis", no_wrap=whole)
    for change in outcome.changed[:_SHOWN]:
        sheet, row, column = change.place
        texts = (sheet, cell_text(row, column), _text(change.old), _text(change.new))
        table.add_row(*map(escape, texts))
    out.print(table)
    if len(outcome.changed) > _SHOWN:
        say(words("refresh-more", count=f"{len(outcome.changed) - _SHOWN:,}"))


def _text(content: Content) -> str:
    if isinstance(content, float):
        return f"{content:.6f}".rstrip("0").rstrip(".")
    return "" if content is None else str(content)
