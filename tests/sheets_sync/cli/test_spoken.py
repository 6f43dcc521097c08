"""What import, refresh, undo and facts say, in the language of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.sheets_sync.cli.words import words
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from tests.sheets_sync.cli.test_main_job import EXPORTS, run

CLIENT = "Кофейня «Север» ☕"


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Russian workspace whose plan was saved by Notepad, with a mark in front."""
    folder = tmp_path_factory.mktemp("spoken") / "мое агентство"
    made = run(
        folder.parent, "init", folder.name, "--client", CLIENT, "--goal", "leads", "--lang", "ru",
        "--starts", "2026-09", "--currency", "USD",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    plan = folder / "clients" / CLIENT / "plan.toml"
    plan.write_text("\ufeff" + plan.read_text("utf-8"), "utf-8")
    return folder


def test_the_whole_job_is_told_in_russian(agency: Path) -> None:
    def told(*arguments: str) -> str:
        done = run(agency, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    export = str(EXPORTS / "meta_ads_campaigns_by_day_2026-11-01.csv")
    said = told("import", export, "--client", CLIENT)
    assert "прочитано строк: 412, загружено: 411, с 2026-07-01 по 2026-10-31" in said
    assert "показатели: расход, показы" in said
    assert "пропущено 1: итоговые строки" in said
    assert "уже загружено раньше" in told("import", export, "--client", CLIENT)
    assert "итого" in told("facts", CLIENT, "--metric", "leads", "--by", "campaign")
    assert "итога нет" in told("facts", CLIENT, "--metric", "reach", "--by", "day")
    assert told("refresh", CLIENT).endswith("книга создана\n")
    assert told("refresh", CLIENT).endswith("менять нечего\n")
    newer = str(EXPORTS / "meta_ads_campaigns_by_day_2026-11-08.csv")
    told("import", newer, "--client", CLIENT)
    shown = told("refresh", CLIENT, "--dry-run")
    assert "изменил" in shown
    assert "ячейка" in shown
    assert "изменен" in told("refresh", CLIENT)
    assert "восстановлено из" in told("undo", CLIENT)
    assert "Клиентов: 1, не вышло: 0" in told("refresh", "--all")
    book = OpenWorkbook(agency / "clients" / CLIENT / f"{CLIENT}.xlsx")
    assert "kpi_goals" in book.names


def test_a_plan_that_is_saved_in_another_encoding_is_told_what_to_do(agency: Path) -> None:
    folder = agency / "clients" / "Другой"
    folder.mkdir()
    (folder / "plan.toml").write_bytes('client = "Другой"'.encode("cp1251"))
    assert "choose the encoding UTF-8" in run(agency, "refresh", "Другой").stderr


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "изменена 1 ячейка"),
        (3, "изменены 3 ячейки"),
        (21, "изменена 21 ячейка"),
        (11, "изменено 11 ячеек"),
    ],
)
def test_cells_are_counted_as_russian_counts(count: int, said: str) -> None:
    assert words("ru")("refresh-changed", count=count, shown=str(count)) == said
