"""Nothing is lost and nothing is counted twice on the way from reach to revenue."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.joining.checking import utm_words
from kpicells.sheets_sync.joining.joined import By, Reason, join
from kpicells.sheets_sync.joining.lines import Line, Side, Tags, Told
from kpicells.sheets_sync.joining.table import read_utm_table

TABLE = read_utm_table()

ADS = """Campaign name,Ad name,Day,Impressions,Link clicks,Clicks (all),Amount spent (USD),\
Reporting starts,Reporting ends
Autumn Sale,video_a,2026-10-01,1000,40,55,20.00,2026-10-01,2026-10-01
Autumn Sale,video_b,2026-10-02,3000,60,80,40.50,2026-10-02,2026-10-02
Brand,image,2026-10-02,500,5,6,10.00,2026-10-02,2026-10-02
"""
VISITS = """# ----------------------------------------
# Traffic
# Account: Nordlys
# Property: nordlys.example - GA4
# ----------------------------------------
#
# All Users
# Start date: 20261001
# End date: 20261003
Date,Session source / medium,Session campaign,Sessions
20261001,facebook / paid_social,autumn_sale,30
20261002,IG / paid_social,AUTUMN+SALE,50
20261002,instagram.com / paid_social,autumn_slae,7
20261002,(direct) / (none),(direct),9
20261003,google / organic,(organic),11
20261003,google / cpc,brand,13
"""
DEALS = (
    '"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Currency","Create Date",'
    '"Close Date","utm_source","utm_medium","utm_campaign","utm_content"\n'
    "1,a,Closed Won,P,300.00,USD,2026-10-01,2026-10-03,fb,cpc,Autumn sale,video_a\n"
    "2,b,Contract Sent,P,100.00,USD,2026-10-02,,instagram,cpc,autumn_sale,video_b\n"
    "3,c,Closed Won,P,70.00,USD,2026-10-02,2026-10-03,,,,\n"
    "4,d,Contract Sent,P,,USD,2026-10-02,,vk,cpc,spring,x\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    for name, text in (("ads.csv", ADS), ("visits.csv", VISITS), ("deals.csv", DEALS)):
        (folder / name).write_text(text, "utf-8")
        done = CliRunner().invoke(
            app, ["import", str(folder / name), "--client", "N", "--workspace", str(folder)]
        )
        assert done.exit_code == 0, done.output
    return folder


def _join(folder: Path, *words: str) -> Any:
    done = CliRunner().invoke(app, ["utm", "join", "N", "-w", str(folder), "--json", *words])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_campaign_from_reach_to_revenue(client: Path) -> None:
    answer = _join(client, "--month", "2026-10")
    (row,) = answer["rows"]
    told = {name: row[name] for name in ("impressions", "clicks", "sessions", "leads", "spend")}
    # 1000 + 3000; link clicks 40 + 60; sessions 30 + 50; deals 1 and 2; 20.00 + 40.50.
    assert told == {"impressions": 4000, "clicks": 100, "sessions": 80, "leads": 2, "spend": 60.5}
    assert (row["purchases"], row["revenue"]) == (1, 300)
    kpis = row["kpis"]
    assert kpis["CTR"] == 100 / 4000
    assert kpis["CPL"] == 60.5 / 2
    assert kpis["CR"] == 2 / 100
    assert kpis["ROAS"] == pytest.approx(300 / 60.5)
    assert answer["attribution"] == "last_non_direct_click"
    assert "last non-direct click" in answer["notes"][0]


def test_what_cannot_be_joined_has_a_reason(client: Path) -> None:
    answer = _join(client)
    found = {(one["reason"], one["name"], one["told_by"][0]) for one in answer["unjoined"]}
    assert found == {
        ("source-differs", "Brand", "meta_ads"),
        ("source-differs", "brand", "ga4"),
        ("no-reach", "autumn_slae", "ga4"),
        ("direct", None, "ga4"),
        ("no-campaign", None, "ga4"),
        ("direct", None, "hubspot"),
        ("only-crm", "spring", "hubspot"),
    }
    (slip,) = [one for one in answer["unjoined"] if one["name"] == "autumn_slae"]
    assert (slip["proposed"], slip["sessions"]) == ("autumn_sale", 7)
    assert answer["total"]["sessions"] == 30 + 50 + 7 + 9 + 11 + 13
    assert answer["total"]["leads"] == 4
    assert answer["total"]["revenue"] == 370


def test_a_slip_that_the_agency_accepts_is_joined(client: Path) -> None:
    names = client / "utm.toml"
    names.write_text('[campaigns]\nautumn_sale = ["autumn_slae"]\n', "utf-8")
    try:
        (row,) = _join(client)["rows"]
    finally:
        names.unlink()
    assert row["sessions"] == 87


def test_by_ad_and_by_source(client: Path) -> None:
    ads = {row["name"]: row for row in _join(client, "--by", "post")["rows"]}
    assert {name: (row["clicks"], row["leads"]) for name, row in ads.items()} == {
        "video_a": (40, 1),
        "video_b": (60, 1),
    }
    (source,) = _join(client, "--by", "source")["rows"]
    # Meta Ads tells of both networks in one number.
    assert source["name"] == "facebook + instagram"
    assert (source["impressions"], source["sessions"], source["leads"]) == (4500, 87, 2)


def test_it_is_told_in_both_languages(client: Path) -> None:
    for lang, word in (("en", "Attribution"), ("ru", "Атрибуция")):
        for by in ("campaign", "source", "post"):
            done = CliRunner().invoke(
                app, ["utm", "join", "N", "-w", str(client), "--lang", lang, "--by", by]
            )
            assert done.exit_code == 0, done.output
            assert word in done.stdout
    for lang in ("en", "ru"):
        for reason in Reason:
            assert utm_words(lang)(f"join-{reason}")
            assert utm_words(lang)(f"join-{reason}-do", told="a", proposed="b")


def test_a_post_by_the_link_in_its_text(tmp_path: Path) -> None:
    posts = (
        "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
        "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
        '11,1,n,N,"Taste https://n.example/?utm_source=ig&utm_campaign=oct&utm_content=post_1",0,'
        "10/05/2026 10:00,https://www.instagram.com/p/AAA111/,IG image,,Lifetime,900,700,1,1,1,1,"
        "1\n12,1,n,N,Nothing,0,10/06/2026 10:00,https://www.instagram.com/p/BBB222/,IG image,,"
        "Lifetime,500,400,1,1,1,1,1\n13,1,n,N,None,0,10/07/2026 10:00,"
        "https://www.instagram.com/p/CCC333/,IG image,,Lifetime,50,40,1,1,1,1,1\n"
    )
    deals = DEALS.splitlines()[0] + (
        "\n1,a,Closed Won,P,300,USD,2026-10-06,2026-10-08,instagram,social,oct,post_1"
        "\n2,b,Contract Sent,P,,USD,2026-10-06,,instagram,social,oct,bbb222\n"
    )
    for name, text in (("posts.csv", posts), ("deals.csv", deals)):
        (tmp_path / name).write_text(text, "utf-8")
        CliRunner().invoke(
            app, ["import", str(tmp_path / name), "--client", "N", "--workspace", str(tmp_path)]
        )
    answer = _join(tmp_path, "--by", "post", "--month", "2026-10")
    rows = [(row["reach"], row["views"], row["leads"], row["revenue"]) for row in answer["rows"]]
    assert rows == [(700, 900, 1, 300), (400, 500, 1, None)]
    assert [(one["reason"], one["views"]) for one in answer["unjoined"]] == [("no-visits", 50)]


def test_a_client_without_facts(client: Path) -> None:
    done = CliRunner().invoke(app, ["utm", "join", "Nobody", "-w", str(client)])
    assert "no facts of client 'Nobody'" in str(done.exception)


NAMES = st.sampled_from(["", "sale", "salle", "brand", "x1"])
SOURCES = st.sampled_from(["", "vk", "instagram", "facebook", "google", "new"])
TELLERS = {
    "meta_ads": Side.REACH,
    "vk_ads": Side.REACH,
    "agency": Side.REACH,
    "ga4": Side.VISITS,
    "crm": Side.DEALS,
    "crm_2": Side.DEALS,
}
LINES = st.builds(
    lambda teller, source, campaign, content, values, is_post: Line(
        teller,
        TELLERS[teller],
        Tags(source, "", campaign, content),
        campaign,
        values,
        is_post=is_post,
    ),
    st.sampled_from(sorted(TELLERS)),
    SOURCES,
    NAMES,
    NAMES,
    st.dictionaries(
        st.sampled_from(["impressions", "clicks", "sessions", "leads", "revenue", "spend"]),
        st.integers(0, 10_000).map(float),
    ),
    st.booleans(),
)


@given(st.lists(LINES, max_size=25), st.sampled_from(By))
def test_every_number_is_somewhere_once(lines: list[Line], by: By) -> None:
    joined = join(Told(tuple(lines), TELLERS), TABLE, by)
    expected: Counter[str] = Counter()
    of_side = {
        Side.REACH: {"impressions", "clicks", "spend"},
        Side.VISITS: {"sessions"},
        Side.DEALS: set(),
    }
    for line in lines:
        for metric, value in line.metrics.items():
            if metric in of_side[line.side] or line.told_by in joined.counting.get(metric, ()):
                expected[metric] += int(value)
    assert {m: v for m, v in joined.total.metrics.items() if v} == {
        m: v for m, v in expected.items() if v
    }
    # An outcome counts by one kind of source only: the CRM's, where it tells it.
    for metric, sources in joined.counting.items():
        assert len({TELLERS[source] for source in sources}) == 1
        if any(metric in line.metrics for line in lines if line.side is Side.DEALS):
            assert TELLERS[sources[0]] is Side.DEALS


@given(st.lists(LINES, max_size=25), st.sampled_from(By), st.randoms())
def test_the_order_of_the_lines_says_nothing(lines: list[Line], by: By, random: Any) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    one, other = (join(Told(tuple(of), TELLERS), TABLE, by) for of in (lines, shuffled))
    assert [row.figures.metrics for row in one.rows] == [row.figures.metrics for row in other.rows]
    reasons = [Counter((u.reason, u.told_by) for u in of.unjoined) for of in (one, other)]
    assert reasons[0] == reasons[1]
