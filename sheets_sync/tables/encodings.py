"""Which encoding a file is written in, found from a bounded sample, always with the same answer.

A byte-order mark decides. Without one: zero bytes at every other place mean UTF-16; bytes that are
valid UTF-8 are UTF-8, since other encodings hardly ever look so by chance; what remains is one
byte to a character. There, Russian words consist wholly of high bytes, while a Western word has
one or two among plain letters, which tells the two families apart far better on short files than
general statistics do.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "mac_cyrillic")
_WESTERN = ["cp1252", "cp1250", "cp1254", "cp1257", "cp1253", "shift_jis", "gb18030", "big5"]
_COMMON_RUSSIAN = {
    letter: weight
    for letters, weight in (("оеаинтслвр", 4), ("кмдпуя", 2), ("ыьгзбч", 1), ("йхжшюцщэфё", 0))
    for letter in letters
    for weight in (weight,)
}
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_CONFUSED_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        name: The codec's name.
        mark: How many bytes of byte-order mark come first.
        proven: Whether the sample held anything that speaks for this encoding; plain ASCII
            speaks for none, so that a later byte may still overturn it.
    """

    name: str
    mark: int = 0
    proven: bool = True


def detect(sample: bytes) -> Encoding:
    """Find the encoding of a file from its first bytes."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Encoding(name, len(mark))
    if wide := _unmarked_utf16(sample):
        return Encoding(wide)
    if sample.isascii():
        return Encoding("utf-8", proven=False)
    return Encoding("utf-8" if _is_utf8(sample) else _single_byte(sample))


def _unmarked_utf16(sample: bytes) -> str | None:
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    zeros = zeros_even + zeros_odd
    # In Russian UTF-16 only digits, delimiters and line ends have a zero byte.
    if zeros < max(4, len(sample) // 20) or min(zeros_even, zeros_odd) > zeros // 20:
        return None
    name = "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    try:
        text = sample[: len(sample) // 2 * 2].decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return None
        text = sample[: error.start].decode(name)
    odd = sum(not (c.isprintable() or c in "\r\n\t") for c in text[:10_000])
    return name if odd <= len(text[:10_000]) // 100 else None


def _is_utf8(sample: bytes) -> bool:
    """Whether the sample is UTF-8, save for a last character cut in two or a rare damaged byte."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 3 and error.reason == "unexpected end of data":
            return error.start > 0 and not sample[: error.start].isascii()
    else:
        return True
    wrong = sample.decode("utf-8", "replace").count("\ufffd")
    right = sum(1 for c in sample.decode("utf-8", "ignore") if ord(c) > 127)
    return right >= 20 * wrong


def _single_byte(sample: bytes) -> str:
    inside, whole = 0, 0
    for run in _HIGH_RUNS.finditer(sample):
        before = sample[run.start() - 1 : run.start()] if run.start() else b""
        after = sample[run.end() : run.end() + 1]
        if before.isalpha() or after.isalpha():
            inside += 1
        elif run.end() - run.start() > 1:
            whole += 1
    if whole > inside:
        return max(_CYRILLIC, key=lambda name: (_russian(sample, name), -_CYRILLIC.index(name)))
    lines = [line for line in sample.splitlines() if not line.isascii()]
    best = from_bytes(b"\n".join(lines)[:_CONFUSED_BYTES], cp_isolation=_WESTERN).best()
    name = best.encoding if best else "cp1252"
    # A few accented letters look the same to statistics in half a dozen encodings.
    if name.startswith("cp125") and inside < 50:
        name = "cp1252"
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return "latin-1"
    return name


def _russian(sample: bytes, name: str) -> float:
    """How much the high bytes read like Russian text in this encoding."""
    score, letters = 0, 0
    for run in list(_HIGH_RUNS.findall(sample))[:5_000]:
        word = run.decode(name, "replace")
        letters += len(word)
        score += sum(_COMMON_RUSSIAN.get(c, _COMMON_RUSSIAN.get(c.lower(), -6) - 1) for c in word)
        score -= sum(3 for a, b in pairwise(word) if a.islower() and b.isupper())
    return score / max(letters, 1)
