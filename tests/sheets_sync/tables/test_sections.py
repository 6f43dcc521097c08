"""Files that hold more than a header and rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpicells.sheets_sync.tables import Table, data_rows, read_tables


def tables_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[Table]:
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    return read_tables(path, tmp_path)


def rows_of(table: Table) -> list[list[str]]:
    return [row for _, row in data_rows(table)]


SNAPSHOT = """\
# ----------------------------------------
# Report CSV Export
# Account: Nordlys
# Property: shop, main
# ----------------------------------------
#
# Start date: 20261001
# End date: 20261003
Nth day,Users
0000,5
0001,6
0002,7

# Start date: 20261001
# End date: 20261003
Nth day,Total revenue


# Where do your new users come from?
# Start date: 20261001
# End date: 20261003
First user default channel group,New users
Direct,3
Organic Search,1

#
"""


def test_a_ga4_snapshot_is_several_tables(tmp_path: Path) -> None:
    users, channels = tables_of(tmp_path, SNAPSHOT)
    assert users.header == ("Nth day", "Users")
    assert rows_of(users) == [["0000", "5"], ["0001", "6"], ["0002", "7"]]
    assert users.first_row == 10
    assert users.period == channels.period == (date(2026, 10, 1), date(2026, 10, 3))
    assert users.facts == {"account": "Nordlys", "property": "shop, main"}
    assert channels.title == "Where do your new users come from?"
    assert rows_of(channels) == [["Direct", "3"], ["Organic Search", "1"]]
    # 22 records are not blank, and three of them are headers.
    assert sum(table.rows_read or 0 for table in (users, channels)) == 22 - 3
    assert "Total revenue" in users.warnings[0]


def test_a_grand_total_behind_the_last_column_is_a_row_without_names(tmp_path: Path) -> None:
    text = (
        "# nordlys - GA4\n# Free form 1\n# 20261001-20261031\n\n"
        "Session campaign,Sessions\n,48,Grand total\nautumn,42\nwinter,6\n"
    )
    (table,) = tables_of(tmp_path, text)
    assert rows_of(table) == [["", "48"], ["autumn", "42"], ["winter", "6"]]
    assert table.period == (date(2026, 10, 1), date(2026, 10, 31))


OVERVIEW = (
    "sep=,\n"
    '"Facebook reach"\n"Date","Primary"\n"2026-10-01T00:00:00","120"\n"2026-10-02T00:00:00","90"\n'
    '\n"Instagram reach"\n"Date","Primary"\n"2026-10-01T00:00:00","400"\n\n'
)


def test_a_meta_overview_has_a_title_for_each_table(tmp_path: Path) -> None:
    facebook, instagram = tables_of(tmp_path, OVERVIEW, "utf-16")
    assert (facebook.title, instagram.title) == ("Facebook reach", "Instagram reach")
    assert rows_of(instagram) == [["2026-10-01T00:00:00", "400"]]
    assert [number for number, _ in data_rows(instagram)] == [8]


def test_an_overview_that_excel_saved_again(tmp_path: Path) -> None:
    text = "Viewers;\r\nDate;Primary\r\n2026-10-01T00:00:00;1148\r\n2026-10-02T01:00:00;762\r\n"
    (table,) = tables_of(tmp_path, text)
    assert (table.title, table.header) == ("Viewers", ("Date", "Primary"))
    assert len(rows_of(table)) == 2


def test_audience_tables_of_three_shapes(tmp_path: Path) -> None:
    text = (
        'sep=,\n"Top cities"\n"New York, NY","Austin, TX"\n"1.7","0.6"\n\n'
        '"Age & gender"\n"","Men","Women"\n"18-24","5.1","2.4"\n"65+","3.2","4"\n'
    )
    cities, ages = tables_of(tmp_path, text, "utf-16")
    assert (cities.title, cities.header) == ("Top cities", ("New York, NY", "Austin, TX"))
    assert (ages.title, ages.header) == ("Age & gender", ("", "Men", "Women"))
    assert rows_of(ages) == [["18-24", "5.1", "2.4"], ["65+", "3.2", "4"]]


def test_columns_of_one_name_are_numbered(tmp_path: Path) -> None:
    (table,) = tables_of(tmp_path, "Post ID,Views,Reach,Views\n1,,5,7\n2,3,4,\n")
    assert table.header == ("Post ID", "Views", "Reach", "Views (2)")


def test_rows_that_are_too_long_are_reported_not_lost(tmp_path: Path) -> None:
    text = "Date,Clicks,Leads\n2026-10-01,1,2\n2026-10-02,1,2,3\n2026-10-03,4,5,,\n2026-10-04,6\n"
    (table,) = tables_of(tmp_path, text)
    assert rows_of(table) == [
        ["2026-10-01", "1", "2"],
        ["2026-10-03", "4", "5"],
        ["2026-10-04", "6", ""],
    ]
    (damaged,) = table.damaged
    assert (damaged.row, damaged.found) == (3, "2026-10-02 | 1 | 2 | 3")
    assert "3 columns" in damaged.reason
    assert table.rows_read == 4


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_quotation_that_never_ends_costs_its_own_line_only(
    tmp_path: Path, quoted: str, careful: bool
) -> None:
    lines = ["Date,Campaign,Leads"] + [f"2026-10-01,{quoted}c{n}{quoted},{n}" for n in range(50)]
    lines[20] = '2026-10-01,"c19,19'
    path = tmp_path / "export.csv"
    path.write_text("\n".join(lines) + "\n")
    (table,) = read_tables(path, tmp_path, careful=careful)
    assert [row[2] for row in rows_of(table)] == [str(n) for n in range(50) if n != 19]
    assert [(damage.row, damage.found) for damage in table.damaged] == [(21, lines[20])]
    assert table.rows_read == 50


def test_quotation_marks_inside_a_text_are_kept(tmp_path: Path) -> None:
    text = 'Date,Text,Leads\n2026-10-01,a 5" cup,1\n2026-10-02,"the "good" one",2\n'
    (table,) = tables_of(tmp_path, text)
    assert [row[2] for row in rows_of(table)] == ["1", "2"]
    assert rows_of(table)[0][1] == 'a 5" cup'


def test_lines_that_excel_wrapped_are_unwrapped(tmp_path: Path) -> None:
    inner = (
        'Post ID,"Publish time",Description,Views\n'
        '18000000000000001,"10/01/2026 09:00","one, two\nand ""three""",7\n'
        '18000000000000002,"10/02/2026 09:00",plain,8\n'
    )
    outer = "".join('"' + line.replace('"', '""') + '"\r\n' for line in inner.splitlines())
    (table,) = tables_of(tmp_path, outer)
    assert table.header == ("Post ID", "Publish time", "Description", "Views")
    assert rows_of(table) == [
        ["18000000000000001", "10/01/2026 09:00", 'one, two\nand "three"', "7"],
        ["18000000000000002", "10/02/2026 09:00", "plain", "8"],
    ]
    assert [number for number, _ in data_rows(table)] == [2, 4]
    assert "Excel" in table.warnings[0]


def test_hashtags_and_numbers_are_no_comments(tmp_path: Path) -> None:
    (table,) = tables_of(tmp_path, "#,Tag,Views\n1,#coffee,10\n2,#tea,20\n")
    assert table.header == ("#", "Tag", "Views")
    (table,) = tables_of(tmp_path, "Hashtag,Views\n#coffee,10\n#tea,20\n")
    assert rows_of(table) == [["#coffee", "10"], ["#tea", "20"]]
