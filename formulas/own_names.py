"""What an agency may call its KPIs and their arguments: names that work in every host.

The names end up in the text of Python, JavaScript and SQL and as parameters of named functions,
so a name that is a word of one of them is refused here, with a reason, and not there.
"""

from __future__ import annotations

import re
from keyword import kwlist

from kpicells.formulas import catalog
from kpicells.formulas.errors import DefinitionError, Unprintable
from kpicells.formulas.formula_words import FUNCTIONS, WORDS
from kpicells.formulas.hosts import emit
from kpicells.formulas.hosts.python_runtime import FUNCTIONS as RUNTIME
from kpicells.formulas.kpi import Kpi

_ID = re.compile(r"[A-Z][A-Z0-9_]{0,59}")
_ARGUMENT = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LONGEST_CELL = 8192
"""Characters in a formula of Excel."""

_OURS = """
    self gives by result position kept where least greatest finite add subtract multiply divide
""".split()
_JAVASCRIPT = """
    arguments break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield await
""".split()
_SQL = """
    all analyse analyze and any array as asc asymmetric between both case cast check collate column
    constraint create default deferrable desc describe distinct do else end except false fetch for
    foreign from grant group having in initially intersect into lambda lateral leading limit not
    null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references
    returning select show some summarize symmetric table then to trailing true union unique unpivot
    using values variadic when where window with
""".split()
UNUSABLE = frozenset((*kwlist, *_JAVASCRIPT, *_SQL, *_OURS, *RUNTIME, *FUNCTIONS, *WORDS))
"""What no argument may be called, for it is a word of some host or of formulas."""


def check_own(kpi: Kpi) -> None:
    """Whether an own KPI can live in the catalogue and in every host.

    Raises:
        DefinitionError: Its id or an argument's name cannot be used, or it is too long for a cell.
    """
    check_id(kpi.id)
    for name in kpi.arguments:
        if not _ARGUMENT.fullmatch(name) or name.startswith("rows_of_"):
            raise DefinitionError(
                f"{kpi.id}: the argument {name!r} must be called by small Latin letters, digits "
                "and _, such as link_clicks"
            )
        if name in UNUSABLE:
            raise DefinitionError(
                f"{kpi.id}: no argument may be called {name!r}, which is a word of formulas, "
                f"Python, JavaScript or SQL; write {name}_count or the like"
            )
    for host in ("excel", "lambda"):
        try:
            length = len(emit(kpi, host))
        except Unprintable:
            continue
        if length > _LONGEST_CELL:
            raise DefinitionError(
                f"{kpi.id}: the formula takes {length} characters in a cell, and Excel holds "
                f"{_LONGEST_CELL}: make two KPIs of it"
            )


def check_id(kpi_id: str) -> None:
    """Whether an own KPI can have this id.

    Raises:
        DefinitionError: It cannot; the message says why.
    """
    if not _ID.fullmatch(kpi_id):
        raise DefinitionError(
            f"{kpi_id!r} cannot be the id of a KPI: write up to 60 capital Latin letters, digits "
            "and _, such as ENGAGEMENT_POINTS"
        )
    if kpi_id.startswith("KPI_") or kpi_id.endswith("_TOTAL"):
        raise DefinitionError(
            f"{kpi_id} cannot be the id of a KPI: cells put KPI_ before it themselves, and _TOTAL "
            "behind it means its total"
        )
    if kpi_id in catalog.shipped:
        raise DefinitionError(
            f"{kpi_id} is a KPI of the catalogue ({catalog.shipped[kpi_id].en}); call your own "
            f"another name, such as OWN_{kpi_id}"
        )
