"""Registers every command: one import per module, in the order in which help lists them."""

# ruff: noqa: F401, I001
from kpicells.sheets_sync.cli import formulas
from kpicells.sheets_sync.cli import calc
from kpicells.sheets_sync.cli import emit
from kpicells.sheets_sync.cli import starting
from kpicells.sheets_sync.cli import sources
from kpicells.sheets_sync.cli import importing
from kpicells.sheets_sync.cli import planning
from kpicells.sheets_sync.cli import facts
from kpicells.sheets_sync.cli import utm
from kpicells.sheets_sync.cli import utm_join
from kpicells.sheets_sync.cli import check
from kpicells.sheets_sync.cli import refreshing
from kpicells.sheets_sync.cli import review
from kpicells.sheets_sync.cli import demo
from kpicells.sheets_sync.cli import excel
from kpicells.sheets_sync.cli import excel_addin
from kpicells.sheets_sync.cli import excel_files
from kpicells.sheets_sync.cli import excel_xlwings
from kpicells.sheets_sync.cli import google
from kpicells.sheets_sync.cli import google_login
from kpicells.sheets_sync.cli import libreoffice_extension
from kpicells.sheets_sync.cli import serve
from kpicells.sheets_sync.cli import keys
from kpicells.sheets_sync.cli import certificate
from kpicells.sheets_sync.cli import doctor
