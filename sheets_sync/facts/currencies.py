"""One client, one currency: what a file says about its money, and what is stored already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.hiding import quoted
from kpicells.sheets_sync.rates.table import RATES, find_rates
from kpicells.sheets_sync.sources.recipe import Recipe

SYMBOLS = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "TWD"),
    "€": ("EUR",),
    "£": ("GBP", "EGP"),
    "¥": ("JPY", "CNY"),
    "₽": ("RUB",),
    "₴": ("UAH",),
    "₸": ("KZT",),
    "₺": ("TRY",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₾": ("GEL",),
    "₼": ("AZN",),
    "₫": ("VND",),
    "₪": ("ILS",),
}
"""A sign to the currencies it may stand for, the likeliest first."""

_WORDS = {
    "руб": "RUB", "р": "RUB", "рубль": "RUB", "рубли": "RUB", "российский рубль": "RUB",
    "russian ruble": "RUB", "грн": "UAH", "гривна": "UAH", "тг": "KZT", "тенге": "KZT",
    "казахстанский тенге": "KZT", "белорусский рубль": "BYN", "доллар": "USD",
    "доллар сша": "USD", "us dollar": "USD", "евро": "EUR", "euro": "EUR",
}  # fmt: skip
_CODE = re.compile("[A-Z]{3}")


def the_currency(
    file: str, stated: str | None, found: Iterable[str], recipe: Recipe | None = None
) -> str | None:
    """The one currency of a table's money.

    Args:
        file: The file's name, for the message.
        stated: The currency that the recipe gives.
        found: The codes and signs in the table's own cells.
        recipe: How the table is read, which says what a message may quote.

    Raises:
        InputError: There are several, or what a cell says is no currency.
    """
    possible = [candidates(file, sign, recipe) for sign in sorted(set(found))]
    if stated is not None:
        possible.insert(0, (stated,))
    if not possible:
        return None
    common = [code for code in possible[0] if all(code in codes for codes in possible)]
    if not common:
        names = ", ".join(dict.fromkeys(codes[0] for codes in possible))
        raise InputError(
            f"{file}: holds money in several currencies ({names}); their sum would be no amount. "
            "Nothing was imported. Export each currency into a file of its own"
        )
    return common[0]


def candidates(file: str, sign: str, recipe: Recipe | None = None) -> tuple[str, ...]:
    """The currencies that a code, sign or word may stand for."""
    text = sign.strip()
    if _CODE.fullmatch(text.upper()):
        return (text.upper(),)
    if codes := SYMBOLS.get(text[-1:]):
        # US$, A$ and C$ say which dollar.
        exact = [code for code in codes if text[:-1] and code.startswith(text[:-1])]
        return tuple(exact) or codes
    if code := _WORDS.get(text.casefold().rstrip(".")):
        return (code,)
    raise InputError(
        f"{file}: {quoted(sign, recipe)!r} is no currency; write a code of three letters, such as "
        "USD"
    )


def check_same(
    client: str, stored: Iterable[str], currency: str | None, file: str, folder: Path
) -> None:
    """Refuse money in another currency than a client's stored one, unless there are rates.

    Args:
        client: The client.
        stored: The currencies of what is stored.
        currency: That of the file.
        file: The file's name.
        folder: The workspace, which may have rates.

    Raises:
        InputError: The currencies differ.
    """
    others = sorted(code for code in set(stored) if code != currency)
    if currency is None or not others:
        return
    rates = find_rates(folder)
    # Each of them has rates to one currency at least: whether every day has one is known when the
    # money is summed in the currency of the plan.
    if rates is None or not all((currency, code) in rates.pairs for code in others):
        raise InputError(
            f"{file}: its money is in {currency}, and what is stored for {client} is in "
            f"{', '.join(others)}; their sum would be no amount. Nothing was imported. Give the "
            f"rates of each day in {RATES} (day,from,to,rate), correct the currency in its "
            "mapping, or keep it as another client"
        )
