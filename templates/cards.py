"""A card of the dashboard: one KPI's status, name, numbers and sentence, and its trend.

What matters most stands in the first columns, so that a phone shows it: the status in words, the
value, the target, the attainment and the sentence.
"""

from __future__ import annotations

from kpicells.formulas import Unit
from kpicells.formulas.expression import Subtract
from kpicells.templates import verdict
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.charts import Chart, Kind, Series
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.names import kpi_names
from kpicells.templates.style import ACCENT, ACCENT_PALE, INK, number_format
from kpicells.templates.words import Words

HEIGHTS = (22, 30, 14, 28, 10)
"""Status and name; numbers; their labels; the sentence; space."""
HEIGHT = len(HEIGHTS)
STRIPE, LEFT, RIGHT, TREND = 1, 3, 8, 10
NARROW = LEFT + 3
"""The last column that a phone shows."""
_NUMBERS = ("actual", "target", "attainment", "pace", "forecast", "change")


def height_in_pixels() -> int:
    """The height of a card on the screen."""
    return round(sum(HEIGHTS) * 4 / 3)


def lay_card(
    canvas: Canvas, row: int, index: int, kpi: KpiRow, content: Content, words: Words
) -> None:
    """Lay out one card with its first row at ``row``."""
    for offset, height in enumerate(HEIGHTS):
        canvas.sheet.heights[row + offset] = height
    number = index + 1
    canvas.formula(row, LEFT, f"=INDEX(review_status,{number})", "card_status")
    canvas.formula(row, LEFT + 1, f"=INDEX(review_name,{number})", "card_name")
    canvas.merge(row, LEFT + 1, row, RIGHT)
    kind = kpi.unit.value
    kinds = dict.fromkeys(("actual", "target", "forecast"), kind)
    for column, name in enumerate(_NUMBERS, start=LEFT):
        style = "card_value" if name == "actual" else "card_number"
        shown = kinds.get(name, "change" if name == "change" else "percent")
        value = f"=INDEX(review_{name},{number})"
        canvas.formula(row + 1, column, value, f"{style}:{shown}")
        canvas.put(row + 2, column, words(f"card-{name}"), "card_label")
    canvas.formula(row + 3, LEFT, f"=INDEX(review_finding,{number})", "card_text")
    canvas.merge(row + 3, LEFT, row + 3, NARROW)
    canvas.fill((row, STRIPE, row + 3, STRIPE), "stripe")
    status = cell_text(row, LEFT, "both")
    canvas.sheet.rules += verdict.text_rules(
        canvas.area(row, LEFT, row, LEFT), status
    ) + verdict.stripe_rules(canvas.area(row, STRIPE, row + 3, STRIPE), status)
    _trend(canvas, row, kpi, content, words)


def _trend(canvas: Canvas, row: int, kpi: KpiRow, content: Content, words: Words) -> None:
    names = canvas.book.names
    name = kpi_names(content)[kpi.key]
    months = names["months"]
    canvas.sheet.charts.append(
        Chart(
            row,
            TREND,
            298,
            height_in_pixels() - 10,
            Kind.COLUMNS_AND_LINE,
            (
                Series(names[f"actual_{name}"], months, words("card-actual"), ACCENT_PALE),
                Series(names[f"chosen_{name}"], months, words("card-chosen"), ACCENT),
                Series(names[f"target_{name}"], months, words("card-target"), INK, line=True),
            ),
            about=words("card-trend-about", kpi=kpi.name),
            date_format=number_format("month_short", content.lang, content.currency),
            from_zero=not _may_fall_below_zero(kpi),
            number_format=number_format(_axis(kpi, content), content.lang, content.currency),
        )
    )


def _axis(kpi: KpiRow, content: Content) -> str:
    """How the numbers on the axis are written: as short as they can be."""
    most = max([*kpi.targets.values(), kpi.baseline or 0.0])
    if not most and content.data and kpi.unit is not Unit.SHARE:
        return "axis_data"
    if not most:  # an empty chart runs from 0 to 10 or so, which is no number of percents
        part = kpi.unit is Unit.SHARE and not _may_fall_below_zero(kpi)
        return "axis_part" if part else "axis_percent" if kpi.unit is Unit.SHARE else "axis_any"
    if kpi.unit is Unit.SHARE:
        return "axis_percent" if most >= 0.1 else "axis_share"
    return "axis" if most >= 10 else "axis_small"


def _may_fall_below_zero(kpi: KpiRow) -> bool:
    """Whether its formula subtracts, as growth rates do."""
    definition = kpi.definition
    return definition is not None and any(isinstance(n, Subtract) for n in definition.body.walk())
