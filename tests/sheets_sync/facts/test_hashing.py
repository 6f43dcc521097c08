"""One hash for one person however they are written, and none without the secret."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.facts.hashing import SECRET, normalised, of_workspace

SAME = {
    "mail": (
        "anna@mail.ru", " ANNA@Mail.Ru ", "<anna@mail.ru>", "Anna Smith <anna@mail.ru>",
        "anna@mail.ru; a.smith@work.com", "mailto:anna@mail.ru",
    ),
    "phone": (
        "+79261234567", "8 (926) 123-45-67", "8926 123 45 67", "7-926-123-45-67", "'+79261234567",
        "(926) 123-45-67", "79261234567.0", "+7 926 123-45-67 доб. 12", "+7 926 123-45-67, 495 1",
        "007 926 123 45 67", "+7\u00a0926\u00a0123\u201345\u201367",
    ),
    "other": ("Client  77-A", " client 77-a"),
}  # fmt: skip
NOBODY = ("", " ", "-", "—", "000-00-00", "1111111111", "+7", "...")


@pytest.mark.parametrize("kind", SAME)
def test_one_form_for_each_way_of_writing(kind: str) -> None:
    forms = {normalised(text) for text in SAME[kind]}
    assert len(forms) == 1
    assert forms.pop().startswith(kind + ":")


@pytest.mark.parametrize("text", NOBODY)
def test_what_names_nobody(text: str) -> None:
    assert normalised(text) == ""


def test_people_who_differ_stay_apart() -> None:
    texts = ("+79261234567", "+79261234568", "anna@mail.ru", "anna@mail.com", "an.na@mail.ru")
    assert len({normalised(text) for text in texts}) == len(texts)


@given(
    st.integers(10**9, 10**10 - 1).map(str).filter(lambda d: len(set(d[-7:])) > 1),
    st.sampled_from(["", "7", "8", "+7", "+7 ", "8 ", "007"]),
    st.lists(st.sampled_from(["", " ", "-", "\u00a0"]), min_size=9, max_size=9),
)
def test_a_phone_is_its_last_ten_digits(digits: str, code: str, signs: list[str]) -> None:
    written = code + digits[0] + "".join(map("".join, zip(signs, digits[1:], strict=True)))
    assert normalised(written) == f"phone:{digits}"


@given(st.text(max_size=80))
def test_any_text_gives_a_form_that_is_its_own(text: str) -> None:
    once = normalised(text)
    assert once == "" or once.partition(":")[0] in ("mail", "phone", "other")


def test_it_is_hmac_under_the_secret_and_the_first_cell_counts(tmp_path: Path) -> None:
    hashing = of_workspace(tmp_path)
    secret = bytes.fromhex((tmp_path / SECRET).read_text().strip())
    expected = hmac.new(secret, b"mail:anna@mail.ru", hashlib.sha256).hexdigest()[:32]
    assert hashing.person(["", " - ", "Anna@mail.ru", "+79261234567"]) == expected
    assert hashing.person(["", "000000000"]) == ""
    assert secret.hex() not in repr(hashing)
    assert str(secret) not in repr(hashing)


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.tmp", "utf-8")
    one, two = of_workspace(tmp_path), of_workspace(tmp_path)
    assert one.person(["a@b.cd"]) == two.person(["a@b.cd"])
    assert one.person(["a@b.cd"]) != of_workspace(tmp_path / "other").person(["a@b.cd"])
    assert (tmp_path / ".gitignore").read_text("utf-8").splitlines() == ["*.tmp", f"/{SECRET}"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / SECRET).stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "hello", "00" * 31, "é"])
def test_a_damaged_secret_is_not_replaced_by_a_new_one(text: str, tmp_path: Path) -> None:
    (tmp_path / SECRET).write_text(text, "utf-8")
    with pytest.raises(StoreError, match=r"personal\.key"):
        of_workspace(tmp_path)
    assert (tmp_path / SECRET).read_text("utf-8") == text
