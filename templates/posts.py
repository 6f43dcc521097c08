"""The Content sheet: which posts of the chosen month people answered, and which they passed by.

A post's engagement rate is computed once, by the catalogue, when the sheet is filled; which posts
stand on top follows the month that is chosen on the Dashboard.
"""

from __future__ import annotations

from kpicells.formulas import CellError, catalog
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.content import Content
from kpicells.templates.data import kind_of
from kpicells.templates.layout import Area, Workbook
from kpicells.templates.rows import PostRow
from kpicells.templates.style import ACCENT
from kpicells.templates.words import Words

ROOM = 5_000
"""Rows that the names reach over, so that the list may grow without changing them."""
SHOWN = 5
"""Posts on top, and posts at the bottom."""
TOP, LIST = 4, 22
NUMBERS = ("reach", "views", "engagements", "likes", "comments", "shares", "saves")
COLUMNS = ("date", "month", "source", "title", "rate", *NUMBERS, "link", "post")
_RANKED = {
    "date": "row_left:day",
    "source": "row",
    "title": "row_long",
    "rate": "number_strong:share",
    **dict.fromkeys(NUMBERS, "number:count"),
    "link": "row_indent",
}
"""What a ranking shows of a post, and how."""
_FIRST = 1
_TITLE_LENGTH = 62


def lay_posts(book: Workbook, content: Content, words: Words) -> None:
    """Lay out the sheet, if the workbook was made with posts."""
    if not content.framed.posts:
        return
    canvas = Canvas(book, "content", words("sheet-content"))
    canvas.put(0, _FIRST, words("content-title"), "title")
    canvas.put(1, _FIRST, words("content-note"), "note")
    _ranking(canvas, words)
    _list(canvas, content, words)
    _shape(canvas, content)


def _ranking(canvas: Canvas, words: Words) -> None:
    """The best and the worst by engagement rate, each a row that looks itself up in the list.

    Rates that are equal are told apart by their rows, so that no post is shown twice.
    """
    count = "SUMPRODUCT((posts_month=period)*(posts_reach>0))"
    keys = "(posts_month=period)*(posts_reach>0)*(posts_rate+ROW(posts_rate)/10000000000)"
    row = TOP
    # Where a ranking shows nothing else, each row looks itself up.
    key_column, place_column = _column("post"), _column("month")
    for kind in ("top", "flop"):
        canvas.put(row, _FIRST, words(f"content-{kind}"), "section")
        canvas.fill((row, _FIRST, row, _column("link")), "section")
        if kind == "flop":
            few = f'=IF({count}>{SHOWN},"",{words.formula("content-few")})'
            canvas.formula(row, _column("title"), few, "section_note")
        canvas.sheet.heights[row] = 22
        row += 1
        canvas.fill((row, _FIRST, row, _column("link")), "head")
        for name, style in _RANKED.items():
            head = "head_right" if style.startswith("number") else "head"
            head = "head_indent" if name == "link" else head
            canvas.put(row, _column(name), _head(name, words), head)
        for place in range(1, SHOWN + 1):
            row += 1
            rank = str(place) if kind == "top" else f"{count}+1-{place}"
            # A post is not shown as best and as worst.
            needed = place if kind == "top" else SHOWN + place
            key = cell_text(row, key_column, "column")
            found = f'=IF({count}<{needed},"",SUMPRODUCT(LARGE({keys},{rank})))'
            canvas.formula(row, key_column, found, "hidden")
            at = f"SUMPRODUCT(({keys}={key})*(ROW(posts_rate)-MIN(ROW(posts_rate))+1))"
            canvas.formula(row, place_column, f'=IF({key}="","",{at})', "hidden_row")
            index = cell_text(row, place_column, "column")
            for name, style in _RANKED.items():
                text = f"INDEX(posts_{name},{index})"
                text += "" if name in ("date", "rate", *NUMBERS) else '&""'
                canvas.formula(row, _column(name), f'=IF({index}="","",{text})', style)
            canvas.fill((row, _FIRST, row, _column("link")), "row")
        row += 2


def _column(name: str) -> int:
    return _FIRST + COLUMNS.index(name)


def _head(name: str, words: Words) -> str:
    return words.metric(name) if name in NUMBERS else words(f"posts-{name}")


def _list(canvas: Canvas, content: Content, words: Words) -> None:
    for column, name in enumerate(COLUMNS, start=_FIRST):
        style = "data_head_indent" if name == "link" else "data_head"
        style = "data_head_right" if name == "rate" or name in NUMBERS else style
        canvas.put(LIST, column, _head(name, words), style)
    posts = sorted(content.posts, key=lambda post: (post.day, post.source, post.post))
    for row, post in enumerate(posts, start=LIST + 1):
        canvas.put(row, _FIRST, post.day, "data_left:day")
        canvas.put(row, _FIRST + 1, post.day.replace(day=1), "data_left:month")
        canvas.put(row, _FIRST + 2, post.source, "data")
        canvas.put(row, _FIRST + 3, _short(post.title) or post.post, "data")
        figures = {**post.metrics, "engagements": _engagements(post), "rate": _rate(post)}
        for column, name in enumerate(COLUMNS, start=_FIRST):
            value = figures.get(name)
            if value is not None:
                kind = "share" if name == "rate" else kind_of(name)
                canvas.put(row, column, float(value), f"data_number:{kind}")
        canvas.put(row, _column("link"), post.link or None, "data_indent")
        canvas.put(row, _column("post"), post.post, "data")
    last = LIST + max(ROOM, len(posts))
    for column, name in enumerate(COLUMNS, start=_FIRST):
        canvas.name(f"posts_{name}", LIST + 1, column, last, column)
    canvas.block("kpi_content", 0, _FIRST, LIST - 1, _column("post"))
    canvas.block(
        "kpi_posts",
        LIST,
        _FIRST,
        LIST + len(posts),
        _column("post"),
        grows=True,
        key_columns=(COLUMNS.index("source"), COLUMNS.index("post")),
    )


def _engagements(post: PostRow) -> float | None:
    """As the platform counts them, or else by the catalogue, of what the platform tells."""
    if "engagements" in post.metrics:
        return post.metrics["engagements"]
    engagements = catalog["ENGAGEMENTS"]
    parts = {name: post.metrics.get(name) for name in engagements.arguments}
    if all(value is None for value in parts.values()):
        return None
    return float(engagements(**parts))


def _rate(post: PostRow) -> float | None:
    """The post's engagement rate by reach; None where it is not known."""
    engagements, reach = _engagements(post), post.metrics.get("reach")
    if engagements is None or not reach:
        return None
    try:
        return float(catalog["ERR"](engagements=engagements, reach=reach))
    except CellError:
        return None


def _short(title: str) -> str:
    """The beginning of a post's text, on one line."""
    text = " ".join(title.split())
    return text if len(text) <= _TITLE_LENGTH else text[: _TITLE_LENGTH - 1] + "…"


def _shape(canvas: Canvas, content: Content) -> None:
    sheet = canvas.sheet
    sheet.widths = {
        0: 1.5,
        **dict.fromkeys(range(_FIRST, _column("post") + 1), 12.0),
        _column("source"): 16,
        _column("title"): 60,
        _column("link"): 44,
        _column("post"): 22,
    }
    sheet.heights |= {0: 30}
    sheet.gridlines = False
    sheet.tab_color = ACCENT
    end = LIST + len(content.posts)
    sheet.repeated = (LIST, LIST)
    sheet.printed = Area("content", 0, 0, min(end, LIST + 60), _column("link"))
    sheet.filtered = Area("content", LIST, _FIRST, max(end, LIST + 1), _column("post"))
