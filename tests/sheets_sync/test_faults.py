"""What nobody foresaw is told in a sentence; the traceback goes into a file."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.faults import in_a_sentence


@pytest.fixture(autouse=True)
def _written_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001
        return caught


def test_an_error_of_ours_says_it_itself(tmp_path: Path) -> None:
    assert in_a_sentence(_raised(PlanError("plan.toml: goal is missing"))) == (
        "plan.toml: goal is missing"
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "No space left on device; make room"),
        (errno.EACCES, "Permission denied; look at who may read and write it"),
        (errno.EROFS, "Read-only file system; choose a place"),
        (errno.ENOENT, "No such file or directory"),
    ],
)
def test_the_systems_error_names_its_file_and_what_to_do(code: int, said: str) -> None:

    sentence = in_a_sentence(_raised(OSError(code, os.strerror(code), "report.xlsx")))
    assert sentence.startswith(f"report.xlsx: {said}")
    assert "Errno" not in sentence


def test_any_other_error_is_reported_with_a_file_that_says_where() -> None:
    sentence = in_a_sentence(_raised(ZeroDivisionError("float division by zero")))
    assert "Traceback" not in sentence
    found = re.search(r"with the file (\S+), which", sentence)
    assert found is not None
    text = Path(found[1]).read_text("utf-8")
    assert "Traceback" in text
    assert Path(__file__).name in text


def test_where_no_file_can_be_written_it_is_still_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert "please report it" in in_a_sentence(_raised(ValueError("odd")))


def test_a_person_is_named_neither_in_the_sentence_nor_in_the_file(tmp_path: Path) -> None:
    sentence = in_a_sentence(_raised(ValueError("row 7 (Anna Smith, anna@mail.ru, 100) is odd")))
    (file,) = tmp_path.iterdir()
    for text in (sentence, file.read_text("utf-8")):
        assert "row 7" in text
        assert "anna@" not in text
