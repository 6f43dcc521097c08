"""The page about a table of one's own: its example works as it stands, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from kpicells.formulas import metrics
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources.mapping import Mapping, load_mapping
from kpicells.sheets_sync.tables import read_tables

PAGE = (Path(__file__).parents[3] / "docs" / "sources" / "your-own-table.md").read_text("utf-8")
TABLES = re.findall(r"```csv\n(.*?)```", PAGE, re.S)
MAPPINGS = re.findall(r"```toml\n(.*?)```", PAGE, re.S)


def test_the_example_is_imported_at_the_first_try(tmp_path: Path) -> None:
    table, mapping = tmp_path / "ab_test.csv", tmp_path / "ab_test.toml"
    table.write_text(TABLES[0], "utf-8")
    mapping.write_text(MAPPINGS[0], "utf-8")
    described = load_mapping(mapping)
    with Store(tmp_path / "facts.duckdb") as store:
        done = import_file(
            store,
            "Nordlys",
            table,
            lambda careful, work: described.chosen(read_tables(table, work, careful=careful)),
        )
        sums = dict(store.rows("SELECT metric, sum(value) FROM facts GROUP BY metric"))
    assert (done.rows_read, done.rows_imported) == (2, 2)
    # 2280 + 1757, 82702 + 121040, 7016 + 8110, 618 + 511
    assert sums == {
        "spend": 4037, "impressions": 203742, "reach": 159443, "link_clicks": 15126,
        "purchases": 1129,
    }  # fmt: skip


def test_a_metric_of_ones_own_is_declared_as_the_page_says(tmp_path: Path) -> None:
    mapping = tmp_path / "event.toml"
    mapping.write_text(MAPPINGS[1], "utf-8")
    with metrics.extended_by([]):
        assert load_mapping(mapping).metrics == {"tastings": "Guests at tastings"}


def test_every_key_is_on_the_page() -> None:
    keys = PAGE.partition("## Every key")[2].partition("## Mind")[0]
    named = set(re.findall(r"`\[?(\w+)", keys))
    assert set(Mapping.model_fields) - named == set()
