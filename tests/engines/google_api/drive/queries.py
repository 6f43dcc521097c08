"""The search language of ``files.list``: ``name = 'x' and trashed = false and 'f' in parents``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TypeAlias

from tests.engines.google_api.drive.resources import root_id
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.world import File

Test: TypeAlias = Callable[[File], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<sign><=|>=|!=|[=<>()])"
    r"|(?P<word>[\w.]+))"
)
_SIGNS: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def query(text: str, me: str) -> Test:
    """The test that a query stands for.

    Args:
        me: The caller's address, for ``'me' in owners``.

    Raises:
        ApiError: The text is no query.
    """
    try:
        reader = _Reader(_tokens(text), me)
        found = reader.either()
        if reader.tokens:
            raise ValueError(reader.tokens[0])
    except (ValueError, IndexError) as error:
        raise ApiError(400, "Invalid Value", reason="invalid", parameter="q") from error
    return found


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(text[at:])
        found.append(match[0].strip())
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[str], me: str) -> None:
        self.tokens = tokens
        self.me = me

    def either(self) -> Test:
        tests = [self.both()]
        while self._word("or"):
            tests.append(self.both())
        return lambda file: any(test(file) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self._word("and"):
            tests.append(self.one())
        return lambda file: all(test(file) for test in tests)

    def one(self) -> Test:
        if self._word("not"):
            test = self.one()
            return lambda file: not test(file)
        if self._word("("):
            test = self.either()
            if not self._word(")"):
                raise ValueError("a bracket is missing")
            return test
        first, sign, second = (self.tokens.pop(0) for _ in range(3))
        if sign == "in":
            return self._membership(_value(first), second)
        return _comparison(first, sign, _value(second))

    def _membership(self, value: str, of: str) -> Test:
        value = self.me if value == "me" else value
        if of == "parents":
            folder = root_id(self.me) if value == "root" else value
            return lambda file: folder in (file.parents or [root_id(file.owner)])
        if of == "owners":
            return lambda file: file.owner.lower() == value.lower()
        if of in ("writers", "readers"):
            role = of.removesuffix("s")
            return lambda file: file.allows(value, role)
        raise ValueError(of)

    def _word(self, word: str) -> bool:
        if self.tokens and self.tokens[0].lower() == word:
            self.tokens.pop(0)
            return True
        return False


def _value(token: str) -> str:
    if token[0] in "'\"":
        return re.sub(r"\\(.)", r"\1", token[1:-1])
    return token


def _comparison(field: str, sign: str, value: str) -> Test:
    reader = _FIELDS.get(field)
    if reader is None:
        raise ValueError(field)
    if sign == "contains" and field in ("name", "fullText"):
        # Words are found by their beginnings.
        return lambda file: any(
            part.startswith(value.lower())
            for part in (file.name.lower(), *re.split(r"\W+", file.name.lower()))
        )
    if sign == "contains" and field == "mimeType":
        return lambda file: value in file.mime_type
    compare = _SIGNS.get(sign)
    if compare is None:
        raise ValueError(sign)
    lowered = field in ("name", "trashed", "starred")
    wanted = value.lower() if lowered else value
    return lambda file: compare(reader(file).lower() if lowered else reader(file), wanted)


_FIELDS: dict[str, Callable[[File], str]] = {
    "name": lambda file: file.name,
    "fullText": lambda file: file.name,
    "mimeType": lambda file: file.mime_type,
    "trashed": lambda file: str(file.trashed),
    "starred": lambda file: str(file.extra.get("starred", False)),
    "modifiedTime": lambda file: file.modified,
    "createdTime": lambda file: file.created,
}
