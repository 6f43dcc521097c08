"""Formulas as a person types them, over what people have in cells, and what Python answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from playwright.sync_api import Page

from kpicells.formulas import CellError, Kpi, catalog
from kpicells.formulas.hosts.named import addin_name
from tests.formulas.answers import _with_errors
from tests.formulas.cases import ERROR, Case, all_cases

PER_KPI = 6
_BLANK = "ZZ1"


class Typed(NamedTuple):
    """A formula, the cells that it needs, and what Python answers."""

    formula: str
    cells: list[tuple[str, list[list[Any]]]]
    expected: float | str


def typed_formulas() -> list[Typed]:
    """A few formulas for each KPI: its worked example and what stands in real sheets."""
    return [
        _typed(kpi, case, row)
        for kpi in catalog.values()
        for row, case in enumerate(all_cases()[kpi.id][:PER_KPI], 1)
    ]


def _typed(kpi: Kpi, case: Case, row: int) -> Typed:
    cells: list[tuple[str, list[list[Any]]]] = []
    words = [_word(value, place, cells) for place, value in enumerate(case)]
    return Typed(f"=KPI.{addin_name(kpi)}({','.join(words)})", cells, _answer(kpi, case))


def _word(value: Any, place: int, cells: list[tuple[str, list[list[Any]]]]) -> str:
    """How an argument is typed; a range gets cells of its own in a column."""
    if isinstance(value, list):
        column = f"A{chr(ord('A') + place)}"
        cells.append((f"{column}1", [[_content(cell)] for cell in value]))
        return f"{column}1:{column}{len(value)}"
    if value is None or value == "":
        return _BLANK
    if value == ERROR:
        return "#DIV/0!"
    if isinstance(value, bool):
        return str(value).upper()
    return repr(value) if isinstance(value, int | float) else f'"{value}"'


def _content(cell: Any) -> Any:
    return "" if cell is None else "#DIV/0!" if cell == ERROR else cell


def _answer(kpi: Kpi, case: Case) -> float | str:
    try:
        answer: float = kpi(*_with_errors(case))
    except CellError as error:
        return error.code
    return answer


def shown(page: Page, formulas: list[Typed]) -> Iterator[tuple[Typed, Any]]:
    """What each formula shows; those without ranges are typed all at once."""
    answers = page.evaluate(
        """async (all) => {
          const single = all.filter(({ cells }) => !cells.length);
          const found = new Map(await Promise.all(single.map(
            async ({ formula }) => [formula, await standIn.compute(formula)])));
          for (const { formula, cells, place } of all.filter(({ cells }) => cells.length)) {
            for (const [corner, rows] of cells) standIn.fill(corner, rows);
            found.set(place, await standIn.compute(formula));
          }
          return all.map(({ formula, cells, place }) => found.get(cells.length ? place : formula));
        }""",
        [{**formula._asdict(), "place": place} for place, formula in enumerate(formulas)],
    )
    for formula, answer in zip(formulas, answers, strict=True):
        ((cell,),) = answer
        yield formula, cell["error"] if isinstance(cell, dict) else cell


def agrees(expected: float | str, found: Any) -> bool:
    """Bit for bit, but for powers and logarithms, which libraries round differently."""
    if isinstance(expected, str) or isinstance(found, str):
        return bool(expected == found)
    return expected == found or math.isclose(expected, found, rel_tol=1e-14)
