"""Brings the side bar's modules into one script, since Apps Script serves single pages.

The pages are those of the Excel pane; modules of ``web/`` here stand in the place of those of the
same name there: what asks Office there asks Google here. Imports and exports are written one way
in this project, on lines of their own, and nothing else of modules is understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from posixpath import dirname, join, normpath

from kpicells.formulas.errors import KpicellsError

_OVERLAY, _BASE = "kpicells.addin.google", "kpicells.addin.excel"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|async function|class) (\w+))", re.MULTILINE)
_NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*|.*\bimport\.meta\b.*", re.MULTILINE)
_COMMENTS = re.compile(
    r"""^\s*//[^\n]*\n           # a line
      | ^\s*/\*\*.*?\*/\n        # a block
      | \s*/\*\*\ [^\n]*?\ \*/  # a type within a line
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""Apps Script is known to take // inside of a template for a comment, so none is left."""


class NotBundled(KpicellsError):
    """A module uses more of JavaScript's modules than this brings together."""


def bundle(entry: str, generated: Mapping[str, str]) -> str:
    """A module and all that it imports, as one script.

    Args:
        entry: The module's path: ``pane/main.js``.
        generated: Modules that are made and not written, by path.

    Raises:
        NotBundled: A module cannot be brought in.
    """
    found: dict[str, str] = {}
    _bring_in(entry, generated, found, ())
    return "\n".join(found.values())


def without_comments(script: str) -> str:
    r"""A script without the comments that stand before something.

    >>> without_comments("// Adds.\nfunction add(a) {}\n")
    'function add(a) {}\n'
    """
    return _COMMENTS.sub("", script)


def style() -> str:
    """The style sheet of the pages."""
    sheets = ((_BASE, "pane.css"), (_OVERLAY, "side_bar.css"))
    return "\n".join((files(p) / "web" / n).read_text(encoding="utf-8") for p, n in sheets)


def _bring_in(
    path: str, generated: Mapping[str, str], found: dict[str, str], waiting: tuple[str, ...]
) -> None:
    """Add a module after those that it imports."""
    if path in waiting:
        raise NotBundled(f"{' -> '.join((*waiting, path))}: modules import each other in a circle")
    text = without_comments(_source(path, generated) + "\n")
    lines = []
    for names, target in _IMPORT.findall(text):
        other = normpath(join(dirname(path), target))
        if other not in found:
            _bring_in(other, generated, found, (*waiting, path))
        lines.append(f"const {{{names.replace(' as ', ': ')}}} = {_variable(other)};")
    exports = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    if strange := _NOT_UNDERSTOOD.search(body):
        raise NotBundled(f"{path}: {strange[0].strip()}")
    inner = "\n".join((*lines, body.strip(), f"return {{ {', '.join(exports)} }};"))
    if waiting:
        found[path] = f"const {_variable(path)} = (() => {{\n{inner}\n}})();"
    else:
        found[path] = f"(async () => {{\n{inner}\n}})();"


def _source(path: str, generated: Mapping[str, str]) -> str:
    if path in generated:
        return generated[path]
    for package in (_OVERLAY, _BASE):
        place: Traversable = files(package) / "web"
        for part in path.split("/"):
            place /= part
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise NotBundled(f"there is no module {path}")


def _variable(path: str) -> str:
    return "m_" + re.sub(r"\W", "_", path.removesuffix(".js"))
