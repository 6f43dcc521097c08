"""On A4: every page is named and counted, heads are repeated, tables stay whole."""

from __future__ import annotations

import pypdfium2
import pytest

from kpicells.sheets_sync.hosts.libreoffice import convert
from kpicells.sheets_sync.hosts.xlsx_new import write
from kpicells.templates.build import build
from tests.templates import contents

A4 = (842, 595)


@pytest.fixture(scope="module", params=["en", "ru"])
def pages(request, tmp_path_factory):
    """The text of each printed page."""
    folder = tmp_path_factory.mktemp("printed")
    write(build(contents.full(request.param)), folder / "book.xlsx")
    printed = pypdfium2.PdfDocument(
        convert(folder / "book.xlsx", "pdf", folder, lang=request.param)
    )
    sizes = {tuple(map(round, page.get_size())) for page in printed}
    assert sizes == {A4}
    texts = [page.get_textpage().get_text_bounded() for page in printed]
    printed.close()
    return request.param, texts


def of(pages, english, russian):
    """The pages of a sheet, by what stands at their foot."""
    lang, texts = pages
    title = english if lang == "en" else russian
    return [text for text in texts if f" {title} " in text.splitlines()[0]]


def test_every_page_says_whose_it_is_and_how_many_there_are(pages):
    lang, texts = pages
    client = contents.full(lang).client
    for number, text in enumerate(texts, start=1):
        assert client in text
        assert f"{number} / {len(texts)}" in text


def test_the_dashboard_and_the_guide_take_one_page_and_the_funnel_two(pages):
    assert len(of(pages, "Dashboard", "Дашборд")) == 1
    assert len(of(pages, "Guide", "Справка")) == 1
    assert len(of(pages, "Funnel", "Воронка")) == 2


def test_tables_of_the_chosen_month_begin_a_page(pages):
    heads = (
        ("Chosen month: the steps", "Chosen month by source", "Chosen month by campaign")
        if pages[0] == "en"
        else (
            "Выбранный месяц: этапы воронки",
            "Выбранный месяц по источникам",
            "Выбранный месяц по кампаниям",
        )
    )
    page = of(pages, "Funnel", "Воронка")[1].splitlines()
    assert page[1] == heads[0]
    assert set(heads) < set(page)


def test_rows_of_data_stand_under_their_heads_on_every_page(pages):
    found = of(pages, "Data", "Данные")
    assert len(found) > 1
    grain = "Grain" if pages[0] == "en" else "Период"
    assert all(grain in text for text in found)
