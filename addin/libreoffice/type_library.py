"""What LibreOffice has to know of the functions before it calls one: an interface with a method
for each, in UNO's own language of interfaces.

LibreOffice reads such a text as it is, so no tool of its development kit is needed to build the
extension, also not for an agency's own KPIs.
"""

from __future__ import annotations

from collections.abc import Iterable

from kpicells.addin.libreoffice.names import INTERFACE, TOTAL, method_name
from kpicells.formulas.kpi import Kpi

_CELLS = "sequence< sequence<any> >"


def type_library(kpis: Iterable[Kpi]) -> str:
    """The interface.

    Every argument is a range to LibreOffice, also where a person gives one cell, and every answer
    is one: so ranges are computed cell by cell, and an error stands where it belongs.

    >>> from kpicells.formulas import catalog
    >>> print(type_library([catalog["CTR"]]))
    module kpicells { module calc { interface XFunctions {
      sequence< sequence<any> > CTR([in] sequence< sequence<any> > a1, \
[in] sequence< sequence<any> > a2);
      sequence< sequence<any> > TOTAL([in] string a1, [in] sequence<any> a2);
    }; }; };
    <BLANKLINE>
    """
    *modules, interface = INTERFACE.split(".")
    opening = " ".join(f"module {name} {{" for name in modules)
    methods = [f"  {_CELLS} {method_name(kpi.id)}({_parameters(kpi)});" for kpi in kpis]
    methods.append(f"  {_CELLS} {TOTAL}([in] string a1, [in] sequence<any> a2);")
    closing = " ".join(["};"] * (len(modules) + 1))
    return "\n".join((f"{opening} interface {interface} {{", *methods, closing, ""))


def _parameters(kpi: Kpi) -> str:
    return ", ".join(f"[in] {_CELLS} a{n}" for n, _ in enumerate(kpi.parameters, 1))
