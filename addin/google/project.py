"""The files of the Apps Script project, all of them made from the catalogue and ``script/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, NamedTuple

import kpicells
from kpicells.addin.google.checking import checks
from kpicells.addin.google.functions import (
    FROM_WORKSPACE,
    PREFIX,
    TEXTS,
    formulas_script,
    functions_script,
)
from kpicells.addin.google.manifest import checked_address, manifest
from kpicells.addin.google.side_bar import LANGUAGES, script_page, style_page
from kpicells.addin.plain_texts import plain_texts

Kind = Literal["SERVER_JS", "HTML", "JSON"]
"""Kinds of files, as the Apps Script API calls them."""

MADE = "Made by kpicells"
"""Stands in the first line of every file of ours but the manifest."""
_ENDINGS: dict[Kind, str] = {"SERVER_JS": ".js", "HTML": ".html", "JSON": ".json"}


class ProjectFile(NamedTuple):
    """One file of the project.

    Attributes:
        name: Its name without an ending, as Apps Script has it.
        type: What kind of file it is.
        source: Its text.
    """

    name: str
    type: Kind
    source: str

    @property
    def file_name(self) -> str:
        """Its name on a disk.

        >>> ProjectFile("appsscript", "JSON", "{}").file_name
        'appsscript.json'
        """
        return self.name + _ENDINGS[self.type]


def project(lang: str, server: str | None = None, *, as_addon: bool = False) -> list[ProjectFile]:
    """Every file of the project.

    Args:
        lang: ``en`` or ``ru``: the language of the functions' help and of what cells say. The
            menu and the side bar follow their reader.
        server: The agency's server, so that nobody has to enter its address.
        as_addon: Whether it will be published as an add-on, and not live in one spreadsheet.

    Raises:
        NotSecure: The server's address does not begin with ``https://``.
    """
    scripts = list(_scripts())
    made = [
        ProjectFile("appsscript", "JSON", json.dumps(manifest(server), indent=2) + "\n"),
        ProjectFile("Functions", "SERVER_JS", functions_script(lang)),
        ProjectFile("Formulas", "SERVER_JS", formulas_script(lang)),
        ProjectFile("Texts", "SERVER_JS", _texts_script(lang, server, as_addon)),
        *scripts,
        ProjectFile("SideBarPage", "HTML", _side_bar()),
        ProjectFile("SideBarStyle", "HTML", style_page()),
        ProjectFile("SideBarScript", "HTML", script_page({s.name: s.source for s in scripts})),
    ]
    return [_marked(file) for file in made]


def _marked(file: ProjectFile) -> ProjectFile:
    """The file, with a first line by which a later push knows it."""
    told = f"{MADE} {kpicells.__version__}; what is changed here is lost at the next push"
    line = {"SERVER_JS": f"// {told}.\n", "HTML": f"<!-- {told}. -->\n", "JSON": ""}[file.type]
    return file._replace(source=line + file.source)


def _side_bar() -> str:
    page = files("kpicells.addin.google") / "web" / "SideBar.html"
    return page.read_text(encoding="utf-8")


def _scripts() -> Iterator[ProjectFile]:
    """The scripts that are written by hand."""
    folder = files("kpicells.addin.google") / "script"
    for script in sorted(folder.iterdir(), key=lambda one: one.name):
        if script.name.endswith(".js"):
            yield ProjectFile(
                script.name.removesuffix(".js"), "SERVER_JS", script.read_text(encoding="utf-8")
            )


def _texts_script(lang: str, server: str | None, as_addon: bool) -> str:
    constants = {
        "LANGUAGE_": ("string", lang),
        "VERSION_": ("string", kpicells.__version__),
        "OWN_SERVER_": ("string", checked_address(server) if server else ""),
        "IS_ADDON_": ("boolean", as_addon),
        "ASKING_": ("string[]", [f"{PREFIX}{name}" for name in (*FROM_WORKSPACE, "OWN")]),
        "CHECKS_": ("[string, any][]", checks()),
        "TEXTS_": (
            "Record<string, Record<string, string>>",
            {language: plain_texts(TEXTS, language) for language in LANGUAGES},
        ),
    }
    lines = [
        f"/** @type {{{kind}}} */\nconst {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, (kind, value) in constants.items()
    ]
    return "\n".join(("// Generated.", *lines, ""))
