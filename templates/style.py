"""How cells look: a small palette, one typeface, and number formats by language and currency.

A style is named ``base`` or ``base:kind``, such as ``card_value:money``: the base says how the
cell looks, the kind how its number is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FONT = "Calibri"
"""Every program has it, or has Carlito, which is as wide."""

INK = "#1B2733"
MUTED = "#6B7785"
LINE = "#D8DEE5"
PAPER = "#F5F7F9"
ACCENT = "#0B5C8F"
"""The one accent; also what is on track. Blue, orange and dark red differ for every kind of
colour blindness, and each status has a symbol and a word as well."""
ACCENT_PALE = "#A9C8DD"
ORANGE = "#B45F06"
DARK_RED = "#7F1D1D"
INPUT = "#FFF8E1"
INPUT_LINE = "#E0B84C"
WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell; colours are ``#RRGGBB``, empty means none."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = INK
    fill: str = ""
    number_format: str = ""
    align: str = ""
    valign: str = "vcenter"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    top: str = ""
    bottom: str = ""
    box: str = ""
    locked: bool = True
    overlay: bool = False
    """Laid over another style by a rule: only colour, fill and weight count."""


_HEAD = Style(bold=True, color=MUTED, size=9, bottom=MUTED, wrap=True, valign="bottom")
_INPUT = Style(fill=INPUT, box=INPUT_LINE, locked=False)

BASES: dict[str, Style] = {
    "text": Style(),
    "wrap": Style(wrap=True, valign="top"),
    "note": Style(color=MUTED, size=9),
    "note_wrap": Style(color=MUTED, size=9, wrap=True, valign="top"),
    "note_right": Style(color=MUTED, size=9, align="right"),
    "title": Style(size=18, bold=True),
    "section": Style(size=11, bold=True, color=ACCENT, bottom=ACCENT, valign="bottom"),
    "section_note": Style(color=MUTED, size=9, bottom=ACCENT, valign="bottom"),
    "head": _HEAD,
    "head_indent": replace(_HEAD, indent=1, align="left"),
    "head_right": replace(_HEAD, align="right"),
    "row": Style(bottom=LINE, shrink=True),
    "row_wrap": Style(bottom=LINE, wrap=True),
    "row_said": Style(bottom=LINE, wrap=True, align="left", indent=1),
    "row_top": Style(bottom=LINE, shrink=True),
    "row_muted": Style(bottom=LINE, color=MUTED, size=9, align="left", indent=1),
    "row_name": Style(bottom=LINE, bold=True, wrap=True),
    "row_long": Style(bottom=LINE),
    "row_indent": Style(bottom=LINE, align="left", indent=1),
    "row_left": Style(bottom=LINE, align="left", shrink=True),
    "number": Style(bottom=LINE, align="right", shrink=True),
    "number_top": Style(bottom=LINE, align="right", shrink=True),
    "number_left": Style(bottom=LINE, align="left", shrink=True),
    "number_strong": Style(bottom=LINE, align="right", bold=True, shrink=True),
    "total": Style(top=MUTED, bold=True),
    "total_number": Style(top=MUTED, align="right", bold=True, shrink=True),
    "input": replace(_INPUT, align="right", shrink=True),
    "input_text": replace(_INPUT, wrap=True),
    "input_period": replace(_INPUT, size=14, bold=True, align="left", shrink=True),
    "client": Style(size=20, bold=True),
    "client_long": Style(size=14, bold=True, wrap=True),
    "label": Style(color=MUTED, size=9, valign="bottom"),
    "label_indent": Style(color=MUTED, size=9, valign="bottom", align="left", indent=1),
    "big_indent": Style(size=14, bold=True, shrink=True, align="left", indent=1),
    "big": Style(size=14, bold=True, shrink=True, align="left"),
    "headline": Style(size=12, bold=True, wrap=True, align="left"),
    "standings": Style(size=10, wrap=True, valign="top", align="left"),
    "warning": Style(color=ORANGE, size=10, bold=True, wrap=True, align="left"),
    "warning_line": Style(color=ORANGE, size=9, bold=True),
    "stripe": Style(fill=LINE),
    "card_name": Style(size=12, bold=True, shrink=True),
    "card_status": Style(size=11, bold=True, color=MUTED, align="left", shrink=True),
    "card_value": Style(size=22, bold=True, align="left", shrink=True),
    "card_number": Style(size=12, align="left", shrink=True),
    "card_label": Style(color=MUTED, size=8, valign="top", align="left"),
    "card_label_indent": Style(color=MUTED, size=8, valign="top", align="left", indent=1),
    "card_text": Style(size=10, wrap=True, valign="top", align="left"),
    "left": Style(align="left"),
    "left_top": Style(align="left", valign="top"),
    "hidden": Style(color=WHITE, size=8),
    "hidden_row": Style(color=WHITE, size=8, bottom=LINE),
    "data_head": Style(bold=True, color=WHITE, fill=ACCENT, wrap=True, size=9),
    "data_head_right": Style(bold=True, color=WHITE, fill=ACCENT, wrap=True, size=9, align="right"),
    "data_head_indent": Style(
        bold=True, color=WHITE, fill=ACCENT, wrap=True, size=9, align="left", indent=1
    ),
    "data": Style(locked=False),
    "data_number": Style(locked=False, shrink=True),
    "data_left": Style(locked=False, align="left"),
    "data_indent": Style(locked=False, align="left", indent=1),
    "good": Style(color=ACCENT, bold=True, overlay=True),
    "fair": Style(color=ORANGE, bold=True, overlay=True),
    "poor": Style(color=DARK_RED, bold=True, overlay=True),
    "good_stripe": Style(fill=ACCENT, overlay=True),
    "fair_stripe": Style(fill="#E69F00", overlay=True),
    "poor_stripe": Style(fill=DARK_RED, overlay=True),
    "chosen": Style(fill="#E3EEF5", bold=True, overlay=True),
}

_SIGNS = {"USD": ("$", "409"), "RUB": ("₽", "419"), "EUR": ("€", "2"), "GBP": ("£", "809")}
"""The signs of currencies, and the countries by which a number format knows them."""


def amount(number: str, lang: str, currency: str) -> str:
    r"""A number as an amount of money inside a sentence.

    >>> amount("48.04", "en", "USD"), amount("48,04", "ru", "RUB"), amount("48.04", "en", "SEK")
    ('$48.04', '48,04\xa0₽', '48.04\xa0SEK')
    """
    sign = _SIGNS.get(currency, (currency,))[0]
    if not sign:
        return number
    return f"{sign}{number}" if lang != "ru" and currency in _SIGNS else f"{number}\u00a0{sign}"


def number_format(kind: str, lang: str, currency: str) -> str:
    """How numbers of a kind are written; separators are those of the viewer's country."""
    russian = lang == "ru"
    percent = r"\ %" if russian else "%"
    language = "[$-419]" if russian else "[$-409]"
    symbol = f"[${'-'.join(_SIGNS.get(currency, (currency,)))}]"

    def money(digits: str) -> str:
        leads = not russian and currency in _SIGNS
        return f"{symbol}{digits}" if leads else rf"{digits}\ {symbol}"

    formats = {
        "": "",
        "text": "@",
        "count": "#,##0",
        "number": "#,##0.00",
        "ratio": "0.00",
        "seconds": "#,##0",
        "hours": "#,##0.0",
        "days": "0",
        "money": f"[<100]{money('#,##0.00')};{money('#,##0')}",
        "share": f"[<0.1]0.00{percent};0.0{percent}",
        "percent": f"0{percent}",
        "change": f'+0{percent};-0{percent};"{"как было" if russian else "no change"}"',
        "day": "dd.mm.yyyy" if russian else f"{language}d mmm yyyy",
        "month": f"{language}mmm yyyy",
        "month_short": f"{language}mmm",
        "axis": "#,##0",
        "axis_small": "0.0",
        "axis_data": "[>=1000]#,##0;General",
        "axis_any": '[>12]#,##0;""',
        "axis_share": f"0.0{percent}",
        "axis_percent": f"0{percent}",
        "axis_part": f'[>1]"";[<0.1]0.0{percent};0{percent}',
        "moment": "dd.mm.yyyy hh:mm" if russian else f"{language}d mmm yyyy hh:mm",
    }
    return formats[kind]


def resolve(name: str, lang: str, currency: str) -> Style:
    """The style of a name such as ``card_value:money``."""
    base, _, kind = name.partition(":")
    return replace(BASES[base], number_format=number_format(kind, lang, currency))
