"""Every bundled sample: recognised, every row accounted for, every number what stands there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import KNOWN, SURE, choose, recognise
from kpicells.sheets_sync.sources.formats import ExportFormat, Wording, find_column
from kpicells.sheets_sync.tables import Table, read_tables
from tests.sheets_sync.sources.samples import FOLDER, NOTHING_TO_READ, SAMPLES, Sample

FORMATS = {kind.id: kind for kind in KNOWN}
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)


def imported(store: Store, sample: Sample) -> Imported:
    return import_file(
        store,
        "client",
        sample.path,
        lambda careful, work: choose(
            read_tables(sample.path, work, careful=careful), work, sample.asked
        ),
    )


@each_sample
def test_every_row_is_accounted_for_and_every_sum_is_true(tmp_path: Path, sample: Sample) -> None:
    with Store(tmp_path / "facts.duckdb") as store:
        result = imported(store, sample)
        rows = (result.rows_read, result.rows_imported, len(result.rejected))
        assert rows == (*sample.rows, sample.rejected)
        assert result.rows_read == (
            result.rows_imported + result.skipped.total() + len(result.rejected)
        )
        assert result.source == sample.source
        assert result.period is not None
        assert tuple(map(str, result.period)) == sample.period
        for metric, expected in sample.expected().items():
            # A row of totals tells of people over the whole period; it is no part of a sum.
            ((total,),) = store.rows(
                "SELECT sum(value) FROM facts WHERE metric = ? AND NOT (grain = 'period' "
                "AND metric IN ('reach', 'users', 'viewers') AND campaign IS NULL "
                "AND source IN ('meta_ads', 'ga4'))",
                [metric],
            )
            assert Decimal(str(total)).quantize(Decimal("0.0001")) == expected, metric


@each_sample
def test_a_sample_is_taken_for_its_own_export_and_clearly_so(
    tmp_path: Path, sample: Sample
) -> None:
    tables = read_tables(sample.path, tmp_path)
    best = max((recognise(table, asked=sample.asked) for table in tables), key=lambda m: m[0].score)
    assert best[0].format.id in sample.exports
    assert best[0].score >= SURE
    others = (m for m in best if m.format.id not in sample.exports)
    second = next(others)
    assert (best[0].score, best[0].known) > (second.score, second.known)


@each_sample
def test_the_same_file_in_every_language_that_is_known(tmp_path: Path, sample: Sample) -> None:
    kinds = [FORMATS[name] for name in sample.exports]
    for table, kind in product(read_tables(sample.path, tmp_path), kinds):
        if recognise(table, [kind], asked=kind.id)[0].score >= SURE:
            wording = next(w for w in kind.wordings if w.language == sample.language)
            for other in kind.wordings:
                match = recognise(_translated(table, wording, other), [kind], asked=kind.id)[0]
                assert match.score >= SURE, (other.language, match.reason)


def _translated(table: Table, source: Wording, target: Wording) -> Table:
    """The table with the names that its columns have in another language."""
    names = {}
    for old, new in ((source.columns, target.columns), (source.metrics, target.metrics)):
        for key, words in old.items():
            column = find_column(table.header, words)
            if column is not None and key in new:
                names.setdefault(column, new[key][0].replace("(*)", "(USD)"))
    return replace(table, header=tuple(names.get(name, name) for name in table.header))


@pytest.mark.parametrize("name", NOTHING_TO_READ)
def test_an_export_without_results_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownSource) as caught:
        choose(read_tables(FOLDER / name, tmp_path), tmp_path)
    kind = next(
        kind for kind in KNOWN if kind.reads_nothing and kind.reads_nothing in str(caught.value)
    )
    assert kind.en in str(caught.value)


def test_every_export_has_a_sample_and_every_sample_is_described() -> None:
    with_samples = {name for sample in SAMPLES for name in sample.exports}
    without = {kind.id for kind in KNOWN if not kind.reads_nothing} - with_samples
    assert not without
    described = {sample.file for sample in SAMPLES} | set(NOTHING_TO_READ)
    assert {path.name for path in FOLDER.iterdir()} == described


def test_every_export_has_names_in_both_languages_or_says_why() -> None:
    for kind in KNOWN:
        assert kind.en
        assert kind.ru
        for wording in kind.wordings:
            assert wording.seen
        assert set(kind.metrics) <= set(metrics)


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.id)
def test_every_source_has_a_page_that_names_its_exports(kind: ExportFormat) -> None:
    docs = Path(__file__).parents[3] / "docs" / "sources"
    pages = {page.name: page.read_text("utf-8") for page in docs.glob("*.md")}
    assert any(f"`{kind.id}`" in text for text in pages.values()), kind.id


def test_samples_are_small() -> None:
    assert all(sample.path.stat().st_size < 40_000 for sample in SAMPLES)
