"""The person who runs this program, for journals and logs."""

from __future__ import annotations

import getpass


def person() -> str:
    """The name of the person's account; empty where there is none, as in a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
