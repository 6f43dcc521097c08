"""``kpicells utm``: tags of links checked, and campaigns followed from reach to revenue."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import AsJson, Workspace, app, out, print_json, say

if TYPE_CHECKING:
    from kpicells.sheets_sync.joining.checking import Checked, Finding
    from kpicells.templates.words import Words

utm = typer.Typer(
    help="Check the tags of links; follow campaigns from reach to revenue.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(utm, name="utm")

_SHOWN = 100


class Language(StrEnum):
    """A language of the texts."""

    EN = "en"
    RU = "ru"


Lang = Annotated[
    Language | None,
    typer.Option(help="By default that of the workspace.", show_default=False),
]


def language(lang: Language | None, workspace: Path) -> str:
    """The language that is asked for, or that of the workspace."""
    from kpicells.sheets_sync.workspace import Workspace as Places

    if lang is not None:
        return lang.value
    found = Places.find(workspace)
    return found.settings.lang if found else Language.EN.value


@utm.command()
def check(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL",
            help="A table, a text or a saved web page with links; or one link itself.",
        ),
    ],
    site: Annotated[
        str,
        typer.Option(
            help="The site on which these links stand; tags on links to itself are told.",
            show_default=False,
        ),
    ] = "",
    lang: Lang = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Find broken tags; nothing is changed and nothing is fetched.

    `kpicells utm check links.xlsx`

    `kpicells utm check "https://example.com/?umt_source=vk&utm_medium=cpc"`

    `kpicells utm check page.html --site example.com`

    Addresses are found in any cell of a table, and tags in columns such as utm_source of a CRM's
    export. What was probably meant is proposed, never applied. The workspace's utm.toml is heeded.
    """
    from kpicells.sheets_sync.joining.checking import check_tags, utm_words
    from kpicells.sheets_sync.joining.links import Found, links_of
    from kpicells.sheets_sync.joining.table import read_utm_table

    table = read_utm_table(workspace)
    spoken = language(lang, workspace)
    is_address = "://" in file or (not Path(file).exists() and "?" in file)
    links = [Found(0, address=file)] if is_address else links_of(Path(file))
    checked = check_tags(links, table, site)
    if as_json:
        print_json(checked.to_json(file if is_address else Path(file).name, spoken))
    else:
        _show(checked, utm_words(spoken), is_address)


def _show(checked: Checked, words: Words, is_address: bool) -> None:
    if not checked.links or (is_address and not checked.tagged and not checked.findings):
        say(words("utm-untagged-address" if is_address else "utm-no-links"))
        return
    if not is_address:
        counts = {"tagged": checked.tagged, "broken": checked.broken}
        say(words("utm-checked", links=checked.links, **counts), "bold")
    if not checked.findings:
        say(words("utm-all-right"))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("where", "what", "do"):
        table.add_column(words(f"utm-column-{name}"), overflow="fold")
    for one in checked.findings[:_SHOWN]:
        what, do = one.told(words)
        if one.times > 1:
            what += " " + words("utm-times", times=one.times)
        table.add_row(*map(escape, (_where(one, words), what, do)))
    out.print(table)
    more = len(checked.findings) - _SHOWN + checked.left_out
    if more > 0:
        say(words("utm-more", count=more))


def _where(one: Finding, words: Words) -> str:
    if not one.found.row:
        return words("utm-line")
    place = words("utm-row", row=one.found.row)
    return f"{one.found.sheet}, {place}" if one.found.sheet else place
