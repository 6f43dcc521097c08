"""The top of the Dashboard in words: what to decide first, and which KPIs stand how.

Before there are numbers, the same place says how to begin. All of it is formulas, so it follows
whatever is typed, and needs no macro.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from kpicells.templates import verdict
from kpicells.templates.canvas import Canvas
from kpicells.templates.content import Content
from kpicells.templates.words import Words, quoted

EMPTY = "COUNT(data_month)=0"
"""Whether nobody has put numbers into the workbook yet."""
_GROUPS = {
    "poor": (verdict.POOR,),
    "fair": (verdict.FAIR,),
    "good": (verdict.REACHED, verdict.GOOD),
    "none": (verdict.NONE,),
}
"""The groups of statuses, the worst first."""
_DECIDED, _LISTED = 44, 52
"""About how many letters of each text fit on one line of a card's width."""
_STEPS = (3, 30.0)
"""Lines of the first steps, and what their heading needs."""


def lay_headline(
    canvas: Canvas, row: int, columns: tuple[int, int], content: Content, words: Words
) -> None:
    """Lay out two rows: the decision, and the KPIs by status.

    Args:
        canvas: The sheet.
        row: The first of the two.
        columns: The first and last column that they span.
        content: What the workbook shows.
        words: The texts.
    """
    first, last = columns
    for at, text, style in (
        (row, _decision(words), "headline"),
        (row + 1, _list(words), "standings"),
    ):
        canvas.formula(at, first, f"={text}", style)
        canvas.merge(at, first, at, last)
    names = [len(kpi.name) for kpi in content.kpis]
    decided = ceil((max(names) + 85) / _DECIDED)
    listed = min(len(names), 3) + sum(names) // (2 * _LISTED)
    canvas.sheet.heights[row] = max(15.0 * min(decided, 4), _STEPS[1])
    canvas.sheet.heights[row + 1] = 13.5 * max(listed, _STEPS[0]) + 3


def lay_names(canvas: Canvas, row: int, column: int, content: Content) -> None:
    """Put the names of the KPIs of each group into hidden cells, from a column on."""
    for offset, (group, symbols) in enumerate(_GROUPS.items()):
        listed = "&".join(
            f'IF({_is(symbols, number)},", "&INDEX(review_name,{number}),"")'
            for number in range(1, len(content.kpis) + 1)
        )
        # A formula of its own, so that the sentences stay short for any number of KPIs.
        canvas.formula(row, column + offset, f"=MID({listed},3,999)", "hidden")
        canvas.name(f"names_{group}", row, column + offset)


def _is(symbols: tuple[str, ...], number: int) -> str:
    first = f"LEFT(INDEX(review_status,{number}),1)"
    each = [f"{first}={quoted(symbol)}" for symbol in symbols]
    return each[0] if len(each) == 1 else f"OR({','.join(each)})"


def _decision(words: Words) -> str:
    """The KPI that costs the overall score the most, with its sentence."""
    worst = "MATCH(MAX(review_loss),review_loss,0)"
    parts = {"kpi": f"INDEX(review_name,{worst})", "finding": f"INDEX(review_finding,{worst})"}
    unknown = {"kpis": "names_none"}
    return (
        f"IF({EMPTY},{words.formula('begin')},"
        f"IF(MAX(review_loss)>0,{words.formula('decide-first', parts)},"
        f'IF(names_none="",{words.formula("decide-nothing")},'
        f"{words.formula('decide-unknown', unknown)})))"
    )


def _list(words: Words) -> str:
    """One line for each group of statuses that a KPI stands in."""
    lines = "&".join(_line(group, words) for group in _GROUPS)
    steps = "&CHAR(10)&".join(words.formula(f"begin-{number}") for number in (1, 2, 3))
    return f"IF({EMPTY},{steps},MID({lines},2,999))"


def _line(group: str, words: Words) -> str:
    parts: Mapping[str, str] = {"kpis": f"names_{group}"}
    return f'IF(names_{group}="","",CHAR(10)&{words.formula(f"standing-{group}", parts)})'
