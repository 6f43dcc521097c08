"""Personal data in addresses: found, and never shown again."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"\+\d[\d\xa0 ().–-]{8,18}\d"  # +7 926 123-45-67
    # 8 (926) 123-45-67
    r"|\b[78][\xa0 (.–-]*\d{3}[\xa0 ).–-]+\d{3}[\xa0 .–-]?\d\d[\xa0 .–-]?\d\d\b"
    r"|(?<!\d)[78]9\d{9}(?!\d)"  # 89261234567
    r"|(?<!\d)\(\d{3}\) ?\d{3}[ -]?\d\d[ -]?\d\d(?!\d)"  # (926) 123-45-67
)
_NAMES = re.compile(r"(?:e-?mail|phone|tel|first_?name|last_?name|surname|fio)", re.IGNORECASE)
HIDDEN = "•••"


def is_personal(name: str, text: str) -> bool:
    """Whether a parameter holds an e-mail address, a phone number or a person's name.

    Example:
        >>> is_personal("utm_content", "anna@mail.ru"), is_personal("utm_content", "banner_12")
        (True, False)
        >>> is_personal("phone", "123"), is_personal("utm_term", "8 (926) 123-45-67")
        (True, True)
    """
    if _MAIL.search(text):
        return True
    # A plus sign is decoded as a space.
    if _PHONE.search(text) or _PHONE.search(f"+{text.strip()}" if text.startswith(" ") else ""):
        return True
    return bool(text.strip()) and _NAMES.fullmatch(name) is not None


def hidden(text: str) -> str:
    """A text with personal data taken out.

    Example:
        >>> hidden("anna@mail.ru, +7 926 123-45-67")
        '•••, •••'
    """
    return _PHONE.sub(HIDDEN, _MAIL.sub(HIDDEN, text))
