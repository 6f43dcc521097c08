"""The manifest is read by Microsoft's own reader as we mean it, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from kpicells.addin.excel.manifest import manifest
from tests.engines.office_schemas import read_manifest

URL = "https://kpi.example.com"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return read_manifest(manifest(URL), tmp_path_factory.mktemp("manifest"))


@pytest.fixture
def extension(read: dict[str, Any]) -> dict[str, Any]:
    (found,) = read["manifest"]["extensions"]
    assert isinstance(found, dict)
    return found


def test_microsoft_reader_and_schema_find_no_fault(read: dict[str, Any]) -> None:
    assert read["errors"] == []
    assert [line for line in read["said"] if "ERROR" in line] == []


def test_everything_lives_in_one_page_that_stays(extension: dict[str, Any]) -> None:
    pages = {runtime["code"]["page"] for runtime in extension["runtimes"]}
    assert pages == {f"{URL}/pane.html"}
    assert extension["runtimes"][0]["lifetime"] == "long"
    needed = {c["name"] for c in extension["requirements"]["capabilities"]}
    assert needed == {"SharedRuntime", "CustomFunctionsRuntime"}


def test_a_button_on_the_home_tab_and_in_the_cells_menu_open_the_pane(
    extension: dict[str, Any],
) -> None:
    (ribbon,) = extension["ribbons"]
    (group,) = ribbon["tabs"][0]["groups"]
    (menu,) = extension["contextMenus"][0]["menus"]
    opened = {runtime_action["id"] for runtime_action in extension["runtimes"][1]["actions"]}
    for button in (*group["controls"], *menu["controls"]):
        assert button["label"] == "KPI formulas"
        assert button["actionId"] in opened


def test_russian_texts(read: dict[str, Any]) -> None:
    russian = read["russian"]
    assert russian["name.short"] == "kpicells: формулы KPI"
    label = "extensions[0].ribbons[0].tabs[0].groups[0].controls[0].label"
    assert russian[label] == "Формулы KPI"


def test_functions_are_told_of_in_both_languages() -> None:
    text = manifest(URL).decode()
    assert f'"{URL}/functions.json"' in text
    assert f'Locale="ru-RU" Value="{URL}/functions.ru.json"' in text
    assert 'id="Functions.Namespace" DefaultValue="KPI"' in text


def test_each_address_is_an_add_in_of_its_own() -> None:
    one, same, other = (
        etree.fromstring(manifest(url)).findtext("{*}Id") for url in (URL, URL, f"{URL}/two")
    )
    assert one == same != other


def test_order_of_elements_is_the_published_one() -> None:
    """XML schemas of manifests are sequences; Excel for Windows refuses another order."""
    root = etree.fromstring(manifest(URL))
    assert [etree.QName(child).localname for child in root] == [
        "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl",
        "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements",
        "DefaultSettings", "Permissions", "VersionOverrides",
    ]  # fmt: skip
    overrides = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
    host = root.find(f".//{overrides}Host")
    assert host is not None
    assert [etree.QName(child).localname for child in host] == [
        "Runtimes", "AllFormFactors", "DesktopFormFactor",
    ]  # fmt: skip


def test_texts_fit() -> None:
    """Names have 125 letters at most, descriptions and long texts 250."""
    root = etree.fromstring(manifest(URL))
    for element in root.iter("{*}DisplayName", "{*}Description", "{*}String"):
        for text in (element, *element.iter("{*}Override")):
            most = (
                125 if "DisplayName" in element.tag or "Short" in str(element.getparent()) else 250
            )
            assert len(text.get("DefaultValue") or text.get("Value") or "") <= most
