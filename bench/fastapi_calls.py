"""The straightforward way to answer batches of calls: FastAPI and pydantic, as they are taught."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from kpicells.formulas import CellError, catalog

Cell = float | str | bool | None
Rows = list[list[Cell]]


class Call(BaseModel):
    id: str
    args: list[Cell | Rows]


class Batch(BaseModel):
    calls: list[Call]


class Error(BaseModel):
    error: str
    reason: str


class Value(BaseModel):
    value: float | list[list[float | Error]]


class Answers(BaseModel):
    results: list[Value | Error]


app = FastAPI()


@app.post("/v1/call")
def call(batch: Batch) -> Answers:
    return Answers(results=[_answer(one) for one in batch.calls])


def _answer(one: Call) -> Value | Error:
    kpi = catalog[one.id]
    if any(parameter.is_range for parameter in kpi.parameters):
        return Value(value=kpi(*one.args))
    if not any(isinstance(arg, list) for arg in one.args):
        found = _computed(kpi, one.args)
        return found if isinstance(found, Error) else Value(value=found)
    rows = max(len(arg) for arg in one.args if isinstance(arg, list))
    columns = max(len(arg[0]) for arg in one.args if isinstance(arg, list))
    return Value(
        value=[
            [
                _computed(kpi, [_at(arg, row, column) for arg in one.args])
                for column in range(columns)
            ]
            for row in range(rows)
        ]
    )


def _at(arg: Cell | Rows, row: int, column: int) -> Cell:
    if not isinstance(arg, list):
        return arg
    return arg[row if len(arg) > 1 else 0][column if len(arg[0]) > 1 else 0]


def _computed(kpi: Any, args: list[Any]) -> float | Error:
    try:
        value: float = kpi(*args)
    except CellError as error:
        return Error(error=error.code, reason=str(error))
    return value
