"""Exports in the formats of the platforms: recognised, and every number what it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.sources import KNOWN, Chosen, DateColumn, Grain, Reading, choose
from kpicells.sheets_sync.tables import data_rows, read_tables

DEMO = Path(__file__).parents[3] / "sheets_sync" / "demo" / "exports"


def chosen(tmp_path: Path, text: str, source: str = "auto", encoding: str = "utf-8") -> Chosen:
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    return choose(read_tables(path, tmp_path), tmp_path, source)


def only(found: Chosen) -> Reading:
    (reading,) = found.readings
    return reading


def sums(reading: Reading) -> dict[str, float]:
    """The sum of each metric over the rows that are no totals."""
    recipe, header = reading.recipe, reading.table.header
    total: Counter[str] = Counter()
    for _, row in data_rows(reading.table):
        cells = dict(zip(header, row, strict=True))
        if recipe.totals and not any(cells[name] for name in recipe.totals):
            continue
        for metric, column in recipe.metrics.items():
            total[metric] += float(cells[column] or 0)
    return {metric: round(value, 6) for metric, value in total.items()}


IG_2026 = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
    '18000000000000001,1784,nordlys,Nordlys,"=1 + 1\nline",0,10/02/2026 09:30,'
    "https://www.instagram.com/p/A/,IG image,,Lifetime,50,40,5,1,,2,3\n"
    "18000000000000002,1784,nordlys,Nordlys,text,9,10/03/2026 10:30,"
    "https://www.instagram.com/reel/B/,IG reel,,Lifetime,70,60,6,2,1,3,\n"
)


@pytest.mark.parametrize("source", ["auto", "instagram", "instagram_content"])
def test_instagram_content(tmp_path: Path, source: str) -> None:
    reading = only(chosen(tmp_path, IG_2026, source, "utf-8-sig"))
    recipe = reading.recipe
    assert (recipe.source, recipe.report, recipe.grain) == ("instagram", "content", Grain.POST)
    assert recipe.date == DateColumn("Publish time", "%m/%d/%Y %H:%M")
    assert (recipe.post, recipe.account, recipe.title) == (
        "Post ID",
        "Account username",
        "Description",
    )
    assert sums(reading) == {
        "views": 120, "reach": 100, "likes": 11, "comments": 5, "shares": 3, "saves": 3,
        "new_followers": 1,
    }  # fmt: skip


def test_columns_are_found_by_name_in_any_order_and_case(tmp_path: Path) -> None:
    lines = [
        "SAVES,permalink,Publish time,post id,Impressions,  Reach ,Likes",
        "3,https://www.instagram.com/p/A/,10/02/2026 09:30,18000000000000001,50,40,5",
    ]
    recipe = only(chosen(tmp_path, "\n".join(lines))).recipe
    assert recipe.source == "instagram"
    # The old export has impressions: they are never taken for views.
    assert recipe.metrics == {
        "impressions": "Impressions", "reach": "Reach", "likes": "Likes", "saves": "SAVES",
    }  # fmt: skip


def test_instagram_in_portuguese(tmp_path: Path) -> None:
    text = (
        "Identificação da publicação;Descrição;Horário de publicação;Link permanente;"
        "Tipo de publicação;Visualizações;Alcance;Curtidas;Compartilhamentos;Comentários;"
        "Salvamentos\n18000000000000001;a;14/10/2026 09:30;https://www.instagram.com/p/A/;"
        "Reel do IG;2.300;1.900;12;1;2;3\n"
    )
    recipe = only(chosen(tmp_path, text)).recipe
    assert recipe.metrics["views"] == "Visualizações"
    assert recipe.decimal == ","
    # Day and month are settled by the whole column, since nobody has seen a real file.
    assert recipe.date == DateColumn("Horário de publicação", None)


FB = (
    'Post ID,Page ID,Page name,Title,Publish time,Permalink,Views,Reach,"Reactions, Comments and '
    'Shares",Reactions,Comments,Shares,Views\n'
    "1,9,Nordlys,a,10/02/2026 09:30,https://www.facebook.com/1,,40,5,3,1,1,44\n"
    "2,9,Nordlys,b,10/03/2026 09:30,https://www.facebook.com/2,7,60,6,4,1,1,8\n"
)


def test_a_facebook_page_is_another_source_and_the_first_filled_views_count(
    tmp_path: Path,
) -> None:
    reading = only(chosen(tmp_path, FB))
    assert reading.recipe.source == "facebook_page"
    assert sums(reading)["views"] == 44 + 7
    assert sums(reading)["engagements"] == 11
    assert any("differ in 1 rows" in warning for warning in reading.table.warnings)


ADS = (
    "Campaign name,Day,Ad Set Name,Results,Result indicator,Reach,Impressions,Link clicks,"
    "Amount spent (UAH),Reporting starts,Reporting ends\n"
    ",,,,,900,2400,36,60.5,2026-10-01,2026-10-02\n"
    "autumn,2026-10-01,a,4,actions:offsite_conversion.fb_pixel_lead,500,1000,20,30.25,"
    "2026-10-01,2026-10-01\n"
    "autumn,2026-10-02,a,1,actions:purchase,300,600,6,10,2026-10-02,2026-10-02\n"
    "winter,2026-10-02,b,10,actions:link_click,400,800,10,20.25,2026-10-02,2026-10-02\n"
    "winter,2026-10-02,c,99,video_thruplay_watched_actions,1,0,0,0,2026-10-02,2026-10-02\n"
)


def test_meta_ads_by_day(tmp_path: Path) -> None:
    reading = only(chosen(tmp_path, ADS))
    recipe = reading.recipe
    assert (recipe.source, recipe.grain, recipe.currency) == ("meta_ads", Grain.DAY, "UAH")
    assert recipe.totals == ("Campaign name", "Ad Set Name")
    assert recipe.date == DateColumn("Reporting starts", None, "Reporting ends")
    # Link clicks have a column of their own, so results do not count them twice.
    assert sums(reading) == {
        "spend": 60.5, "impressions": 2400, "reach": 1201, "link_clicks": 36, "leads": 4,
        "purchases": 1,
    }  # fmt: skip
    assert any("video_thruplay" in warning for warning in reading.table.warnings)


def test_results_mean_nothing_without_an_indicator(tmp_path: Path) -> None:
    lines = [line.split(",") for line in ADS.splitlines()]
    text = "\n".join(",".join(line[:4] + line[5:]) for line in lines)
    reading = only(chosen(tmp_path, text))
    assert "leads" not in reading.recipe.metrics
    assert any("Results was left out" in warning for warning in reading.table.warnings)


def test_a_day_that_only_the_day_column_tells(tmp_path: Path) -> None:
    text = ADS.replace("2026-10-01,2026-10-01", "2026-10-01,2026-10-02").replace(
        "2026-10-02,2026-10-02", "2026-10-01,2026-10-02"
    )
    recipe = only(chosen(tmp_path, text)).recipe
    assert (recipe.grain, recipe.date) == (Grain.DAY, DateColumn("Day"))


MONTHS = (
    "Account name,Month,Reach,Impressions,Currency,Amount spent (USD),Reporting starts,"
    "Reporting ends\n"
    ",,900,2400,USD,60,2026-09-01,2026-10-11\n"
    "Nordlys,2026-09-01 - 2026-09-30,500,1400,USD,30,2026-09-01,2026-10-11\n"
    "Nordlys,2026-10-01 - 2026-10-11,600,1000,USD,30,2026-09-01,2026-10-11\n"
)


def test_meta_ads_by_month_gives_each_month_its_own_dates(tmp_path: Path) -> None:
    reading = only(chosen(tmp_path, MONTHS))
    recipe, header = reading.recipe, reading.table.header
    assert (recipe.grain, recipe.totals) == (Grain.MONTH, ("Account name",))
    assert recipe.date is not None
    assert recipe.date.end_column is not None
    first, last = header.index(recipe.date.column), header.index(recipe.date.end_column)
    assert [(row[first], row[last]) for _, row in data_rows(reading.table)] == [
        ("2026-09-01", "2026-10-11"),
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", "2026-10-11"),
    ]


def test_meta_ads_over_a_period(tmp_path: Path) -> None:
    text = (
        "Campaign name,Reach,Impressions,Amount spent (USD),Leads,Reporting starts,Reporting ends\n"
        "autumn,10,20,3.5,1,2026-09-14,2026-10-11\nwinter,10,20,3.5,1,2026-09-14,2026-10-11\n"
    )
    assert only(chosen(tmp_path, text)).recipe.grain is Grain.PERIOD


def test_meta_ads_in_russian(tmp_path: Path) -> None:
    text = (
        "Название кампании;Дата начала отчетности;Дата окончания отчетности;Показы;"
        "Клики по ссылке;Лиды;Потраченная сумма (RUB)\n"
        "Осень;2026-10-01;2026-10-01;1000;20;3;1500,50\n"
    )
    recipe = only(chosen(tmp_path, text, encoding="windows-1251")).recipe
    assert (recipe.source, recipe.currency, recipe.campaign) == (
        "meta_ads",
        "RUB",
        "Название кампании",
    )
    assert recipe.metrics["leads"] == "Лиды"
    assert recipe.decimal is None


PREAMBLE = (
    "# ----------------------------------------\n# Report CSV Export\n# Account: Nordlys\n"
    "# Property: shop\n# ----------------------------------------\n# \n# All Users\n"
    "# Start date: 20261001\n# End date: 20261031\n"
)


def test_ga4_by_day_and_campaign(tmp_path: Path) -> None:
    text = PREAMBLE + (
        "Date,Session source / medium,Session campaign,Sessions,Total users,Key events,"
        "Total revenue,Engagement rate\n"
        ",,,12,7,3,40.5,0.5,Grand total\n"
        "20261002,instagram / paid,autumn,5,4,1,20.25,0.4\n"
        "20261001,google / organic,(organic),7,6,2,20.25,0.6\n"
    )
    reading = only(chosen(tmp_path, text))
    recipe = reading.recipe
    assert (recipe.source, recipe.grain) == ("ga4", Grain.DAY)
    assert recipe.date == DateColumn("Date", "%Y%m%d")
    assert (recipe.channel, recipe.campaign) == ("Session source / medium", "Session campaign")
    assert sums(reading) == {"sessions": 12, "users": 10, "key_events": 3, "revenue": 40.5}
    assert recipe.defaults == {"account": "shop"}


def test_ga4_total_with_its_label_in_the_first_column(tmp_path: Path) -> None:
    text = PREAMBLE + "Session campaign,Sessions\nTotal,12\nautumn,5\n(organic),7\n"
    reading = only(chosen(tmp_path, text))
    assert sums(reading) == {"sessions": 12}
    assert (reading.recipe.date, reading.recipe.grain) == (None, Grain.PERIOD)


def test_ga4_2023_conversions_are_key_events(tmp_path: Path) -> None:
    text = (
        PREAMBLE
        + "\nEvent name,Event count,Total users,Conversions\npurchase,5,4,5\nscroll,9,8,0\n"
    )
    reading = only(chosen(tmp_path, text))
    assert sums(reading) == {"events": 14, "key_events": 5}
    assert any("Total users" in warning for warning in reading.table.warnings)


def test_a_ga4_snapshot_counts_each_metric_once(tmp_path: Path) -> None:
    text = PREAMBLE + (
        "Nth day,New users\n0000,5\n0001,6\n\n"
        "# Where do they come from?\n# Start date: 20261001\n# End date: 20261031\n"
        "First user default channel group,New users\nDirect,11\n\n"
        "# Start date: 20261001\n# End date: 20261031\n"
        "Session default channel group,Sessions\nDirect,20\n\n"
        "# Start date: 20261001\n# End date: 20261031\nCountry,Average time\nNorway,1.5\n"
    )
    found = chosen(tmp_path, text)
    assert [(r.recipe.metrics, r.recipe.grain) for r in found.readings] == [
        ({"new_users": "New users"}, Grain.DAY),
        ({"sessions": "Sessions"}, Grain.PERIOD),
    ]
    days = found.readings[0]
    place = days.table.header.index("Nth day: date")
    assert [row[place] for _, row in data_rows(days.table)] == ["2026-10-01", "2026-10-02"]
    assert [(unused.reason, unused.rows) for unused in found.unused] == [
        ("not known: Country, Average time", 3),
        ("repeats another table of the file: Where do they come from?", 4),
    ]


def test_ga4_without_a_period_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="cut off"):
        chosen(tmp_path, "Nth day,Total users\n0000,5\n", "ga4")
    with pytest.raises(UnknownSource, match="Start date"):
        chosen(tmp_path, "Session campaign,Sessions,Engaged sessions\nautumn,5,4\n")


def test_an_unknown_table_gets_its_columns_and_a_mapping_to_begin_with(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource) as caught:
        chosen(tmp_path, "Дата,Показы,Затраты (RUB),Заявки\n14.10.2026,100,20,3\n")
    message = str(caught.value)
    assert "Дата, Показы, Затраты (RUB), Заявки" in message
    assert 'format = "%d.%m.%Y"' in message
    assert 'leads = "Заявки"' in message
    assert 'currency = "RUB"' in message
    with pytest.raises(UnknownSource, match=r"known are: auto, .*instagram_content"):
        chosen(tmp_path, IG_2026, "myspace")


def test_a_table_that_only_looks_a_little_like_one_is_not_taken(tmp_path: Path) -> None:
    for text in ("Date,Views\n2026-10-01,5\n", "Date,Primary\n2026-10-01,5\n",
                 "Date,Video Views,Likes,Comments,Shares\nApril 12,5,6,7,8\n"):  # fmt: skip
        with pytest.raises(UnknownSource):
            chosen(tmp_path, text)


def test_every_metric_of_every_format_exists() -> None:
    for kind in KNOWN:
        for wording in kind.wordings:
            assert set(wording.metrics) <= set(metrics)
            assert set(kind.needs) <= {*wording.columns, *wording.metrics}


SAMPLES = {
    "instagram_content_2026-11-01.csv": ("instagram", "reach"),
    "instagram_content_2026-11-08.csv": ("instagram", "reach"),
    "meta_ads_campaigns_by_day_2026-11-01.csv": ("meta_ads", "leads"),
    "meta_ads_campaigns_by_day_2026-11-08.csv": ("meta_ads", "leads"),
    "meta_ads_account_by_month_2026-11-01.csv": ("meta_ads", "reach"),
    "meta_ads_account_by_month_2026-11-08.csv": ("meta_ads", "reach"),
    "ga4_traffic_2026-11-01.csv": ("ga4", "sessions"),
    "ga4_traffic_2026-11-08.csv": ("ga4", "sessions"),
}


def test_the_samples_are_known(tmp_path: Path) -> None:
    assert {path.name for path in DEMO.iterdir()} == set(SAMPLES)
    for name, (source, metric) in SAMPLES.items():
        assert (DEMO / name).stat().st_size < 150_000
        reading = only(choose(read_tables(DEMO / name, tmp_path), tmp_path))
        assert reading.recipe.source == source
        assert sums(reading)[metric] > 0
        assert not reading.table.damaged


def test_the_samples_agree_with_each_other(tmp_path: Path) -> None:
    def of(name: str) -> dict[str, float]:
        return sums(only(choose(read_tables(DEMO / name, tmp_path), tmp_path)))

    days = of("meta_ads_campaigns_by_day_2026-11-01.csv")
    months = of("meta_ads_account_by_month_2026-11-01.csv")
    for metric in ("spend", "impressions", "link_clicks", "leads"):
        assert days[metric] == months[metric]
    assert months["reach"] < days["reach"]


def test_the_samples_are_what_their_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpicells.sheets_sync.demo import make_exports

    monkeypatch.setattr(make_exports, "FOLDER", tmp_path / "exports")
    make_exports.main()
    for name in SAMPLES:
        assert (tmp_path / "exports" / name).read_bytes() == (DEMO / name).read_bytes()
