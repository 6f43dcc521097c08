"""The mistakes of docs/mistakes.md: the page's numbers are right, and each is caught."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kpicells.formulas import NotAdditive, Over, catalog, metrics
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.asking import Question, ask
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.sources import Chosen
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables
from kpicells.templates.rows import DataRow

PAGE = (Path(__file__).parent.parent / "docs" / "mistakes.md").read_text("utf-8")


def test_the_numbers_of_the_page_are_right() -> None:
    scope = {
        "catalog": catalog, "metrics": metrics, "pd": pd, "raises": pytest.raises,
        "NotAdditive": NotAdditive, "Over": Over,
    }  # fmt: skip
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len(blocks) == 5
    for block in blocks:
        exec(block, scope)


def imported(folder: Path, table: str, mapping: str) -> Imported:
    path, described = folder / "table.csv", folder / "mapping.toml"
    path.write_text(table, "utf-8")
    described.write_text(f'source = "x"\ndate = "Date"\ncurrency = "USD"\n{mapping}', "utf-8")
    with metrics.extended_by([]), Store(folder / "facts.duckdb") as store:
        read_mapping = load_mapping(described)

        def read(careful: bool, work: Path) -> Chosen:
            return read_mapping.chosen(read_tables(path, work, careful=careful))

        return import_file(store, "client", path, read)


OWN_SHARE = """
[metrics]
open_rate = "Rate"
[own_metrics.open_rate]
en = "Open rate"
ru = "Открываемость"
unit = "share"
"""


def test_a_per_cent_for_a_fraction_is_warned_of_and_not_guessed(tmp_path: Path) -> None:
    done = imported(tmp_path, "Date,Rate\n2026-01-01,3.5\n2026-01-02,0.035\n", OWN_SHARE)
    (warning,) = done.warnings
    assert warning.startswith("Rate: 1 values are above 1")
    assert 'shares = ["open_rate"]' in warning


def test_shares_that_are_said_to_be_per_cent_are_divided(tmp_path: Path) -> None:
    table = "Date,Rate\n2026-01-01,3.5\n"
    done = imported(tmp_path, table, 'shares = ["open_rate"]\n' + OWN_SHARE)
    assert done.warnings == []
    with Store(tmp_path / "facts.duckdb", read_only=True) as store:
        assert store.one("SELECT m_open_rate FROM records")[0] == pytest.approx(0.035)


def test_impressions_taken_for_reach_are_warned_of(tmp_path: Path) -> None:
    done = imported(
        tmp_path, "Date,Impressions\n2026-01-01,30\n", '[metrics]\nreach = "Impressions"\n'
    )
    (warning,) = done.warnings
    assert "'Impressions' is taken for reach, but its name says impressions" in warning


def test_more_people_than_views_are_warned_of(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        "Date,A,B\n2026-01-01,30,20\n2026-01-02,3,20\n",
        '[metrics]\nreach = "A"\nimpressions = "B"\n',
    )
    (warning,) = done.warnings
    assert warning.startswith("A is above B in 1 rows")


def test_reach_over_days_has_no_total(tmp_path: Path) -> None:
    imported(tmp_path, "Date,R\n2026-01-01,70\n2026-01-02,70\n", '[metrics]\nreach = "R"\n')
    with Store(tmp_path / "facts.duckdb", read_only=True) as store:
        answer = ask(store, Question("client", "reach"))
    assert answer.total is None
    assert "same people" in answer.reason
    assert [row["value"] for row in answer.rows] == [70, 70]


def test_money_of_two_currencies_is_refused(tmp_path: Path) -> None:
    table = "Date,Spend\n2026-01-01,$20.00\n2026-01-02,20.00 ₽\n"
    with pytest.raises(InputError, match="several currencies"):
        imported(tmp_path, table, '[metrics]\nspend = "Spend"\n')


def test_engagement_that_is_counted_differently_is_said() -> None:
    day = date(2026, 1, 1)
    rows = (
        DataRow(day, "instagram", {"likes": 8.0, "saves": 2.0, "views": 100.0}),
        DataRow(day, "vk", {"likes": 8.0, "views": 100.0}),
    )
    plan = Plan.model_validate(
        {"client": "A", "goal": "awareness", "starts": "2026-01", "kpis": [{"kpi": "ER_VIEWS"}]}
    )
    content = assemble(plan, Rollup(days=rows, through={"instagram": day, "vk": day}), day)
    (notice,) = content.notices
    assert "Instagram: likes, saves; VK: likes" in notice
