"""Addresses taken apart, values decoded, names written one way."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.joining.links import addresses_in
from kpicells.sheets_sync.joining.similar import meant, slips
from kpicells.sheets_sync.joining.tags import decode, parameters, same

WORDS = st.text("abcxyzабвгдяёЁ .,-_0129", min_size=1, max_size=12)
ANYTHING = st.text(max_size=60)


@given(WORDS, st.sampled_from([quote, quote_plus]))
def test_what_was_encoded_is_read_back(text: str, encode: object) -> None:
    assert decode(encode(text)).text == text  # type: ignore[operator]


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=3, max_size=12))
def test_old_encodings_and_letters_read_wrongly(text: str) -> None:
    windows = "".join(f"%{byte:02X}" for byte in text.encode("windows-1251"))
    assert decode(windows).text == text
    assert decode(quote(quote(text))).text == text
    assert decode(text.encode().decode("latin-1")).text == text


@given(ANYTHING)
def test_no_text_is_too_strange(text: str) -> None:
    list(parameters(text))
    once = same(text)
    assert same(once) == once or "%" in once or "&" in once
    for address in addresses_in(text):
        assert address in text


@given(st.lists(st.tuples(st.sampled_from(["utm_source", "p", "q"]), WORDS), max_size=5))
def test_parameters_are_those_of_the_standard_library(pairs: list[tuple[str, str]]) -> None:
    address = "https://example.com/?" + urlencode(pairs)
    found = [(one.name, decode(one.value).text) for one in parameters(address)]
    assert found == parse_qsl(urlencode(pairs))


@pytest.mark.parametrize(
    ("name", "known", "right"),
    [
        ("facebok", ["facebook", "vk"], "facebook"),
        ("instargam", ["instagram"], "instagram"),
        ("spring sale", ["spring_sale"], "spring_sale"),
        ("sale_2025", ["sale_2026"], None),
        ("banner_a", ["banner_b"], None),
        ("vk", ["ok"], None),
        ("salle", ["salve", "salte"], None),
    ],
)
def test_what_was_meant(name: str, known: list[str], right: str | None) -> None:
    assert meant(name, known) == right


def test_the_rarer_name_is_the_slip() -> None:
    assert slips({"autumn_sale": 40, "autumn_slae": 2}) == {"autumn_slae": "autumn_sale"}
    # A name that is known is right even where the slip stands more often.
    assert slips({"facebok": 9}, ["facebook"]) == {"facebok": "facebook"}


def test_addresses_in_running_text() -> None:
    text = "Акция! https://a.ru/?utm_source=vk&utm_medium=cpc, пишите на (www.b.ru/x)."
    assert list(addresses_in(text)) == [
        "https://a.ru/?utm_source=vk&utm_medium=cpc",
        "www.b.ru/x",
    ]
