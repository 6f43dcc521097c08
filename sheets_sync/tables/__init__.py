"""Files read into tables: encoding, delimiter, preamble, header and sections found by themselves.

``read_tables`` is the way in. What comes out is plain: a header, and a CSV of cells that needs no
guessing.
"""

from kpicells.sheets_sync.tables.reading import read_tables
from kpicells.sheets_sync.tables.rows import data_rows
from kpicells.sheets_sync.tables.table import DamagedRow, Table

__all__ = ["DamagedRow", "Table", "data_rows", "read_tables"]
