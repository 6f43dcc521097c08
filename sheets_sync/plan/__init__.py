"""The plan of one client: business goal, KPIs, targets by month, weights, cadence."""

from kpicells.sheets_sync.plan.model import Plan, PlannedKpi, Thresholds
from kpicells.sheets_sync.plan.read import read_plan

__all__ = ["Plan", "PlannedKpi", "Thresholds", "read_plan"]
