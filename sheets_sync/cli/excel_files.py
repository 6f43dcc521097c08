"""``kpicells excel lambdas`` and ``portable``: workbooks whose formulas need no add-in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, note, print_json, say
from kpicells.sheets_sync.cli.excel import excel
from kpicells.sheets_sync.cli.named_kpi import named_kpi, refuse
from kpicells.sheets_sync.cli.starting import Lang, check_lang
from kpicells.sheets_sync.cli.words import words

WorkbookFile = Annotated[
    Path,
    typer.Argument(metavar="FILE.xlsx", help="The workbook, .xlsx or .xlsm.", dir_okay=False),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="OTHER.xlsx",
        help="Write another file and leave this one as it is.",
        dir_okay=False,
        show_default=False,
    ),
]


@excel.command()
def lambdas(
    file: WorkbookFile,
    kpi: Annotated[
        list[str] | None,
        typer.Option("--kpi", metavar="ID", help="Only this KPI (repeat it).", show_default=False),
    ] = None,
    out: Out = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite names of the same name that are not ours.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take our names away again; yours stay.")
    ] = False,
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Put every KPI into a workbook as a function, with LAMBDA: no add-in is needed.

    `kpicells excel lambdas report.xlsx`

    `kpicells excel lambdas report.xlsx --kpi CTR --kpi CPL --lang ru`

    Then `=KPI_CTR(B2,C2)` works in this workbook, in Excel 2024, Microsoft 365 and on the web, and
    `=KPI_TOTAL("CTR",B2:B13,C2:C13)` is the total over rows. Nothing else in the file changes.
    A second run brings the functions up to date.
    """
    from kpicells.addin.excel.lambdas import pack
    from kpicells.formulas import catalog
    from kpicells.sheets_sync.hosts.xlsx_names import add_functions, remove_functions

    check_lang(lang)
    if remove and (kpi or replace):
        refuse("--remove takes all of our names away; it goes with neither --kpi nor --replace")
    to = out or file
    if remove:
        changed = remove_functions(file, to)
    else:
        kpis = [named_kpi(kpi_id) for kpi_id in kpi] if kpi else list(catalog.values())
        changed = add_functions(file, pack(kpis, lang), to, replace=replace)
    if as_json:
        print_json(
            {
                "file": str(to),
                "added": changed.added,
                "updated": changed.updated,
                "unchanged": changed.unchanged,
                "removed": changed.removed,
                "left_out": changed.left_out,
            }
        )
        return
    text = words(lang)
    if remove:
        say(text("lambdas-removed", file=str(to), count=len(changed.removed)))
        return
    counts = {
        "added": len(changed.added),
        "updated": len(changed.updated),
        "unchanged": len(changed.unchanged),
    }
    say(text("lambdas-done", file=str(to), **counts))
    if changed.left_out:
        say(text("lambdas-left-out", names=", ".join(changed.left_out)))
    if changed.anything:
        say(text("lambdas-try"), style="dim")


@excel.command()
def portable(
    file: WorkbookFile,
    out: Out = None,
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Replace the KPI functions of a workbook by formulas that need no add-in.

    `kpicells excel portable report.xlsx`

    `kpicells excel portable report.xlsx --out "for the client.xlsx"`

    Whoever opens it sees live numbers, in any version of Excel, in LibreOffice, on a phone. The
    workbook as it was is kept beside it, unless --out is given. What cannot be replaced is told
    with its cell and stays as it was.
    """
    from kpicells.addin.reasons import in_russian
    from kpicells.formulas import catalog
    from kpicells.sheets_sync.hosts.xlsx_formulas import make_portable

    check_lang(lang)
    done = make_portable(file, catalog.__getitem__, out)
    to = out or file
    if as_json:
        print_json(
            {
                "file": str(to),
                "replaced": [{"sheet": sheet, "cell": cell} for sheet, cell in done.cells],
                "elsewhere": list(map(str, done.elsewhere)),
                "left": [{"where": str(where), "reason": reason} for where, reason in done.left],
                "not_computed": done.not_computed,
                "before": None if done.before is None else str(done.before),
            }
        )
        return
    text = words(lang)
    say(text("portable-done", file=str(to), count=len(done.cells), others=len(done.elsewhere)))
    if done.before is not None:
        say(text("portable-kept", file=str(done.before)), style="dim")
    if done.not_computed:
        note(text("portable-not-computed", count=done.not_computed))
    for where, reason in done.left:
        place = text(f"portable-where-{where.kind}", name=where.name)
        said = in_russian(reason) if lang == "ru" else reason
        note(text("portable-left", where=place, reason=said))
