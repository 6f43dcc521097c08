"""What a reader sees: a workbook without numbers, long names, a change of nearly nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpicells.sheets_sync.hosts.compute import computed
from kpicells.templates.build import build
from kpicells.templates.layout import Cell
from tests.templates import contents

LONG = "Стоимость квалифицированной заявки с холодной аудитории Севера"[:60]


def texts(book, sheet):
    return {cell.value: place for place, cell in book.sheet(sheet).cells.items() if cell.value}


def column_of(book, name):
    """The column of Data that a name such as data_leads stands on."""
    letters = book.names[name].split("$")[1]
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def test_numbers_typed_into_an_empty_workbook_reach_the_funnel_and_every_card():
    book = build(contents.empty())
    typed = {
        "spend": 500.0, "impressions": 20_000.0, "link_clicks": 300.0, "leads": 20.0,
        "post_reach": 1_000.0, "engagements": 40.0,
    }  # fmt: skip
    cells = book.sheet("data").cells
    day = {"date": date(2026, 11, 3), "month": date(2026, 11, 1)}
    for name, value in (day | typed).items():
        cells[1, column_of(book, f"data_{name}")] = Cell(value)
    done = computed(book)
    months = contents.MONTHS.index(date(2026, 11, 1))
    goals = done.sheet("goals").cells

    def actual(name):
        row = int(book.names[f"actual_{name}"].split("$")[2].rstrip(":")) - 1
        return goals[row, 8 + months].value

    assert actual("leads_meta_ads") == "—"  # of Meta Ads alone, and the row names no source
    assert actual("spend") == 500
    assert actual("ctr_link_clicks") == pytest.approx(300 / 20_000)
    assert actual("err_post_reach") == pytest.approx(40 / 1_000)
    funnel = done.sheet("funnel").cells
    steps = {cell.value for cell in funnel.values() if isinstance(cell.value, float | int)}
    assert {20_000, 300, 20} <= steps


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_section_of_an_empty_funnel_is_without_rows(lang):
    book = build(contents.empty(lang))
    cells = book.sheet("funnel").cells
    for (row, column), cell in cells.items():
        if cell.style == "section" and cell.value:
            assert cells.get((row + 1, column)) is not None, cell.value


def test_axes_of_empty_charts_claim_no_hundreds_of_percent():
    content = contents.empty()
    bare = tuple(replace(kpi, targets={}, baseline=None) for kpi in content.kpis)
    formats = [
        chart.number_format
        for chart in build(replace(content, kpis=bare)).sheet("dashboard").charts
        if chart.number_format
    ]
    assert [text.startswith('[>1]""') for text in formats] == [False, False, True, True, False]


def test_a_long_name_takes_two_lines_instead_of_tiny_letters():
    content = contents.half_filled("ru")
    first, *others = content.kpis
    book = build(replace(content, kpis=(replace(first, name=LONG), *others)))
    row, column = next(
        place for place, cell in book.sheet("goals").cells.items() if cell.value == LONG
    )
    style = book.styles[book.sheet("goals").cells[row, column].style]
    assert style.wrap
    assert not style.shrink
    assert book.sheet("goals").heights[row] >= 2 * style.size * 1.2


def test_long_campaigns_are_never_shrunk():
    content = contents.half_filled("ru")
    row = replace(content.data[0], campaign="Очень длинное название кампании | " * 5)
    book = build(replace(content, data=(row, *content.data[1:])))
    for sheet in ("funnel", "content"):
        for cell in book.sheet(sheet).cells.values():
            if isinstance(cell.value, str) and len(cell.value) > 100:
                assert not book.styles[cell.style].shrink


@pytest.mark.parametrize(
    ("after", "change"), [(1004.0, 0.0), (996.0, 0.0), (1006.0, 0.006), (990.0, -0.01)]
)
def test_a_change_of_nearly_nothing_is_told_as_none(after, change):
    content = contents.half_filled()
    spend = replace(content.kpis[-1], weight=1.0)
    rows = tuple(
        contents.DataRow(day, "Meta Ads", {"spend": value})
        for day, value in ((date(2026, 9, 30), 1000.0), (date(2026, 10, 31), after))
    )
    book = computed(
        build(
            replace(content, kpis=(spend,), data=rows, month_rows=(), posts=(), as_of={},
                    period=date(2026, 10, 1))
        )
    )  # fmt: skip
    cell = book.sheet("review").cells[5, 8]
    assert cell.value == pytest.approx(change)
    assert book.styles[cell.style].number_format.endswith(';"no change"')


def test_dates_stand_under_their_heads_and_not_against_the_next_column():
    book = build(contents.half_filled())
    for sheet in ("data", "content"):
        for cell in book.sheet(sheet).cells.values():
            if isinstance(cell.value, date) and cell.style.startswith("data"):
                assert book.styles[cell.style].align == "left"


@pytest.mark.parametrize(
    ("lang", "spent", "said"),
    [("en", 20_000.0, "1,250"), ("ru", 20_000.0, "1\u00a0250"), ("en", 31_999_992.0, "2,000,000"),
     ("en", 15_992.0, "1,000"), ("en", 15_976.0, "999"), ("ru", 1_000.0, "62,5")],
)  # fmt: skip
def test_numbers_in_sentences_have_their_thousands_apart(lang, spent, said):
    """By hand: 16 days of November have data, and 20,000 / 16 = 1,250 a day."""
    content = contents.half_filled(lang)
    spend = replace(content.kpis[-1], weight=1.0, targets={date(2026, 11, 1): 5e9})
    row = contents.DataRow(date(2026, 11, 16), "Meta Ads", {"spend": spent})
    book = computed(
        build(replace(content, kpis=(spend,), data=(row,), month_rows=(), posts=(), as_of={}))
    )
    finding = book.sheet("review").cells[5, 9].value
    assert (f" {said} a day now" if lang == "en" else f" {said} в день") in finding


def test_the_chart_by_campaign_shows_a_step_that_campaigns_have():
    content = contents.half_filled()
    shop = contents.DataRow(date(2026, 11, 3), "Shop", {"purchases": 9.0})
    sales = replace(content, goal=contents.Goal.SALES, data=(*content.data, shop))
    titles = [chart.title for chart in build(sales).sheet("dashboard").charts]
    assert "Leads by campaign in the month" in titles


def test_a_step_larger_than_the_one_before_is_told_without_a_rate():
    content = contents.half_filled()
    row = contents.DataRow(
        date(2026, 11, 3), "Meta Ads", {"impressions": 100.0, "link_clicks": 250.0, "leads": 5.0}
    )
    book = computed(build(replace(content, data=(row,), month_rows=(), posts=(), as_of={})))
    texts = {str(cell.value) for cell in book.sheet("funnel").cells.values()}
    assert "Leads (2%)" in texts
    assert "Link clicks" in texts
    assert not any(text.startswith("Link clicks (") for text in texts)


def test_texts_that_wrap_have_a_row_or_columns_to_wrap_into():
    """A wrapped text in a row of normal height and one column would be cut."""
    book = build(contents.full("ru"))
    sheet = book.sheet("dashboard")
    merged = {(area.first_row, area.first_column) for area in sheet.merged}
    for place, cell in sheet.cells.items():
        if book.styles[cell.style].wrap and (cell.value or cell.formula):
            assert place in merged, (place, cell.value)
            assert sheet.heights.get(place[0], 15) >= 28, (place, cell.value)
