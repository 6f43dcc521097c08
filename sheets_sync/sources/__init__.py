"""Tables understood: which column is which metric, date and campaign.

``choose`` finds it for the exports that kpicells knows, ``mapping.load_mapping`` reads what a
person says about a table of their own. Both end in a ``Recipe``.
"""

from kpicells.sheets_sync.sources.choosing import Chosen, Unused, choose
from kpicells.sheets_sync.sources.formats import ExportFormat, Reading
from kpicells.sheets_sync.sources.known import KNOWN, SOURCE_NAMES
from kpicells.sheets_sync.sources.own import known_in
from kpicells.sheets_sync.sources.recipe import DateColumn, Grain, Recipe, RepeatedRows
from kpicells.sheets_sync.sources.recognition import AUTO, SURE, Match, recognise

__all__ = [
    "AUTO",
    "KNOWN",
    "SOURCE_NAMES",
    "SURE",
    "Chosen",
    "DateColumn",
    "ExportFormat",
    "Grain",
    "Match",
    "Reading",
    "Recipe",
    "RepeatedRows",
    "Unused",
    "choose",
    "known_in",
    "recognise",
]
