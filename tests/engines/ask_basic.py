"""Runs a VBA module in LibreOffice, whose Basic knows VBA; prints what its functions answer.

Run as a script by LibreOffice's Python. A stand-in for xlwings, which is on Windows only, answers
the module's calls with the first argument that it is given.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from ask_calc import connected, struct

_XLWINGS = """Option Compatible
Option ClassModule
Public Function CallUDF(moduleName, functionName, arguments, workbook, caller)
    CallUDF = arguments(0)
End Function
"""
_TRIES = """Option VBASupport 1
Public Function XLPy() As Object
    Set XLPy = New Asked
End Function

Private Function Told(ByVal answer As Variant) As String
    If IsError(answer) Then
        Told = "error " & CLng(answer)
    Else
        Told = TypeName(answer) & " " & answer
    End If
End Function
"""


def main(pipe: str, module: str, tries: list[str]) -> None:
    """Evaluate expressions beside a module."""
    context = connected(pipe)
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    property_value = "com.sun.star.beans.PropertyValue"
    options = (
        struct(property_value, Name="Hidden", Value=True),
        struct(property_value, Name="MacroExecutionMode", Value=4),
    )
    book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, options)
    try:
        print(json.dumps(_evaluated(book, module, tries)))
    finally:
        book.close(True)
    desktop.terminate()


def _evaluated(book: Any, module: str, tries: list[str]) -> list[str]:
    libraries = book.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    library = libraries.getByName("Standard")
    library.insertByName("Asked", _XLWINGS)
    # The attribute of the file names the module; it is no Basic.
    _, _, body = module.partition("\n")
    library.insertByName("kpicells", "Option VBASupport 1\n" + body)
    functions = "".join(
        f"\nPublic Function Try{n}() As String\n{text}\nEnd Function\n"
        for n, text in enumerate(tries)
    )
    library.insertByName("Tries", _TRIES + functions)
    provider = book.getScriptProvider()
    found = []
    for number in range(len(tries)):
        address = f"Standard.Tries.Try{number}?language=Basic&location=document"
        script = provider.getScript(f"vnd.sun.star.script:{address}")
        found.append(script.invoke((), (), ())[0])
    return found


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as opened:
        main(sys.argv[1], opened.read(), json.loads(sys.argv[3]))
