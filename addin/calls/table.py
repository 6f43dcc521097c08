"""The functions that cells may call, by every way in which their names are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias

from kpicells.addin.calls.cells import may_hold_errors
from kpicells.addin.calls.function import Function, Limits, as_answer
from kpicells.formulas.errors import CellError, NotAdditive, NotANumber
from kpicells.formulas.kpi import Kpi

Answer: TypeAlias = "dict[str, Any]"
"""``{"value": ...}``, or ``{"error": "#DIV/0!", "reason": ...}``."""

_TOTAL = "TOTAL"
_LONGEST_NAME = 64
_USUAL = Limits()


class UnknownFunction(CellError):
    """There is no function of this name."""

    code = "#NAME?"


class Untrue(CellError):
    """A total that would be untrue is not available: ``#N/A``."""


class Calls:
    """Answers calls by name: ``CTR``, ``KPI.CTR`` or ``KPI_CTR``, in any case.

    ``TOTAL`` takes a KPI's name and its ranges: ``KPI_TOTAL("CTR"; clicks; impressions)``.
    """

    def __init__(self, functions: Iterable[Function], totals: Iterable[Function] = ()) -> None:
        """Make the table.

        Args:
            functions: What may be called.
            totals: The totals, each with the id of its KPI and ``_TOTAL``.
        """
        self._functions = {function.id: function for function in functions}
        self._names = (*self._functions, _TOTAL)
        self._totals = {function.id: function for function in totals}
        every = {**self._totals, **self._functions}
        # As hosts write them; other ways of writing are found the longer way.
        self._known = {
            name: function
            for function in every.values()
            for own in (function.id, *function.aliases)
            for name in (own, f"KPI.{own}", f"KPI_{own}")
        }

    @classmethod
    def of(cls, kpis: Iterable[Kpi], more: Iterable[Function] = ()) -> Calls:
        """KPIs with their totals, and more functions."""
        kpis = list(kpis)
        totals = [Function.of(total) for kpi in kpis if (total := _total(kpi))]
        return cls((*map(Function.of, kpis), *more), totals)

    def __contains__(self, name: str) -> bool:
        return self.id_of(name) in self._known

    def function(self, name: str) -> Function | None:
        """The function of this name as hosts write it; totals of any KPI have none."""
        return self._known.get(name)

    def kpi(self, name: str) -> Kpi | None:
        """The KPI that a name means, if it means one."""
        found = self._known.get(self.id_of(name))
        return found.compute if found and isinstance(found.compute, Kpi) else None

    @staticmethod
    def id_of(name: str) -> str:
        """The id that a name means: ``ctr`` and ``Kpi.Ctr`` are ``CTR``."""
        plain = unicodedata.normalize("NFKC", name).strip().upper()
        return plain.removeprefix("KPI.").removeprefix("KPI_")

    def answer(
        self,
        name: str,
        args: Sequence[Any],
        limits: Limits = _USUAL,
        more: Mapping[str, Function] | None = None,
    ) -> Answer:
        """The answer to one call; whatever is wrong with it is told in the answer.

        >>> from kpicells.formulas import catalog
        >>> calls = Calls.of(catalog.values())
        >>> calls.answer("kpi_ctr", [5])
        {'error': '#VALUE!', 'reason': 'CTR takes 2 arguments (clicks, impressions), 1 given'}
        >>> calls.answer("KPI.CTRR", [5, 100])["error"]
        '#NAME?'

        Args:
            name: The function's name.
            args: A cell, or a list of rows, for each argument.
            limits: What the call may take.
            more: Functions beside those of the table, by id. Where a KPI has the same name, they
                are meant where the first cell holds a text.
        """
        function = self._known.get(name)
        if more and function is not None and function.id in more and _names_something(args):
            function = more[function.id]
        if function is not None and function.of_single_cells:
            try:
                return {"value": function.compute(*args)}
            except CellError as error:
                if not may_hold_errors(args):
                    return as_answer(error)
            except TypeError:
                pass  # a wrong count of arguments
        try:
            if function is None:
                function, args = self._found(name, args, more or {})
            return {"value": function(args, limits)}
        except CellError as error:
            return as_answer(error)

    def _found(
        self, name: str, args: Sequence[Any], more: Mapping[str, Function]
    ) -> tuple[Function, Sequence[Any]]:
        wanted = self.id_of(name)
        if wanted == _TOTAL:
            return self._total_of(args)
        if found := self._known.get(wanted) or more.get(wanted):
            return found, args
        if wanted.endswith("_TOTAL"):
            self._refuse_total(wanted.removesuffix("_TOTAL"))
        raise UnknownFunction(
            f"there is no function {name[:_LONGEST_NAME]!r}{self._near(wanted, more)}"
        )

    def _total_of(self, args: Sequence[Any]) -> tuple[Function, Sequence[Any]]:
        if not args or not isinstance(args[0], str):
            raise NotANumber(f'{_TOTAL} takes a KPI\'s name first: KPI_TOTAL("CTR"; clicks; ...)')
        wanted = self.id_of(args[0])
        if found := self._totals.get(f"{wanted}_TOTAL"):
            return found, args[1:]
        self._refuse_total(wanted)
        raise UnknownFunction(f"there is no KPI {args[0][:_LONGEST_NAME]!r}{self._near(wanted)}")

    def _refuse_total(self, kpi_id: str) -> None:
        """Say why a KPI has no total, if there is such a KPI."""
        function = self._functions.get(kpi_id)
        if function is not None and isinstance(function.compute, Kpi):
            try:
                _ = function.compute.total
            except NotAdditive as error:
                raise Untrue(str(error)) from None

    def _near(self, wanted: str, more: Iterable[str] = ()) -> str:
        if len(wanted) > _LONGEST_NAME:
            return ""
        near = get_close_matches(wanted, (*self._names, *more), n=3, cutoff=0.5)
        return f". Did you mean {' or '.join(near)}?" if near else ""


def _names_something(args: Sequence[Any]) -> bool:
    """Whether the first cell holds a text: ``STATUS`` of a client, not of its numbers."""
    first: Any = args
    while isinstance(first, list) and first:
        first = first[0]
    return isinstance(first, str) and first != ""


def _total(kpi: Kpi) -> Kpi | None:
    try:
        return kpi.total
    except NotAdditive:
        return None
