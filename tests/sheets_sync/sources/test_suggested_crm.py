"""A CRM that kpicells does not know: what is proposed for its table works when it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose, known_in
from kpicells.sheets_sync.sources.suggested_crm import suggest_crm
from kpicells.sheets_sync.tables import read_tables

ZOHO = (
    "Potential Name,Potential Owner,Created Time,Closing Date,Amount,Stage,Lead Source\n"
    'Anna Madeup,Olga,"15 Oct, 2026 00:02:00","16 Oct, 2026 00:03:00","$22,700.00",Closed Won,Web\n'
    'Ivan Madeup,Olga,"15 Oct, 2026 00:02:00","18 Oct, 2026 00:03:00","$9,700.00",Closed Lost,Web\n'
    'Petr Madeup,Olga,"19 Oct, 2026 00:02:00",,"$100.00",Needs Analysis,Cold Call\n'
)
RUSSIAN = (
    "№;Название заявки;Дата создания;Статус заявки;Источник;Бюджет;Телефон\n"
    "1;Свадьба;01.10.2026;Оплачено;vk;12 500,50;+7 900 000-00-01\n"
    "2;Юбилей;31.10.2026;Думает;vk;3 000,00;+7 900 000-00-02\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ZOHO, {"leads": 3, "qualified_leads": 1, "purchases": 1, "revenue": 22700}),
        (RUSSIAN, {"leads": 2, "qualified_leads": 1, "purchases": 1, "revenue": 12500.5}),
    ],
)
def test_what_is_proposed_works_as_it_stands(
    tmp_path: Path, text: str, expected: dict[str, float]
) -> None:
    path = tmp_path / "Our deals.csv"
    path.write_text(text, "utf-8")
    proposed = suggest_crm(read_tables(path, tmp_path)[0])
    assert proposed is not None
    assert "Madeup" not in proposed
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "crm.toml").write_text(proposed, "utf-8")
    known = known_in(tmp_path)
    with Store(tmp_path / "facts.duckdb") as store:
        done = import_file(
            store,
            "client",
            path,
            lambda careful, work: choose(
                read_tables(path, work, careful=careful), work, known=known
            ),
        )
        sums = dict(store.rows("SELECT metric, sum(value) FROM facts GROUP BY metric"))
        assert store.rows("SELECT count(*) FROM records WHERE title IS NOT NULL") == [(0,)]
    assert done.source == "our_deals"
    assert sums == expected


@pytest.mark.parametrize(
    "text",
    [
        # Campaigns have a status and a day on which they were created, too.
        "Campaign,Status,Created date,Clicks\na,Active,2026-10-01,5\nb,Off,2026-10-02,6\n",
        # Every row has a stage of its own, so it is no stage.
        "Created Time,Stage\n"
        + "".join(f"2026-10-0{i % 9 + 1},Stage {i}\n" for i in range(50)),
        "Date,Views\n2026-10-01,5\n",
    ],
)  # fmt: skip
def test_other_tables_are_no_crm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    assert suggest_crm(read_tables(path, tmp_path)[0]) is None


def test_a_table_of_deals_is_told_where_its_description_goes(tmp_path: Path) -> None:
    path = tmp_path / "Our deals.csv"
    path.write_text(ZOHO, "utf-8")
    with pytest.raises(UnknownSource) as caught:
        choose(read_tables(path, tmp_path), tmp_path)
    said = str(caught.value)
    assert "Save this in the workspace as sources/our_deals.toml" in said
    assert "--mapping" not in said
    assert "Madeup" not in said
