"""What runs inside LibreOffice, without LibreOffice; and the file that carries it there."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kpicells.addin.libreoffice import component
from kpicells.addin.libreoffice.answering import CODES, Answering, error_number
from kpicells.addin.libreoffice.extension import extension
from kpicells.formulas import CellError, catalog

ANSWERING = Answering()


def code_of(number: float) -> str:
    """The error that Calc reads out of a number that is none: its lower 32 bits."""
    assert number != number
    low, high = struct.unpack("<II", struct.pack("<d", number))
    assert high == 0x7FF80000
    return {number: code for code, number in CODES.items()}[low]


def shown(value: Any) -> Any:
    return value if value == value else code_of(value)


def test_each_error_is_a_number_that_calc_knows() -> None:
    assert [code_of(error_number(code)) for code in CODES] == list(CODES)
    assert code_of(error_number("#ANYTHING")) == "#VALUE!"


_cells = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 100).map(float), st.just(""),
    st.text(max_size=5).filter(lambda text: not text.startswith("#")),
)  # fmt: skip
"""What Calc hands over: an error in a cell never comes as its text."""


@given(st.lists(st.tuples(_cells, _cells), min_size=2, max_size=6))
def test_a_range_is_answered_as_its_cells_are(rows: list[tuple[Any, Any]]) -> None:
    clicks, impressions = (tuple((cell,) for cell in column) for column in zip(*rows, strict=True))
    answers = [shown(row[0]) for row in ANSWERING("CTR", [clicks, impressions])]
    assert answers == [_by_python(a, b) for a, b in rows]


def _by_python(clicks: Any, impressions: Any) -> Any:
    try:
        return catalog["CTR"](clicks, impressions)
    except CellError as error:
        return error.code


@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        ("CTR", [((5.0,),), ((100.0,),)], 0.05),
        ("CTR", [((5.0,),), ((0.0,),)], "#DIV/0!"),
        ("CTR", [(("x",),), ((100.0,),)], "#VALUE!"),
        ("CTR", [((5.0,),)], "#VALUE!"),
        ("TOTAL", ["ctr", ((5.0,), (15.0,)), ((100.0,), (300.0,))], 0.05),
        ("TOTAL", ["ERR", ((5.0,),), ((100.0,),)], "#N/A"),
        ("TOTAL", ["CTX", ((5.0,),), ((100.0,),)], "#NAME?"),
        ("WEIGHTED_SCORE", [((1.0,), (0.5,)), ((1.0,), (1.0,))], 0.75),
    ],
)
def test_an_answer_is_one_cell(name: str, arguments: list[Any], answer: Any) -> None:
    ((cell,),) = ANSWERING(name, arguments)
    assert shown(cell) == answer


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oxt")
    with zipfile.ZipFile(io.BytesIO(extension())) as file:
        file.extractall(folder)
    return folder


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    assert extension() == extension()


def test_its_python_needs_nothing_but_the_standard_library(unpacked: Path) -> None:
    code = """
import sys
sys.path.insert(0, "pythonpath")
from pathlib import Path
from kpicells.addin.libreoffice.answering import packed
import kpicells
assert kpicells.__file__.startswith(str(Path("pythonpath").resolve())), kpicells.__file__
assert packed(Path("."))("CTR", [((5.0,),), ((100.0,),)]) == ((0.05,),)
"""
    # -S: no site-packages, so nothing that is installed here.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=unpacked, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_every_file_that_it_names_is_there(unpacked: Path) -> None:
    manifest = etree.parse(unpacked / "META-INF" / "manifest.xml")
    name = "{http://openoffice.org/2001/manifest}full-path"
    named = [str(entry.get(name)) for entry in manifest.getroot()]
    assert len(named) == 3
    assert all((unpacked / path).is_file() for path in named)
    components = etree.parse(unpacked / "functions.components")
    uri = components.getroot()[0].get("uri")
    assert uri is not None
    assert (unpacked / uri).is_file()


def test_the_component_and_the_names_agree() -> None:
    from kpicells.addin.libreoffice import names

    assert (component.SERVICE, component.INTERFACE) == (names.SERVICE, names.INTERFACE)


def test_an_old_python_says_so_in_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component.sys, "version_info", (3, 9, 18))
    ((text,),) = component.Functions().CTR(((5.0,),), ((100.0,),))
    assert text.startswith("kpicells needs Python 3.11 inside LibreOffice; this one has 3.9")


def test_there_are_methods_for_functions_only() -> None:
    functions = component.Functions()
    assert not hasattr(functions, "_private")
    assert not hasattr(functions, "queryInterface")
    assert functions.supportsService("com.sun.star.sheet.AddIn")
    assert functions.TOTAL("CTR", (5.0, 100.0)) == ((0.05,),)
