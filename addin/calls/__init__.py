"""Calls from cells: what every host with Python behind it answers, the same for all of them.

Pure Python over :mod:`kpicells.formulas`, so that it runs inside an add-in as well as in a server.

>>> from kpicells.addin.calls import Calls
>>> from kpicells.formulas import catalog
>>> calls = Calls.of(catalog.values())
>>> calls.answer("KPI.CTR", [5, 100])
{'value': 0.05}
>>> calls.answer("CTR", [[[5], [7]], [[100], [0]]])
{'value': [[0.05], [{'error': '#DIV/0!', 'reason': 'impressions is zero'}]]}
"""

from kpicells.addin.calls.function import Function, Limits
from kpicells.addin.calls.table import Answer, Calls

__all__ = ["Answer", "Calls", "Function", "Limits"]
