"""The hosts: one small module for each place where a KPI is computed.

Each is a table from node to text; :mod:`~kpicells.formulas.hosts.printer` reads it.
"""
