"""What a refresh does to each owned cell, whatever people did to the block before."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.refresh.align import align
from kpicells.sheets_sync.refresh.contents import Content, Formula, from_json, same, to_json
from kpicells.sheets_sync.refresh.diff import BlockDiff, diff_fixed, diff_growing
from kpicells.templates.layout import Area, Block, Cell, Owner


@dataclass
class Grid:
    """A sheet as people see it."""

    cells: dict[tuple[int, int], Content] = field(default_factory=dict)

    def read(self, row: int, column: int) -> Content:
        return self.cells.get((row, column))

    def apply(self, diff: BlockDiff) -> None:
        for change in diff.changes:
            _, row, column = change.place
            assert self.read(row, column) == change.old or (
                self.read(row, column) is None and change.old is None
            )
            self.cells[row, column] = change.new

    def insert_rows(self, at: int, count: int) -> None:
        self.cells = {
            (row + count if row >= at else row, column): value
            for (row, column), value in self.cells.items()
        }


KEYED = Block("kpi_data", Area("data", 4, 0, 4, 2), grows=True, key_columns=(0, 1))
FIXED = Block("kpi_goals", Area("goals", 2, 1, 4, 3))


def _cells(rows: list[list[Content]]) -> list[list[Cell | None]]:
    return [
        [Cell(formula=str(item)) if isinstance(item, Formula) else Cell(value=item) for item in row]
        for row in rows
    ]


def _filled(block: Block, rows: list[list[Content]]) -> Grid:
    area = block.area
    return Grid(
        {
            (area.first_row + i, area.first_column + j): item
            for i, row in enumerate(rows)
            for j, item in enumerate(row)
        }
    )


GOALS: list[list[Content]] = [
    ["KPI", "target", "value"],
    ["leads", 100.0, Formula("=SUM(data_leads)")],
    ["CPL", 20.0, Formula("=B3/C3")],
]


def test_a_cell_as_we_left_it_follows_the_plan() -> None:
    grid = _filled(FIXED, GOALS)
    wanted = [GOALS[0], ["leads", 120.0, GOALS[1][2]], GOALS[2]]
    diff = diff_fixed(FIXED, _cells(wanted), GOALS, FIXED.area, grid.read)
    assert [(c.place, c.old, c.new) for c in diff.changes] == [(("goals", 3, 2), 100.0, 120.0)]
    assert not diff.kept
    assert diff.record == wanted


def test_a_cell_that_a_person_changed_is_kept_until_it_is_taken_back() -> None:
    grid = _filled(FIXED, GOALS)
    grid.cells[3, 2] = 150.0
    wanted = [GOALS[0], ["leads", 120.0, GOALS[1][2]], GOALS[2]]
    diff = diff_fixed(FIXED, _cells(wanted), GOALS, FIXED.area, grid.read)
    assert not diff.changes
    assert [(k.place, k.found, k.ours) for k in diff.kept] == [(("goals", 3, 2), 150.0, 120.0)]
    again = diff_fixed(FIXED, _cells(wanted), diff.record, FIXED.area, grid.read)
    assert again.kept == diff.kept, "it stays kept at the next refresh too"
    back = diff_fixed(FIXED, _cells(wanted), diff.record, FIXED.area, grid.read, take_back=True)
    assert [c.new for c in back.changes] == [120.0]


def test_a_number_typed_over_a_formula_is_kept() -> None:
    grid = _filled(FIXED, GOALS)
    grid.cells[4, 3] = 7.0
    diff = diff_fixed(FIXED, _cells(GOALS), GOALS, FIXED.area, grid.read)
    assert not diff.changes
    assert [k.found for k in diff.kept] == [7.0]


def test_peoples_own_cells_are_never_looked_at() -> None:
    grid = _filled(FIXED, GOALS)
    grid.cells[3, 2] = 999.0
    cells = _cells(GOALS)
    cells[1][1] = Cell(value=5.0, owner=Owner.PERSON)
    cells[2][1] = None
    grid.cells[4, 2] = "a note in free space"
    diff = diff_fixed(FIXED, cells, GOALS, FIXED.area, grid.read)
    assert not diff.changes
    assert not diff.kept


@pytest.mark.parametrize("at", [2, 3, 4])
def test_inserted_rows_are_passed_over(at: int) -> None:
    grid = _filled(FIXED, GOALS)
    grid.insert_rows(at, 2)
    moved = 2 if at == 2 else 0  # above the block its name moves; inside, the name grows
    area = Area("goals", 2 + moved, 1, 6, 3)
    grid.cells = {
        place: Formula(item.replace("B3", "B5")) if isinstance(item, Formula) else item
        for place, item in grid.cells.items()
    }
    wanted = [GOALS[0], GOALS[1], ["CPL", 18.0, GOALS[2][2]]]
    diff = diff_fixed(FIXED, _cells(wanted), GOALS, area, grid.read)
    assert [(c.place, c.new) for c in diff.changes] == [(("goals", 6, 2), 18.0)]
    assert not diff.kept


def test_another_shape_or_formula_means_making_the_workbook_anew() -> None:
    grid = _filled(FIXED, GOALS)
    shorter = diff_fixed(FIXED, _cells(GOALS[:2]), GOALS, FIXED.area, grid.read)
    other = [*GOALS[:2], ["CPL", 20.0, Formula("=C3/B3")]]
    assert shorter.outdated
    assert diff_fixed(FIXED, _cells(other), GOALS, FIXED.area, grid.read).outdated


keys = st.tuples(st.integers(1, 12).map(float), st.sampled_from("ab"))
tables = st.dictionaries(keys, st.one_of(st.none(), st.integers(0, 9).map(float)), max_size=12)


def _rows(table: dict[tuple[float, str], float | None]) -> list[list[Content]]:
    return [[day, source, value] for (day, source), value in sorted(table.items())]


@settings(deadline=None)
@given(first=tables, second=tables, order=st.randoms(use_true_random=False))
def test_growing_rows_end_as_wanted_in_any_order(
    first: dict[tuple[float, str], float | None],
    second: dict[tuple[float, str], float | None],
    order: object,
) -> None:
    """People may sort the rows; afterwards every wanted row stands there exactly once."""
    rows = _rows(first)
    order.shuffle(rows)  # type: ignore[attr-defined]
    grid = _filled(KEYED, rows)
    area = Area("data", 4, 0, max(4, 3 + len(rows)), 2)
    diff = diff_growing(KEYED, _cells(_rows(second)), _rows(first), area, grid.read)
    grid.apply(diff)
    standing = [
        [grid.read(row, column) for column in range(3)]
        for row in range(diff.area.first_row, diff.area.last_row + 1)
    ]
    filled = sorted((r for r in standing if r != [None] * 3), key=lambda r: r[:2])
    assert filled == _rows(second)
    assert not diff.kept
    assert not diff.outdated
    again = diff_growing(KEYED, _cells(_rows(second)), diff.record, diff.area, grid.read)
    assert not again.changes, "a second run with nothing new changes nothing"


def test_a_row_that_takes_the_place_of_another_is_one_change_for_each_cell() -> None:
    ours: list[list[Content]] = [["day", "ad", "clicks"], [1.0, "old", 5.0]]
    grid = _filled(KEYED, ours)
    area = Area("data", 4, 0, 5, 2)
    wanted = _cells([ours[0], [1.0, "new", 7.0]])
    diff = diff_growing(KEYED, wanted, ours, area, grid.read)
    assert [(c.place, c.old, c.new) for c in diff.changes] == [
        (("data", 5, 1), "old", "new"),
        (("data", 5, 2), 5.0, 7.0),
    ]


def test_growing_rows_keep_what_people_changed_and_added() -> None:
    rows: list[list[Content]] = [[1.0, "a", 5.0], [2.0, "a", 6.0]]
    grid = _filled(KEYED, [*rows, [9.0, "a person's own row", 1.0]])
    grid.cells[5, 2] = 66.0
    wanted: list[list[Content]] = [[1.0, "a", 5.5], [2.0, "a", 7.0], [3.0, "a", 8.0]]
    area = Area("data", 4, 0, 6, 2)
    diff = diff_growing(KEYED, _cells(wanted), rows, area, grid.read)
    grid.apply(diff)
    assert [k.found for k in diff.kept] == [66.0]
    assert grid.read(4, 2) == 5.5
    assert [grid.read(6, j) for j in range(3)] == [9.0, "a person's own row", 1.0]
    assert [grid.read(7, j) for j in range(3)] == [3.0, "a", 8.0]


def test_a_corrected_spelling_does_not_bring_the_row_in_twice() -> None:
    rows: list[list[Content]] = [[1.0, "vk.com", 5.0]]
    grid = _filled(KEYED, [[1.0, "VK", 5.0]])
    diff = diff_growing(KEYED, _cells(rows), rows, KEYED.area, grid.read)
    assert not diff.changes
    assert [(k.found, k.ours) for k in diff.kept] == [("VK", "vk.com")]


def test_rows_below_that_people_use_are_not_written_over() -> None:
    grid = _filled(KEYED, [[1.0, "a", 5.0]])
    grid.cells[5, 1] = "a person's total"
    wanted: list[list[Content]] = [[1.0, "a", 5.0], [2.0, "a", 6.0]]
    diff = diff_growing(KEYED, _cells(wanted), wanted[:1], KEYED.area, grid.read)
    assert not any(change.place[1] == 5 for change in diff.changes)


contents = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20).map(lambda text: Formula(f"={text}")),
)


@given(st.lists(contents, max_size=8))
def test_the_record_is_read_back_as_it_was_written(row: list[Content]) -> None:
    back = from_json(to_json(row))
    assert back == row
    assert [type(item) for item in back] == [type(item) for item in row]


@given(
    st.lists(st.lists(st.integers(0, 5).map(float), min_size=2, max_size=4), max_size=8), st.data()
)
def test_lines_keep_their_order_when_found_again(
    rows: list[list[Content]], data: st.DataObject
) -> None:
    found = list(rows)
    for _ in range(data.draw(st.integers(0, 3))):
        found.insert(data.draw(st.integers(0, len(found))), ["inserted by a person"])
    places = [place for place in align(rows, found) if place is not None]
    assert places == sorted(set(places))
    if len({tuple(row) for row in rows}) == len(rows):
        assert [found[place] for place in places] == rows


def test_sameness_is_what_a_person_would_call_the_same() -> None:
    assert same(0.1 + 0.2, 0.3)
    assert not same(100.0, 100.0001)
    assert not same(0.0, None)
    assert same("a\r\nb", "a\nb")
    assert same(Formula("=SUM(B3:B9)*2"), Formula("=sum( B4:B10 )*2"))
    assert not same(Formula("=SUM(B3:B9)*2"), Formula("=SUM(B3:B9)*3"))
