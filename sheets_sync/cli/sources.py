"""``kpicells sources``: which exports it knows."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table as RichTable

from kpicells.sheets_sync.cli.app import AsJson, Workspace, app, out, print_json
from kpicells.sheets_sync.cli.language import spoken

_WIDE = 110
"""Columns of a terminal from which there is room to tell where a format was seen."""


@app.command()
def sources(as_json: AsJson = False, workspace: Workspace = Path(".")) -> None:
    """List the exports that kpicells knows, their versions and languages.

    A workspace may add names and exports of its own: sources/*.toml in its folder.
    """
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.sources import known_in

    known = known_in(workspace)
    if as_json:
        print_json(
            {
                "sources": [
                    {
                        "id": kind.id,
                        "source": kind.source,
                        "report": kind.report,
                        "names": {"en": kind.en, "ru": kind.ru},
                        "grain": kind.grain.value,
                        "languages": [
                            {"language": wording.language, "seen": wording.seen}
                            for wording in kind.wordings
                        ],
                        "metrics": list(kind.metrics),
                        "versions": [
                            {"since": version.since, "change": version.change}
                            for version in kind.versions
                        ],
                    }
                    for kind in known
                ],
                "formats": ["csv", "tsv", "txt", "xlsx", "xls", "json", "zip"],
            }
        )
        return
    table = RichTable(box=None, header_style="bold", pad_edge=False)
    lang = spoken([])
    text = words(lang)
    table.add_column(text("sources-source"), no_wrap=True)
    table.add_column(text("sources-export"))
    table.add_column(text("sources-languages"), no_wrap=True)
    wide = out.width >= _WIDE
    if wide:
        table.add_column(text("sources-seen"))
    for kind in known:
        seen = dict.fromkeys(wording.seen for wording in kind.wordings)
        languages = ", ".join("API" if lang == "api" else lang for lang in kind.languages)
        table.add_row(
            kind.id,
            kind.ru if lang == "ru" else kind.en,
            languages,
            *(["; ".join(seen)] if wide else []),
        )
    out.print(table)
    out.print("\n" + text("sources-other"))
