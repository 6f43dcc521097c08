"""Fluent texts as plain data, for pages and scripts that know values and nothing else of Fluent."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from fluent.syntax import FluentParser, ast


def plain_texts(package: str, lang: str) -> dict[str, str]:
    """A package's texts, each with ``{name}`` where a value comes.

    >>> plain_texts("kpicells.addin.google", "en")["ask-or"]
    '{first}; or: {second}'

    Raises:
        ValueError: A text chooses between variants.
    """
    source = (files(package) / "texts" / f"{lang}.ftl").read_text(encoding="utf-8")
    return {
        entry.id.name: "".join(_plain(entry))
        for entry in FluentParser().parse(source).body
        if isinstance(entry, ast.Message)
    }


def _plain(message: ast.Message) -> Iterator[str]:
    for element in message.value.elements if message.value else ():
        if isinstance(element, ast.TextElement):
            yield element.value
        elif isinstance(element.expression, ast.VariableReference):
            yield f"{{{element.expression.id.name}}}"
        elif isinstance(element.expression, ast.StringLiteral):
            yield element.expression.value
        else:
            raise ValueError(f"{message.id.name}: a script cannot choose between texts")
