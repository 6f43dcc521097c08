"""The top of the Dashboard: it says how to begin, then what to decide and how every KPI stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpicells.sheets_sync.hosts.compute import computed
from kpicells.templates import cards
from kpicells.templates.build import build
from kpicells.templates.dashboard import PERIOD_ROW
from kpicells.templates.layout import Cell
from tests.templates import contents

DECISION = (PERIOD_ROW + 2, cards.LEFT)
LIST = (PERIOD_ROW + 3, cards.LEFT)
NOVEMBER = date(2026, 11, 1)


def shown(book):
    cells = computed(book).sheet("dashboard").cells
    return str(cells[DECISION].value), str(cells[LIST].value).split("\n")


def typed(book, rows):
    """Rows of Data as a person types them: no source, no grain."""
    cells = book.sheet("data").cells
    for number, row in enumerate(rows, start=1):
        for name, value in row.items():
            letters = book.names[f"data_{name}"].split("$")[1]
            column = sum((ord(a) - 64) * 26**i for i, a in enumerate(reversed(letters))) - 1
            cells[number, column] = Cell(value)
    return book


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_three_steps_until_there_is_a_number(lang):
    heading, steps = shown(build(contents.empty(lang)))
    assert ("три" if lang == "ru" else "three") in heading
    assert [step[:2] for step in steps] == ["1.", "2.", "3."]
    started = typed(build(contents.empty(lang)), [{"month": NOVEMBER, "spend": 5.0}])
    heading, lines = shown(started)
    assert ("три" if lang == "ru" else "three") not in heading
    assert not lines[0].startswith("1.")


def test_what_to_decide_first_and_every_kpi_once():
    book = build(contents.half_filled())
    decision, lines = shown(book)
    review = computed(book).sheet("review").cells
    statuses = {review[row, 1].value: str(review[row, 2].value)[0] for row in range(5, 10)}
    listed = {name: line[0] for line in lines for name in line.split(": ", 1)[1].split(", ")}
    assert listed == {k: "●" if v == "★" else v for k, v in statuses.items()}
    # By hand: of the KPIs that are behind or at risk, the one whose shortfall weighs the most.
    weights = {kpi.name: kpi.weight for kpi in contents.half_filled().kpis}
    scores = {review[row, 1].value: review[row, 15].value for row in range(5, 10)}
    bad = {n: weights[n] * (1 - scores[n]) for n in weights if statuses[n] in "▼▲"}
    worst = max(bad, key=lambda name: bad[name])
    finding = next(review[row, 9].value for row in range(5, 10) if review[row, 1].value == worst)
    assert decision == f"Decide first: {worst}. {finding}"


def test_nothing_to_decide_and_nothing_known():
    content = contents.empty()
    only = replace(content.kpis[-1], sources=(), weight=1.0, targets={NOVEMBER: 3000.0})
    days = [
        {"date": NOVEMBER.replace(day=day), "month": NOVEMBER, "spend": 90.0} for day in (1, 2, 3)
    ]
    decision, lines = shown(typed(build(replace(content, kpis=(only,))), days))
    assert decision == "All on track: nothing new to decide."
    assert lines == ["● On track: Ad spend"]
    unknown = replace(only, targets={})
    decision, lines = shown(typed(build(replace(content, kpis=(unknown,))), days))
    assert decision == "Nothing is behind. Without data or a target: Ad spend."
    assert lines == ["○ No data or target: Ad spend"]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([{"date": date(2026, 11, d), "month": NOVEMBER, "spend": 100.0} for d in (1, 7)], 7),
        ([{"date": NOVEMBER, "month": NOVEMBER, "grain": "month", "spend": 200.0}], 30),
        ([{"date": date(2026, 10, 9), "month": date(2026, 10, 1), "spend": 100.0}], 0),
    ],
    ids=["daily rows", "a row for the month", "another month"],
)
def test_numbers_typed_by_hand_have_a_pace(rows, days):
    book = computed(typed(build(contents.empty()), rows))
    row = int(book.names["days_elapsed"].rpartition("$")[2]) - 1
    assert book.sheet("dashboard").cells[row, cards.LEFT].value == days
    review = book.sheet("review").cells
    spend = review[9, 2].value  # 200 of 2,250 planned: within the limit, where anything is known
    assert spend == ("● On track" if days else "○ No data")


def test_many_kpis_with_long_names_keep_every_formula_within_what_files_allow():
    content = contents.half_filled("ru")
    many = tuple(
        replace(content.kpis[0], key=f"k{i}", name=f"Показатель с длинным названием {i:02d} " * 2)
        for i in range(14)
    )
    book = build(replace(content, kpis=many))
    for cell in book.sheet("dashboard").cells.values():
        assert len(cell.formula or "") < 8000


def test_a_phone_shows_what_matters():
    """At normal zoom a phone is about 380 pixels wide: a column of n letters takes 7n + 5."""
    book = build(contents.full("ru"))
    sheet = book.sheet("dashboard")
    width = sum(7 * sheet.widths[column] + 5 for column in range(cards.NARROW + 1))
    assert width <= 380
    for row in (*DECISION[:1], *LIST[:1], 0):
        merged = next(area for area in sheet.merged if area.first_row == row)
        assert merged.last_column <= cards.NARROW
    first = cards.LEFT
    top = {sheet.cells[PERIOD_ROW + 5, column].formula for column in range(first, first + 2)}
    assert top == {"=INDEX(review_status,1)", "=INDEX(review_name,1)"}
