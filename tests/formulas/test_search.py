"""Search: what people type finds what they mean, and a guess is never silent."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.formulas import Better, Kpi, Stage, Unit, catalog
from kpicells.formulas.own import own_kpi
from kpicells.formulas.search import Finder
from tests.formulas.queries import AMBIGUOUS, ENGLISH, RUSSIAN

find = Finder(catalog.values())


def ids(query: str) -> list[str]:
    return [kpi.id for kpi in find(query).kpis]


def listed(queries: dict[str, str]) -> list[tuple[str, str]]:
    return [(query, kpi_id) for kpi_id, line in queries.items() for query in line.split(" | ")]


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(listed(ENGLISH)) > 250
    assert len(listed(RUSSIAN)) > 250


@pytest.mark.parametrize(("query", "kpi_id"), listed(ENGLISH) + listed(RUSSIAN))
def test_what_people_say_finds_what_they_mean(query: str, kpi_id: str) -> None:
    assert ids(query)[:1] == [kpi_id]


@pytest.mark.parametrize(("query", "meant"), AMBIGUOUS.items())
def test_an_ambiguous_query_shows_each_meaning_near_the_top(query: str, meant: str) -> None:
    assert set(meant.split()) <= set(ids(query)[:3])


@pytest.mark.parametrize("kpi", catalog.values(), ids=catalog)
def test_every_kpi_is_found_by_all_its_names(kpi: Kpi) -> None:
    for name in (kpi.id, f"KPI_{kpi.id}", f"kpi.{kpi.id.lower()}", kpi.en, kpi.ru):
        assert ids(name)[:1] == [kpi.id], name
    for alias in kpi.aliases:
        assert kpi.id in ids(alias)[:4], alias


@pytest.mark.parametrize("kpi", catalog.values(), ids=catalog)
def test_a_slip_in_the_longest_word_of_a_name_does_no_harm(kpi: Kpi) -> None:
    for name in (kpi.en, kpi.ru):
        word = max(re.findall(r"\w+", name), key=len)
        middle = len(word) // 2
        if len(word) < 7:
            continue
        before, letter, after = word[:middle], word[middle], word[middle + 1 :]
        for slip in (before + after, before + after[0] + letter + after[1:]):
            assert kpi.id in ids(name.replace(word, slip))[:3], slip


@pytest.mark.parametrize(
    "query",
    [
        "GMV", "EBITDA", "MRR", "ARR", "weather in Paris", "page speed", "exchange rate", "EMV",
        "курс доллара", "рецепт борща", "погода", "цена пиццы", "налог", "ипотека", "привет",
        "asdfgh", "qwerty", "кот", "хз", "ы", "x", "0", "12345", "и", "the", "", "  ", "...",
        "!!!", "🙂", "'; DROP TABLE", "\x00", "[bold]",
    ],
)  # fmt: skip
def test_what_is_not_in_the_catalogue_finds_nothing(query: str) -> None:
    assert ids(query) == []


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("сек", {"сек": "ctr"}),  # the keys of ctr in the Russian layout
        ("hjfc", {"hjfc": "роас"}),
        ("СРА", {"сра": "cpa"}),  # Cyrillic letters that look Latin
        ("цпл", {"цпл": "cpl"}),  # by sound
        ("frequancy", {"frequancy": "frequency"}),
        ("цена лида", {}),
        ("СРМ", {}),  # the catalogue knows it so
    ],
)
def test_a_word_taken_for_another_is_told(query: str, read_as: dict[str, str]) -> None:
    assert find(query).read_as == read_as


def test_words_that_nobody_knows_are_told_and_the_answer_is_not_called_complete() -> None:
    found = find("цена лида пицца")
    assert found.kpis[0].id == "CPL"
    assert found.unknown == ("пицца",)
    assert not found.complete
    assert find("цена лида").complete


def test_two_known_words_that_no_kpi_has_together_are_not_called_a_match() -> None:
    found = find("скорость загрузки")
    assert found.unknown == ()
    assert not found.complete


def test_letters_case_and_marks_do_not_matter() -> None:
    for query in (
        "Вовлечённость по охвату",
        "ВОВЛЕЧЕННОСТЬ, ПО ОХВАТУ!",
        " вовлеченность  по охвату",
    ):
        assert ids(query)[:1] == ["ERR"]
    assert ids("ltv:cac") == ids("LTV/CAC") == ids("ltv cac")


def test_the_word_order_of_a_ratio_tells_which_way_it_is_divided() -> None:
    assert ids("revenue to spend")[:1] == ["ROAS"]
    assert ids("spend to revenue")[:1] == ["DRR"]


def test_an_agencys_own_kpi_is_found_like_any_other() -> None:
    own = own_kpi(
        "COFFEE_CUPS",
        en="Cups per visit",
        ru="Чашек кофе на визит",
        formula="purchases / sessions",
        unit=Unit.RATIO,
        better=Better.HIGHER,
        stage=Stage.ACTION,
    )
    found = Finder([*catalog.values(), own])("сколько чашек кофе")
    assert found.kpis[0] is own


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(query: str) -> None:
    found = find(query)
    assert len(set(found.kpis)) == len(found.kpis)
    assert found.kpis or not found.complete
    assert find(query) == found


@given(st.lists(st.sampled_from("цена стоимость лид клик cost per lead click ctr roas".split())))
def test_spaces_and_capitals_change_nothing(words: list[str]) -> None:
    assert ids("  ".join(words).upper()) == ids(" ".join(words))


def test_it_needs_nothing_but_the_standard_library_and_is_loaded_only_when_asked_for() -> None:
    program = (
        "import sys, kpicells.formulas; assert 'kpicells.formulas.search' not in sys.modules;"
        "from kpicells.formulas.search import Finder;"
        "Finder(kpicells.formulas.catalog.values())('цена лида');"
        "own = sys.stdlib_module_names | {'kpicells', '__main__'};"
        "print([m for m in sys.modules if m.partition('.')[0] not in own"
        " and not m.startswith('__editable__')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    others = set(eval(done.stdout)) if done.returncode == 0 else {done.stderr}
    assert not others & {"rapidfuzz", "pandas", "numpy", "pydantic", "rich", "typer", "fluent"}
