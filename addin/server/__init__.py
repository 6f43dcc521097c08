"""The server of the add-ins: answers batches of calls from cells, and hands out the pages.

It knows formulas only. What it serves from a workspace, and whose keys it takes, it is given as
:mod:`~kpicells.addin.server.ports`; ``kpicells serve`` does that.
"""
