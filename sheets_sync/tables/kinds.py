"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a file is read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    ZIP = "zip"
    JSON = "json"
    HTML = "html"


_NOT_TABLES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a text document"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


def not_a_table(head: bytes) -> str | None:
    """What the file is instead, such as "a PNG picture", or None if it may hold a table."""
    for mark, name in _NOT_TABLES:
        # Two letters are too little to go by where a column might be called "MZ".
        if head.startswith(mark) and (len(mark) > 2 or b"\0" in head[:64] or mark[0] > 127):
            return name
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if start.startswith(_MARKUP) and not _has_table(head):
        return "a web page or XML: open it in a spreadsheet program and save it as XLSX"
    if b"\0" not in head and _is_mostly_control(head[:4096]):
        return "binary data"
    return None


def kind_of(head: bytes) -> Kind:
    """How to read a file that begins with these bytes."""
    if head.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind.OLD_WORKBOOK
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"[") and start[1:].lstrip()[:1] in (b'"', b"{", b"[", b"]", b"}"):
        return Kind.JSON
    if start[:64].lower().startswith(_MARKUP) and _has_table(head):
        return Kind.HTML
    return Kind.TEXT


def _has_table(head: bytes) -> bool:
    return b"<table" in head.lower()


def _is_mostly_control(head: bytes) -> bool:
    control = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c" for byte in head)
    return control > 16 and control > len(head) // 20
