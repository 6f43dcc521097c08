"""The project as it is built, and a Node that runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpicells.addin.google.folder import write
from kpicells.addin.google.project import project
from tests.engines.apps_script import AppsScript, running


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files, in English."""
    out = tmp_path_factory.mktemp("google")
    write(project("en"), out)
    return out


@pytest.fixture(scope="session")
def russian_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("google_ru")
    write(project("ru", server="https://kpi.agency.example"), out)
    return out


@pytest.fixture(scope="module")
def script(folder: Path) -> Iterator[AppsScript]:
    with running(folder) as found:
        yield found


@pytest.fixture(scope="module")
def russian(russian_folder: Path) -> Iterator[AppsScript]:
    with running(russian_folder) as found:
        yield found
