"""Every way of breaking a tag is found, and a sound link is left in peace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import PlanError, UnreadableFile
from kpicells.sheets_sync.joining.checking import check_tags, utm_words
from kpicells.sheets_sync.joining.faults import FaultKind, faults_of_address
from kpicells.sheets_sync.joining.links import Found, links_of
from kpicells.sheets_sync.joining.table import read_utm_table

TABLE = read_utm_table()
SOUND = "https://example.com/?utm_source=vk&utm_medium=cpc&utm_campaign=sale"


def kinds(address: str) -> set[str]:
    return {str(fault.kind) for fault in faults_of_address(address, TABLE)}


def proposal(address: str, kind: FaultKind) -> str:
    return next(f.proposed for f in faults_of_address(address, TABLE) if f.kind is kind)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://example.com/?utm_source=vk&utm_medium=cpc", "missing"),
        (SOUND.replace("=sale", "="), "empty"),
        (SOUND.replace("=sale", "=(not%20set)"), "empty"),
        (SOUND.replace("utm_source", "umt_source"), "name-typo"),
        (SOUND.replace("utm_source", "utm_souce"), "name-typo"),
        (SOUND.replace("utm_medium", "utm-medium"), "name-typo"),
        (SOUND.replace("utm_campaign", "utm_сampaign"), "name-typo"),  # a Russian с
        (SOUND.replace("utm_source", "UTM_Source"), "name-case"),
        (SOUND.replace("&", "&amp;"), "escaped-ampersand"),
        (SOUND + "&utm_source=fb", "duplicate"),
        (SOUND.replace("?", "#"), "after-hash"),
        (SOUND.replace("?", "#about?"), "after-hash"),
        (SOUND.replace("?", "?id=5?"), "second-question-mark"),
        (SOUND.replace("?", "&"), "no-question-mark"),
        (SOUND.replace("sale", "Sale"), "case"),
        (SOUND.replace("sale", "spring+sale"), "space"),
        (SOUND.replace("sale", "spring%20sale"), "space"),
        (SOUND.replace("sale", "%20sale"), "space"),
        (SOUND.replace("sale", quote(quote("лето"))), "double-encoded"),
        (SOUND.replace("sale", "%EB%E5%F2%EE"), "charset"),
        (SOUND.replace("sale", "Ð»ÐµÑ‚Ð¾"), "charset"),
        (SOUND.replace("sale", "%D0%BB%D0"), "unreadable"),
        (SOUND.replace("cpc", "сpc"), "alphabets"),  # a Russian с
        (SOUND + "&utm_content=anna@mail.ru", "personal"),
        (SOUND + "&utm_content=anna%40mail.ru", "personal"),
        (SOUND + "&utm_term=%2B79261234567", "personal"),
        (SOUND + "&email=x", "personal"),
        (SOUND.replace("=vk", "=cpc").replace("medium=cpc", "medium=vk"), "swapped"),
        (SOUND.replace("=vk", "=vkontakte"), "other-name"),
    ],
)
def test_each_fault_is_found(address: str, kind: str) -> None:
    assert kind in kinds(address)


def test_what_is_proposed() -> None:
    windows = SOUND.replace("sale", "%EB%E5%F2%EE")
    assert proposal(windows, FaultKind.CHARSET) == "лето"
    assert proposal(SOUND.replace("sale", "Spring+Sale"), FaultKind.SPACE) == "spring_sale"
    assert proposal(SOUND.replace("=vk", "=m.vk.com"), FaultKind.OTHER_NAME) == "vk"
    assert proposal(SOUND.replace("cpc", "сpc"), FaultKind.ALPHABETS) == "cpc"


@pytest.mark.parametrize(
    "address",
    [
        SOUND,
        "https://example.com/",
        "https://example.com/?page=2&sort=Price#top",
        SOUND + "#about",
        SOUND + "&utm_content={{ad.name}}&utm_term={keyword}",
        SOUND + "&utm_content=15234567801",  # an ad's number, not a phone
        "https://example.com/?to=https://b.ru/?x=1",
        SOUND.replace("sale", quote("лето")),
        SOUND.replace("=vk", "=a_new_network"),
    ],
)
def test_a_sound_link_has_no_faults(address: str) -> None:
    assert kinds(address) == set()


NAMES = st.text("abcdefghijklmnop_0123456789", min_size=1, max_size=15)


@given(NAMES, NAMES)
def test_any_link_made_by_the_rules_is_sound(campaign: str, content: str) -> None:
    tags = {
        "utm_source": "telegram",
        "utm_medium": "social",
        "utm_campaign": f"c{campaign}",
        "utm_content": f"b{content}",
    }
    assert kinds("https://example.com/?" + urlencode(tags)) == set()


@given(st.text(max_size=80))
def test_no_address_is_too_strange(text: str) -> None:
    checked = check_tags([Found(1, address=text), Found(1, tags=(("utm_source", text),))], TABLE)
    for finding in checked.findings:
        for lang in ("en", "ru"):
            assert finding.to_json(lang)["message"]


def test_every_fault_has_its_texts() -> None:
    for lang in ("en", "ru"):
        for kind in FaultKind:
            values = {"tag": "t", "found": "f", "proposed": "p"}
            assert utm_words(lang)(f"utm-{kind}", **values)
            assert utm_words(lang)(f"utm-{kind}-do", **values)


def test_personal_data_is_not_shown_again() -> None:
    address = SOUND + "&utm_content=anna%40mail.ru"
    (finding,) = check_tags([Found(1, address=address)], TABLE).findings
    assert "anna" not in json.dumps(finding.to_json("en"))


def _check(*words: str | Path) -> Any:
    done = CliRunner().invoke(app, ["utm", "check", *map(str, words), "--json"])
    if isinstance(done.exception, KpicellsError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_table_of_a_crm(tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    rows = ["Deal;utm_source;utm_medium;utm_campaign;Page"]
    rows += [f"{n};vk;cpc;autumn_sale;https://example.com/" for n in range(8)]
    rows += ["8;vk;cpc;autumn_slae;", "9;VK;cpc;autumn_sale;", "10;;;;"]
    file.write_text("\n".join(rows), "utf-8")
    answer = _check(file)
    found = {(one["row"], one["fault"]): one for one in answer["findings"]}
    assert set(found) == {(10, "near"), (11, "case")}
    assert found[10, "near"]["proposed"] == "autumn_sale"
    assert (answer["links"], answer["tagged"], answer["broken"]) == (18, 10, 2)


def test_a_workbook_names_the_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Posts"
    for row in (["Post", "Link"], ["one", SOUND], ["two", SOUND.replace("?", "#")]):
        sheet.append(row)
    book.save(tmp_path / "links.xlsx")
    (finding,) = _check(tmp_path / "links.xlsx")["findings"]
    assert (finding["sheet"], finding["row"], finding["column"]) == ("Posts", 3, "Link")


def test_a_text_with_one_link_a_line(tmp_path: Path) -> None:
    file = tmp_path / "links.txt"
    file.write_text(f"{SOUND}\nhttps://example.com/?umt_source=vk\n", "utf-8")
    answer = _check(file)
    assert answer["links"] == 2
    assert {(one["row"], one["fault"]) for one in answer["findings"]} >= {(2, "name-typo")}


def test_tags_within_the_own_site(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<!doctype html><html><body>\n<a href='{SOUND}'>x</a>\n"
        "<a href='/promo?utm_source=main&utm_medium=banner&utm_campaign=x'>y</a>"
        "<a href='https://vk.com/?utm_source=site&utm_medium=link&utm_campaign=x'>z</a></body>",
        "utf-8",
    )
    assert _check(page)["findings"] == []
    internal = _check(page, "--site", "https://www.example.com/")["findings"]
    assert [(one["row"], one["fault"]) for one in internal] == [(2, "internal"), (3, "internal")]


def test_one_address_and_its_language() -> None:
    answer = _check("https://a.ru/?utm_source=vk", "--lang", "ru")
    assert [one["message"] for one in answer["findings"]] == ["нет utm_medium", "нет utm_campaign"]


def test_a_picture_holds_no_links(tmp_path: Path) -> None:
    picture = tmp_path / "links.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with pytest.raises(UnreadableFile, match="PNG"):
        list(links_of(picture))
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        list(links_of(tmp_path / "missing.csv"))


def test_the_agency_has_its_own_names(tmp_path: Path) -> None:
    (tmp_path / "utm.toml").write_text(
        '[sources]\nvkontakte = ["vk"]\ncitylife = ["city-life.ru"]\n'
        '[campaigns]\nspring = ["spr26"]\n',
        "utf-8",
    )
    table = read_utm_table(tmp_path)
    assert table.sources("VK") == table.sources("m.vk.com") == "vkontakte"
    assert table.sources("City-Life.ru") == "citylife"
    assert table.campaigns("SPR26") == "spring"
    assert table.sources("something new") == "something_new"


def test_a_name_that_stands_for_two(tmp_path: Path) -> None:
    (tmp_path / "utm.toml").write_text('[sources]\na = ["x"]\nb = ["x"]\n', "utf-8")
    with pytest.raises(PlanError, match=r"utm\.toml: 'x' stands for 'a' and for 'b'"):
        read_utm_table(tmp_path)
    (tmp_path / "utm.toml").write_text("[source]\n", "utf-8")
    with pytest.raises(PlanError, match="allowed here: sources, mediums"):
        read_utm_table(tmp_path)
