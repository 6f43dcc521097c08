"""Further parts and elements of Excel and of WPS that excelize cannot write, as they stand in files
that those programs saved ([MS-XLSX], [MS-OI29500] and ECMA-376 name the types).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.sheets_sync.refresh.preservation.by_excelize import MINE
from tests.sheets_sync.refresh.preservation.by_parts import Part, add
from tests.sheets_sync.refresh.preservation.packages import sheet_parts

_SML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_NS = f"{{{_SML}}}"
_RICH = f"{_MS}/spreadsheetml/2017/richdata"
_VIEW = "{3C0D2C3B-7E1D-4C2C-9B1A-0C0F5E1D2A3B}"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


def _change(path: Path, name: str, change: Callable[[etree._Element], None]) -> None:
    """Change the XML of one part."""
    with zipfile.ZipFile(path) as file:
        held = {part: file.read(part) for part in file.namelist()}
    root = etree.fromstring(held[name])
    change(root)
    held[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in held.items():
            file.writestr(part, content)


def _part_of(path: Path, title: str) -> str:
    return next(part for part, name in sheet_parts(path).items() if name == title)


def _new_cell(path: Path, place: str, xml: str) -> None:
    """Put a cell into a row of its own, below all others of the client's sheet."""

    def change(root: etree._Element) -> None:
        row = etree.SubElement(root.find(f"{_NS}sheetData"), f"{_NS}row", r=place.lstrip("ABC"))
        row.append(etree.fromstring(xml))

    _change(path, _part_of(path, MINE), change)


def pictures_in_cells(path: Path) -> None:
    """Insert, Picture, Place in Cell: the cell points at a rich value, which holds the picture."""
    add(
        path,
        Part(
            "xl/metadata.xml",
            f'<metadata xmlns="{_SML}" xmlns:xlrd="{_RICH}"><metadataTypes count="1"><metadataType '
            'name="XLRICHVALUE" minSupportedVersion="120000"/></metadataTypes><valueMetadata '
            'count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'.encode(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml",
            "xl/workbook.xml",
            f"{_OFFICE}/sheetMetadata",
        ),
        Part(
            "xl/richData/rdrichvalue.xml",
            f'<rvData xmlns="{_RICH}" count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>'.encode(),
            "application/vnd.ms-excel.rdrichvalue+xml",
            "xl/workbook.xml",
            f"{_MS}/2017/06/relationships/rdRichValue",
        ),
        Part(
            "xl/media/imageInCell.png", _PNG, "", "xl/richData/rdrichvalue.xml", f"{_OFFICE}/image"
        ),
    )
    _new_cell(path, "A40", f'<c xmlns="{_SML}" r="A40" t="e" vm="1"><v>#VALUE!</v></c>')


def pictures_in_cells_of_wps(path: Path) -> None:
    """WPS Office keeps them in a part of its own, which a formula names."""
    add(
        path,
        Part(
            "xl/cellimages.xml",
            b'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>',
            "application/vnd.wps-officedocument.cellimage+xml",
            "xl/workbook.xml",
            "http://www.wps.cn/officeDocument/2020/cellImage",
        ),
    )
    formula = '_xlfn.DISPIMG("ID_1",1)'
    cell = f'<c xmlns="{_SML}" r="B41" t="str"><f>{formula}</f><v>={formula}</v></c>'
    _new_cell(path, "B41", cell)


def data_model(path: Path) -> None:
    add(
        path,
        Part(
            "xl/model/item.data",
            bytes(range(256)) * 8,
            "application/vnd.openxmlformats-officedocument.model+data",
            "xl/workbook.xml",
            f"{_MS}/2011/relationships/powerPivotData",
        ),
    )


def query(path: Path) -> None:
    """Power Query keeps its steps in a customXml part."""
    mashup = '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAAAA==</DataMashup>'
    add(
        path,
        Part(
            "customXml/item9.xml",
            mashup.encode("utf-16"),
            "",
            "xl/workbook.xml",
            f"{_OFFICE}/customXml",
        ),
    )


def signed_macros(path: Path) -> None:
    add(
        path,
        Part(
            "xl/vbaProjectSignature.bin",
            bytes(reversed(range(256))),
            "application/vnd.ms-office.vbaProjectSignature",
            "xl/vbaProject.bin",
            f"{_MS}/2006/relationships/vbaProjectSignature",
        ),
    )


def macro_sheet(path: Path) -> None:
    """A sheet of Excel 4 macros, as some banks still send them."""
    add(
        path,
        Part(
            "xl/macrosheets/sheet1.xml",
            f'<xm:macrosheet xmlns="{_SML}" xmlns:xm="{_MS}/excel/2006/main"><sheetData><row r="1">'
            '<c r="A1"><f>HALT()</f></c></row></sheetData></xm:macrosheet>'.encode(),
            "application/vnd.ms-excel.macrosheet+xml",
            "xl/workbook.xml",
            f"{_MS}/2006/relationships/xlMacrosheet",
        ),
    )
    rels = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(path) as file:
        relations = etree.fromstring(file.read(rels))
    (known,) = (one.get("Id") for one in relations if "macrosheets" in str(one.get("Target")))

    def change(root: etree._Element) -> None:
        attributes = {"name": "Macro1", "sheetId": "99", f"{{{_OFFICE}}}id": str(known)}
        etree.SubElement(root.find(f"{_NS}sheets"), f"{_NS}sheet", attributes)

    _change(path, "xl/workbook.xml", change)


def custom_views(path: Path) -> None:
    """View, Custom Views: one of the whole workbook, one of a sheet of ours."""

    def in_book(root: etree._Element) -> None:
        views = etree.Element(f"{_NS}customWorkbookViews")
        etree.SubElement(
            views,
            f"{_NS}customWorkbookView",
            name="Ann",
            guid=_VIEW,
            windowWidth="9",
            windowHeight="9",
        )
        settings = root.find(f"{_NS}calcPr")
        settings.addnext(views)

    def in_sheet(root: etree._Element) -> None:
        views = etree.Element(f"{_NS}customSheetViews")
        etree.SubElement(views, f"{_NS}customSheetView", guid=_VIEW, scale="70")
        root.find(f"{_NS}sheetData").addnext(views)

    _change(path, "xl/workbook.xml", in_book)
    _change(path, _part_of(path, "Goals"), in_sheet)


def panes_of_other_add_ins(path: Path) -> None:
    add(
        path,
        Part(
            "xl/webextensions/taskpanes.xml",
            f'<wetp:taskpanes xmlns:wetp="{_MS}/webextensions/taskpanes/2010/11"/>'.encode(),
            "application/vnd.ms-office.webextensiontaskpanes+xml",
            "",
            f"{_MS}/2011/relationships/webextensiontaskpanes",
        ),
    )


def sensitivity_label(path: Path) -> None:
    add(
        path,
        Part(
            "docMetadata/LabelInfo.xml",
            f'<clbl:labelList xmlns:clbl="{_MS}/2020/mipLabelMetadata"/>'.encode(),
            "application/vnd.ms-office.classificationlabels+xml",
            "",
            f"{_MS}/2020/02/relationships/classificationlabels",
        ),
    )
