"""Bundled samples changed in thousands of ways: ``make soak-imports``.

Whatever a file has become, its import ends in an account of its rows or in one clear sentence.
Every case can be run again by its number.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.tables import read_tables
from tests.sheets_sync.sources.mutations import ALL, Mutated
from tests.sheets_sync.sources.samples import SAMPLES, Sample

_WHEN = 1_793_500_000
"""When the files are said to have been saved: 1 November 2026."""


@dataclass(frozen=True)
class Case:
    """One sample, changed in one way."""

    number: int
    sample: Sample
    mutated: Mutated


def cases(numbers: range) -> Iterator[Case]:
    """The cases with these numbers, always the same."""
    for number in numbers:
        random = Random(number)
        sample, mutation = random.choice(SAMPLES), random.choice(ALL)
        mutated = mutation(sample, random) or ALL[0](sample, random)
        yield Case(number, sample, mutated)


class Soak:
    """Runs cases, and compares each with what the sample itself gives.

    Args:
        folder: Where files are written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = Store(folder / "facts.duckdb")
        self._plain: dict[str, Imported] = {}
        self.outcomes: Counter[str] = Counter()

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def run(self, case: Case) -> str | None:
        """What is wrong with the outcome of a case; None if nothing is."""
        mutated = case.mutated
        try:
            result = self._imported(mutated.name, mutated.content, case.sample)
        except KpicellsError as error:
            self.outcomes["refused"] += 1
            text = str(error)
            if mutated.same:
                return f"refused, though it says the same: {text}"
            return None if mutated.name in text or len(text) > 20 else f"says too little: {text!r}"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            return f"{type(error).__name__}: {error}"
        self.outcomes["imported"] += 1
        accounted = result.rows_imported + result.skipped.total() + len(result.rejected)
        if result.rows_read != accounted:
            return f"{result.rows_read} rows read, {accounted} accounted for"
        plain = self._plain_result(case.sample)
        if mutated.same and _numbers(result) != _numbers(plain):
            return f"says the same and gives {_numbers(result)}, not {_numbers(plain)}"
        if mutated.lines_less is not None:
            expected = plain.rows_read - mutated.lines_less
            if result.rows_read != expected:
                return f"{mutated.lines_less} rows cut: {result.rows_read} read, not {expected}"
        if mutated.touched is not None:
            # A touched line may be split, joined with the next, or taken for a header.
            lost = plain.rows_read - result.rows_read
            if abs(lost) > 2 * mutated.touched + 2:
                return f"{mutated.touched} lines were touched and {lost} rows are gone"
        return None

    def _plain_result(self, sample: Sample) -> Imported:
        if sample.file not in self._plain:
            content = sample.path.read_bytes()
            self._plain[sample.file] = self._imported(sample.file, content, sample)
        return self._plain[sample.file]

    def _imported(self, name: str, content: bytes, sample: Sample) -> Imported:
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            os.utime(path, (_WHEN, _WHEN))
            return import_file(
                self._store,
                "client",
                path,
                lambda careful, work: choose(
                    read_tables(path, work, careful=careful), work, sample.asked
                ),
                dry_run=True,
            )


def _numbers(result: Imported) -> tuple[object, ...]:
    return (
        result.rows_read,
        result.rows_imported,
        result.source,
        sorted(result.metrics),
        result.period,
    )


def main(arguments: list[str]) -> int:
    """Run many cases; exit status 1 if any went wrong."""
    parser = argparse.ArgumentParser(prog="make soak-imports", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    chosen = parser.parse_args(arguments)
    started, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder))
        for case in cases(range(chosen.first, chosen.first + chosen.cases)):
            if problem := soak.run(case):
                wrong += 1
                print(f"case {case.number}: {case.sample.file}, {case.mutated.how}: {problem}")
        soak.close()
    took = time.monotonic() - started
    print(f"{chosen.cases} cases in {took:.0f} s: {dict(soak.outcomes)}, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
