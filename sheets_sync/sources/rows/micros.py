"""Money in millionths, as the APIs of advertising systems give it by default."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kpicells.formulas.metrics import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_warnings
from kpicells.sheets_sync.tables import data_rows

_MICROS = Fraction(1, 1_000_000)
_LEAST = 10_000


def as_money(reading: Reading, found: Found) -> Reading:
    """Take columns of money for millionths where every amount is a large whole number.

    Asked for plain money, the API writes decimals; in millionths, it writes whole numbers.
    """
    table, recipe = reading.table, reading.recipe
    factors = dict(recipe.factors)
    for metric, column in recipe.metrics.items():
        if metrics[metric].unit is not Unit.MONEY:
            continue
        place = table.header.index(column)
        cells = [row[place].strip() for _, row in data_rows(table)]
        amounts = [cell for cell in cells if any(c.isdigit() for c in cell) and cell != "0"]
        if amounts and all(a.isdigit() and int(a) >= _LEAST for a in amounts):
            factors[metric] = _MICROS
            table = with_warnings(
                table, f"{column} is in millionths of the currency, as the API gives it by default"
            )
    return replace(reading, table=table, recipe=replace(recipe, factors=factors))
