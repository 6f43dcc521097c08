"""Writes pixels as a PNG file, so that no imaging library is needed for one picture."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _RGBA = 2, 6


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """The bytes of a PNG file.

    Args:
        pixels: Rows of red, green, blue (and a fourth) byte for each pixel.
        width: Pixels in a row.
        height: Rows.
        stride: Bytes in a row, padding included.
        channels: 3, or 4 where the last one is how opaque the pixel is.
    """
    rows = b"".join(
        b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, _RGBA if channels == 4 else _RGB, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
