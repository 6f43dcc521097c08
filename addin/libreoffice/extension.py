"""Builds the extension: one ``.oxt`` file with the functions, their help and the Python for them.

The same catalogue gives the same bytes, and nothing of LibreOffice's development kit is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import kpicells
from kpicells.addin.carried import FILE, carried
from kpicells.addin.libreoffice.function_wizard import function_wizard
from kpicells.addin.libreoffice.names import SERVICE, TOTAL, method_name
from kpicells.addin.libreoffice.type_library import type_library
from kpicells.addin.packing import modules, zipped
from kpicells.formulas import catalog
from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.kpi import Kpi

IDENTIFIER = "kpicells.libreoffice"
"""By which LibreOffice knows the extension again."""

_PACKED = {
    "kpicells": ("__init__",),
    "kpicells.addin": ("__init__", "carried"),
    "kpicells.addin.libreoffice": ("__init__", "answering", "names"),
}
_PACKED_WHOLE = ("kpicells.formulas", "kpicells.addin.calls")
_KINDS = {
    "functions.idl": "application/vnd.sun.star.uno-typelibrary;type=RDB",
    "functions.components": "application/vnd.sun.star.uno-components",
    "CalcAddIns.xcu": "application/vnd.sun.star.configuration-data",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_COMPONENTS = f"""{_HEAD}<components xmlns="http://openoffice.org/2010/uno-components">
<component loader="com.sun.star.loader.Python" uri="component.py">
<implementation name="{SERVICE}"><service name="{SERVICE}"/>\
<service name="com.sun.star.sheet.AddIn"/></implementation>
</component>
</components>
"""
_DESCRIPTION = f"""{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006" \
xmlns:l="http://libreoffice.org/extensions/description/2011">
<identifier value="{IDENTIFIER}"/>
<version value="{{version}}"/>
<dependencies>\
<l:LibreOffice-minimal-version value="7.4" l:name="LibreOffice 7.4"/></dependencies>
<display-name><name lang="en">KPI functions (kpicells)</name>\
<name lang="ru">Функции показателей (kpicells)</name></display-name>
</description>
"""


def extension() -> bytes:
    """The ``.oxt`` file of the catalogue in use: a workspace's own KPIs are in it too.

    Raises:
        DefinitionError: Two KPIs cannot be told apart by LibreOffice.
    """
    kpis = list(catalog.values())
    _check_methods(kpis)
    made = {
        "functions.idl": type_library(kpis).encode(),
        "functions.components": _COMPONENTS.encode(),
        "CalcAddIns.xcu": function_wizard(kpis).encode(),
        "component.py": (files("kpicells.addin.libreoffice") / "component.py").read_bytes(),
        "description.xml": _DESCRIPTION.format(version=kpicells.__version__).encode(),
        "META-INF/manifest.xml": _manifest().encode(),
        **{f"pythonpath/{name}": content for name, content in modules(_PACKED, _PACKED_WHOLE)},
    }
    if own := carried():
        made[FILE] = own
    return zipped(made)


def _check_methods(kpis: Sequence[Kpi]) -> None:
    seen = {TOTAL: TOTAL}
    for kpi in kpis:
        other = seen.setdefault(method_name(kpi.id), kpi.id)
        if other != kpi.id:
            raise DefinitionError(
                f"LibreOffice cannot tell {kpi.id} and {other} apart: call your own KPI otherwise"
            )


def _manifest() -> str:
    entries = "\n".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in _KINDS.items()
    )
    namespace = 'xmlns:manifest="http://openoffice.org/2001/manifest"'
    return f"{_HEAD}<manifest:manifest {namespace}>\n{entries}\n</manifest:manifest>\n"
