"""A ZIP with members that cannot be read: the others count, and what is lost is said."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.sources import Chosen, choose
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables
from tests.sheets_sync.cli.test_main_job import answer, run
from tests.sheets_sync.facts.desk import CLIENT, Desk, csv, desk, october

DAILY = """
source = "ads"
date = "Day"
campaign = "Campaign"
[metrics]
clicks = "Clicks"
"""
HEADER = ("Day", "Campaign", "Clicks")
ONE = csv([(october(1), "autumn", 3), (october(2), "autumn", 4)], HEADER)
TWO = csv([(october(3), "autumn", 5)], HEADER)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
GA4 = "# Account: Shop\n# Start date: 20261001\n# End date: 20261001\n"
GA4 += "Date,Session campaign,Sessions\n20261001,spring,5\n"


def packed(path: Path, members: dict[str, bytes | str], *, broken: str = "") -> Path:
    """A ZIP, one member of which may have a wrong byte in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        place = archive.getinfo(broken).header_offset + 30 + len(broken) if broken else 0
    if broken:
        raw = bytearray(path.read_bytes())
        raw[place] ^= 0xFF
        path.write_bytes(raw)
    return path


def take(at: Desk, path: Path) -> Imported:
    described = load_mapping(at.write(DAILY, "mapping.toml"))

    def read(careful: bool, work: Path) -> Chosen:
        return described.chosen(read_tables(path, work, careful=careful))

    return import_file(at.store, CLIENT, path, read)


LOST = {
    "a damaged member": ({}, "two.csv", "two.csv cannot be unpacked (Bad CRC-32"),
    "a picture": ({"more.csv": PICTURE}, "", "more.csv: is not a table but a PNG picture"),
    "half an answer": ({"more.json": '{"response": ['}, "", "more.json: is no whole JSON"),
    "days or months": (
        {"more.csv": "Day,Campaign,Clicks\n03/04/2026,x,1\n05/06/2026,x,2\n"},
        "",
        "more.csv: export.zip: column 'Day': '03/04/2026' may be 03 April 2026 or 04 March",
    ),
}


@pytest.mark.parametrize("kind", LOST)
def test_one_that_cannot_be_read_spoils_only_itself(kind: str) -> None:
    more, broken, said = LOST[kind]
    with desk() as at:
        path = packed(
            at.folder / "export.zip", {"one.csv": ONE, "two.csv": TWO, **more}, broken=broken
        )
        done = take(at, path)
        (lost,) = done.lost
        assert said in lost
        rows = 2 if broken else 3
        assert (done.rows_read, done.rows_imported) == (rows, rows)
        assert at.store.one("SELECT sum(m_clicks) FROM records") == (7 if broken else 12,)
        again = take(at, path)
        assert again.skipped == {"already imported": rows}
        assert bool(again.lost) == (kind != "days or months")


def test_texts_beside_the_tables_and_empty_files_are_no_loss() -> None:
    with desk() as at:
        path = packed(at.folder / "export.zip", {"one.csv": ONE, "READ ME.txt": "Hi!", "x.csv": ""})
        done = take(at, path)
    assert (done.rows_imported, done.lost) == (2, [])


def test_a_zip_of_nothing_but_faults_is_refused() -> None:
    with desk() as at:
        path = packed(at.folder / "export.zip", {"a.csv": PICTURE, "b.csv": PICTURE})
        with pytest.raises(InputError, match=r"export.zip: a.csv: is not a table but a PNG"):
            take(at, path)
        assert not any(at.everything().values())


def test_the_command_keeps_what_is_good_and_says_what_is_not(tmp_path: Path) -> None:
    path = packed(tmp_path / "export.zip", {"one.csv": GA4, "two.csv": PICTURE})
    words = ("import", path.name, "--client", CLIENT)
    done = run(tmp_path, *words)
    assert done.returncode == 1
    assert "4 rows read, 1 imported" in done.stdout
    assert done.stderr == (
        "error: export.zip: two.csv: is not a table but a PNG picture; everything else in the "
        "file was imported\n"
    )
    assert answer(tmp_path, "facts", CLIENT, "--metric", "sessions")["total"] == 5


def test_a_known_export_beside_a_damaged_one(tmp_path: Path) -> None:
    path = packed(tmp_path / "export.zip", {"one.csv": GA4, "two.csv": TWO}, broken="two.csv")
    with desk() as at:
        done = import_file(
            at.store,
            CLIENT,
            path,
            lambda careful, work: choose(read_tables(path, work, careful=careful), work),
        )
    assert done.to_json()["lost"] == done.lost
    assert (done.source, len(done.lost)) == ("ga4", 1)
