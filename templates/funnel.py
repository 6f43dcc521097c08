"""The Funnel sheet: metrics by month and stage, step conversion, and who brought what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kpicells.formulas import Over, Stage, catalog
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.content import Content
from kpicells.templates.data import kind_of
from kpicells.templates.figures import (
    Figures,
    exactly,
    funnel_steps,
    over,
    result_of,
    step_sources,
)
from kpicells.templates.layout import Area, Rule, Workbook
from kpicells.templates.stages import STAGE_METRICS, other_metrics
from kpicells.templates.words import Words

HEAD = 3
NAME, NOTE, FIRST_MONTH = 1, 2, 3
CAMPAIGNS, SOURCES = 12, 6
"""Rows of the tables by campaign and by source."""


def lay_funnel(book: Workbook, content: Content, words: Words, figures: Figures) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "funnel", words("sheet-funnel"))
    canvas.put(0, NAME, words("funnel-title"), "title")
    canvas.put(1, NAME, words("funnel-note"), "note")
    last = FIRST_MONTH + len(content.months) - 1
    canvas.put(HEAD, NAME, words("funnel-metric"), "head")
    canvas.put(HEAD, NOTE, words("funnel-source"), "head_indent")
    for column, month in enumerate(content.months, start=FIRST_MONTH):
        canvas.put(HEAD, column, month, "head_right:month")
    row = HEAD + 1
    for stage in Stage:
        names = [name for name in STAGE_METRICS[stage] if figures.known(name)]
        row = _stage(canvas, row, last, words(f"stage-{stage.value}"), names, words, figures)
    others = other_metrics(figures.columns)
    row = _stage(canvas, row, last, words("stage-other"), others, words, figures)
    steps, chain = funnel_steps(content, figures)
    row = _conversion(canvas, row, last, steps, chain, words, figures)
    months_end = row - 1
    canvas.sheet.breaks = (row + 1,)
    row = _chosen(canvas, row + 1, steps, chain, words, figures)
    row = _parts(canvas, row + 1, "source", _source_labels(content), content, words, figures)
    if content.framed.campaigns:
        labels = _campaigns(content)
        row = _parts(canvas, row + 1, "campaign", labels, content, words, figures)
    _shape(canvas, last, months_end)


def _stage(
    canvas: Canvas,
    row: int,
    last: int,
    title: str,
    names: list[str],
    words: Words,
    figures: Figures,
) -> int:
    if not names:
        return row
    canvas.put(row, NAME, title, "section")
    canvas.fill((row, NAME, row, last), "section")
    canvas.sheet.heights[row] = 24
    for metric, sources in _rows(names, figures):
        row += 1
        label = words.metric(metric)
        note = ", ".join(sources or figures.measured(metric))
        if over(metric) is Over.NOTHING:
            label += f" · {note}" if note else ""
            note = words("funnel-not-added")
        canvas.put(row, NAME, label, "row")
        canvas.put(row, NOTE, note, "row_muted")
        for column in range(FIRST_MONTH, last + 1):
            text = figures.value(metric, cell_text(HEAD, column, "row"), sources)
            canvas.formula(row, column, f"={text}", f"number:{kind_of(metric)}")
    return row + 1


def _rows(names: list[str], figures: Figures) -> Iterator[tuple[str, tuple[str, ...]]]:
    """One row for each metric; for one that counts people, a row for each source."""
    for metric in names:
        if over(metric) is Over.NOTHING:
            for source in figures.measured(metric):
                yield metric, (source,)
            if not figures.measured(metric):
                yield metric, ()
        else:
            yield metric, ()


def _conversion(
    canvas: Canvas,
    row: int,
    last: int,
    steps: tuple[str, ...],
    chain: tuple[str, ...],
    words: Words,
    figures: Figures,
) -> int:
    """Each step as a share of the step before it: a ratio of the month's sums."""
    canvas.put(row, NAME, words("funnel-conversion"), "section")
    canvas.fill((row, NAME, row, last), "section")
    canvas.sheet.heights[row] = 24
    for before, step in pairwise(steps):
        row += 1
        canvas.put(row, NAME, f"{words.metric(step)} / {words.metric(before).lower()}", "row")
        sources = dict.fromkeys(
            name
            for one in (step, before)
            for name in step_sources(figures, one, chain) or figures.measured(one)
        )
        canvas.put(row, NOTE, ", ".join(sources), "row_muted")
        for column in range(FIRST_MONTH, last + 1):
            month = cell_text(HEAD, column, "row")
            canvas.formula(
                row, column, "=" + _rate(step, before, month, chain, figures), "number_strong:share"
            )
    return row + 1


def _rate(step: str, before: str, month: str, chain: tuple[str, ...], figures: Figures) -> str:
    cells = {}
    known = []
    for argument, metric in (("conversions", step), ("clicks", before)):
        condition, total = figures.parts(metric, month, step_sources(figures, metric, chain))
        cells[argument] = f"({total})" if "+" in total else total
        known.append(condition)
    return f'IF({known[0]},IFERROR({body_formula(catalog["CR"].body, cells)},"—"),"—")'


def _chosen(
    canvas: Canvas,
    row: int,
    steps: tuple[str, ...],
    chain: tuple[str, ...],
    words: Words,
    figures: Figures,
) -> int:
    """The steps of the chosen month: the dashboard's chart stands on them."""
    canvas.put(row, NAME, words("funnel-chosen"), "section")
    canvas.fill((row, NAME, row, FIRST_MONTH + 3), "section")
    canvas.sheet.heights[row] = 24
    row += 1
    canvas.sheet.heights[row] = 38
    heads = ("funnel-step", "funnel-source", "funnel-value", "funnel-rate", "funnel-label")
    for column, head in enumerate(heads, start=NAME):
        right = column in (FIRST_MONTH, FIRST_MONTH + 1)
        style = "head_indent" if column in (NOTE, FIRST_MONTH + 2) else "head"
        canvas.put(row, column, words(head), "head_right" if right else style)
    canvas.fill((row, NAME, row, FIRST_MONTH + 3), "head")
    first = row + 1
    for index, step in enumerate(steps):
        row += 1
        sources = step_sources(figures, step, chain)
        canvas.put(row, NAME, words.metric(step), "row")
        canvas.put(row, NOTE, ", ".join(sources or figures.measured(step)), "row_muted")
        canvas.formula(
            row,
            FIRST_MONTH,
            "=" + figures.value(step, "period", sources),
            f"number:{kind_of(step)}",
        )
        label = cell_text(row, NAME)
        rate = cell_text(row, FIRST_MONTH + 1)
        if index:
            text = _rate(step, steps[index - 1], "period", chain, figures)
            canvas.formula(row, FIRST_MONTH + 1, f"={text}", "number:share")
            parts = {"step": label, "rate": words.number(f"ROUND(100*{rate},IF({rate}<0.1,2,1))")}
            # More than before: steps of other sources, and no conversion.
            told = words.formula("funnel-with-rate", parts)
            text = f"IF(AND(ISNUMBER({rate}),{rate}<=1),{told},{label})"
            canvas.formula(row, FIRST_MONTH + 2, f"={text}", "row_muted")
        else:
            canvas.put(row, FIRST_MONTH + 1, None, "number:share")
            canvas.formula(row, FIRST_MONTH + 2, f"={label}", "row_muted")
    if steps:
        canvas.name("funnel_value", first, FIRST_MONTH, row, FIRST_MONTH)
        canvas.name("funnel_label", first, FIRST_MONTH + 2, row, FIRST_MONTH + 2)
    return row + 1


def _source_labels(content: Content) -> list[str]:
    """The sources of the frame, then those that came later, as far as there are rows."""
    frame = content.framed
    room = max(SOURCES, len(frame.sources))
    later = {row.source for row in (*content.data, *content.month_rows)} - set(frame.sources)
    labels = [*frame.sources, *sorted(later)]
    return [*labels, *[""] * room][:room]


def _campaigns(content: Content) -> list[str]:
    """The campaigns with the most spend, else with the most of anything."""
    weight: dict[str, float] = {}
    for row in content.data:
        if row.campaign:
            more = row.metrics.get("spend", 0) * 1e6 + sum(row.metrics.values())
            weight[row.campaign] = weight.get(row.campaign, 0.0) + more
    labels = sorted(weight, key=lambda name: (-weight[name], name))
    return [*labels, *[""] * CAMPAIGNS][:CAMPAIGNS]


def _parts(
    canvas: Canvas,
    row: int,
    what: str,
    labels: list[str],
    content: Content,
    words: Words,
    figures: Figures,
) -> int:
    """The chosen month by source or campaign; a blank label keeps a row for one to come."""
    metrics = [
        name
        for name in ("spend", *funnel_steps(content, figures)[0])
        if figures.known(name) and name != "engagements"
    ]
    costs = [
        kpi
        for kpi in content.kpis
        if kpi.kpi and not kpi.builds_up and all(map(figures.known, kpi.arguments.values()))
    ]
    canvas.put(row, NAME, words(f"funnel-by-{what}"), "section")
    canvas.fill((row, NAME, row, FIRST_MONTH + len(metrics) + len(costs) - 1), "section")
    canvas.sheet.heights[row] = 24
    row += 1
    canvas.put(row, NAME, words(f"data-{what}"), "head")
    canvas.put(row, NOTE, None, "head")
    for column, metric in enumerate(metrics, start=FIRST_MONTH):
        canvas.put(row, column, words.metric(metric), "head_right")
    for column, kpi in enumerate(costs, start=FIRST_MONTH + len(metrics)):
        canvas.put(row, column, kpi.name, "head_right")
    longest = max((len(kpi.name) for kpi in costs), default=0)
    canvas.sheet.heights[row] = 12.0 * max(2.5, 1 + longest / 11)  # as words break in a column
    first = row + 1
    for label in labels:
        row += 1
        canvas.put(row, NAME, label or None, "row_long")
        canvas.put(row, NOTE, None, "row")
        key = cell_text(row, NAME, "column")
        month = f"period,data_{what},{exactly(key)}"
        for column, metric in enumerate(metrics, start=FIRST_MONTH):
            text = f'=IF({key}="","",{figures.value(metric, month)})'
            canvas.formula(row, column, text, f"number:{kind_of(metric)}")
        for column, kpi in enumerate(costs, start=FIRST_MONTH + len(metrics)):
            known, cells = [], {}
            for argument, metric in kpi.arguments.items():
                condition, total = figures.parts(metric, month, kpi.sources)
                known.append(condition)
                cells[argument] = f"({total})" if "+" in total else total
            assert kpi.definition is not None
            body = body_formula(kpi.definition.body, cells)
            text = f'=IF({key}="","",IF(AND({",".join(known)}),IFERROR({body},"—"),"—"))'
            canvas.formula(row, column, text, f"number:{kpi.unit.value}")
    canvas.name(f"by_{what}", first, NAME, row, NAME)
    step = result_of(content, figures, what)
    if step in metrics and len(metrics) > 1:
        result = FIRST_MONTH + metrics.index(step)
        canvas.name(f"{what}_result", first, result, row, result)
        # A chart of blank rows is no sight: it shows as many as there are in a new workbook.
        frame = content.framed
        shown = len(frame.sources) if what == "source" else min(frame.campaigns, CAMPAIGNS)
        end = first + max(shown, 1) - 1
        canvas.name(f"top_{what}", first, NAME, end, NAME)
        canvas.name(f"top_{what}_result", first, result, end, result)
    return row + 1


def _shape(canvas: Canvas, last: int, months_end: int) -> None:
    sheet = canvas.sheet
    sheet.widths = {0: 1.5, NAME: 36, NOTE: 27, **dict.fromkeys(range(FIRST_MONTH, last + 1), 10.5)}
    sheet.heights |= {0: 30}
    sheet.frozen = (HEAD + 1, NAME + 1)
    sheet.gridlines = False
    sheet.protected = True
    end = max(row for row, _ in sheet.cells)
    sheet.printed = Area("funnel", 0, 0, end, max(column for _, column in sheet.cells))
    head = cell_text(HEAD, FIRST_MONTH, "row")
    sheet.rules.append(
        Rule(canvas.area(HEAD, FIRST_MONTH, months_end, last), f"={head}=period", "chosen")
    )
    canvas.whole_block("kpi_funnel")
