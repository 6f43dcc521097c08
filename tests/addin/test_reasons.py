"""Every reason that a cell can have is told in Russian too."""

from __future__ import annotations

import re

import pytest

from kpicells.addin.calls import Calls, Limits
from kpicells.addin.reasons import in_russian, translated
from kpicells.formulas import catalog
from tests.formulas.cases import ERROR, all_cases

CALLS = Calls.of(catalog.values())
_FEW = Limits(cells=6)


def _reasons() -> set[tuple[str, str]]:
    """Each reason with its KPI, from every kind of wrong cell in every argument."""
    found = set()
    for kpi_id, cases in all_cases().items():
        if kpi_id not in catalog:
            continue
        for case in cases:
            args = ["#DIV/0!" if value == ERROR else value for value in case]
            answer = CALLS.answer(kpi_id, args)
            if "error" in answer:
                found.add((kpi_id, answer["reason"]))
    for kpi_id in catalog:
        found.add((kpi_id, CALLS.answer(f"{kpi_id}_TOTAL", []).get("reason", "")))
        found.add((kpi_id, CALLS.answer(kpi_id, [1] * 9).get("reason", "")))
    return found


def _others() -> list[str]:
    ranges: list[list[object]] = [
        [[[1], [2], [3], [4]], [[1], [2], [3], [4]]],
        [[[1], [2], [3], [4]], [[1, 2]]],
        [[[1], [2, 3]], 1],
        [[[1], 2], 1],
        [[[]], 1],
    ]
    answers = [CALLS.answer("CTR", args, _FEW) for args in ranges]
    answers += [
        CALLS.answer("WEIGHTED_SCORE", [[[1], [2]], [[1], [2], [3]]]),
        CALLS.answer("TOTAL", [5]),
        CALLS.answer("TOTAL", ["CTRR", 1, 1]),
        CALLS.answer("CTRR", [5, 100]),
        CALLS.answer("ЖЖЖЖ", []),
        CALLS.answer("CTR", [[[1], [2], [3]], [[1], [2]]]),
    ]
    reasons = [answer["reason"] for answer in answers if "error" in answer]
    short = answers[-1]["value"][2][0]
    return [*reasons, short["reason"]]


def test_every_reason_has_a_translation() -> None:
    found = _reasons()
    assert len({reason for _, reason in found}) > 200
    english = {reason for kpi_id, reason in found if not _is_russian(reason, kpi_id)}
    assert not english
    assert not {reason for reason in _others() if not _is_russian(reason, "CTR")}


def _is_russian(reason: str, kpi_id: str) -> bool:
    said = in_russian(reason, catalog[kpi_id])
    plain = re.sub(r"'.*'", "", said)  # what a person typed
    no_sentence = not re.search(r"\b(is|are|the|a|takes|given|needed|rows|cell)\b", plain)
    return reason == "" or (bool(re.search("[а-я]", said)) and no_sentence)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("CTR", [None, 100]), "«Клики»: пустая ячейка, а нужно число"),
        (("CTR", [5, 0]), "«Показы»: ноль, а на него нужно делить"),
        (("CTR", ["пять", 100]), "«Клики»: текст 'пять', а нужно число"),
        (("CTR", [5]), "CTR: нужно аргументов 2 (clicks, impressions), дано 1"),
        (
            ("MANN_KENDALL_S", [[[1], ["x"]]]),
            "«Значения по порядку времени», ячейка 2: текст 'x', а нужно число",
        ),
        (("CTRR", [5, 100]), "нет функции 'CTRR'. Может быть, CTR"),
    ],
)
def test_reasons_as_a_marketer_reads_them(call: tuple[str, list[object]], said: str) -> None:
    answer = CALLS.answer(*call)
    assert translated(answer, catalog.get(call[0]))["reason"].startswith(said)


def test_reasons_inside_a_range() -> None:
    answer = CALLS.answer("CTR", [[[5], [7]], [[100], [0]]])
    assert translated(answer, catalog["CTR"])["value"] == [
        [0.05],
        [{"error": "#DIV/0!", "reason": "«Показы»: ноль, а на него нужно делить"}],
    ]
