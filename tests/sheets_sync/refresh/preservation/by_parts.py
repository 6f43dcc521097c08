"""What Excel adds to a package and excelize cannot: whole parts with their relations, as they
stand in files that Excel saved (ECMA-376 and [MS-XLSX] name the types).
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package.

    Attributes:
        name: Where it stands.
        content: Its bytes.
        type: Its content type; "" where the ending of the name tells it.
        of: The part that has a relation to it; "" for the package itself.
        relation: The type of that relation.
    """

    name: str
    content: bytes
    type: str
    of: str
    relation: str


def add(path: Path, *parts: Part) -> None:
    """Put parts into a package, related as Excel relates them."""
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    types = etree.fromstring(held["[Content_Types].xml"])
    for number, part in enumerate(parts):
        held[part.name] = part.content
        if part.type:
            etree.SubElement(
                types, f"{{{_TYPES}}}Override", PartName=f"/{part.name}", ContentType=part.type
            )
        else:
            _default(types, part.name)
        folder, name = posixpath.split(part.of)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        relations = etree.fromstring(held.get(rels, empty))
        etree.SubElement(
            relations,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rIdAdded{number}",
            Type=part.relation,
            Target=f"/{part.name}",
        )
        held[rels] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8")
    held["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in held.items():
            file.writestr(name, content)


def _default(types: etree._Element, name: str) -> None:
    ending = name.rpartition(".")[2]
    if all(item.get("Extension") != ending for item in types):
        kind = etree.Element(
            f"{{{_TYPES}}}Default", Extension=ending, ContentType="application/octet-stream"
        )
        types.insert(0, kind)


def threaded_comments(path: Path) -> None:
    add(
        path,
        Part(
            "xl/persons/person.xml",
            b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
            b'threadedcomments"><person displayName="Ann" id="{A0000000-0000-0000-0000-'
            b'000000000001}" userId="ann" providerId="None"/></personList>',
            "application/vnd.ms-excel.person+xml",
            "xl/workbook.xml",
            "http://schemas.microsoft.com/office/2017/10/relationships/person",
        ),
        Part(
            "xl/threadedComments/threadedComment1.xml",
            b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
            b'threadedcomments"><threadedComment ref="E5" dT="2026-10-02T09:00:00.00" personId='
            b'"{A0000000-0000-0000-0000-000000000001}" id="{B0000000-0000-0000-0000-000000000001}">'
            b"<text>Shall we raise it?</text></threadedComment></ThreadedComments>",
            "application/vnd.ms-excel.threadedcomments+xml",
            "xl/worksheets/sheet2.xml",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        ),
    )


def external_link(path: Path) -> None:
    link = Part(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{_SML}"><externalBook><sheetNames><sheetName val="Prices"/>'
        "</sheetNames></externalBook></externalLink>".encode(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
        "xl/workbook.xml",
        f"{_OFFICE}/relationships/externalLink",
    )
    add(path, link)


def custom_xml(path: Path) -> None:
    add(
        path,
        Part(
            "customXml/item1.xml",
            b"<brief xmlns='urn:agency'><budget>9000</budget></brief>",
            "",
            "xl/workbook.xml",
            f"{_OFFICE}/relationships/customXml",
        ),
    )


def ribbon(path: Path) -> None:
    ribbon = "http://schemas.microsoft.com/office/2009/07/customui"
    add(
        path,
        Part(
            "customUI/customUI14.xml",
            f'<customUI xmlns="{ribbon}"><ribbon/></customUI>'.encode(),
            "application/xml",
            "",
            "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
        ),
    )


def embedded_object(path: Path) -> None:
    add(
        path,
        Part(
            "xl/embeddings/oleObject1.bin",
            _OLE,
            "application/vnd.openxmlformats-officedocument.oleObject",
            "xl/worksheets/sheet1.xml",
            f"{_OFFICE}/relationships/oleObject",
        ),
    )


def printer_settings(path: Path) -> None:
    add(
        path,
        Part(
            "xl/printerSettings/printerSettings1.bin",
            _OLE[::-1],
            "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
            "xl/worksheets/sheet1.xml",
            f"{_OFFICE}/relationships/printerSettings",
        ),
    )


def data_connection(path: Path) -> None:
    add(
        path,
        Part(
            "xl/connections.xml",
            f'<connections xmlns="{_SML}"><connection id="1" name="CRM" type="5" refreshedVersion='
            '"6"><dbPr connection="Provider=None" command="SELECT 1"/></connection></connections>'
            "".encode(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml",
            "xl/workbook.xml",
            f"{_OFFICE}/relationships/connections",
        ),
    )


def timeline(path: Path) -> None:
    add(
        path,
        Part(
            "xl/timelineCaches/timelineCache1.xml",
            b'<timelineCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/'
            b'2010/11/main" name="NativeTimeline_Month" sourceName="Month"/>',
            "application/vnd.ms-excel.timelineCache+xml",
            "xl/workbook.xml",
            "http://schemas.microsoft.com/office/2011/relationships/timelineCache",
        ),
    )
