"""The Dashboard: read from top to bottom, it says how the month goes, KPI by KPI.

The cards stand in a narrow first column, so that a phone shows what matters of them; charts stand
to the right, so that one landscape page holds everything.
"""

from __future__ import annotations

from kpicells.formulas.expression import Argument, ratio
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates import cards
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.charts import Chart, Kind, Series
from kpicells.templates.content import Content
from kpicells.templates.figures import Figures, funnel_steps, result_of
from kpicells.templates.headline import lay_headline, lay_names
from kpicells.templates.layout import Area, Validation, Workbook
from kpicells.templates.names import source_names
from kpicells.templates.style import ACCENT, ACCENT_PALE
from kpicells.templates.words import Words, quoted

LEFT, RIGHT = cards.LEFT, cards.RIGHT
"""First and last column of the cards."""
TREND, FUNNEL = cards.TREND, cards.TREND + 2
"""Columns of the charts."""
ELAPSED, SCORE = LEFT + 1, LEFT + 3
THROUGH, COVERED = LEFT + 2, LEFT + 4
PERIOD_ROW = 4
CARDS = 9
SOURCE_ROOM = 6
_LONG_CLIENT = 26
"""From how many letters on a client's name needs two lines on a phone."""


def lay_dashboard(book: Workbook, content: Content, words: Words, figures: Figures) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "dashboard", words("sheet-dashboard"))
    _heading(canvas, content, words)
    _period(canvas, content, words)
    row = CARDS
    for index, kpi in enumerate(content.kpis):
        cards.lay_card(canvas, row, index, kpi, content, words)
        row += cards.HEIGHT
    _funnel_charts(canvas, content, words, figures)
    last = _foot(canvas, row, content, words)
    _shape(canvas, last)


def _heading(canvas: Canvas, content: Content, words: Words) -> None:
    if len(content.client) > _LONG_CLIENT:
        canvas.put(0, LEFT, content.client, "client_long")
        canvas.merge(0, LEFT, 0, cards.NARROW)
    else:
        canvas.put(0, LEFT, content.client, "client")
    canvas.put(
        1,
        LEFT,
        words(
            "dashboard-about",
            goal=words.goal(content.goal),
            stage=words(f"brand-{content.brand_stage}"),
            months=content.cadence_months,
        ),
        "note",
    )
    canvas.put(1, FUNNEL, content.agency or None, "note_right")


def _period(canvas: Canvas, content: Content, words: Words) -> None:
    """The month's selector, how much of it is over, the score; then the headline."""
    row = PERIOD_ROW
    labels = {LEFT: "month", ELAPSED: "elapsed", SCORE: "score"}
    for column, key in labels.items():
        style = "label_indent" if column == ELAPSED else "label"
        canvas.put(row - 1, column, words(f"dashboard-{key}"), style)
    canvas.put(row, LEFT, content.chosen, "input_period:month")
    canvas.name("period", row, LEFT)
    canvas.sheet.validations.append(
        Validation(
            canvas.area(row, LEFT, row, LEFT),
            choices="=months",
            title=words("input-period"),
            message=words("input-period-message"),
        )
    )
    share = body_formula(
        ratio(Argument("days"), Argument("total")),
        {"days": "days_elapsed", "total": "period_days"},
    )
    canvas.formula(row, ELAPSED, f"={share}", "big_indent:percent")
    canvas.name("elapsed", row, ELAPSED)
    days = words.formula("dashboard-days", {"days": "days_elapsed", "total": "period_days"})
    canvas.formula(row + 1, ELAPSED, f"={days}", "card_label_indent")
    canvas.put(row - 1, TREND, words("goals-next-review"), "label")
    canvas.formula(row, TREND, '=IF(next_review="","—",next_review)', "big:day")
    # A KPI counts with at most 100 %, so that one cannot hide another; unknown ones do not count.
    score = 'IFERROR(SUM(review_points)/SUMIFS(plan_weight,review_score,"<=1"),"—")'
    canvas.formula(row, SCORE, f"={score}", "big:percent")
    canvas.name("overall_score", row, SCORE)
    canvas.put(row + 1, SCORE, words("dashboard-score-note"), "card_label")
    lay_headline(canvas, row + 2, (LEFT, cards.NARROW), content, words)
    notice = None
    if content.notices:
        more = len(content.notices) - 1
        notice = "⚠ " + content.notices[0]
        if more:
            notice += " " + words("dashboard-more-notices", count=more)
    canvas.put(row + 2, TREND, notice, "warning")
    canvas.merge(row + 2, TREND, row + 2, FUNNEL)
    canvas.put(row + 4, TREND, words("dashboard-trend"), "note")


def _funnel_charts(canvas: Canvas, content: Content, words: Words, figures: Figures) -> None:
    """The funnel of the month, and which campaigns brought its last step."""
    steps, _ = funnel_steps(content, figures)
    if not steps:
        return
    names = canvas.book.names
    room = cards.height_in_pixels() * len(content.kpis) - 10
    series = Series(
        names["funnel_value"],
        names["funnel_label"],
        words("funnel-value"),
        ACCENT,
        labels=True,
        number_format="#,##0",
    )
    height = min(70 + 50 * len(steps), room)
    canvas.sheet.charts.append(
        Chart(
            CARDS,
            FUNNEL,
            385,
            height,
            Kind.BARS,
            (series,),
            title=words("dashboard-funnel"),
            about=words("dashboard-funnel-about"),
            logarithmic=True,
        )
    )
    what = "campaign" if "top_campaign_result" in names else "source"
    bars, step = names.get(f"top_{what}_result"), result_of(content, figures, what)
    below = room - height - 16
    if bars is None or step is None or below < 120 or not content.framed.sources:
        return
    result = words.metric(step)
    by = Series(bars, names[f"top_{what}"], result, ACCENT_PALE, labels=True, number_format="#,##0")
    canvas.sheet.charts.append(
        Chart(
            CARDS,
            FUNNEL,
            385,
            min(below, 330),
            Kind.BARS,
            (by,),
            title=words(f"dashboard-by-{what}", result=result),
            about=words(f"dashboard-by-{what}", result=result),
            top=height + 16,
        )
    )


def _foot(canvas: Canvas, row: int, content: Content, words: Words) -> int:
    """Until when each source has data, all warnings, and how to read the page."""
    names = source_names(content)
    canvas.put(row, LEFT, words("dashboard-sources"), "section")
    canvas.put(row, THROUGH, words("dashboard-through"), "section")
    canvas.put(row, COVERED, words("dashboard-days-covered"), "section")
    canvas.fill((row, LEFT, row, RIGHT), "section")
    canvas.put(row, TREND, words("dashboard-reading"), "section")
    canvas.fill((row, TREND, row, FUNNEL), "section")
    canvas.sheet.heights[row] = 22
    first = row + 1
    later = {row.source for row in (*content.data, *content.month_rows)} - set(names)
    listed = [*names, *sorted(later)]
    for index in range(max(SOURCE_ROOM, len(names))):
        at = first + index
        source = listed[index] if index < len(listed) else None
        canvas.put(at, LEFT, source, "text")
        through = content.through(source) if source else None
        canvas.put(at, THROUGH, through, "left:day")
        cell = cell_text(at, THROUGH)
        covered = f"MIN({cell},EOMONTH(period,0))-period+1"
        canvas.formula(
            at, COVERED, f'=IF({cell}="","",IF({cell}<period,"—",{covered}))', "left:days"
        )
        if source in names:
            canvas.name(f"days_{names[source]}", at, COVERED)
    last = first + max(SOURCE_ROOM, len(names)) - 1
    canvas.name("source_name", first, LEFT, last, LEFT)
    canvas.name("source_through", first, THROUGH, last, THROUGH)
    canvas.name("source_days", first, COVERED, last, COVERED)
    bounds = {"good": "ROUND(100*on_track,0)", "fair": "ROUND(100*at_risk,0)"}
    canvas.formula(first, TREND, "=" + words.formula("reading-status", bounds), "note")
    for offset, key in enumerate(("pace", "reach", "input"), start=1):
        canvas.put(first + offset, TREND, words(f"reading-{key}"), "note")
    for offset, notice in enumerate(content.notices[:2], start=4):
        canvas.put(first + offset, TREND, "⚠ " + notice, "warning_line")
    canvas.formula(last + 1, LEFT, f"={_days_elapsed(content, words)}", "hidden:days")
    canvas.name("days_elapsed", last + 1, LEFT)
    canvas.formula(last + 1, LEFT + 1, "=DAY(EOMONTH(period,0))", "hidden:days")
    canvas.name("period_days", last + 1, LEFT + 1)
    lay_names(canvas, last + 1, LEFT + 2, content)
    return last


def _days_elapsed(content: Content, words: Words) -> str:
    """The days of the month with data: as the sources say, or as the rows typed into Data do."""
    told = "MAX(0,MAX(source_days))"
    if content.framed.sources:
        return told
    monthly = f"COUNTIFS(data_month,period,data_grain,{quoted(words('grain-month'))})>0"
    typed = "IFERROR(SUMPRODUCT(MAX((data_month=period)*data_date))-period+1,0)"
    return f"MAX({told},IF({monthly},period_days,{typed}))"


def _shape(canvas: Canvas, last: int) -> None:
    sheet = canvas.sheet
    sheet.widths = {
        0: 0.8,
        cards.STRIPE: 0.7,
        cards.STRIPE + 1: 0.8,
        LEFT: 17.5,
        **dict.fromkeys(range(LEFT + 1, RIGHT + 1), 9.5),
        RIGHT + 1: 2,
        TREND: 42,
        TREND + 1: 2,
        FUNNEL: 55,
    }
    sheet.heights |= {
        0: 40 if sheet.cells[0, LEFT].style == "client_long" else 32,
        1: 16,
        2: 8,
        PERIOD_ROW: 26,
        PERIOD_ROW + 1: 16,
        PERIOD_ROW + 4: 16,
    }
    sheet.gridlines = False
    sheet.one_page = True
    sheet.protected = True
    sheet.tab_color = ACCENT
    sheet.printed = Area("dashboard", 0, 0, last, FUNNEL)
    canvas.whole_block("kpi_dashboard")
