"""The mapping file: what it may say, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.sources import DateColumn, Grain, RepeatedRows
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.sources.suggestions import suggest_mapping, suggest_metrics
from kpicells.sheets_sync.tables import Table, read_tables

GOOD = """
source = "kag"
date = { column = "Date", format = "%d-%m-%Y" }
campaign = "xyz_campaign_id"
currency = "USD"

[metrics]
impressions = "Impressions"
spend = "Spent"
leads = "Total_Conversion"
"""
TABLE = (
    "Date,ad_id,xyz_campaign_id,Impressions,Clicks,Spent,Total_Conversion,Approved_Conversion\n"
    "31-08-2023,708746,916,7350,1,1.429999948,2,1\n"
    "01-09-2023,708749,916,17861,2,1.820000023,2,0\n"
)


def table_of(tmp_path: Path, text: str = TABLE) -> Table:
    path = tmp_path / "data.csv"
    path.write_text(text)
    return read_tables(path, tmp_path)[0]


def mapping_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    return path


def test_a_mapping_gives_a_recipe(tmp_path: Path) -> None:
    mapping = load_mapping(mapping_file(tmp_path, GOOD))
    recipe = mapping.recipe_for(table_of(tmp_path))
    assert recipe.metrics == {
        "impressions": "Impressions", "spend": "Spent", "leads": "Total_Conversion",
    }  # fmt: skip
    assert recipe.date == DateColumn("Date", "%d-%m-%Y")
    assert (recipe.grain, recipe.currency, recipe.campaign) == (Grain.DAY, "USD", "xyz_campaign_id")
    # A person's table may hold two equal rows honestly.
    assert recipe.repeated_rows is RepeatedRows.KEEP


def test_everything_that_may_be_said(tmp_path: Path) -> None:
    more = """
        end_date = "Date"
        grain = "period"
        repeats = "skip"
        shares = ["leads"]
        decimal = ","
        encoding = "utf-8"
        delimiter = ";"
        sheet = "Ads"
        title = "ad_id"
        post = "ad_id"
        account = "ad_id"
    """
    text = GOOD.replace("[metrics]", more + "[metrics]")
    mapping = load_mapping(mapping_file(tmp_path, text))
    recipe = mapping.recipe_for(table_of(tmp_path))
    assert (recipe.grain, recipe.repeated_rows) == (Grain.PERIOD, RepeatedRows.SKIP)
    assert (recipe.decimal, recipe.shares, recipe.post) == (",", {"leads"}, "ad_id")
    assert (mapping.sheet, mapping.encoding, mapping.delimiter) == ("Ads", "utf-8", ";")


def test_names_are_found_without_regard_to_case(tmp_path: Path) -> None:
    text = GOOD.replace('"Spent"', '" spent"').replace('column = "Date"', 'column = "date"')
    recipe = load_mapping(mapping_file(tmp_path, text)).recipe_for(table_of(tmp_path))
    assert recipe.metrics["spend"] == "Spent"


def test_the_short_form_of_a_date(tmp_path: Path) -> None:
    text = GOOD.replace('{ column = "Date", format = "%d-%m-%Y" }', '"Date"')
    assert load_mapping(mapping_file(tmp_path, text)).date.format is None


WRONG = {
    "not TOML": ("source = ", ["mapping.toml", "no TOML file"]),
    "nothing": ("", ["source: is missing", "date: is missing", "metrics: is missing"]),
    "unknown key": (GOOD.replace("currency", "curency"), ["curency: there is no", "'currency'"]),
    "unknown date key": (GOOD.replace("format", "fmt"), ["date.fmt", "Allowed: column, format"]),
    "currency": (GOOD.replace('"USD"', '"$"'), ["currency: '$'", "such as USD"]),
    "grain": ('grain = "week"\n' + GOOD, ["grain: 'week'", "'day', 'post', 'month' or 'period'"]),
    "decimal": ('decimal = ";"\n' + GOOD, ["decimal: ';'", "'.' or ','"]),
    "delimiter": ('delimiter = ";;"\n' + GOOD, ["delimiter:", "';;'"]),
    "date format": (GOOD.replace("%d-%m-%Y", "%d-%m"), ["date.format", "day, month and year"]),
    "metric": (GOOD.replace("leads =", "lead ="), ["metrics.lead", "nearest: leads"]),
    "no metric": (GOOD.partition("[metrics]")[0] + "[metrics]", ["metrics: names none"]),
    "no date": (GOOD.replace("date = ", "# date = "), ["date: is missing, and every row needs"]),
    "share": ('shares = ["ctr_"]\n' + GOOD, ["shares.ctr_"]),
    "own metric": (GOOD + "[own_metrics.wishes]\nen = 'Wishes'", ["wishes.ru: is missing"]),
    "own id": (GOOD + "[own_metrics.'Big Wish']\nen = 'W'\nru = 'Ж'", ["own_metrics.Big Wish"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, kind: str) -> None:
    text, said = WRONG[kind]
    with pytest.raises(MappingError) as caught:
        load_mapping(mapping_file(tmp_path, text))
    assert "mapping.toml" in str(caught.value)
    for part in said:
        assert part in str(caught.value)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    mapping = load_mapping(mapping_file(tmp_path, GOOD.replace('"Spent"', '"Spend"')))
    with pytest.raises(MappingError, match=r"metrics\.spend: data\.csv has no column 'Spend'; d"):
        mapping.recipe_for(table_of(tmp_path))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be opened"):
        load_mapping(tmp_path / "lost.toml")


def test_a_metric_of_ones_own(tmp_path: Path) -> None:
    text = (
        GOOD + 'store_visits = "Clicks"\n[own_metrics.store_visits]\nen = "Visits"\nru = "Визиты"\n'
    )
    path = mapping_file(tmp_path, text)
    assert load_mapping(path) == load_mapping(path)
    assert metrics["store_visits"].ru == "Визиты"


def test_a_suggested_mapping_fits_its_table(tmp_path: Path) -> None:
    table = table_of(tmp_path)
    path = mapping_file(tmp_path, suggest_mapping(table))
    recipe = load_mapping(path).recipe_for(table)
    assert recipe.date == DateColumn("Date", "%d-%m-%Y")
    assert recipe.metrics == {
        "impressions": "Impressions", "clicks": "Clicks", "spend": "Spent",
        "leads": "Total_Conversion", "purchases": "Approved_Conversion",
    }  # fmt: skip


def test_an_order_of_day_and_month_that_is_open_is_asked(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Day,Clicks\n01/02/2026,5\n03/04/2026,6\n")
    text = suggest_mapping(table)
    assert '# say which: format = "%d/%m/%Y" or "%m/%d/%Y"' in text
    # Whoever imports with it as it stands has chosen neither.
    assert load_mapping(mapping_file(tmp_path, text)).recipe_for(table).date == DateColumn("Day")


def test_the_other_date_settles_the_order_of_day_and_month(tmp_path: Path) -> None:
    table = table_of(
        tmp_path, "period_start,period_end,views\n5/1/2026,5/31/2026,128\n6/1/2026,6/30/2026,99\n"
    )
    recipe = load_mapping(mapping_file(tmp_path, suggest_mapping(table))).recipe_for(table)
    assert recipe.date == DateColumn("period_start", "%m/%d/%Y", "period_end")


# Columns of public data sets, and what is proposed for them; None: nothing.
PROPOSED = {
    "ad_spend": "spend", "campaign_cost": "spend", "Spend [USD]": "spend",
    "Money Spent ($)": "spend",
    "revenue_generated": "revenue", "purchases_conversion_value": "revenue",
    "# of Purchase": "purchases", "# of Impressions": "impressions",
    "# of Website Clicks": "link_clicks", "Total_Conversion": "leads",
    "Затраты, руб.": "spend", "Расходы, ₽": "spend",
    "followers_gained": "new_followers", "followers_lost": "lost_followers",
    "followers_net": "net_followers", "followers_total": "followers", "Net growth": "net_followers",
    "subscribers_net": None, "d1_revenue": None, "cost per user": None, "Последователи": None,
    "Avg. CPC": None, "Year": None, "Ad revenue per user": None, "Ad impressions": None,
}  # fmt: skip


@pytest.mark.parametrize(("column", "metric"), PROPOSED.items())
def test_a_column_is_proposed_for_what_its_words_say(
    tmp_path: Path, column: str, metric: str | None
) -> None:
    table = table_of(tmp_path, f'Date;"{column}"\n2026-10-01;5\n2026-10-02;6\n')
    assert list(suggest_metrics(table)) == ([metric] if metric else [])


def test_a_number_is_no_date_of_the_year_5726(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Reels,Photos\n572681,22287\n")
    assert "No column holds dates" in suggest_mapping(table)


def test_a_column_s_own_name_wins_over_a_likeness(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Date,Net growth,New followers\n2026-10-01,5,6\n")
    assert 'new_followers = "New followers"' in suggest_mapping(table)
