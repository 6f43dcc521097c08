"""Time zones by name, as settings and options give them."""

from __future__ import annotations

import difflib
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator

from kpicells.sheets_sync.errors import InputError


@cache
def _zones() -> set[str]:
    """The names, which are read from many folders: once for all plans of a fleet."""
    return available_timezones()


def zone_named(name: str) -> ZoneInfo:
    """The time zone of this name, such as Europe/Moscow.

    Raises:
        InputError: There is none.
    """
    known = _zones()
    if name in known:
        return ZoneInfo(name)
    near = sorted(zone for zone in known if zone.rpartition("/")[2] == name.strip().title())
    near = near or difflib.get_close_matches(name, known, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; write e.g. Europe/Moscow"
    raise InputError(f"there is no time zone {name!r}{hint}")


def _known(name: str) -> str:
    try:
        zone_named(name)
    except InputError as error:
        raise ValueError(str(error)) from None
    return name


ZoneName = Annotated[str, AfterValidator(_known)]
"""The name of a time zone that there is, in the model of a file."""
