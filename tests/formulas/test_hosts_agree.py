"""The proof: every KPI, in every host, over hundreds of drawn inputs, says what Python says."""

from __future__ import annotations

import pytest

from kpicells.formulas import catalog
from tests.formulas.agreement import agree, snaps
from tests.formulas.answers import PROOFS, answers
from tests.formulas.cases import PER_KPI, all_cases, kpi_of

SPREADSHEETS = ("excel", "lambda", "libreoffice")


@pytest.mark.parametrize("kpi_id", all_cases())
@pytest.mark.parametrize("host", PROOFS)
def test_hosts_agree(host: str, kpi_id: str) -> None:
    kpi, cases = kpi_of(kpi_id), all_cases()[kpi_id]
    python, other = answers("python"), answers(host)
    if host not in kpi.hosts:
        assert not any((kpi_id, number) in other for number in range(len(cases)))
        return
    wrong, compared = [], 0
    for number, case in enumerate(cases):
        if (kpi_id, number) not in other or (host in SPREADSHEETS and snaps(kpi, case)):
            continue
        compared += 1
        expected, found = python[kpi_id, number], other[kpi_id, number]
        if not agree(kpi, host, case, expected, found):
            wrong.append(f"{kpi_id}{case}: {host} says {found!r}, Python {expected!r}")
    assert not wrong, "\n".join([f"{len(wrong)} of {compared}", *wrong[:5]])
    assert compared >= PER_KPI / 4, f"only {compared} cases reach this host"


@pytest.mark.parametrize("kpi_id", catalog)
def test_example_is_true(kpi_id: str) -> None:
    kpi = catalog[kpi_id]
    assert kpi(**kpi.example.arguments) == pytest.approx(kpi.example.gives, rel=5e-3)
