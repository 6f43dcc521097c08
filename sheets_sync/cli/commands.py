"""Registers every command: one import per module, in the order in which help lists them."""

from kpicells.sheets_sync.cli import sources  # noqa: F401
