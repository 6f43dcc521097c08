"""Where Google is: at its own addresses, or, for trials, at one that the environment names."""

from __future__ import annotations

import os

ENDPOINT_VARIABLE = "KPICELLS_GOOGLE_ENDPOINT"
"""Environment: another address than Google's, for trials."""


def trial_endpoint() -> str:
    """The address in place of Google's, without a slash at its end; "" for Google itself."""
    return os.environ.get(ENDPOINT_VARIABLE, "").rstrip("/")
