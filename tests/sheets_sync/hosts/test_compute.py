"""Computing a workbook leaves the output of the process alone."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import xlsxwriter

from kpicells.sheets_sync.hosts.compute import values_in


def test_threads_that_compute_leave_the_output_where_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("one")
        for row in range(2000):
            sheet.write_formula(row, 0, f"=SUM(B1:B{row + 1})+1")
    before = os.fstat(1)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: values_in(path, [("one", 0, 0)]), range(12)))
    assert found == [{("one", 0, 0): 1.0}] * 12
    assert os.path.samestat(os.fstat(1), before)
    print("still here", flush=True)
    assert capfd.readouterr().out == "still here\n"
