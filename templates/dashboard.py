"""The Dashboard: read from top to bottom, it says how the month goes, KPI by KPI.

The cards stand in a narrow first column, so that a phone shows them whole; charts stand to the
right, so that one landscape page holds everything.
"""

from __future__ import annotations

from kpicells.formulas.expression import Argument, ratio
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates import cards, verdict
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.charts import Chart, Kind, Series
from kpicells.templates.content import Content
from kpicells.templates.figures import Figures, funnel_steps
from kpicells.templates.layout import Area, Validation, Workbook
from kpicells.templates.names import source_names
from kpicells.templates.style import ACCENT, ACCENT_PALE
from kpicells.templates.words import Words

LEFT, RIGHT = cards.LEFT, cards.RIGHT
"""First and last column of the cards."""
TREND, FUNNEL = cards.TREND, cards.TREND + 2
"""Columns of the charts."""
PERIOD_ROW = 4
CARDS = 9
SOURCE_ROOM = 6


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
    labels = {LEFT: "month", LEFT + 2: "elapsed", LEFT + 4: "score"}
    for column, key in labels.items():
        canvas.put(row - 1, column, words(f"dashboard-{key}"), "label")
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
    canvas.formula(row, LEFT + 2, f"={share}", "big:percent")
    canvas.name("elapsed", row, LEFT + 2)
    days = words.formula("dashboard-days", {"days": "days_elapsed", "total": "period_days"})
    canvas.formula(row + 1, LEFT + 2, f"={days}", "card_label")
    canvas.put(row - 1, TREND, words("goals-next-review"), "label")
    canvas.formula(row, TREND, '=IF(next_review="","—",next_review)', "big:day")
    # A KPI counts with at most 100 %, so that one cannot hide another; unknown ones do not count.
    score = 'IFERROR(SUM(kpi_points)/SUMIFS(plan_weight,kpi_score,"<=1"),"—")'
    canvas.formula(row, LEFT + 4, f"={score}", "big:percent")
    canvas.name("overall_score", row, LEFT + 4)
    canvas.put(row + 1, LEFT + 4, words("dashboard-score-note"), "card_label")
    counts = {
        "good": f"({_counted(verdict.GOOD)}+{_counted(verdict.REACHED)})",
        "fair": _counted(verdict.FAIR),
        "poor": _counted(verdict.POOR),
    }
    headline = words.formula("overall-counts", counts)
    unknown = _counted(verdict.NONE)
    silent = words.formula("overall-unknown", {"none": unknown})
    canvas.formula(row + 2, LEFT, f'={headline}&IF({unknown}=0,"",{silent})', "headline")
    notice = None
    if content.notices:
        more = len(content.notices) - 1
        notice = "⚠ " + content.notices[0]
        if more:
            notice += " " + words("dashboard-more-notices", count=more)
    canvas.put(row + 3, LEFT, notice, "warning")
    canvas.put(row + 3, TREND, words("dashboard-trend"), "note")


def _counted(symbol: str) -> str:
    """How many KPIs have a status."""
    return f'COUNTIFS(kpi_status,"{symbol}*")'


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
    bars = names.get(f"top_{what}_result")
    below = room - height - 16
    if bars is None or below < 120 or not content.framed.sources:
        return
    result = words.metric(steps[-1])
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
    canvas.put(row, LEFT, words("dashboard-through"), "section")
    canvas.fill((row, LEFT, row, RIGHT), "section")
    canvas.put(row, RIGHT - 1, words("dashboard-days-covered"), "section")
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
        canvas.put(at, LEFT + 2, through, "left:day")
        cell = cell_text(at, LEFT + 2)
        covered = f"MIN({cell},EOMONTH(period,0))-period+1"
        canvas.formula(
            at, RIGHT - 1, f'=IF({cell}="","",IF({cell}<period,"—",{covered}))', "left:days"
        )
        if source in names:
            canvas.name(f"days_{names[source]}", at, RIGHT - 1)
    last = first + max(SOURCE_ROOM, len(names)) - 1
    canvas.name("source_name", first, LEFT, last, LEFT)
    canvas.name("source_through", first, LEFT + 2, last, LEFT + 2)
    canvas.name("source_days", first, RIGHT - 1, last, RIGHT - 1)
    bounds = {"good": "ROUND(100*on_track,0)", "fair": "ROUND(100*at_risk,0)"}
    canvas.formula(first, TREND, "=" + words.formula("reading-status", bounds), "note")
    for offset, key in enumerate(("pace", "reach", "input"), start=1):
        canvas.put(first + offset, TREND, words(f"reading-{key}"), "note")
    for offset, notice in enumerate(content.notices[:2], start=4):
        canvas.put(first + offset, TREND, "⚠ " + notice, "warning")
    canvas.formula(last + 1, LEFT, "=MAX(0,MAX(source_days))", "hidden:days")
    canvas.name("days_elapsed", last + 1, LEFT)
    canvas.formula(last + 1, LEFT + 1, "=DAY(EOMONTH(period,0))", "hidden:days")
    canvas.name("period_days", last + 1, LEFT + 1)
    return last


def _shape(canvas: Canvas, last: int) -> None:
    sheet = canvas.sheet
    sheet.widths = {
        0: 1.5,
        1: 0.7,
        2: 0.8,
        LEFT: 18,
        **dict.fromkeys(range(LEFT + 1, RIGHT + 1), 10.5),
        RIGHT + 1: 2,
        TREND: 42,
        TREND + 1: 2,
        FUNNEL: 55,
    }
    sheet.heights |= {
        0: 32,
        1: 16,
        2: 8,
        PERIOD_ROW: 26,
        PERIOD_ROW + 1: 14,
        PERIOD_ROW + 2: 20,
        PERIOD_ROW + 3: 16,
        PERIOD_ROW + 4: 8,
    }
    sheet.gridlines = False
    sheet.one_page = True
    sheet.protected = True
    sheet.tab_color = ACCENT
    sheet.printed = Area("dashboard", 0, 0, last, FUNNEL)
    canvas.whole_block("kpi_dashboard")
