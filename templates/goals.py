"""The Goals sheet: targets as inputs, what came of them by month, and the numbers behind."""

from __future__ import annotations

from kpicells.formulas import Better, catalog
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.data import FIRST_DAY, kind_of
from kpicells.templates.figures import Figures, kpi_formula, month_before
from kpicells.templates.guide import equation_of
from kpicells.templates.layout import Area, Rule, Validation, Workbook
from kpicells.templates.names import kpi_names
from kpicells.templates.words import Words

HEAD = 6
_LONG = 32
"""From how many letters on a name needs two lines."""
NAME, STAGE, UNIT, BETTER, WEIGHT, BASELINE, SOURCE, FIRST_MONTH = range(1, 9)


def lay_goals(book: Workbook, content: Content, words: Words, figures: Figures) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "goals", words("sheet-goals"))
    last = FIRST_MONTH + len(content.months) - 1
    count = len(content.kpis)
    _inputs(canvas, content, words)
    _months(canvas, content, words, last)
    row = _section(canvas, HEAD + 1, last, words("goals-targets"))
    targets = row
    for index, kpi in enumerate(content.kpis):
        _target_row(canvas, row + index, kpi, content, words, figures)
    canvas.name("plan_name", row, NAME, row + count - 1, NAME)
    canvas.name("plan_weight", row, WEIGHT, row + count - 1, WEIGHT)
    canvas.name("plan_baseline", row, BASELINE, row + count - 1, BASELINE)
    canvas.sheet.validations += [
        Validation(
            canvas.area(row, FIRST_MONTH, row + count - 1, last),
            least=0,
            title=words("input-target"),
            message=words("input-target-message"),
        ),
        Validation(
            canvas.area(row, WEIGHT, row + count - 1, WEIGHT),
            least=0,
            most=1,
            title=words("input-weight"),
            message=words("input-weight-message"),
        ),
    ]
    actual = _section(canvas, row + count + 1, last, words("goals-actual"))
    reached = _section(canvas, actual + count + 1, last, words("goals-attainment"))
    behind = _section(canvas, reached + count + 1, last, words("goals-numbers"))
    # Below all that people read, and not printed: what only the charts need.
    numbers_end = behind + sum(len(kpi.arguments) for kpi in content.kpis) - 1
    charts = _section(canvas, numbers_end + 2, last, words("goals-charts"))
    for index, kpi in enumerate(content.kpis):
        cells = _numbers(canvas, behind, kpi, words, figures, last)
        behind += len(cells)
        name = kpi_names(content)[kpi.key]
        for argument, at in cells.items():
            canvas.name(f"numbers_{name}_{argument}", at, FIRST_MONTH, at, last)
        canvas.name(f"actual_{name}", actual + index, FIRST_MONTH, actual + index, last)
        _actual_row(canvas, actual + index, kpi, cells, words, last)
        _chosen_row(canvas, charts + index, kpi, actual + index, last)
        canvas.name(f"chosen_{name}", charts + index, FIRST_MONTH, charts + index, last)
        _attainment_row(
            canvas, reached + index, kpi, words, (targets + index, actual + index), last
        )
    _shape(canvas, last, numbers_end)


def _inputs(canvas: Canvas, content: Content, words: Words) -> None:
    canvas.put(0, NAME, words("goals-title"), "title")
    canvas.put(1, NAME, words("goals-note"), "note")
    for row, name, value in ((2, "on-track", content.on_track), (3, "at-risk", content.at_risk)):
        canvas.put(row, NAME, words(f"goals-{name}"), "text")
        canvas.put(row, STAGE, value, "input:percent")
        canvas.name(name.replace("-", "_"), row, STAGE)
        canvas.sheet.validations.append(
            Validation(
                canvas.area(row, STAGE, row, STAGE),
                least=0,
                most=2,
                title=words(f"goals-{name}"),
                message=words("input-threshold-message"),
            )
        )
    canvas.put(2, BETTER, words("goals-next-review"), "text")
    canvas.put(2, SOURCE, content.next_review, "input:day")
    canvas.name("next_review", 2, SOURCE)
    canvas.sheet.validations.append(
        Validation(
            canvas.area(2, SOURCE, 2, SOURCE),
            least=FIRST_DAY,
            title=words("goals-next-review"),
            message=words("input-review-message"),
        )
    )
    canvas.put(3, BETTER, words("goals-weights"), "text")
    check = words.formula("weights-wrong", {"sum": words.number("ROUND(100*SUM(plan_weight),1)")})
    good = words.formula("weights-right")
    canvas.formula(3, SOURCE, f"=IF(ABS(SUM(plan_weight)-1)<0.0005,{good},{check})", "text")
    place = canvas.area(3, SOURCE, 3, SOURCE)
    canvas.sheet.rules.append(Rule(place, "=ABS(SUM(plan_weight)-1)>=0.0005", "poor"))


def _months(canvas: Canvas, content: Content, words: Words, last: int) -> None:
    heads = ("kpi", "stage", "unit", "better", "weight", "baseline", "source")
    for column, head in enumerate(heads, start=NAME):
        style = "head_right" if column in (WEIGHT, BASELINE) else "head"
        style = "head_indent" if column == SOURCE else style
        canvas.put(HEAD, column, words(f"goals-{head}"), style)
    for column, month in enumerate(content.months, start=FIRST_MONTH):
        canvas.put(HEAD, column, month, "head_right:month")
    canvas.name("months", HEAD, FIRST_MONTH, HEAD, last)


def _section(canvas: Canvas, row: int, last: int, title: str) -> int:
    """A section's title; the row below it."""
    canvas.put(row, NAME, title, "section")
    canvas.fill((row, NAME, row, last), "section")
    canvas.sheet.heights[row] = 24
    return row + 1


def _name(canvas: Canvas, row: int, kpi: KpiRow) -> None:
    """A KPI's name; a long one takes two lines."""
    canvas.put(row, NAME, kpi.name, "row_name")
    if len(kpi.name) > _LONG:
        canvas.sheet.heights[row] = 28


def _target_row(
    canvas: Canvas, row: int, kpi: KpiRow, content: Content, words: Words, figures: Figures
) -> None:
    kind = kpi.unit.value
    _name(canvas, row, kpi)
    canvas.put(row, STAGE, words(f"stage-{kpi.stage.value}"), "row")
    unit = content.currency if kind == "money" else words(f"unit-{kind}")
    canvas.put(row, UNIT, unit, "row")
    canvas.put(row, BETTER, words(f"better-{kpi.better.value}"), "row")
    canvas.put(row, WEIGHT, kpi.weight, "input:percent")
    canvas.put(row, BASELINE, kpi.baseline, f"input:{kind}")
    canvas.put(row, SOURCE, source_text(kpi, words, figures), "row_muted")
    for column, month in enumerate(content.months, start=FIRST_MONTH):
        canvas.put(row, column, kpi.targets.get(month), f"input:{kind}")
    last = FIRST_MONTH + len(content.months) - 1
    canvas.name(f"target_{kpi_names(content)[kpi.key]}", row, FIRST_MONTH, row, last)


def source_text(kpi: KpiRow, words: Words, figures: Figures) -> str:
    """Where a KPI's numbers come from."""
    found = kpi.sources or tuple(
        dict.fromkeys(name for m in kpi.arguments.values() for name in figures.measured(m))
    )
    return ", ".join(found) if found else words("source-none")


def _numbers(
    canvas: Canvas, row: int, kpi: KpiRow, words: Words, figures: Figures, last: int
) -> dict[str, int]:
    """One row for each metric that a KPI takes; argument to row."""
    rows = {}
    for index, (argument, metric) in enumerate(kpi.arguments.items()):
        rows[argument] = row + index
        label = words.metric(metric)
        if argument.endswith("_start"):
            label = words("metric-month-before", metric=label)
        canvas.put(row + index, NAME, label, "row")
        canvas.put(row + index, STAGE, kpi.name, "row_muted")
        canvas.fill((row + index, STAGE, row + index, SOURCE), "row_muted")
        for column in range(FIRST_MONTH, last + 1):
            month = month_before(argument, cell_text(HEAD, column, "row"))
            text = "=" + figures.value(metric, month, kpi.sources)
            canvas.formula(row + index, column, text, f"number:{kind_of(metric)}")
    return rows


def _actual_row(
    canvas: Canvas, row: int, kpi: KpiRow, cells: dict[str, int], words: Words, last: int
) -> None:
    _name(canvas, row, kpi)
    canvas.fill((row, STAGE, row, SOURCE), "row_muted")
    if kpi.definition:
        canvas.put(row, STAGE, f"{kpi.definition.id} = {equation_of(kpi, words)}", "row_muted")
    for column in range(FIRST_MONTH, last + 1):
        places = {name: cell_text(place, column) for name, place in cells.items()}
        canvas.formula(row, column, kpi_formula(kpi, places), f"number_strong:{kpi.unit.value}")


def _attainment_row(
    canvas: Canvas, row: int, kpi: KpiRow, words: Words, pair: tuple[int, int], last: int
) -> None:
    _name(canvas, row, kpi)
    canvas.fill((row, STAGE, row, SOURCE), "row_muted")
    for column in range(FIRST_MONTH, last + 1):
        target, actual = (cell_text(place, column) for place in pair)
        unknown = f'{target}=""'
        if kpi.builds_up and kpi.better is Better.LOWER:
            # A budget is kept or not when the month is over; before, every budget looks kept.
            head = cell_text(HEAD, column, "row")
            unknown = f"OR({unknown},EOMONTH({head},0)>MAX(source_through))"
        text = f'=IF({unknown},"—",IFERROR({attainment(kpi, actual, target)},"—"))'
        canvas.formula(row, column, text, "number:percent")


def _chosen_row(canvas: Canvas, row: int, kpi: KpiRow, actual: int, last: int) -> None:
    """The chosen month alone: the dark column of the trend charts."""
    canvas.put(row, NAME, kpi.name, "row_muted")
    canvas.fill((row, STAGE, row, SOURCE), "row_muted")
    for column in range(FIRST_MONTH, last + 1):
        month = cell_text(HEAD, column, "row")
        text = f'=IF({month}=period,{cell_text(actual, column)},"")'
        canvas.formula(row, column, text, f"number:{kpi.unit.value}")


def attainment(kpi: KpiRow, actual: str, target: str) -> str:
    """The catalogue's attainment in the KPI's direction."""
    which = "ATTAINMENT_LOWER" if kpi.better is Better.LOWER else "ATTAINMENT"
    return body_formula(catalog[which].body, {"actual": actual, "target": target})


def _shape(canvas: Canvas, last: int, last_row: int) -> None:
    sheet = canvas.sheet
    sheet.widths = {
        0: 1.5,
        NAME: 36,
        STAGE: 11,
        UNIT: 10,
        BETTER: 10,
        WEIGHT: 8,
        BASELINE: 12,
        SOURCE: 22,
        **dict.fromkeys(range(FIRST_MONTH, last + 1), 10.0),
    }
    sheet.heights |= {0: 30, HEAD: 30}
    sheet.frozen = (HEAD + 1, NAME + 1)
    sheet.gridlines = False
    sheet.printed = Area("goals", 0, 0, last_row, last)
    sheet.repeated = (HEAD, HEAD)
    sheet.protected = True
    months = canvas.area(HEAD, FIRST_MONTH, last_row, last)
    head = cell_text(HEAD, FIRST_MONTH, "row")
    sheet.rules.append(Rule(months, f"={head}=period", "chosen"))
    canvas.whole_block("kpi_goals")
