"""Keys: made once, kept as hashes, scoped, and refused from the moment they are revoked."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError, StoreError
from kpicells.sheets_sync.serving.keys import KeyFile


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


def test_a_key_opens_what_it_was_made_for(keys: KeyFile) -> None:
    for_one, for_all = keys.make("Anna", ["Nordlys Coffee"]), keys.make("Boris")
    one, everything = keys.grant(for_one), keys.grant(for_all)
    assert one is not None
    assert everything is not None
    assert one.allows("nordlys  coffee")
    assert not one.allows("Nordlys")
    assert everything.allows("whoever comes next")


def test_nothing_of_the_secret_is_kept(keys: KeyFile) -> None:
    key = keys.make("Anna")
    secret = key.split("_", 2)[2]
    assert len(secret) == 43  # 256 bits, six to a letter
    assert secret not in keys.path.read_text("utf-8")
    assert key.split("_")[1] in keys.path.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_may_read_the_file(keys: KeyFile) -> None:
    for owner in ("first", "second"):
        keys.make(owner)
        assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_a_key_that_is_revoked_elsewhere_is_refused_at_once(keys: KeyFile) -> None:
    key = keys.make("Anna")
    serving = KeyFile(keys.path)
    assert serving.grant(key)
    keys.revoke(key.split("_")[1])
    assert serving.grant(key) is None
    assert serving.grant(keys.make("Boris"))


def test_a_key_cannot_be_revoked_twice(keys: KeyFile) -> None:
    kept, gone = (keys.make(owner).split("_")[1] for owner in ("Anna", "Boris"))
    keys.revoke(gone)
    for key_id in (gone, "nothing"):
        with pytest.raises(InputError, match=f"there are: {kept}"):
            keys.revoke(key_id)


@given(st.text(max_size=80), st.integers(0, 80))
def test_whatever_else_is_no_key(
    tmp_path_factory: pytest.TempPathFactory, text: str, cut: int
) -> None:
    keys = KeyFile(tmp_path_factory.mktemp("keys") / "keys.json")
    key = keys.make("Anna")
    assert keys.grant(text) is None
    altered = key[:cut] + text + key[cut + 1 :]
    assert altered == key or keys.grant(altered) is None
    assert keys.grant(key)


def test_a_damaged_file_lets_nobody_in(keys: KeyFile) -> None:
    key = keys.make("Anna")
    for content in ("{", "[]", '{"keys": [{"id": 1}]}', '{"keys": 5}'):
        keys.path.write_text(content)
        assert keys.grant(key) is None
        with pytest.raises(StoreError, match=r"keys\.json: is no file of keys"):
            keys.all()


def test_the_file_says_whose_keys_they_are(keys: KeyFile) -> None:
    keys.make("Аня, ноутбук", ["Кофейня"])
    (kept,) = json.loads(keys.path.read_text("utf-8"))["keys"]
    assert (kept["owner"], kept["clients"], kept["revoked"]) == ("Аня, ноутбук", ["Кофейня"], None)
