"""What "the same in every host" means: bit for bit, but for what this file states.

=================  ===============================  ==============================================
where              tolerance                        why
=================  ===============================  ==============================================
+ - * / sqrt       none                             IEEE 754 prescribes them
exp, ln, power     4e-15 of the result              libraries round the last bit differently
totals             1e-12 of the sum of sizes        order of adding; Python and JavaScript
                                                    compensate, SQL and spreadsheets may not
normal             1e-10                            IronCalc's NORMSDIST; LibreOffice and ours
distribution                                        are good to 1e-14
LibreOffice        1e-14 of the result              it stores 15 digits in a file
=================  ===============================  ==============================================

Excel and LibreOffice take a difference for zero, and two numbers for equal, where they agree in
their first 15 digits; all spreadsheets lose numbers below 2.3e-308, and IronCalc lets a division
swallow an overflow. Cases in which that happens on the way (:func:`snaps`) are not compared with
spreadsheets.

LibreOffice shows Err:502 or #VALUE! where the others show #NUM!, and IronCalc #DIV/0! for a power
that is too large. A median over several ranges is not compared with IronCalc, which counts the
rows that are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

from kpicells.formulas import Kpi, nodes, ranges
from kpicells.formulas.hosts.python import _value
from tests.formulas.cases import Case, flat

_CLOSE = 1e-11
_SMALLEST = 2.3e-308
_NUM = {"libreoffice": ("Err:502", "#VALUE!"), "excel": ("#DIV/0!",), "lambda": ("#DIV/0!",)}
"""What else a host may show for #NUM!."""


def tolerance(kpi: Kpi, host: str, case: Case, answer: float) -> float:
    """How far a host's answer may be from Python's."""
    kinds = {type(node) for node in kpi.body.walk()}
    allowed = 0.0
    if kinds & {nodes.Exp, nodes.Ln, nodes.Power}:
        allowed += 4e-15 * _size(answer, case, kinds)
    if kinds & {nodes.NormalShare, nodes.NormalPoint}:
        allowed += 1e-10 * max(1.0, abs(answer))
    if any(issubclass(kind, ranges.Reduction) for kind in kinds):
        allowed += 1e-12 * _spread(case) * max(1.0, abs(answer))
    if host == "libreoffice":
        allowed += 1e-14 * _size(answer, case, kinds)
    return allowed


def _size(answer: float, case: Case, kinds: set[type]) -> float:
    """A sum may cancel what was rounded, so the arguments count as well."""
    summed = kinds & {nodes.Add, nodes.Subtract}
    sizes = [abs(cell) for cell in flat(case) if isinstance(cell, (int, float))] if summed else []
    return max([abs(answer), *sizes])


def _spread(case: Case) -> float:
    """How much larger the sum of sizes may be than the sum."""
    worst = 1.0
    for cells in case:
        if isinstance(cells, list):
            numbers = [c for c in cells if isinstance(c, (int, float)) and not isinstance(c, bool)]
            if any(n < 0 for n in numbers) and any(n > 0 for n in numbers):
                largest = max(map(abs, numbers))
                worst = max(worst, largest / max(abs(sum(numbers)), 1e-9 * largest))
    return worst


def agree(kpi: Kpi, host: str, case: Case, python: float | str, other: float | str | None) -> bool:
    """Whether a host's answer is Python's, errors included."""
    if other is None:  # SQL and pandas tell no error from another
        return isinstance(python, str)
    if isinstance(python, str) or isinstance(other, str):
        return other == python or (python == "#NUM!" and other in _NUM.get(host, ()))
    return abs(other - python) <= tolerance(kpi, host, case, python) or other == python


def snaps(kpi: Kpi, case: Case) -> bool:
    """Whether spreadsheets take a number on the way for zero, or two for equal."""
    numbers = flat(case)
    if not all(isinstance(cell, (int, float)) for cell in numbers if cell not in (None, "")):
        return False
    if any(isinstance(node, ranges.Reduction) for node in kpi.body.walk()):
        return _huge(numbers)
    values = {n: float(v or 0) for n, v in zip(kpi.arguments, case, strict=True)}
    return any(_snaps(node, values) for node in kpi.body.walk())


def _snaps(node: nodes.Part, values: Mapping[str, Any]) -> bool:
    result = _value(node, values) if isinstance(node, nodes.Expr) else None
    if result is not None and 0 < abs(result) < _SMALLEST:
        return True
    if isinstance(node, (nodes.Exp, nodes.Power)) and result == 0:
        return True
    if any(not isfinite(_value(part, values) or 0) for part in node.parts):
        return True
    sides = [_value(part, values) for part in node.parts if isinstance(part, nodes.Expr)]
    known = [side for side in sides if side is not None and isfinite(side)]
    if isinstance(node, (nodes.Add, nodes.Subtract)) and result is not None and len(known) == 2:
        return 0 < abs(result) < _CLOSE * max(map(abs, known))
    if isinstance(node, (nodes.Condition, nodes.Several)):
        return any(_nearly(a, b) for a, b in pairwise(sorted(known)))
    if isinstance(node, nodes.Power) and len(known) == 2:
        return known[0] < 0 or known == [0.0, 0.0]
    if isinstance(node, nodes.RoundUp) and known:
        return _nearly(known[0], float(round(known[0])))
    return False


def _nearly(a: float, b: float) -> bool:
    return a != b and abs(a - b) <= max(_CLOSE * max(abs(a), abs(b)), 1e-15)


def _huge(numbers: Sequence[Any]) -> bool:
    """Totals that mix 1e200 with 1: nothing of the small ones is left, or all, by the order."""
    sizes = [abs(n) for n in numbers if isinstance(n, (int, float)) and n]
    return bool(sizes) and (max(sizes) > 1e14 or min(sizes) < 1e-8)
