"""A sample in a folder of a ZIP says what it says alone: names of sheets and files count too."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.tables import read_tables
from tests.sheets_sync.sources.samples import SAMPLES, Sample

_SAVED = 1_793_500_000
_BY_NAME = (
    ".xlsx",
    "_2026-10-15.csv",
    "_2026-03-10.csv",
    "_IG_views.csv",
    "youtube_chart_data.csv",
)
NAMED = [sample for sample in SAMPLES if sample.file.endswith(_BY_NAME)]


@pytest.mark.parametrize("sample", NAMED, ids=lambda sample: sample.file)
def test_in_a_folder_of_a_zip(sample: Sample, tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sample.path, f"our exports/{sample.file}")
    alone, zipped = (_imported(path, sample, tmp_path) for path in (sample.path, packed))
    for key in ("source", "rows_read", "rows_imported", "skipped", "metrics", "period"):
        assert getattr(zipped, key) == getattr(alone, key), key


def _imported(path: Path, sample: Sample, folder: Path) -> Imported:
    copy = folder / path.name
    if copy != path:
        copy.write_bytes(path.read_bytes())
    os.utime(copy, (_SAVED, _SAVED))
    with Store(folder / "facts.duckdb") as store:
        return import_file(
            store,
            "client",
            copy,
            lambda careful, work: choose(
                read_tables(copy, work, careful=careful), work, sample.asked
            ),
            dry_run=True,
        )
