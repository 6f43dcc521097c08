"""A VBA module that calls the functions of :mod:`kpicells.addin.excel.udfs` through xlwings.

It stands in for the one that xlwings' button "Import Functions" writes, and adds what that one
cannot do: an error becomes Excel's own, and the help of every function is there as soon as the
workbook opens. Not needed with xlwings Lite.
"""

from __future__ import annotations

from collections.abc import Iterable

from kpicells.addin.excel.udf_names import CATEGORY, MODULE, Function, functions
from kpicells.formulas.kpi import Kpi

LONGEST_LINE = 1023
"""How many characters VBA lets a line have."""
ENCODING = "cp1251"
"""Windows reads a module in the code page of its country; English texts are the same in each."""

_ERRORS = {
    "#DIV/0!": "xlErrDiv0",
    "#N/A": "xlErrNA",
    "#NAME?": "xlErrName",
    "#NULL!": "xlErrNull",
    "#NUM!": "xlErrNum",
    "#REF!": "xlErrRef",
    "#VALUE!": "xlErrValue",
}
_HEAD = """Attribute VB_Name = "kpicells"
' Made by kpicells from its catalogue: `kpicells excel vba` makes it anew.
Option Explicit

Public Sub Auto_Open()
    ' The help in Excel's function wizard.
"""
_SHOWING = """
Private Function Answer(ByVal name As String, ByVal arguments As Variant) As Variant
    On Error GoTo Failed
    Answer = Shown(XLPy.CallUDF("{module}", name, arguments, ThisWorkbook, Application.Caller))
    Exit Function
Failed:
    ' Python could not be asked: xlwings says why.
    Answer = "kpicells: " & Err.Description
End Function

Private Function Shown(ByVal cells As Variant) As Variant
    Dim row As Long, column As Long, columns As Long
    If Not IsArray(cells) Then
        Shown = ShownCell(cells)
        Exit Function
    End If
    columns = LastColumn(cells)
    For row = LBound(cells, 1) To UBound(cells, 1)
        If columns < 0 Then
            cells(row) = ShownCell(cells(row))
        Else
            For column = LBound(cells, 2) To columns
                cells(row, column) = ShownCell(cells(row, column))
            Next column
        End If
    Next row
    Shown = cells
End Function

Private Function LastColumn(ByVal cells As Variant) As Long
    ' -1 where xlwings gives one row as a list.
    LastColumn = -1
    On Error Resume Next
    LastColumn = UBound(cells, 2)
End Function

Private Function ShownCell(ByVal cell As Variant) As Variant
    ShownCell = cell
    If VarType(cell) <> vbString Then Exit Function
    If Left$(cell, 1) <> "#" Then Exit Function
{cases}
End Function
"""


def vba_module(kpis: Iterable[Kpi], lang: str = "en") -> str:
    """The text of the module, to be written with :data:`ENCODING`.

    Args:
        kpis: The KPIs.
        lang: The language of the help, ``en`` or ``ru``.
    """
    every = list(functions(kpis, lang))
    described = "".join(map(_described, every))
    cases = "\n".join(
        f'    If Left$(cell, {len(code)}) = "{code}" Then ShownCell = CVErr({name})'
        for code, name in _ERRORS.items()
    )
    showing = _SHOWING.format(module=MODULE, category=CATEGORY, cases=cases)
    written = "".join((_HEAD, described, "End Sub\n", *map(_function, every), showing))
    return written.replace("\n", "\r\n")


def _described(function: Function) -> str:
    """The help of one function."""
    texts = ", _\n        ".join(_quoted(argument.help) for argument in function.arguments)
    return (
        f'    Describe "KPI_{function.name}", _\n'
        f"        {_quoted(function.help)}, _\n"
        f"        Array({texts})\n"
    )


def _function(function: Function) -> str:
    name = f"KPI_{function.name}"
    *single, last = (argument.name for argument in function.arguments)
    if not function.takes_more:
        names = ", ".join((*single, last))
        body = f'    {name} = Answer("{name}", Array({names}))\n'
        return f"\nPublic Function {name}({names}) As Variant\n{body}End Function\n"
    names = ", ".join((*single, f"ParamArray {last}() As Variant"))
    return f"""
Public Function {name}({names}) As Variant
    Dim given() As Variant, number As Long
    ReDim given(0 To UBound({last}) + 1)
    given(0) = {single[0]}
    For number = 0 To UBound({last})
        If IsObject({last}(number)) Then
            Set given(number + 1) = {last}(number)
        Else
            given(number + 1) = {last}(number)
        End If
    Next number
    {name} = Answer("{name}", given)
End Function
"""


def _quoted(text: str) -> str:
    """A text of VBA, in the characters that its editor knows."""
    plain = text.translate({ord("−"): "-", ord("×"): "x"})
    known = plain.encode(ENCODING, errors="replace").decode(ENCODING)
    return '"' + known.replace('"', '""') + '"'
