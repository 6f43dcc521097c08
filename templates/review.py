"""The Review sheet: for each KPI the evidence of the chosen month beside what people decide.

Its columns are named (``review_actual``, ``review_pace``, ...); the dashboard's cards show them.
"""

from __future__ import annotations

from kpicells.formulas import Better, catalog
from kpicells.formulas.expression import Argument, percent_change
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates import verdict
from kpicells.templates.canvas import Canvas, cell_text
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.figures import Figures
from kpicells.templates.goals import attainment
from kpicells.templates.layout import Area, Owner, Validation, Value, Workbook
from kpicells.templates.names import kpi_names, source_names
from kpicells.templates.words import Words, quoted

HEAD = 4
COLUMNS = (
    "name", "status", "actual", "target", "attainment", "pace", "forecast", "change", "finding",
    "history", "decision", "note-head", "who", "days", "score", "points", "loss",
)  # fmt: skip
TYPED = {"decision": "decision", "note": "note-head", "who": "who"}
"""The names of the cells that people fill, and their columns."""
PLACES = {name: index for index, name in enumerate(COLUMNS, start=1)}
_MORE_DECISIONS = 20
"""Room on the printed page for decisions to come."""
_UNSEEN = 0.005
"""A change that rounds to no per cent is told as no change."""
DECISIONS = ("keep", "raise", "change", "drop", "mend")


def lay_review(book: Workbook, content: Content, words: Words, figures: Figures) -> None:
    """Lay out the sheet."""
    canvas = Canvas(book, "review", words("sheet-review"))
    canvas.put(0, 1, words("review-title"), "title")
    canvas.put(1, 1, words("review-note", months=content.cadence_months), "note")
    canvas.put(2, 1, words("review-next"), "text")
    dash = '"—"'
    canvas.formula(2, 2, f'=IF(next_review="",{dash},next_review)', "left:day")
    for name, column in PLACES.items():
        left = name in ("name", "status", "finding", "history", *TYPED.values())
        style = "head_indent" if name in ("finding", "history") else "head"
        canvas.put(HEAD, column, words(f"review-{name}"), style if left else "head_right")
    first, last = HEAD + 1, HEAD + len(content.kpis)
    for row, kpi in enumerate(content.kpis, start=first):
        _kpi(canvas, row, kpi, content, words, figures)
    named = {name: name for name in COLUMNS if name not in ("history", *TYPED.values())}
    for name, place in (named | TYPED).items():
        canvas.name(f"review_{name}", first, PLACES[place], last, PLACES[place])
    column = PLACES["decision"]
    canvas.sheet.validations.append(
        Validation(
            canvas.area(first, column, last, column),
            choices=tuple(words(f"decide-{name}") for name in DECISIONS),
            title=words("review-decision"),
            message=words("review-decision-message"),
        )
    )
    canvas.sheet.rules += verdict.text_rules(
        canvas.area(first, PLACES["status"], last, PLACES["status"]),
        cell_text(first, PLACES["status"], "column"),
    )
    canvas.put(last + 3, 1, words("review-past"), "section")
    canvas.fill((last + 3, 1, last + 3, PLACES["who"]), "section")
    canvas.whole_block("kpi_review")
    _history(canvas, last + 4, content, words)
    _shape(canvas, content)


def _kpi(
    canvas: Canvas, row: int, kpi: KpiRow, content: Content, words: Words, figures: Figures
) -> None:
    name = kpi_names(content)[kpi.key]
    number = row - HEAD
    kind = kpi.unit.value
    at = {key: cell_text(row, column, "column") for key, column in PLACES.items()}
    month = "MATCH(period,months,0)"
    target = f"INDEX(target_{name},{month})"
    before = f"INDEX(actual_{name},{month}-1)"
    texts = {
        "actual": (f"INDEX(actual_{name},{month})", kind),
        "target": (f'IF(ISNUMBER({target}),{target},"—")', kind),
        "attainment": (_dash(_attained(kpi, at)), "percent"),
        "pace": (_dash(_pace(kpi, at)) if kpi.builds_up else '"—"', "percent"),
        "forecast": (_dash(_forecast(at)) if kpi.builds_up else at["actual"], kind),
        "change": (f'IF({month}=1,"—",{_dash(_change(at["forecast"], before))})', "change"),
        "days": (_days(kpi, content, figures), "days"),
        "score": (_dash(f"MIN(1,{_judged(kpi, at)}+0)"), "percent"),
        "points": (_dash(f"{at['score']}*INDEX(plan_weight,{number})"), "percent"),
        "loss": (_loss(at, number), "percent"),
    }
    canvas.put(row, PLACES["name"], kpi.name, "row_wrap")
    canvas.formula(
        row, PLACES["status"], "=" + verdict.status(kpi, at, _judged(kpi, at), words), "row_top"
    )
    for key, (text, style) in texts.items():
        canvas.formula(row, PLACES[key], f"={text}", f"number_top:{style}")
    canvas.formula(
        row,
        PLACES["finding"],
        "=" + verdict.sentence(kpi, at, _parts_known(kpi, name), words),
        "row_said",
    )
    canvas.put(row, PLACES["history"], content.findings.get(kpi.key), "row_said")
    for place in TYPED.values():
        canvas.put(row, PLACES[place], None, "input_text", owner=Owner.PERSON)
    canvas.sheet.heights[row] = 80


def _loss(at: dict[str, str], number: int) -> str:
    """What a KPI that is behind or at risk costs the overall score: the first to decide upon."""
    bad = ",".join(
        f"LEFT({at['status']},1)={quoted(sign)}" for sign in (verdict.POOR, verdict.FAIR)
    )
    # The small part is for plans without weights.
    return f"IF(OR({bad}),(1-{at['score']})*(INDEX(plan_weight,{number})+0.0001),0)"


def _parts_known(kpi: KpiRow, name: str) -> str:
    """Whether all numbers behind a KPI are known; then only a zero below the line stops it."""
    parts = (f"INDEX(numbers_{name}_{part},MATCH(period,months,0))" for part in kpi.arguments)
    return f"AND({','.join(f'ISNUMBER({part})' for part in parts)})"


def _dash(text: str) -> str:
    return f'IFERROR({text},"—")'


def _attained(kpi: KpiRow, at: dict[str, str]) -> str:
    # A budget is not "reached" because little is spent yet: what counts is where it will end.
    lower = kpi.better is Better.LOWER and kpi.builds_up
    return attainment(kpi, at["forecast"] if lower else at["actual"], at["target"])


def _pace(kpi: KpiRow, at: dict[str, str]) -> str:
    if kpi.better is Better.LOWER:
        return attainment(kpi, at["forecast"], at["target"])
    elapsed = f"({at['days']}/period_days)"
    cells = {"actual": at["actual"], "target": at["target"], "elapsed": elapsed}
    return body_formula(catalog["PACE"].body, cells)


def _forecast(at: dict[str, str]) -> str:
    cells = {"actual": at["actual"], "elapsed": f"({at['days']}/period_days)"}
    return body_formula(catalog["FORECAST"].body, cells)


def _change(now: str, before: str) -> str:
    body = percent_change(Argument("now"), Argument("before"))
    text = body_formula(body, {"now": now, "before": before})
    return f"IF(ABS({text})<{_UNSEEN},0,{text})"  # else it would be written +0 %


def _judged(kpi: KpiRow, at: dict[str, str]) -> str:
    """The cell that the status is judged by."""
    return at["pace"] if kpi.builds_up else at["attainment"]


def _days(kpi: KpiRow, content: Content, figures: Figures) -> str:
    """The days of the month which all sources of the KPI have reported."""
    names = source_names(content)
    feeding = kpi.sources or tuple(
        dict.fromkeys(name for m in kpi.arguments.values() for name in figures.measured(m))
    )
    known = [f"days_{names[source]}" for source in feeding if source in names]
    if known:
        return f"MIN({','.join(known)})"
    return "MIN(source_days)" if names else "days_elapsed"


def _history(canvas: Canvas, row: int, content: Content, words: Words) -> None:
    """Decisions of past reviews, oldest first; later ones are written below."""
    styles = {"day": "number_left:day", "found": "row_said"}
    keys = ("name", "day", "found", "decided", "note-head", "who")
    columns = (1, 2, *(PLACES[name] for name in ("history", *TYPED.values())))
    for key, column in zip(keys, columns, strict=True):
        head = "head_indent" if key == "found" else "head"
        canvas.put(row, column, words(f"review-{key}"), head)
    canvas.fill((row, 1, row, PLACES["who"]), "head")
    rows = content.decisions or (None,)
    # The first row gives its looks to those which a refresh adds, even where it is empty.
    for index, past in enumerate(rows, start=row + 1):
        values: tuple[Value, ...] = (None,) * len(keys)
        if past is not None:
            values = (past.kpi, past.day, past.finding, past.decision, past.note, past.who)
        for key, value, column in zip(keys, values, columns, strict=True):
            canvas.put(index, column, value, styles.get(key, "row_wrap"))
        canvas.fill((index, 1, index, PLACES["who"]), "row_wrap")
    last = row + len(rows)
    for index in range(row + 1, last + 1 + _MORE_DECISIONS):
        canvas.sheet.heights[index] = 28
    canvas.block("kpi_decisions", row, 1, last, PLACES["who"], grows=True, key_columns=(0, 1))


def _shape(canvas: Canvas, content: Content) -> None:
    sheet = canvas.sheet
    sheet.widths = {
        0: 1.5,
        1: 24,
        2: 17,
        **dict.fromkeys(range(3, 9), 10.0),
        PLACES["finding"]: 30,
        PLACES["history"]: 52,
        PLACES["decision"]: 16,
        PLACES["note-head"]: 24,
        PLACES["who"]: 11,
        PLACES["days"]: 9,
        PLACES["score"]: 9,
        PLACES["points"]: 9,
        PLACES["loss"]: 9,
    }
    sheet.heights |= {0: 30, HEAD: 30}
    sheet.frozen = (HEAD + 1, 2)
    sheet.gridlines = False
    last = max(row for row, _ in sheet.cells) + _MORE_DECISIONS
    sheet.printed = Area("review", 0, 0, last, PLACES["who"])
    sheet.repeated = (HEAD, HEAD)
    sheet.protected = True
