"""The text of a file in chunks of whole lines, in bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.encodings import Encoding


class WrongEncoding(Exception):
    """The file goes on in another encoding than its beginning suggested.

    Attributes:
        around: The bytes at the place, to find the encoding anew.
    """

    def __init__(self, around: bytes) -> None:
        self.around = around


class TextChunks:
    """Reads a file as chunks of text that end with a line end.

    Attributes:
        undecodable: How many bytes did not fit the encoding and became U+FFFD.
    """

    def __init__(self, path: Path, encoding: Encoding, *, given: bool = False) -> None:
        self.path = path
        self.encoding = encoding
        self.undecodable = 0
        self._given = given

    def __iter__(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            file.seek(self.encoding.mark)
            yield from self._lines_of(file)

    def _lines_of(self, file: BinaryIO) -> Iterator[str]:
        rest = ""
        lines = 0
        for text in self._decoded(file):
            text = rest + text
            cut = text.rfind("\n") + 1
            if not cut and "\r" in text[:-1]:
                cut = text[:-1].rfind("\r") + 1
            if len(text) - cut > limits.LINE_CHARS:
                raise UnreadableFile(
                    f"{self.path.name}: line {lines + text.count(chr(10)) + 1} is longer than "
                    f"{limits.LINE_CHARS:,} characters: this is no table; export it again as CSV"
                )
            rest = text[cut:]
            if cut:
                lines += text.count("\n")
                yield text[:cut]
        if rest:
            yield rest

    def _decoded(self, file: BinaryIO) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding.name)("strict")
        while True:
            raw = file.read(limits.CHUNK_BYTES)
            state = decoder.getstate()
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                if not (self.encoding.proven or self._given):
                    start = max(0, error.start - 2048)
                    raise WrongEncoding(error.object[start : error.start + 4096]) from None
                # Damage is shown where it is, and counted, and the rest of the file is read.
                tolerant = codecs.getincrementaldecoder(self.encoding.name)("replace")
                tolerant.setstate(state)
                text = tolerant.decode(raw, final=not raw)
                self.undecodable += text.count("\ufffd")
                decoder = codecs.getincrementaldecoder(self.encoding.name)("strict")
                decoder.setstate((tolerant.getstate()[0], state[1]))
            if "\0" in text:
                raise UnreadableFile(
                    f"{self.path.name}: holds zero bytes, so it is not a text file of a table; "
                    "export it again as CSV or XLSX"
                )
            if text:
                yield text
            if not raw:
                return
