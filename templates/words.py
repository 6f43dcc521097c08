"""Texts in the reader's language, from the Fluent files in a package's folder ``texts/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from kpicells.formulas import Goal, metrics

_MARK = "\x01"


@cache
def _bundle(lang: str, package: str) -> FluentBundle:
    # Isolation marks are invisible characters that would stand in cells and break comparisons.
    bundle = FluentBundle([lang], use_isolating=False)
    text = (files(package) / "texts" / f"{lang}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle


class Words:
    """Texts in one language: ``words("status-behind")``.

    Args:
        lang: ``en`` or ``ru``.
        package: Whose texts: the templates' own, or those of another package.
    """

    def __init__(self, lang: str, package: str = "kpicells.templates") -> None:
        self.lang = lang
        self._bundle = _bundle(lang, package)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key.

        Raises:
            KeyError: There is no such text, or a value that it needs was not given.
        """
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def formula(self, key: str, parts: Mapping[str, str] | None = None) -> str:
        """The text as part of a formula, with formulas in the place of its values.

        >>> Words("en").formula("decide-first", {"kpi": "A1", "finding": "B1"})
        '"Decide first: "&A1&". "&B1'
        """
        parts = parts or {}
        marked = self(key, **{name: f"{_MARK}{name}{_MARK}" for name in parts})
        pieces = marked.split(_MARK)
        found = [
            parts[piece] if index % 2 else quoted(piece)
            for index, piece in enumerate(pieces)
            if index % 2 or piece
        ]
        return "&".join(found)

    def number(self, formula: str) -> str:
        """A number inside a text, with the decimal sign of this language in every program.

        Programs write the sign of the computer's country; a Russian text keeps its comma.
        """
        old, new = (".", ",") if self.lang == "ru" else (",", ".")
        return f'SUBSTITUTE({formula},"{old}","{new}")'

    def thousands(self, formula: str) -> str:
        """A whole number of four digits or more inside a text, its thousands set apart.

        A format would be read by the rules of the computer's country; this is the same everywhere.
        """
        space = quoted("\u00a0" if self.lang == "ru" else ",")
        last = f'RIGHT("00"&MOD(ABS({formula}),1000),3)'
        middle = f'RIGHT("00"&MOD(INT(ABS({formula})/1000),1000),3)'
        return (
            f'IF({formula}<0,"−","")&IF(ABS({formula})<1000000,INT(ABS({formula})/1000),'
            f"INT(ABS({formula})/1000000)&{space}&{middle})&{space}&{last}"
        )

    def goal(self, goal: Goal | str) -> str:
        """A business goal's name; a client's own is in the client's words."""
        return self(f"goal-{goal.value}") if isinstance(goal, Goal) else goal or self("goal-own")

    def metric(self, metric_id: str) -> str:
        """A metric's name."""
        if metric_id in metrics:
            return metrics[metric_id].name(self.lang)
        return metric_id.replace("_", " ").capitalize()


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'
