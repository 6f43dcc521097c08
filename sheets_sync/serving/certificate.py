"""A certificate for this machine alone, so that Excel can be served over HTTPS without a proxy.

Office loads add-ins over HTTPS only. A certificate is signed here by an authority of its own,
which may sign for nothing but this machine and whose key is thrown away at once: a person who
trusts it trusts this one certificate and nothing that anybody could ever sign with it.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kpicells.sheets_sync.errors import InputError, StoreError

DAYS = 365
"""Browsers take no certificate that is valid for much longer than a year."""

_NAMES = ("localhost",)
_ADDRESSES = ("127.0.0.1", "::1")


def certificate_folder() -> Path:
    """Where the certificate of this person and machine lies."""
    return Path(typer.get_app_dir("kpicells")) / "https"


def certificate_files(folder: Path | None = None) -> tuple[Path, Path]:
    """The certificate and its private key.

    Raises:
        InputError: There is none, or it has expired.
    """
    folder = folder or certificate_folder()
    certificate, key = folder / "localhost.pem", folder / "localhost.key"
    if not (certificate.is_file() and key.is_file()):
        raise InputError("there is no certificate for HTTPS yet; `kpicells certificate` makes one")
    ends = x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
    if ends < datetime.now(UTC):
        raise InputError(
            f"the certificate ended on {ends:%Y-%m-%d}; `kpicells certificate` makes another"
        )
    return certificate, key


def make_certificate(folder: Path, now: datetime | None = None) -> Path:
    """Make a certificate for this machine.

    Args:
        folder: Where it is put: ``localhost.pem``, ``localhost.key`` and ``authority.pem``.
        now: When it begins to hold.

    Returns:
        The authority, which a person has to trust.

    Raises:
        StoreError: The folder cannot be written.
    """
    begins = (now or datetime.now(UTC)) - timedelta(hours=1)
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kpicells on this machine")])
    authority = (
        _begun(name, name, authority_key.public_key(), begins)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may_sign(), critical=True)
        .add_extension(x509.NameConstraints(_this_machine(), None), critical=True)
        .sign(authority_key, hashes.SHA256())
    )  # fmt: skip
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    certificate = (
        _begun(subject, name, key.public_key(), begins)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(_called()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    try:
        _write(folder, certificate, key, authority)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from None
    return folder / "authority.pem"


def how_to_trust(authority: Path, platform: str = sys.platform) -> str:
    """The command by which this system trusts the authority, for this person alone."""
    if platform == "win32":
        return f'certutil -user -addstore Root "{authority}"'
    if platform == "darwin":
        chain = "~/Library/Keychains/login.keychain-db"
        return f'security add-trusted-cert -r trustRoot -k {chain} "{authority}"'
    database = "sql:$HOME/.pki/nssdb"
    return f'certutil -d {database} -A -t "C,," -n kpicells -i "{authority}"'


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _may_sign() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True, crl_sign=False, digital_signature=False, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _this_machine() -> list[x509.GeneralName]:
    networks = map(ipaddress.ip_network, _ADDRESSES)
    return [*map(x509.DNSName, _NAMES), *map(x509.IPAddress, networks)]


def _called() -> list[x509.GeneralName]:
    addresses = map(ipaddress.ip_address, _ADDRESSES)
    return [*map(x509.DNSName, _NAMES), *map(x509.IPAddress, addresses)]


def _write(
    folder: Path,
    certificate: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "localhost.key"
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
    (folder / "localhost.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
