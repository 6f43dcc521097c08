"""A picture of a workbook's first page, as LibreOffice shows it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.libreoffice import convert
from kpicells.sheets_sync.hosts.png import png

SCALE = 2.0
"""Pixels per point: 1684 by 1190 for A4."""


def picture(
    xlsx_path: Path, png_path: Path, *, lang: str = "en", page: int = 0, scale: float = SCALE
) -> None:
    """Draw a page of a workbook.

    Args:
        xlsx_path: The workbook.
        png_path: Where the picture is put.
        lang: The language whose separators numbers are written with.
        page: Which page, from 0.
        scale: Pixels per point.

    Raises:
        TargetError: LibreOffice is missing or fails, or the picture cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="kpicells-") as folder:
        made = convert(Path(xlsx_path), "pdf", Path(folder), lang=lang)
        document = pypdfium2.PdfDocument(made)
        try:
            drawn = document[page].render(scale=scale, rev_byteorder=True)
            data = png(
                bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, drawn.n_channels
            )
            Path(png_path).write_bytes(data)
        except (OSError, pypdfium2.PdfiumError, IndexError) as error:
            raise TargetError(f"{png_path}: no picture could be made: {error}") from error
        finally:
            document.close()
