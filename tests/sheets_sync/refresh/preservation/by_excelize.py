"""What people add to a workbook, put in by another library than ours: excelize (the Go library).

Each function gets an open workbook with our sheets "Dashboard", "Goals", "Data" and a sheet "Mine"
of the client's own, with numbers in A1:C7.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import excelize
from excelize import File

from kpicells.sheets_sync.hosts.png import png

MINE = "Mine"
"""A sheet that the client added."""
PICTURE = png(bytes([0, 90, 160] * 4), 2, 2, 6, 3)
VBA = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 8
"""Begins as a project of macros does; what is in it is nobody's business."""


@contextmanager
def opened(path: Path) -> Iterator[File]:
    """A workbook in which a person works, saved in place."""
    book = excelize.open_file(str(path))
    try:
        yield book
        book.save_as(str(path))
    finally:
        book.close()


def own_sheet(book: File) -> None:
    book.new_sheet(MINE)
    head = ["Month", "Shop", "Sold"]
    rows = [["Oct", "North", 4], ["Oct", "South", 7], ["Nov", "North", 5], ["Nov", "South", 9]]
    for number, row in enumerate([head, *rows], start=1):
        book.set_sheet_row(MINE, f"A{number}", row)
    book.set_cell_formula(MINE, "D2", "=SUM(C2:C5)")


def chart_on_our_sheet(book: File) -> None:
    book.add_chart("Dashboard", "R30", _chart())


def chart_sheet(book: File) -> None:
    book.add_chart_sheet("My chart", _chart())


def picture_on_our_sheet(book: File) -> None:
    picture = excelize.Picture(extension=".png", file=PICTURE)
    book.add_picture_from_bytes("Dashboard", "R60", picture)


def pivot_table_with_slicer(book: File) -> None:
    book.add_table(MINE, excelize.Table(range="A1:C5", name="Sales"))
    book.add_pivot_table(
        excelize.PivotTableOptions(
            data_range=f"{MINE}!A1:C5",
            pivot_table_range=f"{MINE}!G4:M30",
            rows=[excelize.PivotTableField(data="Month")],
            columns=[excelize.PivotTableField(data="Shop")],
            data=[excelize.PivotTableField(data="Sold", subtotal="Sum")],
        )
    )
    book.add_slicer(
        MINE,
        excelize.SlicerOptions(
            name="Shop", cell="P1", table_sheet=MINE, table_name="Sales", caption="Shop"
        ),
    )


def pivot_table_of_our_numbers(book: File) -> None:
    book.add_pivot_table(
        excelize.PivotTableOptions(
            data_range="Data!B3:F9",
            pivot_table_range=f"{MINE}!G4:M30",
            rows=[excelize.PivotTableField(data=book.get_cell_value("Data", "B3"))],
            data=[excelize.PivotTableField(data=book.get_cell_value("Data", "F3"))],
        )
    )


def comments(book: File) -> None:
    text = [excelize.RichTextRun(text="Ask the client")]
    book.add_comment("Goals", excelize.Comment(cell="E5", author="Ann", paragraph=text))
    book.add_comment(MINE, excelize.Comment(cell="A1", author="Ann", paragraph=text))


def conditional_formats(book: File) -> None:
    bars = excelize.ConditionalFormatOptions(
        type="data_bar", criteria="=", min_type="min", max_type="max", bar_color="#638EC6",
        bar_solid=True,
    )  # fmt: skip
    icons = excelize.ConditionalFormatOptions(type="icon_set", icon_style="3Arrows")
    book.set_conditional_format("Data", "F4:F20", [bars])
    book.set_conditional_format(MINE, "C2:C5", [icons])


def sparklines(book: File) -> None:
    line = excelize.SparklineOptions(location=["R4"], range=["Data!F4:F20"], markers=True)
    book.add_sparkline("Dashboard", line)


def validated_lists(book: File) -> None:
    rule = excelize.DataValidation(
        type="list", sqref="F2:F9", formula1='"yes,no"', show_drop_down=False, allow_blank=True
    )
    book.add_data_validation(MINE, rule)
    rule.sqref = "Z2:Z9"
    book.add_data_validation("Goals", rule)


def macros(book: File) -> None:
    book.add_vba_project(VBA)


def form_controls(book: File) -> None:
    button = excelize.FormControl(
        cell="F1", type=excelize.FormControlType.FormControlButton, text="Go", macro="Module1.Go"
    )
    book.add_form_control(MINE, button)


def shapes(book: File) -> None:
    words = [excelize.RichTextRun(text="Look here")]
    book.add_shape("Dashboard", excelize.Shape(cell="R10", type="rightArrow", paragraph=words))


def links_and_rich_text(book: File) -> None:
    book.set_cell_hyperlink(MINE, "A9", "https://example.com/brief", "External")
    red = excelize.RichTextRun(text="red", font=excelize.Font(color="FF0000", bold=True))
    book.set_cell_rich_text(MINE, "A10", [excelize.RichTextRun(text="plain "), red])


def backgrounds_and_headers(book: File) -> None:
    book.set_sheet_background_from_bytes("Data", ".png", PICTURE)
    book.set_header_footer("Goals", excelize.HeaderFooterOptions(odd_header="&LConfidential"))


def names_and_properties(book: File) -> None:
    book.set_defined_name(excelize.DefinedName(name="my_best", refers_to=f"{MINE}!$C$5"))
    book.set_defined_name(excelize.DefinedName(name="here", refers_to=f"{MINE}!$C$4", scope=MINE))
    book.set_custom_props(excelize.CustomProperty(name="Contract", value="2026-17"))


def hidden_and_grouped(book: File) -> None:
    book.set_col_visible("Data", "F:G", False)
    book.set_row_visible("Goals", 9, False)
    book.set_row_outline_level(MINE, 3, 1)
    book.set_sheet_visible("Log", False)


def merged_and_frozen(book: File) -> None:
    book.merge_cell(MINE, "F1", "G2")
    book.set_panes(
        MINE, excelize.Panes(freeze=True, y_split=1, top_left_cell="A2", active_pane="bottomLeft")
    )
    book.auto_filter(MINE, "A1:C5", [])


def formulas_that_spill(book: File) -> None:
    kind = excelize.FormulaOpts(type="array", ref="F12:F15")
    book.set_cell_formula(MINE, "F12", "=C2:C5*2", kind)
    shared = excelize.FormulaOpts(type="shared", ref="H12:H15")
    book.set_cell_formula(MINE, "H12", "=C2*3", shared)


def styles_on_our_cells(book: File) -> None:
    style = book.new_style(
        excelize.Style(fill=excelize.Fill(type="pattern", color=["FFF2CC"], pattern=1))
    )
    book.set_cell_style("Data", "F4", "F9", style)
    book.set_col_width("Data", "F", "F", 33)


def very_hidden_sheet(book: File) -> None:
    book.new_sheet("prices")
    book.set_cell_value("prices", "A1", "not for the client")
    book.set_sheet_visible("prices", False, True)


def protected(book: File) -> None:
    book.protect_sheet("Goals", excelize.SheetProtectionOptions(password="1", edit_objects=True))
    book.protect_workbook(excelize.WorkbookProtectionOptions(password="1", lock_structure=True))


def table_with_names_of_columns(book: File) -> None:
    """A table of the client's, and formulas that name its columns."""
    book.set_sheet_row(MINE, "M1", ["Month", "Calls"])
    for row in range(2, 5):
        book.set_sheet_row(MINE, f"M{row}", [f"m{row}", row])
    book.add_table(MINE, excelize.Table(range="M1:N4", name="Calls"))
    book.set_cell_formula(MINE, "P1", "=SUM(Calls[Calls])")


def _chart() -> excelize.Chart:
    series = excelize.ChartSeries(
        name=f"{MINE}!$C$1", categories=f"{MINE}!$A$2:$A$5", values=f"{MINE}!$C$2:$C$5"
    )
    return excelize.Chart(type=excelize.ChartType.Col, series=[series])
