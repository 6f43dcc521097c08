"""``kpicells sources``: which exports it knows."""

from __future__ import annotations

from rich.table import Table as RichTable

from kpicells.sheets_sync.cli.app import AsJson, app, out, print_json


@app.command()
def sources(as_json: AsJson = False) -> None:
    """List the exports that kpicells knows, their versions and languages."""
    from kpicells.sheets_sync.sources import KNOWN

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
                    for kind in KNOWN
                ],
                "formats": ["csv", "tsv", "txt", "xlsx", "xls", "zip"],
            }
        )
        return
    table = RichTable(box=None, header_style="bold", pad_edge=False)
    table.add_column("source", no_wrap=True)
    table.add_column("export")
    table.add_column("column names in", no_wrap=True)
    for kind in KNOWN:
        table.add_row(kind.id, kind.en, ", ".join(kind.languages))
    out.print(table)
    out.print("\nAny other CSV or XLSX can be imported with a mapping file (--mapping).")
