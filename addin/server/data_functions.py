"""``DATA``, ``TARGET`` and ``STATUS``: what cells ask of a client's numbers and plan.

``=KPI.DATA("client";"reach";"2026-10")``
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeGuard

from kpicells.addin.calls import Function
from kpicells.addin.calls.function import Argument
from kpicells.addin.server.ports import Grant, Workspace
from kpicells.formulas.errors import CellError, NotANumber

NAMES = frozenset({"DATA", "TARGET", "STATUS"})

_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 61, 2_958_465  # from March 1900, since when spreadsheets agree, to 9999
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?|(\d{1,2})[./](\d{4})")


class NotAvailable(CellError):
    """There is no such number for this asker: ``#N/A``."""


def data_functions(workspace: Workspace | None, grant: Grant | None) -> Mapping[str, Function]:
    """The functions as one asker may use them.

    Args:
        workspace: The workspace that is asked, if there is one.
        grant: What the asker's key allows; None without a key.
    """

    def opened(client: str) -> Workspace:
        if workspace is None:
            raise NotAvailable("this server has no workspace; start it with --workspace")
        if grant is None:
            raise NotAvailable("a client's data need an access key: `kpicells keys new` makes one")
        check_grant(grant, client)
        return workspace

    def data(client: object, what: object, month: object = None, source: object = None) -> float:
        name, asked = as_name("client", client), as_name("metric", what)
        when, of = as_month(month), as_name("source", source, may_be_blank=True)
        return opened(name).data(name, asked, when, of or None)

    def target(client: object, what: object, month: object = None) -> float:
        name, asked, when = as_name("client", client), as_name("kpi", what), as_month(month)
        return opened(name).target(name, asked, when)

    def status(client: object, what: object, month: object = None) -> str:
        name, asked, when = as_name("client", client), as_name("kpi", what), as_month(month)
        return opened(name).status(name, asked, when)

    return {
        "DATA": _function("DATA", data, "client", "metric", "month", "source", optional=2),
        "TARGET": _function("TARGET", target, "client", "kpi", "month", optional=1),
        "STATUS": _function("STATUS", status, "client", "kpi", "month", optional=1),
    }


def check_grant(grant: Grant, client: str) -> None:
    """Make sure that a key opens a client's data.

    Raises:
        NotAvailable: It does not; whether there is such a client is not told.
    """
    if not grant.allows(client):
        raise NotAvailable(f"this key does not open the data of client {client[:60]!r}")


def _function(name: str, compute: Callable[..., Any], *takes: str, optional: int) -> Function:
    return Function(name, tuple(map(Argument, takes)), compute, optional)


def as_name(name: str, value: object, *, may_be_blank: bool = False) -> str:
    """A name as a cell holds it.

    Raises:
        CellError: It is blank, or no text.
    """
    if isinstance(value, CellError):
        raise value
    if value is None or (isinstance(value, str) and not value.strip()):
        if may_be_blank:
            return ""
        raise NotANumber(f"{name} is blank, but a name is needed")
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # a client may be called 1984
    raise NotANumber(f"{name} is no text, but a name is needed")


def as_month(value: object) -> date | None:
    """The month that a cell names; None where it is blank.

    >>> as_month("2026-10"), as_month("10.2026"), as_month(46296)
    (datetime.date(2026, 10, 1), datetime.date(2026, 10, 1), datetime.date(2026, 10, 1))

    Raises:
        CellError: It is no month, and no date of a spreadsheet.
    """
    if isinstance(value, CellError):
        raise value
    if value is None or value == "":
        return None
    if isinstance(value, str) and (found := _MONTH.fullmatch(value.strip())):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        if year >= 1900 and 1 <= month <= 12:
            return date(year, month, 1)
    elif _is_day(value):
        return (_DAY_ZERO + timedelta(math.floor(value))).replace(day=1)
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    raise NotANumber(f"month is {shown[:20]!r}: write it as 2026-10, or give a date")


def _is_day(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return _FIRST_DAY <= value < _LAST_DAY + 1
