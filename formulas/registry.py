"""The catalogue of KPIs: collects what the family files define."""

from __future__ import annotations

import pkgutil
from collections.abc import Container
from importlib import import_module

from kpicells.formulas import catalog as families
from kpicells.formulas.errors import DefinitionError, UnknownKpi
from kpicells.formulas.in_use import InUse
from kpicells.formulas.kpi import Kpi


class Catalog(InUse[Kpi]):
    """Every KPI by id: the shipped ones by family, then the own ones of the workspace in use.

    >>> from kpicells.formulas import catalog
    >>> catalog["CTR"](clicks=5, impressions=100)
    0.05
    """

    def __init__(self) -> None:
        super().__init__("KPIs")
        self._families: dict[str, Kpi] | None = None

    @property
    def shipped(self) -> dict[str, Kpi]:
        """The KPIs of the family files, which are imported when the first one is asked for."""
        if self._families is None:
            self._families = _load()
        return self._families

    def add(self, kpi: Kpi) -> None:
        """Add a KPI.

        Raises:
            DefinitionError: Another KPI has this id.
        """
        _check_new(kpi, self)
        super().add(kpi)

    def __getitem__(self, kpi_id: str) -> Kpi:
        """The KPI with this id, in any case and with or without ``KPI_``.

        ``CTR_TOTAL`` is the total of ``CTR``: the same KPI over ranges. ``ER_FOLLOWERS`` is ``ER``
        as an Office.js add-in has to call it.

        Raises:
            UnknownKpi: There is none; the message names the nearest.
            NotAdditive: There is no true total of it.
        """
        wanted = kpi_id.upper().removeprefix("KPI_").removeprefix("KPI.")
        try:
            return super().__getitem__(wanted)
        except KeyError:
            whole = wanted.removesuffix("_TOTAL")
            if whole != wanted and whole in self:
                return super().__getitem__(whole).total
            # Seldom needed, both.
            from kpicells.formulas.hosts.named import addin_name

            short = wanted.partition("_")[0]
            if len(short) < 3 and short in self and addin_name(self[short]) == wanted:
                return self[short]
            from difflib import get_close_matches

            near = get_close_matches(wanted, self, n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise UnknownKpi(
                f"There is no KPI {kpi_id!r}.{hint} `kpicells formulas` lists them all."
            ) from None


_ORDER = ("audience", "engagement", "traffic", "advertising", "leads", "sales", "goals", "evidence")


def _load() -> dict[str, Kpi]:
    """Import every family file and collect its KPIs.

    Raises:
        DefinitionError: Two of them have one id.
    """
    found: dict[str, Kpi] = {}
    names = [module.name for module in pkgutil.iter_modules(families.__path__)]
    for name in sorted(names, key=lambda n: _ORDER.index(n) if n in _ORDER else len(_ORDER)):
        module = import_module(f"{families.__name__}.{name}")
        for value in vars(module).values():
            if isinstance(value, Kpi):
                _check_new(value, found)
                found[value.id] = value
    return found


def _check_new(kpi: Kpi, known: Container[str]) -> None:
    if kpi.id in known:
        raise DefinitionError(f"two KPIs are called {kpi.id}: give one of them another name")
