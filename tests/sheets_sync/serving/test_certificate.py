"""The certificate of this machine: a client that trusts it connects, to this machine alone."""

from __future__ import annotations

import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.serving.certificate import (
    certificate_files,
    how_to_trust,
    make_certificate,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("https")
    make_certificate(found)
    return found


def test_it_holds_for_this_machine_and_for_no_other(folder: Path) -> None:
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    leaf = x509.load_pem_x509_certificate((folder / "localhost.pem").read_bytes())
    builder = PolicyBuilder().store(Store([authority]))
    builder.build_server_verifier(x509.DNSName("localhost")).verify(leaf, [])
    with pytest.raises(VerificationError):
        builder.build_server_verifier(x509.DNSName("example.com")).verify(leaf, [])


def test_its_authority_may_sign_for_this_machine_only_and_its_key_is_gone(folder: Path) -> None:
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    names = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert names.critical
    assert x509.DNSName("localhost") in (names.value.permitted_subtrees or [])
    assert sorted(path.name for path in folder.iterdir()) == [
        "authority.pem",
        "localhost.key",
        "localhost.pem",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_its_key_is_read_by_its_owner_alone(folder: Path) -> None:
    assert stat.S_IMODE((folder / "localhost.key").stat().st_mode) == 0o600


def test_it_can_be_used_and_made_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kpicells certificate"):
        certificate_files(tmp_path)
    for _ in range(2):
        make_certificate(tmp_path)
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            *certificate_files(tmp_path)
        )


def test_one_that_has_ended_is_told(tmp_path: Path) -> None:
    make_certificate(tmp_path, now=datetime.now(UTC) - timedelta(days=400))
    with pytest.raises(InputError, match=r"ended on .*kpicells certificate"):
        certificate_files(tmp_path)


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_each_system_is_told_how_to_trust_it(platform: str) -> None:
    assert '"authority.pem"' in how_to_trust(Path("authority.pem"), platform)
