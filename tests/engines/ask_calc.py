"""Asks a running LibreOffice, by its own Python: run as a script, it prints one JSON object.

Only the standard library and ``uno`` are there; this is no part of the test package's imports.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def main(pipe: str, formulas: list[str]) -> None:
    """Connect, type formulas as a person does, read the Function Wizard, and end LibreOffice."""
    context = connected(pipe)
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    hidden = struct("com.sun.star.beans.PropertyValue", Name="Hidden", Value=True)
    book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
    try:
        answer = {"typed": _typed(book, formulas), "wizard": _wizard(make, context)}
        answer["ru"] = _configured(make, context, "ru")
    finally:
        book.close(True)
    print(json.dumps(answer))
    desktop.terminate()


def connected(pipe: str) -> Any:
    """The context of the LibreOffice that listens at a pipe; it may still be starting."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + 60
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def struct(kind: str, **fields: Any) -> Any:
    """A struct of UNO."""
    import uno

    made = uno.createUnoStruct(kind)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _typed(book: Any, formulas: list[str]) -> list[list[Any]]:
    """What each formula shows, and how it stands in the cell again."""
    sheet = book.Sheets.getByIndex(0)
    for column, value in enumerate((5, 100)):
        sheet.getCellByPosition(column, 0).Value = value
    found = []
    for row, formula in enumerate(formulas):
        cell = sheet.getCellByPosition(3, row)
        cell.FormulaLocal = formula
        found.append([cell.String, cell.FormulaLocal])
    return found


def _wizard(make: Any, context: Any) -> dict[str, Any]:
    every = make("com.sun.star.sheet.FunctionDescriptions", context)
    found = {}
    for number in range(every.Count):
        one = {part.Name: part.Value for part in every.getByIndex(number)}
        if one["Name"].startswith("KPI_"):
            arguments = [[a.Name, a.Description, a.IsOptional] for a in one["Arguments"]]
            found[one["Name"]] = [one["Description"], arguments]
    return found


def _configured(make: Any, context: Any, lang: str) -> dict[str, Any]:
    """The same as a LibreOffice in another language reads it."""
    provider = make("com.sun.star.configuration.ConfigurationProvider", context)
    path = "/org.openoffice.Office.CalcAddIns/AddInInfo/KPI/AddInFunctions"
    named = "com.sun.star.beans.NamedValue"
    options = (struct(named, Name="nodepath", Value=path), struct(named, Name="locale", Value=lang))
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess", options
    )
    found = {}
    for name in access.getElementNames():
        one = access.getByName(name)
        parameters = one.getByName("Parameters")
        arguments = [
            [parameters.getByName(a).DisplayName, parameters.getByName(a).Description]
            for a in sorted(parameters.getElementNames())
        ]
        found[one.getByName("DisplayName")] = [one.getByName("Description"), arguments]
    return found


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
