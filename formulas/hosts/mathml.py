"""The formula as typeset mathematics: MathML, which every browser draws without a script.

Arguments stand in it under their names in the reader's language. Where there would be too many
of them to read, letters stand for them, and parts that come again get letters of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kpicells.formulas.filled import filled
from kpicells.formulas.hosts.mathml_rules import INDEXES, Typesetter, identifier, mo, row, text
from kpicells.formulas.nodes import Argument, Expr, Number
from kpicells.formulas.ranges import Cells
from kpicells.formulas.repeats import as_read, named_repeats

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"if": "if", "else": "otherwise", "and": "and", "or": "or", "mean": "average",
           "median": "median", "count": "count", "list": ",", "decimal": "."},
    "ru": {"if": "если", "else": "иначе", "and": "и", "or": "или", "mean": "среднее",
           "median": "медиана", "count": "количество", "list": ";", "decimal": ","},
}  # fmt: skip
"""The words inside a formula."""

_MOST_NAMES = 8
"""A formula in which arguments are named more often than this is written with letters."""
_REMARK = re.compile(r":.*|, (s|с|share|доля|mostly .*|обычно .*)$")
"""What the name of an argument says besides: its unit, what it mostly is."""


@dataclass(frozen=True)
class Typeset:
    """A formula as MathML.

    Attributes:
        formula: The formula as a block: ``CTR = ...``.
        parts: What each letter stands for that is a part of the formula: ``A = ...``.
        letters: The letter of each argument, where letters stand for their names; else empty.
    """

    formula: str
    parts: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


def typeset(kpi: Kpi, lang: str = "en") -> Typeset:
    """The KPI's formula.

    Args:
        kpi: The KPI.
        lang: ``en`` or ``ru``.

    >>> from kpicells.formulas import catalog
    >>> typeset(catalog["CTR"], "ru").formula
    '<math display="block"><mrow><mi>CTR</mi><mo>=</mo>\
<mfrac><mi>Клики</mi><mi>Показы</mi></mfrac></mrow></math>'
    """
    body, parts = named_repeats(kpi.body)
    said = {p.name: short_name(p.ru if lang == "ru" else p.en) for p in kpi.parameters}
    names: Mapping[str, str] = {name: identifier(words) for name, words in said.items()}
    letters: Mapping[str, str] = {}
    if _mentions(body, *parts.values()) > _MOST_NAMES:
        letters = names = _letters(kpi)
    printer = _typesetter(lang, names)
    defined = (row(identifier(name), mo("="), printer.print(part)) for name, part in parts.items())
    return Typeset(
        _block(row(identifier(kpi.id), mo("="), printer.print(body))),
        tuple(map(_inline, defined)),
        {name: _inline(letter) for name, letter in letters.items()},
    )


def worked(
    kpi: Kpi,
    arguments: Mapping[str, Any],
    answer: str,
    *,
    lang: str = "en",
    number: Callable[[float], str] | None = None,
    exact: bool = True,
) -> str:
    """A worked example: the formula with the numbers put in, and the answer.

    Args:
        kpi: The KPI.
        arguments: The numbers by argument.
        answer: What it gives, as it is to be shown.
        lang: ``en`` or ``ru``.
        number: How a number is written; plainly if left out.
        exact: Whether the answer is exact, not rounded.

    >>> from kpicells.formulas import catalog
    >>> worked(catalog["CTR"], {"clicks": 5, "impressions": 100}, "5 %")
    '<math display="block"><mrow><mi>CTR</mi><mo>=</mo>\
<mfrac><mn>5</mn><mn>100</mn></mfrac><mo>=</mo><mtext>5 %</mtext></mrow></math>'

    Raises:
        CellError: A part that has to be computed cannot be.
    """
    body = filled(kpi, arguments)
    shown = [] if isinstance(body, Number) else [_typesetter(lang, {}, number).print(body)]
    equals = [mo("=")] * len(shown) + [mo("=" if exact else "≈")]
    pieces = [identifier(kpi.id)]
    for sign, piece in zip(equals, (*shown, text(answer)), strict=True):
        pieces += [sign, piece]
    return _block(row(*pieces))


def short_name(name: str) -> str:
    """An argument's name without its unit and remarks.

    >>> short_name("Video length, s"), short_name("z: 1.96 for a confidence of 95 %")
    ('Video length', 'z')
    """
    return _REMARK.sub("", name)


def plain_number(value: float, lang: str = "en") -> str:
    """A number with the decimal sign of the language."""
    return repr(float(value)).removesuffix(".0").replace(".", WORDS[lang]["decimal"])


def _typesetter(
    lang: str, names: Mapping[str, str], number: Callable[[float], str] | None = None
) -> Typesetter:
    return Typesetter(WORDS[lang], names, number or (lambda value: plain_number(value, lang)))


def _block(body: str) -> str:
    return f'<math display="block">{body}</math>'


def _inline(body: str) -> str:
    return f'<math displaystyle="true">{body}</math>'


def _mentions(*trees: Expr) -> int:
    return sum(isinstance(part, Argument | Cells) for tree in trees for part in as_read(tree))


def _letters(kpi: Kpi) -> Mapping[str, str]:
    """A letter for each argument: ``successes_a`` is s with an index a."""
    found = {}
    for name in kpi.arguments:
        first, *others = (word[0] for word in name.split("_"))
        index = identifier("".join(others))
        letter = identifier(first)
        found[name] = f"<msub>{letter}{index}</msub>" if others else letter
    indexes = {identifier(index) for index in INDEXES}
    if len({*found.values(), *indexes}) < len(found) + len(indexes):
        return {name: identifier(name) for name in kpi.arguments}
    return found
