"""The promises in small; ``make soak-review`` counts them over thousands of clients.

A promise counts as broken where the numbers cannot be squared with it, at 95 %.
"""

from __future__ import annotations

import pytest

from tests.sheets_sync.review.proof import called_behind, false_alarms, found
from tests.sheets_sync.review.simulated import Truth

QUIET = [
    (Truth(14), 60),
    (Truth(30, carried=0.8), 80),
    (Truth(50, window=13), 40),
    (Truth(56, season=0.3), 40),
    (Truth(75, season=0.3), 30),
    (Truth(104, window=13, season=0.3), 20),
    (Truth(30, budget=0.4), 40),
]


@pytest.mark.parametrize(("truth", "clients"), QUIET)
def test_at_most_one_review_in_twenty_names_a_kpi_that_has_not_moved(
    truth: Truth, clients: int
) -> None:
    assert false_alarms(truth, range(clients)).at_least() <= 0.05


@pytest.mark.parametrize(
    ("truth", "clients"),
    [(Truth(34), 80), (Truth(50, window=13), 40), (Truth(104, season=0.3), 16)],
)
def test_changes_of_the_stated_size_are_found(truth: Truth, clients: int) -> None:
    assert found(truth, range(clients)).at_most() >= 0.8


def test_few_months_on_target_are_called_behind_half_way() -> None:
    assert called_behind(Truth(30), range(100)).at_least() <= 0.05
