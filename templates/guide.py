"""The Guide sheet: what each number means, from the catalogue, and how to work with the book."""

from __future__ import annotations

from textwrap import wrap

from kpicells.formulas import metrics
from kpicells.templates.canvas import Canvas
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.layout import Workbook
from kpicells.templates.words import Words

NAME, MEANING, EQUATION, CAUTION, SOURCE = range(1, 6)
_WIDTHS: dict[int, float] = {NAME: 26, MEANING: 38, EQUATION: 34, CAUTION: 40, SOURCE: 36}
_RULES = ("status", "pace", "forecast", "attainment", "score", "dash", "reach", "ratio")
_STEPS = ("month", "targets", "own", "refresh", "review")


def lay_guide(book: Workbook, content: Content, words: Words) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "guide", words("sheet-guide"))
    canvas.put(0, NAME, words("guide-title"), "title")
    row = _section(canvas, 2, words("guide-plan"))
    about = [
        ("goal", words.goal(content.goal)),
        ("brand", words(f"brand-{content.brand_stage}")),
        ("cadence", words("guide-cadence-value", months=content.cadence_months)),
        ("competition", content.competition or "—"),
    ]
    for name, text in about:
        canvas.put(row, NAME, words(f"guide-{name}"), "row_top")
        _wide(canvas, row, text)
        row += 1
    row = _section(canvas, row + 1, words("guide-kpis"))
    for column, key in enumerate(("name", "meaning", "equation", "caution", "source"), start=NAME):
        canvas.put(row, column, words(f"guide-{key}"), "head")
    for kpi in content.kpis:
        row += 1
        _kpi(canvas, row, kpi, content.lang, words)
        cells = canvas.sheet.cells
        texts = ((str(cells[row, column].value), width) for column, width in _WIDTHS.items())
        canvas.sheet.heights[row] = _height(*texts)
    row = _benchmarks(canvas, row + 2, content, words)
    row = _section(canvas, row + 1, words("guide-reading"))
    for name in _RULES:
        canvas.put(row, NAME, words(f"guide-{name}-name"), "row_top")
        _wide(canvas, row, words(f"guide-{name}-text"))
        row += 1
    row = _section(canvas, row + 1, words("guide-working"))
    for number, name in enumerate(_STEPS, start=1):
        canvas.put(row, NAME, f"{number}. {words(f'guide-{name}-name')}", "row_top")
        _wide(canvas, row, words(f"guide-{name}-text"))
        row += 1
    sheet = canvas.sheet
    sheet.widths = {0: 1.5, **_WIDTHS}
    sheet.heights |= {0: 30}
    sheet.gridlines = False
    sheet.printed = canvas.area(0, 0, row, SOURCE)
    sheet.one_page = True
    canvas.whole_block("kpi_guide")


def _benchmarks(canvas: Canvas, row: int, content: Content, words: Words) -> int:
    """What others have, with its source, if the plan says so; the row below it."""
    row = _section(canvas, row, words("guide-benchmarks"))
    canvas.put(row, NAME, words("guide-benchmarks-note"), "note")
    for kpi in content.kpis:
        row += 1
        known = kpi.benchmark
        canvas.put(row, NAME, kpi.name, "row_top")
        canvas.put(row, MEANING, known.value if known else "—", f"number_left:{kpi.unit.value}")
        canvas.put(row, EQUATION, known.source if known else "—", "row_wrap")
        canvas.merge(row, EQUATION, row, SOURCE)
    return row + 1


def _wide(canvas: Canvas, row: int, text: str) -> None:
    """A text over all columns but the first."""
    canvas.put(row, MEANING, text, "row_wrap")
    canvas.merge(row, MEANING, row, SOURCE)
    width = sum(width for column, width in _WIDTHS.items() if column != NAME)
    canvas.sheet.heights[row] = _height((text, width))


def _height(*texts: tuple[str, float]) -> float:
    """The height of a row of texts, each in a column of some width."""
    return 13.0 * max(len(wrap(text, int(width))) for text, width in texts) + 5


def _section(canvas: Canvas, row: int, title: str) -> int:
    canvas.put(row, NAME, title, "section")
    canvas.fill((row, NAME, row, SOURCE), "section")
    canvas.sheet.heights[row] = 24
    return row + 1


def _kpi(canvas: Canvas, row: int, kpi: KpiRow, lang: str, words: Words) -> None:
    """One KPI: for a plain metric, its total and over what it may be added up."""
    definition = kpi.definition
    canvas.put(row, NAME, kpi.name, "row_wrap")
    if definition is None:
        assert kpi.metric is not None
        name = words.metric(kpi.metric)
        canvas.put(row, MEANING, words("guide-metric-meaning", metric=name), "row_wrap")
        canvas.put(row, EQUATION, words("guide-metric-equation", metric=name), "row_wrap")
        caution = "guide-metric-outcome" if kpi.metric in metrics else "guide-metric-own"
        canvas.put(row, CAUTION, words(caution), "row_wrap")
        canvas.put(row, SOURCE, "—", "row_wrap")
        return
    russian = lang == "ru"
    meaning = definition.ru_meaning if russian else definition.meaning
    caution = definition.ru_not_to_be_confused if russian else definition.not_to_be_confused
    canvas.put(row, MEANING, meaning or "—", "row_wrap")
    canvas.put(row, EQUATION, f"{definition.id} = {equation_of(kpi, words)}", "row_wrap")
    canvas.put(row, CAUTION, caution or "—", "row_wrap")
    canvas.put(row, SOURCE, definition.source, "row_wrap")


def equation_of(kpi: KpiRow, words: Words) -> str:
    """A KPI's equation over the names of its metrics: ``spend / leads``."""
    assert kpi.definition is not None
    text = kpi.definition.equation
    for argument, metric in sorted(kpi.arguments.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(argument, words.metric(metric).lower())
    return text
