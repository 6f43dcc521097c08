"""Charts as pictures on the page that shows a sheet: columns, bars and lines, as plain SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.drive.converting import hex_color
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Book, Sheet
from tests.engines.google_api.sheets.rendering import cell_data

_INK = "#575b5f"
_TOP, _SIDE, _FOOT = 28, 34, 36


class Series(NamedTuple):
    """One row of a chart: its numbers, how they are drawn, and its colour."""

    numbers: Sequence[float | None]
    kind: str
    color: str


def chart_picture(book: Book, sheet: Sheet, chart: Json, edges: tuple[list[int], list[int]]) -> str:
    """A chart where it stands on its sheet.

    Args:
        book: The spreadsheet.
        sheet: The sheet that it stands on.
        chart: The chart.
        edges: Where the rows and the columns of the page begin, in pixels.
    """
    overlay = chart.get("position", {}).get("overlayPosition", {})
    anchor = overlay.get("anchorCell", {})
    rows, columns = edges
    top = rows[min(anchor.get("rowIndex", 0), len(rows) - 1)] + overlay.get("offsetYPixels", 0)
    left = columns[min(anchor.get("columnIndex", 0), len(columns) - 1)]
    left += overlay.get("offsetXPixels", 0)
    width, height = overlay.get("widthPixels", 600), overlay.get("heightPixels", 371)
    drawn = _drawn(book, chart.get("spec", {}), width, height)
    about = escape(chart.get("spec", {}).get("altText", "") or "a chart")
    return (
        f'<svg role="img" aria-label="{about}" style="left:{left}px;top:{top}px" '
        f'width="{width}" height="{height}"><rect width="100%" height="100%" fill="#fff"/>'
        f"{drawn}</svg>"
    )


def _drawn(book: Book, spec: Json, width: int, height: int) -> str:
    title = _text(12, 18, spec.get("title", ""), 'font-weight="bold"')
    basic = spec.get("basicChart")
    if basic is None:
        return title + _text(12, 40, next((k for k in spec if k.endswith("Chart")), "a chart"))
    labels = [_shown(cell) for cell in _source(book, _first(basic.get("domains", []), "domain"))]
    kind = basic.get("chartType", "COLUMN")
    series = [
        Series(
            [_number(cell) for cell in _source(book, one.get("series", {}))],
            one.get("type") or kind,
            _color(one, place),
        )
        for place, one in enumerate(basic.get("series", []))
    ]
    area = (width - 2 * _SIDE, height - _TOP - _FOOT)
    draw = _bars if kind == "BAR" else _columns
    return title + draw(labels, series, area)


def _columns(labels: list[str], series: list[Series], area: tuple[int, int]) -> str:
    width, height = area
    most = _most(series)
    step = width / max(1, len(labels))
    bars = [one for one in series if one.kind in ("COLUMN", "COMBO", "AREA", "STEPPED_AREA")]
    found = []
    for one in series:
        points = [
            (_SIDE + (i + 0.5) * step, _TOP + height * (1 - number / most))
            for i, number in enumerate(one.numbers)
            if number is not None
        ]
        if one in bars:
            each = step * 0.7 / len(bars)
            shift = each * (bars.index(one) - len(bars) / 2)
            found += [_rect(x + shift, y, each, _TOP + height - y, one.color) for x, y in points]
        else:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            found.append(
                f'<polyline points="{line}" fill="none" stroke="{one.color}" stroke-width="2"/>'
            )
    shown = max(1, len(labels) * 60 // max(1, width) + 1)
    found += [
        _text(_SIDE + (i + 0.5) * step, _TOP + height + 14, label, 'text-anchor="middle"')
        for i, label in enumerate(labels)
        if i % shown == 0
    ]
    axis = _TOP + height
    found.append(f'<path d="M{_SIDE} {axis}h{width}" stroke="#dadce0"/>')
    return "".join(found) + _text(2, _TOP + 8, f"{most:,.4g}")


def _bars(labels: list[str], series: list[Series], area: tuple[int, int]) -> str:
    width, height = area
    most = _most(series)
    step = height / max(1, len(labels))
    room = min(width * 2 // 5, 160)
    found = []
    for i, label in enumerate(labels):
        found.append(_text(_SIDE, _TOP + (i + 0.6) * step, label))
        for place, one in enumerate(series):
            number = one.numbers[i] if i < len(one.numbers) else None
            if number is not None:
                each = step * 0.7 / len(series)
                y = _TOP + i * step + step * 0.15 + place * each
                long = (width - room - 40) * number / most
                found.append(_rect(_SIDE + room, y, long, each, one.color))
                found.append(_text(_SIDE + room + long + 4, y + each * 0.7, f"{number:,.6g}"))
    return "".join(found)


def _most(series: list[Series]) -> float:
    return max((n for one in series for n in one.numbers if n is not None), default=1.0) or 1.0


def _rect(x: float, y: float, width: float, height: float, color: str) -> str:
    size = f'width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{color}"/>'


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{_INK}" {more}>{escape(text)}</text>' if text else ""
    )


def _first(items: list[Json], name: str) -> Json:
    found: Json = items[0].get(name, {}) if items else {}
    return found


def _source(book: Book, data: Json) -> list[Json]:
    """The cells of a chart's data, in their order."""
    found = []
    for source in data.get("sourceRange", {}).get("sources", []):
        area = Area.of(source)
        sheet = next((one for one in book.sheets if one.id == area.sheet_id), None)
        if sheet is not None:
            closed = sheet.closed(area)
            found += [cell_data(book, sheet, *place) for place in closed.cells(*sheet.size)]
    return found


def _shown(cell: Json) -> str:
    return str(cell.get("formattedValue", ""))


def _number(cell: Json) -> float | None:
    found: float | None = cell.get("effectiveValue", {}).get("numberValue")
    return found


def _color(series: Json, place: int) -> str:
    color = series.get("colorStyle", {}).get("rgbColor") or series.get("color")
    return f"#{hex_color(color)}" if color else ("#4285f4", "#ea4335", "#fbbc04")[place % 3]
