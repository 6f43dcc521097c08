"""The add-in's manifest: what Excel reads first, with names and help in both languages.

The custom functions, the pane and its buttons live in one page (a shared runtime), so Python is
loaded once and settings changed in the pane reach the functions at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

import kpicells
from kpicells.addin.excel.functions import NAMESPACE, TEXTS
from kpicells.formulas import catalog
from kpicells.templates.words import Words

_APP = "http://schemas.microsoft.com/office/appforoffice/1.1"
_BASIC = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
_OVERRIDES = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPE = f"{{{_XSI}}}type"

ElementFactory: TypeAlias = Callable[..., etree._Element]

ICON_SIZES = (16, 32, 64, 80, 128)
PAGE, FUNCTIONS = "Pane.Url", "Functions.Metadata.Url"
_DEFAULT, _RUSSIAN = "en-US", "ru-RU"


class _Elements(Protocol):
    """Makes elements: ``app.Host(Name="Workbook")``."""

    def __getattr__(self, name: str) -> ElementFactory: ...


app: _Elements = ElementMaker(namespace=_APP, nsmap={None: _APP, "xsi": _XSI, "bt": _BASIC})
over: _Elements = ElementMaker(
    namespace=_OVERRIDES, nsmap={None: _OVERRIDES, "xsi": _XSI, "bt": _BASIC}
)
basic: _Elements = ElementMaker(namespace=_BASIC, nsmap={"bt": _BASIC})


def manifest(base_url: str) -> bytes:
    """The manifest of the add-in whose pages lie at an address.

    Args:
        base_url: ``https://...`` without a slash at its end. The add-in's id is made of it, so two
            agencies' add-ins are two add-ins.
    """
    root = app.OfficeApp(
        {_TYPE: "TaskPaneApp"},
        app.Id(str(uuid5(NAMESPACE_URL, f"{base_url}/manifest.xml"))),
        app.Version(f"{kpicells.__version__}.0"),
        app.ProviderName("kpicells"),
        app.DefaultLocale(_DEFAULT),
        _in_both(app.DisplayName, "addin-name"),
        _in_both(app.Description, "addin-description", count=len(catalog)),
        app.IconUrl(DefaultValue=_icon(base_url, 32)),
        app.HighResolutionIconUrl(DefaultValue=_icon(base_url, 64)),
        app.SupportUrl(DefaultValue=f"{base_url}/pane.html"),
        app.AppDomains(app.AppDomain(base_url)),
        app.Hosts(app.Host(Name="Workbook")),
        app.Requirements(
            app.Sets(
                {"DefaultMinVersion": "1.1"},
                app.Set(Name="SharedRuntime", MinVersion="1.1"),
                app.Set(Name="CustomFunctionsRuntime", MinVersion="1.3"),
            )
        ),
        app.DefaultSettings(app.SourceLocation(DefaultValue=f"{base_url}/pane.html")),
        app.Permissions("ReadWriteDocument"),
        _version_overrides(base_url),
    )
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _version_overrides(base_url: str) -> etree._Element:
    return over.VersionOverrides(
        {_TYPE: "VersionOverridesV1_0"},
        over.Hosts(
            over.Host(
                {_TYPE: "Workbook"},
                over.Runtimes(over.Runtime(resid=PAGE, lifetime="long")),
                over.AllFormFactors(_functions()),
                over.DesktopFormFactor(
                    _get_started(), over.FunctionFile(resid=PAGE), _ribbon(), _context_menu()
                ),
            )
        ),
        _resources(base_url),
    )


def _functions() -> etree._Element:
    return over.ExtensionPoint(
        {_TYPE: "CustomFunctions"},
        over.Script(over.SourceLocation(resid="Functions.Script.Url")),
        over.Page(over.SourceLocation(resid=PAGE)),
        over.Metadata(over.SourceLocation(resid=FUNCTIONS)),
        over.Namespace(resid="Functions.Namespace"),
    )


def _get_started() -> etree._Element:
    return over.GetStarted(
        over.Title(resid="Start.Title"),
        over.Description(resid="Start.Help"),
        over.LearnMoreUrl(resid=PAGE),
    )


def _ribbon() -> etree._Element:
    return over.ExtensionPoint(
        {_TYPE: "PrimaryCommandSurface"},
        over.OfficeTab(
            {"id": "TabHome"},
            over.Group(
                {"id": "Kpi.Group"}, over.Label(resid="Group.Name"), _icons(), _button("Kpi.Open")
            ),
        ),
    )


def _context_menu() -> etree._Element:
    return over.ExtensionPoint(
        {_TYPE: "ContextMenu"},
        over.OfficeMenu({"id": "ContextMenuCell"}, _button("Kpi.OpenHere")),
    )


def _button(control_id: str) -> etree._Element:
    return over.Control(
        {_TYPE: "Button", "id": control_id},
        over.Label(resid="Button.Name"),
        over.Supertip(over.Title(resid="Button.Name"), over.Description(resid="Button.Help")),
        _icons(),
        over.Action(
            {_TYPE: "ShowTaskpane"},
            over.TaskpaneId("KpiPane"),
            over.SourceLocation(resid=PAGE),
        ),
    )


def _icons() -> etree._Element:
    sizes = (16, 32, 80)
    return over.Icon(*(basic.Image(size=str(s), resid=f"Icon.{s}") for s in sizes))


def _resources(base_url: str) -> etree._Element:
    texts = {
        "Group.Name": "group-name",
        "Button.Name": "button-name",
        "Start.Title": "get-started-title",
    }
    long_texts = {"Button.Help": "button-help", "Start.Help": "get-started-help"}
    return over.Resources(
        basic.Images(
            *(basic.Image(id=f"Icon.{s}", DefaultValue=_icon(base_url, s)) for s in (16, 32, 80))
        ),
        basic.Urls(
            basic.Url(id=PAGE, DefaultValue=f"{base_url}/pane.html"),
            basic.Url(id="Functions.Script.Url", DefaultValue=f"{base_url}/functions/main.js"),
            _metadata(base_url),
        ),
        basic.ShortStrings(
            basic.String(id="Functions.Namespace", DefaultValue=NAMESPACE),
            *(_text(resid, key) for resid, key in texts.items()),
        ),
        basic.LongStrings(*(_text(resid, key) for resid, key in long_texts.items())),
    )


def _metadata(base_url: str) -> etree._Element:
    return basic.Url(
        {"id": FUNCTIONS, "DefaultValue": f"{base_url}/functions.json"},
        basic.Override(Locale=_RUSSIAN, Value=f"{base_url}/functions.ru.json"),
    )


def _text(resid: str, key: str) -> etree._Element:
    return basic.String(
        {"id": resid, "DefaultValue": Words("en", TEXTS)(key)},
        basic.Override(Locale=_RUSSIAN, Value=Words("ru", TEXTS)(key)),
    )


def _in_both(element: ElementFactory, key: str, **values: object) -> etree._Element:
    return element(
        {"DefaultValue": Words("en", TEXTS)(key, **values)},
        app.Override(Locale=_RUSSIAN, Value=Words("ru", TEXTS)(key, **values)),
    )


def _icon(base_url: str, size: int) -> str:
    return f"{base_url}/icons/{size}.png"
