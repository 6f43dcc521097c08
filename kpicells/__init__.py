"""KPI formulas in spreadsheet cells, and goal tracking that fills itself."""

__version__ = "0.1.0"
