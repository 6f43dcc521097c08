"""The Data sheet: one table of daily rows, and monthly rows of what must not be added up.

A daily row holds metrics that add up and nothing else. A monthly row holds reach, users and
followers, and what a source tells by month only. So no pivot table over days adds up reach.
"""

from __future__ import annotations

from textwrap import wrap

from kpicells.formulas import metrics
from kpicells.templates.canvas import Canvas
from kpicells.templates.content import Content
from kpicells.templates.figures import Figures, adds_up
from kpicells.templates.layout import Area, Validation, Workbook
from kpicells.templates.rows import DataRow
from kpicells.templates.words import Words

ROOM = 20_000
"""Rows that the names reach over, so that a table may grow without changing them."""
KEYS = ("date", "month", "grain", "source", "account", "campaign")
FIRST_DAY = 36526.0
"""1 January 2000: no day that a person types is older."""
_WIDTH, _LETTERS = 10.5, 11
"""Of a metric's column, and how many letters of its head stand on one line."""
TELL_APART = ("date", "grain", "source", "account", "campaign")
"""The columns that tell rows apart, so that people may sort the table."""


def lay_data(book: Workbook, content: Content, words: Words, figures: Figures) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "data", words("sheet-data"))
    sheet = canvas.sheet
    heads = [words(f"data-{key}") for key in KEYS] + [words.metric(m) for m in figures.columns]
    for column, head in enumerate(heads):
        style = "data_head_right" if column >= len(KEYS) else "data_head"
        canvas.put(0, column, head, style)
    rows = _rows(content)
    for index, (row, monthly) in enumerate(rows, start=1):
        _put_row(canvas, index, row, monthly, words, figures)
    last = max(ROOM, -(-len(rows) // ROOM) * ROOM)
    for column, name in enumerate((*KEYS, *figures.columns)):
        canvas.name(f"data_{name}", 1, column, last, column)
    canvas.whole_block("kpi_data", key_columns=tuple(KEYS.index(key) for key in TELL_APART))

    sheet.frozen = (1, 1)
    sheet.filtered = Area("data", 0, 0, max(len(rows), 1), len(heads) - 1)
    lines = max(len(wrap(head, _LETTERS)) for head in heads)
    sheet.heights = {0: max(28.0, 12.5 * lines + 4)}
    widths = (11, 10, 9, 16, 19, 27, *(_WIDTH for _ in figures.columns))
    sheet.widths = dict(enumerate(map(float, widths)))
    sheet.validations += _inputs(last, words)
    sheet.repeated = (0, 0)
    sheet.gridlines = True


def _inputs(last: int, words: Words) -> list[Validation]:
    """What people who type rows by hand are told, and kept from mistyping."""
    month, grain = KEYS.index("month"), KEYS.index("grain")
    return [
        Validation(
            Area("data", 1, month, last, month),
            least=FIRST_DAY,
            title=words("data-month"),
            message=words("data-month-message"),
        ),
        Validation(
            Area("data", 1, grain, last, grain),
            choices=(words("grain-day"), words("grain-month")),
            title=words("data-grain"),
            message=words("data-grain-message"),
        ),
    ]


def _rows(content: Content) -> list[tuple[DataRow, bool]]:
    rows = [(row, False) for row in content.data] + [(row, True) for row in content.month_rows]
    for row, monthly in rows:
        wrong = [] if monthly else [m for m in row.metrics if not adds_up(m)]
        if wrong:
            raise ValueError(f"{row.source} {row.day}: {', '.join(wrong)} in a daily row")
    return sorted(rows, key=lambda r: (r[0].day, r[1], r[0].source, r[0].account, r[0].campaign))


def _put_row(
    canvas: Canvas, index: int, row: DataRow, monthly: bool, words: Words, figures: Figures
) -> None:
    canvas.put(index, 0, row.day, "data_left:day")
    canvas.put(index, 1, row.day.replace(day=1), "data_left:month")
    grain = words("grain-month" if monthly else "grain-day")
    for column, text in enumerate((grain, row.source, row.account, row.campaign), start=2):
        if text:
            canvas.put(index, column, text, "data")
    for column, metric in enumerate(figures.columns, start=len(KEYS)):
        if metric in row.metrics:
            canvas.put(index, column, float(row.metrics[metric]), f"data_number:{kind_of(metric)}")


def kind_of(metric: str) -> str:
    """How a metric's numbers are written."""
    return metrics[metric].unit.value if metric in metrics else "count"
