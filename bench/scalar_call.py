"""One call with numbers, against a Python function with the same checks written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from bench.measuring import Result, compared, paired
from kpicells.formulas import NotANumber, ZeroDenominator, catalog

CALLS = 50_000
BOUND = 2.0


def run() -> Iterator[Result]:
    """Floats by position, then by name."""
    ctr = catalog["CTR"]
    for what, ours, theirs in (
        ("by position", lambda: ctr(5.0, 100.0), lambda: _ctr(5.0, 100.0)),
        (
            "by name",
            lambda: ctr(clicks=5.0, impressions=100.0),
            lambda: _ctr(clicks=5.0, impressions=100.0),
        ),
    ):
        pairs = paired(ours, theirs, 15, CALLS)
        yield compared(f"CTR, one call {what}; the same checks by hand", "s", pairs, BOUND)


def _ctr(clicks: float, impressions: float) -> float:
    for name, value in (("clicks", clicks), ("impressions", impressions)):
        if not isinstance(value, int | float) or isinstance(value, bool) or value - value != 0:
            raise NotANumber(f"{name} is no number")
    if impressions == 0:
        raise ZeroDenominator("impressions is zero")
    result = clicks / impressions
    if result - result != 0:
        raise OverflowError("the answer is no finite number")
    return result
