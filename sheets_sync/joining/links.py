"""The addresses, and the rows of tags, that a file holds."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml import html as pages

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.joining.faults import tag_of
from kpicells.sheets_sync.joining.tags import RARE_TAGS, TAGS
from kpicells.sheets_sync.tables import Table, data_rows, limits, read_tables
from kpicells.sheets_sync.tables.encodings import detect

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>«»,;|]+(?:,[^\s\"'<>«»,;|]+)*", re.IGNORECASE)
_TAGGED = re.compile(r"\S*[?&#;](?:utm|umt|mut|tum)[_-]?\w+=\S*", re.IGNORECASE)
_END = ".,;:!)]}…»"
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True)
class Found:
    """An address, or the tags of a row that has a column for each.

    Attributes:
        row: Its row, or its line in a text.
        column: Its column; empty in a text.
        sheet: Its sheet.
        address: The address; empty for a row of tags.
        tags: The tags of a row, as written.
    """

    row: int
    column: str = ""
    sheet: str = ""
    address: str = ""
    tags: tuple[tuple[str, str], ...] = ()


def addresses_in(text: str) -> Iterator[str]:
    """The web addresses in a text, and whatever else carries tags.

    Example:
        >>> list(addresses_in("Sale! https://a.ru/?utm_source=vk. Hurry"))
        ['https://a.ru/?utm_source=vk']
    """
    matches = list(_ADDRESS.finditer(text)) or list(_TAGGED.finditer(text))
    for match in matches:
        yield match[0].rstrip(_END)


def links_of(path: Path) -> Iterator[Found]:
    """Every address and every row of tags of a table, a web page or a text.

    Raises:
        UnreadableFile: It is none of these.
    """
    try:
        with path.open("rb") as file:
            head = file.read(limits.SAMPLE_BYTES)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be opened: {error.strerror}") from None
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower().startswith(_PAGE):
        yield from _of_page(path)
        return
    with tempfile.TemporaryDirectory(prefix="kpicells-", ignore_cleanup_errors=True) as folder:
        try:
            tables = read_tables(path, Path(folder), careful=True)
        except UnreadableFile:
            if b"\0" in head and not detect(head).name.startswith("utf-16"):
                raise
            lines = [*_of_text(path, head)]
            if not lines:
                raise
            yield from lines
            return
        if path.suffix.lower() in (".txt", ".md", "") and not _has_columns(tables):
            yield from _of_text(path, head)
            return
        for table in tables:
            yield from _of_table(table)


def _has_columns(tables: list[Table]) -> bool:
    return any(len(table.header) > 1 for table in tables)


def _of_table(table: Table) -> Iterator[Found]:
    header = table.header
    # A list of addresses without a header has an address in its place.
    for place, name in enumerate(header):
        for address in addresses_in(name):
            yield Found(table.first_row - 1, str(place + 1), table.sheet, address)
    places = [(place, tag) for place, name in enumerate(header) if (tag := _tag_column(name))]
    for row, cells in data_rows(table):
        for place, cell in enumerate(cells):
            for address in addresses_in(cell):
                yield Found(row, header[place], table.sheet, address)
        if places and any(cells[place].strip() for place, _ in places):
            tags = tuple((tag, cells[place]) for place, tag in places)
            yield Found(row, ", ".join(header[place] for place, _ in places), table.sheet, "", tags)


def _tag_column(name: str) -> str | None:
    """The tag that a column holds."""
    if "utm" not in name.casefold() and "umt" not in name.casefold():
        return None
    tag = tag_of(name)
    return tag if tag in TAGS or tag in RARE_TAGS else None


def _of_text(path: Path, head: bytes) -> Iterator[Found]:
    encoding = detect(head)
    with path.open(encoding=encoding.name, errors="replace") as file:
        number = 0
        while line := file.readline(limits.LINE_CHARS):
            number += 1
            for address in addresses_in(line):
                yield Found(number, address=address)


def _of_page(path: Path) -> Iterator[Found]:
    if path.stat().st_size > limits.HTML_BYTES:
        size = limits.HTML_BYTES >> 20
        raise UnreadableFile(f"{path.name}: is a web page of more than {size} MB")
    try:
        page = pages.parse(path).getroot()
    except (etree.LxmlError, OSError) as error:
        raise UnreadableFile(f"{path.name}: cannot be read as a web page: {error}") from None
    for element, _, link, _ in page.iterlinks() if page is not None else ():
        if element.tag in ("a", "area", "form"):
            yield Found(element.sourceline or 0, element.tag, address=link)
