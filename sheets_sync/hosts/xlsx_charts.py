"""Draws a layout's charts with XlsxWriter."""

from __future__ import annotations

from typing import Any

from kpicells.templates.charts import Chart, Kind, Series
from kpicells.templates.style import FONT, INK, LINE, MUTED


def insert_chart(book: Any, sheet: Any, chart: Chart) -> None:
    """Draw a chart on a sheet."""
    drawn = _bars(book, chart) if chart.kind is Kind.BARS else _columns_and_line(book, chart)
    if chart.title:
        drawn.set_title(
            {
                "name": chart.title,
                "overlay": False,
                "name_font": {"name": FONT, "size": 11, "bold": True, "color": INK},
            }
        )
    else:
        drawn.set_title({"none": True})
    drawn.set_legend({"position": "bottom"} if chart.legend else {"none": True})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    drawn.set_plotarea({"fill": {"none": True}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    drawn.show_blanks_as("gap")
    sheet.insert_chart(
        chart.row,
        chart.column,
        drawn,
        {
            "x_offset": chart.left,
            "y_offset": chart.top,
            "object_position": 2,
            "description": chart.about,
        },
    )


def _font(size: float = 7.5, color: str = MUTED) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": color}


def _series(series: Series) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": series.name,
        "values": f"={series.values}",
        "categories": f"={series.categories}",
    }
    if series.labels:
        found["data_labels"] = {
            "value": True,
            "num_format": series.number_format,
            "font": _font(9, INK),
        }
    return found


def _columns_and_line(book: Any, chart: Chart) -> Any:
    columns = book.add_chart({"type": "column"})
    line = book.add_chart({"type": "line"})
    for series in chart.series:
        if series.line:
            line.add_series(
                _series(series)
                | {
                    "line": {"color": series.color, "width": 1.5},
                    "marker": {"type": "none"},
                }
            )
        else:
            columns.add_series(
                _series(series)
                | {
                    "fill": {"color": series.color},
                    "gap": 40,
                    "overlap": 100,
                    "border": {"none": True},
                }
            )
    columns.combine(line)
    columns.set_x_axis(
        {
            "num_font": _font(),
            "num_format": chart.date_format,
            "text_axis": True,
            "line": {"color": LINE},
            "major_tick_mark": "none",
        }
    )
    columns.set_y_axis(
        {
            "num_font": _font(),
            "num_format": chart.number_format,
            "min": 0 if chart.from_zero else None,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
            "major_tick_mark": "none",
        }
    )
    return columns


def _bars(book: Any, chart: Chart) -> Any:
    bars = book.add_chart({"type": "bar"})
    for series in chart.series:
        bars.add_series(
            _series(series) | {"fill": {"color": series.color}, "gap": 45, "border": {"none": True}}
        )
    # XlsxWriter calls the values of a bar chart x, and its categories y.
    bars.set_y_axis(
        {
            "num_font": _font(9, INK),
            "reverse": True,
            "line": {"none": True},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": False},
        }
    )
    bars.set_x_axis(
        {"visible": False, "major_gridlines": {"visible": False}}
        | ({"log_base": 10, "min": 1} if chart.logarithmic else {"min": 0})
    )
    return bars
