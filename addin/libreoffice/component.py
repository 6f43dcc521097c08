"""The UNO component of the extension: hands Calc's calls to Python and its answers back.

LibreOffice's own Python reads this file, whatever its version, so nothing newer than Python 3.7
stands here; what is needed beyond is told in the cells.
"""

from __future__ import annotations

import os
import sys
from typing import Any

SERVICE, INTERFACE = "KPI", "kpicells.calc.XFunctions"
_TYPES = (INTERFACE, "com.sun.star.lang.XServiceInfo", "com.sun.star.lang.XTypeProvider")
_SERVICES = (SERVICE, "com.sun.star.sheet.AddIn")
_NEEDED = (3, 11)
_TOO_OLD = "kpicells needs Python 3.11 inside LibreOffice; this one has {}.{}: see docs/libreoffice"


class Functions:
    """The object that Calc calls: a method for each function, made when it is asked for."""

    def __init__(self) -> None:
        self._answer = _answering()

    # UNO prescribes these names.
    def getTypes(self) -> Any:  # noqa: N802
        """The interfaces of the object."""
        import uno

        return tuple(map(uno.getTypeByName, _TYPES))

    def getImplementationId(self) -> Any:  # noqa: N802
        """Nothing: it is no longer used."""
        import uno

        return uno.ByteSequence(b"")

    def getImplementationName(self) -> str:  # noqa: N802
        """The name under which the extension registers it."""
        return SERVICE

    def supportsService(self, name: str) -> bool:  # noqa: N802
        """Whether it is such a service."""
        return name in _SERVICES

    def getSupportedServiceNames(self) -> Any:  # noqa: N802
        """What it is: an add-in for sheets."""
        return _SERVICES

    def __getattr__(self, name: str) -> Any:
        """The method of a function."""
        if not name.isupper():
            raise AttributeError(name)
        answer = self._answer
        if name == "TOTAL":
            return lambda kpi, ranges: answer(name, (kpi, *ranges))
        return lambda *arguments: answer(name, arguments)


def _answering() -> Any:
    if sys.version_info < _NEEDED:
        text = _TOO_OLD.format(*sys.version_info)
        return lambda name, arguments: ((text,),)
    # The loader of components sets the file's place.
    here = os.path.dirname(__file__)
    ours = os.path.join(here, "pythonpath")
    if os.path.isdir(ours):
        # Before a kpicells of another version, which this Python may have of its own.
        sys.path.insert(0, ours)
    from pathlib import Path

    from kpicells.addin.libreoffice.answering import packed

    return packed(Path(here))


def getComponentFactory(name: str, manager: Any, key: Any) -> Any:  # noqa: N802
    """What LibreOffice asks for when it makes the service."""
    import unohelper

    return unohelper.createSingleServiceFactory(lambda context: Functions(), name, _SERVICES)
