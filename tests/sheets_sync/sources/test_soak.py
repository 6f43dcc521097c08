"""A small part of ``make soak-imports``: changed samples, none lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soaks.imports import Soak, cases

_PART = 50


@pytest.mark.parametrize("part", range(4))
def test_changed_files_are_accounted_for_or_refused_in_words(tmp_path: Path, part: int) -> None:
    soak = Soak(tmp_path)
    problems = [
        f"case {case.number}: {case.sample.file}, {case.mutated.how}: {problem}"
        for case in cases(range(part * _PART, (part + 1) * _PART))
        if (problem := soak.run(case))
    ]
    soak.close()
    assert not problems
    assert soak.outcomes["imported"] > _PART / 3
    assert soak.outcomes["refused"] > 0
