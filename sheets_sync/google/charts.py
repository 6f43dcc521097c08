"""A layout's charts in the words of the Sheets API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpicells.sheets_sync.google.places import grid_range
from kpicells.sheets_sync.google.styles import color
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.templates.charts import Chart, Kind, Series
from kpicells.templates.style import FONT, INK, MUTED

Json = dict[str, Any]


def chart_request(chart: Chart, sheet: int, titles: Mapping[str, int]) -> Json:
    """An ``AddChartRequest``.

    Args:
        chart: The chart.
        sheet: The id of the sheet that it stands on.
        titles: The id of each sheet by its title.
    """
    overlay = {
        "anchorCell": {"sheetId": sheet, "rowIndex": chart.row, "columnIndex": chart.column},
        "offsetXPixels": chart.left,
        "offsetYPixels": chart.top,
        "widthPixels": chart.width,
        "heightPixels": chart.height,
    }
    title, about = _said(chart)
    spec: Json = {
        "altText": about,
        "fontName": FONT,
        "backgroundColorStyle": color("#FFFFFF"),
        "hiddenDimensionStrategy": "SHOW_ALL",
        "basicChart": _basic(chart, titles),
    }
    if title:
        spec |= {
            "title": title,
            "titleTextFormat": {
                "fontFamily": FONT, "fontSize": 11, "bold": True,
                "foregroundColorStyle": color(INK),
            },
        }  # fmt: skip
    return {"addChart": {"chart": {"spec": spec, "position": {"overlayPosition": overlay}}}}


def _said(chart: Chart) -> tuple[str, str]:
    """The title and the description; Sheets has no logarithmic scale, so neither speaks of one."""
    if not chart.logarithmic:
        return chart.title, chart.about
    return chart.title.partition(" (")[0], chart.about.partition(";")[0]


def _basic(chart: Chart, titles: Mapping[str, int]) -> Json:
    bars = chart.kind is Kind.BARS
    values: Json = {"position": "BOTTOM_AXIS" if bars else "LEFT_AXIS", "format": _small(MUTED)}
    if chart.from_zero:
        values["viewWindowOptions"] = {"viewWindowMin": 0, "viewWindowMode": "EXPLICIT"}
    labels = {"position": "LEFT_AXIS" if bars else "BOTTOM_AXIS", "format": _small(MUTED)}
    return {
        "chartType": "BAR" if bars else "COMBO",
        "legendPosition": "BOTTOM_LEGEND" if chart.legend else "NO_LEGEND",
        "axis": [labels, values],
        "domains": [{"domain": _source(chart.series[0].categories, titles)}],
        "series": [_series(one, titles, bars=bars) for one in chart.series],
        "headerCount": 0,
    }


def _series(series: Series, titles: Mapping[str, int], *, bars: bool) -> Json:
    found: Json = {
        "series": _source(series.values, titles),
        "targetAxis": "BOTTOM_AXIS" if bars else "LEFT_AXIS",
        "colorStyle": color(series.color),
    }
    if not bars:
        found["type"] = "LINE" if series.line else "COLUMN"
    if series.line:
        found["lineStyle"] = {"width": 2, "type": "SOLID"}
    if series.labels:
        found["dataLabel"] = {"type": "DATA", "textFormat": _small(INK)}
    return found


def _source(place: str, titles: Mapping[str, int]) -> Json:
    area = parse_area(place)
    assert area is not None
    return {"sourceRange": {"sources": [grid_range(area, titles)]}}


def _small(ink: str) -> Json:
    return {"fontFamily": FONT, "fontSize": 8, "foregroundColorStyle": color(ink)}
