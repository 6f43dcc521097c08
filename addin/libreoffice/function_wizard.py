"""What Calc's Function Wizard says of each function and argument, in English and Russian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from kpicells.addin.function_help import (
    any_total_arguments,
    any_total_help,
    argument_help,
    function_help,
)
from kpicells.addin.libreoffice.names import SERVICE, TOTAL, display_name, method_name
from kpicells.formulas.hosts.named import addin_name
from kpicells.formulas.kpi import Kpi

LANGUAGES = {"en": "en-US", "ru": "ru"}
"""Our languages, and how LibreOffice calls them."""
_CATEGORY = "Add-In"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" \
oor:package="org.openoffice.Office">
"""


def function_wizard(kpis: Iterable[Kpi]) -> str:
    """The configuration ``CalcAddIns.xcu``."""
    functions = "\n".join((*map(_kpi, kpis), _any_total()))
    names = (("AddInInfo", ""), (SERVICE, ' oor:op="replace"'), ("AddInFunctions", ""))
    opening = "".join(f'<node oor:name="{name}"{more}>' for name, more in names)
    closing = "</node>" * len(names)
    return f"{_HEAD}{opening}\n{functions}\n{closing}\n</oor:component-data>\n"


def _kpi(kpi: Kpi) -> str:
    arguments = [
        (
            lambda lang, p=parameter: p.ru if lang == "ru" else p.en,
            lambda lang, p=parameter: argument_help(p, lang),
        )
        for parameter in kpi.parameters
    ]
    return _function(
        method_name(kpi.id),
        display_name(kpi.id),
        # By this name Excel's add-in stores its calls.
        f"_xldudf_KPI_{addin_name(kpi)}",
        lambda lang: function_help(kpi, lang),
        arguments,
    )


def _any_total() -> str:
    names = ({"en": "KPI", "ru": "Показатель"}, {"en": "ranges", "ru": "диапазоны"})
    arguments = [
        (
            lambda lang, known=known: known[lang],
            lambda lang, place=place: any_total_arguments(lang)[place],
        )
        for place, known in enumerate(names)
    ]
    return _function(TOTAL, display_name(TOTAL), f"_xldudf_KPI_{TOTAL}", any_total_help, arguments)


_Text = Callable[[str], str]


def _function(
    method: str, name: str, in_excel: str, about: _Text, arguments: Iterable[tuple[_Text, _Text]]
) -> str:
    parameters = "".join(
        f'<node oor:name="a{number}" oor:op="replace">'
        f"{_texts('DisplayName', label)}{_texts('Description', said)}</node>"
        for number, (label, said) in enumerate(arguments, 1)
    )
    return (
        f'<node oor:name="{method}" oor:op="replace">'
        f"{_texts('DisplayName', lambda _: name)}{_texts('Description', about)}"
        f'<prop oor:name="Category"><value>{_CATEGORY}</value></prop>'
        f'<prop oor:name="CompatibilityName"><value xml:lang="en-US">{in_excel}</value></prop>'
        f'<node oor:name="Parameters">{parameters}</node></node>'
    )


def _texts(name: str, text: _Text) -> str:
    return f'<prop oor:name="{name}">{"".join(_values(text))}</prop>'


def _values(text: _Text) -> Iterator[str]:
    for lang, theirs in LANGUAGES.items():
        yield f'<value xml:lang="{theirs}">{escape(text(lang))}</value>'
