"""Planted people: their e-mails, phones and names reach no store, no message and no file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.formulas import metrics
from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.facts.hiding import NOT_SHOWN, quoted
from kpicells.sheets_sync.facts.importing import Read, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import Chosen, choose, known_in
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.sources.recipe import Grain, Recipe
from kpicells.sheets_sync.tables import read_tables
from tests.sheets_sync.cli.test_main_job import run

HASH = """
source = "{source}"
called = "CRM"
[[export]]
id = "{export}"
personal.hash = ["*mail*", "*почт*", "*phone*", "*телефон*"]
"""
MAPPING = """
source = "shop"
date = "Date"
campaign = "utm_campaign"
title = "Deal"
currency = "RUB"
[personal]
drop = ["Name"]
hash = ["Mail", "Phone"]
[metrics]
revenue = "Amount"
"""
HEADERS: Mapping[str, Sequence[str]] = {
    "amocrm_deals": (
        "Название сделки", "Полное имя контакта", "Рабочий email", "Рабочий телефон", "Бюджет",
        "Этап сделки", "Дата создания сделки", "Дата закрытия", "utm_campaign", "utm_content",
    ),
    "hubspot_deals": (
        "Deal Name", "Contact Name", "Email", "Phone", "Amount", "Deal Stage", "Create Date",
        "Close Date", "utm_campaign", "utm_content",
    ),
    "mapping": (
        "Deal", "Name", "Mail", "Phone", "Amount", "Stage", "Date", "Closed", "utm_campaign",
        "utm_content",
    ),
}  # fmt: skip
WON = {"amocrm_deals": "Успешно реализовано", "hubspot_deals": "Closed Won", "mapping": "won"}

letters = st.text("qwzxkj", min_size=6, max_size=10)
mails = st.builds("{}.{}@{}.{}".format, letters, letters, letters, st.sampled_from(["ru", "com"]))
phones = st.builds(
    lambda form, d: form.format(d[:3], d[3:6], d[6:8], d[8:]),
    st.sampled_from(
        ["+7 {} {}-{}-{}", "8 ({}) {}-{}-{}", "+7{}{}{}{}", "8-{}-{}-{}-{}", "+49 {}{} {}{}"]
    ),
    st.integers(9_000_000_001, 9_999_999_999).map(str),
)
names = st.builds("{} {}".format, letters.map(str.title), letters.map(str.title))
MOVES = ("whole", "left", "right", "short", "long", "tags", "title", "amount", "date")


@st.composite
def persons(draw: st.DrawFn) -> tuple[str, str, str, str]:
    return draw(names), draw(mails), draw(phones), draw(st.sampled_from(MOVES))


def table(kind: str, of: Sequence[tuple[str, str, str, str]]) -> str:
    """A file of deals, among them rows that were moved, cut, or filled in wrongly."""
    lines = [HEADERS[kind]]
    for number in range(12):
        lines.append(_row(kind, ("", "", "", ""), number))
    lines += [_row(kind, who, 50 + number) for number, who in enumerate(of)]
    return "".join(";".join(line) + "\n" for line in lines)


def _row(kind: str, who: tuple[str, str, str, str], number: int) -> Sequence[str]:
    name, mail, phone, move = who
    day = f"2026-10-{1 + number % 28:02}"
    row = [f"Deal {number}", name, mail, phone, "100", WON[kind], day, day, "autumn", "video"]
    if move == "left":
        row = [*row[1:], ""]
    elif move == "right":
        row = ["", *row[:-1]]
    elif move == "short":
        row = row[:3]
    elif move == "long":
        row = [*row, mail, phone]
    elif move == "tags":
        row[8:] = [mail, phone]
    elif move == "title":
        row[0] = f"{mail} {phone}"
    elif move == "amount":
        row[4] = f"{name} {mail}"
    elif move == "date":
        row[6] = phone
    return row


def texts(value: object) -> Iterator[str]:
    """Every text in the tables of a store."""
    if isinstance(value, Store):
        for (name,) in value.rows("SELECT table_name FROM duckdb_tables() WHERE NOT temporary"):
            yield from map(str, value.rows(f'FROM "{name}"'))
        yield from map(str, value.rows("FROM facts"))


def said_of(kind: str, text: str) -> tuple[str, str]:
    """What a store holds after an import, and what was said."""
    with TemporaryDirectory() as name, metrics.extended_by([]):
        folder = Path(name)
        path = folder / "deals.csv"
        path.write_text(text, "utf-8")
        read = _reader(kind, folder, path)
        with Store(folder / "facts.duckdb") as store:
            try:
                done = import_file(store, "client", path, read)
                assert done.rows_read == (
                    done.rows_imported + done.skipped.total() + len(done.rejected)
                )
                said = json.dumps(done.to_json(), ensure_ascii=False)
            except KpicellsError as error:
                said = str(error)
            held = "\n".join(texts(store))
        others = [p for p in folder.rglob("*") if p.is_file() and p != path]
        held += "".join(p.read_bytes().decode("utf-8", "replace") for p in others)
    return held, said


def _reader(kind: str, folder: Path, path: Path) -> Read:
    if kind == "mapping":
        described = folder / "mapping.toml"
        described.write_text(MAPPING, "utf-8")
        mapping = load_mapping(described)

        def by_mapping(careful: bool, work: Path) -> Chosen:
            return mapping.chosen(read_tables(path, work, careful=careful))

        return by_mapping
    (folder / "sources").mkdir()
    own = HASH.format(source=kind.partition("_")[0], export=kind)
    (folder / "sources" / "crm.toml").write_text(own, "utf-8")
    known = known_in(folder)
    return lambda careful, work: choose(read_tables(path, work, careful=careful), work, kind, known)


@pytest.mark.parametrize("kind", HEADERS)
@settings(max_examples=10)
@given(st.lists(persons(), min_size=1, max_size=6))
def test_nothing_personal_is_stored_or_said(kind: str, of: list[tuple[str, str, str, str]]) -> None:
    held, said = said_of(kind, table(kind, of))
    for name, mail, phone, move in of:
        digits = "".join(filter(str.isdigit, phone))[-10:]
        for planted in (mail, phone, digits):
            assert planted not in held, (move, "stored")
            assert planted not in said, (move, "said")
        # A name in the place of a tag is a name like others: nobody can tell.
        if move not in ("left", "right"):
            assert name not in held
            assert name not in said


ROW = "Deal;Qwerty Zxcvb;{mail};{phone};{amount};Closed Won;2026-10-01;2026-10-02;x;y\n"


def test_the_command_shows_and_keeps_nothing_of_a_person(tmp_path: Path) -> None:
    mail, phone, name = "qwerty@zxcvb.com", "+7 926 123-45-67", "Qwerty Zxcvb"
    lines = ";".join(HEADERS["hubspot_deals"]) + "\n"
    lines += ROW.format(mail=mail, phone=phone, amount=100)
    lines += ROW.format(mail=mail, phone=phone, amount=name)
    lines += f"{name};{mail};{phone}\n" + ROW.format(mail="", phone="", amount=5) * 3
    (tmp_path / "deals.csv").write_text(lines, "utf-8")
    (tmp_path / "sources").mkdir()
    own = HASH.format(source="hubspot", export="hubspot_deals")
    (tmp_path / "sources" / "hubspot.toml").write_text(own, "utf-8")
    for words in (("--dry-run",), (), ("--json",)):
        done = run(tmp_path, "import", "deals.csv", "--client", "Kofe", *words)
        assert done.returncode == 0, done.stderr
        for planted in (mail, phone, name, "9261234567"):
            assert planted not in done.stdout + done.stderr
    secret = (tmp_path / "personal.key").read_text("ascii").strip()
    commands = (
        "facts Kofe --metric unique_leads --json",
        "init . --client Kofe --goal leads",
        "refresh Kofe --json",
        "utm join Kofe --json",
    )
    for command in commands:
        done = run(tmp_path, *command.split())
        assert done.returncode == 0, done.stderr
        for planted in (mail, phone, name, "9261234567", secret):
            assert planted not in done.stdout + done.stderr
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name not in ("deals.csv", "personal.key"):
            content = path.read_bytes()
            for planted in (mail, phone, name, "9261234567", secret):
                assert planted.encode() not in content, path


_ONE = "Qwerty Zxcvb;qwerty@zxcvb.com;+7 926 123-45-67;100\n"
HEADERLESS = (_ONE * 3, _ONE + "Asdfg;a@b.cd;+7 926 000-00-01;2\nHjkl;h@b.cd;;3\n", _ONE)


@pytest.mark.parametrize("text", HEADERLESS)
def test_a_list_of_people_without_a_header_is_not_read_out(text: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(text, "utf-8")
    done = run(tmp_path, "import", "people.csv", "--client", "Kofe")
    assert done.returncode == 1
    for planted in ("qwerty@zxcvb.com", "123-45-67", "Qwerty"):
        assert planted not in done.stdout + done.stderr
    assert "people.csv" in done.stderr


def test_what_a_message_quotes() -> None:
    of_people = Recipe("crm", "deals", Grain.DAY, {}, personal=True)
    others = Recipe("ads", "ads", Grain.DAY, {})
    assert quoted("12,5,7", of_people) == "12,5,7"
    assert quoted("31.02.2026", of_people) == "31.02.2026"
    for text in ("Anna", "12 Anna", "9261234567", "926 123 456 7"):
        assert quoted(text, of_people) == NOT_SHOWN
    assert quoted("a lot", others) == "a lot"
    assert quoted("ask anna@mail.ru\n or +7 926 123-45-67", others) == "ask ••• or •••"
