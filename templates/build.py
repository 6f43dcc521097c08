"""Lays out a workbook: the same content always gives the same layout."""

from __future__ import annotations

from kpicells.templates.content import Content
from kpicells.templates.dashboard import lay_dashboard
from kpicells.templates.data import lay_data
from kpicells.templates.figures import Figures
from kpicells.templates.funnel import lay_funnel
from kpicells.templates.goals import lay_goals
from kpicells.templates.guide import lay_guide
from kpicells.templates.layout import Workbook
from kpicells.templates.log import lay_log, lay_state
from kpicells.templates.posts import lay_posts
from kpicells.templates.review import lay_review
from kpicells.templates.style import resolve
from kpicells.templates.words import Words

ORDER = ("dashboard", "goals", "funnel", "data", "content", "review", "log", "guide", "state")


def build(content: Content) -> Workbook:
    """The goal-tracking workbook of a content; its formulas hold no values yet."""
    words = Words(content.lang)
    figures = Figures(content)
    book = Workbook(words("workbook-title", client=content.client), content.lang)
    # The dashboard's charts stand on areas of these, so they are laid out before it.
    lay_goals(book, content, words, figures)
    lay_funnel(book, content, words, figures)
    lay_data(book, content, words, figures)
    lay_posts(book, content, words)
    lay_review(book, content, words, figures)
    lay_log(book, content, words)
    lay_guide(book, content, words)
    lay_state(book, content)
    lay_dashboard(book, content, words, figures)
    book.sheets.sort(key=lambda sheet: ORDER.index(sheet.key))
    used = {cell.style for sheet in book.sheets for cell in sheet.cells.values()}
    used |= {rule.style for sheet in book.sheets for rule in sheet.rules}
    book.styles = {name: resolve(name, content.lang, content.currency) for name in sorted(used)}
    return book
