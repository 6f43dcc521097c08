"""How much of a file is looked at, and how much is too much.

Every bound exists so that a broken or hostile file is refused after bounded time and memory.
"""

from __future__ import annotations

SAMPLE_BYTES = 1 << 20
"""What encoding, delimiter and header are found from."""

CHUNK_BYTES = 1 << 18
"""How much is decoded and parsed at a time."""

LINE_CHARS = 1 << 20
"""The longest physical line."""

RECORD_CHARS = 4 << 20
"""The longest record; a longer one is nearly always a quote that nobody closed."""

COLUMNS = 5_000
"""The widest table."""

BLOCK_ROWS = 40
"""Within how many rows of a block its header must stand."""

TABLES = 200
"""The most tables in one file."""

DAMAGED_ROWS = 20_000
"""The most damaged rows that are reported one by one; a file with more is refused."""

UNPACKED_BYTES = 1 << 29
"""The most that a workbook or a ZIP may unpack to."""

TEXTS_BYTES = 1 << 27
"""The most that a workbook's table of texts may unpack to, as it is held in memory."""

SHEET_CELLS = 12 << 20
"""The largest rectangle of cells of one sheet, as it is held in memory, in about a gigabyte: the
longest sheet of Excel with twelve columns."""

JSON_BYTES = 1 << 25
"""The largest JSON file, as it is held in memory as a whole."""

HTML_BYTES = 1 << 25
"""The largest web page."""

ZIP_MEMBERS = 100
"""The most files in a ZIP."""
