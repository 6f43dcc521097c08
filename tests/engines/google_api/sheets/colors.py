"""Colours as Google keeps them: in steps of 1/255, and under both of their names.

Every ``somethingColor`` has a newer twin ``somethingColorStyle``; what is written to one is read
from both, and the style wins where a request gives both.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.masks import Mask
from tests.engines.google_api.sheets.defaults import theme_color

_PARTS = {"red", "green", "blue", "alpha"}


def settled(value: Any) -> Any:
    """Any part of the API's JSON with its colours as Google keeps them.

    Example:
        >>> settled({"tabColor": {"red": 0.5, "green": 0}})
        {'tabColor': {'red': 0.49803922}, 'tabColorStyle': {'rgbColor': {'red': 0.49803922}}}
    """
    if isinstance(value, list):
        return [settled(item) for item in value]
    if not isinstance(value, dict):
        return value
    found: Json = {}
    for name, item in value.items():
        if _is_color(name) and isinstance(item, dict) and set(item) <= _PARTS:
            found[name] = _stepped(item)
        else:
            found[name] = settled(item)
    for name in list(found):
        if _is_color(name) and name != "rgbColor":
            found.setdefault(name + "Style", {"rgbColor": found[name]})
    for name in list(found):
        if name.endswith("olorStyle"):
            found[name.removesuffix("Style")] = _plain(found[name])
    return found


def kept(fmt: Json) -> Json:
    """A cell's format with its colours settled; equal formats are one object.

    Nobody may change it in place.
    """
    return _kept(json.dumps(fmt))


@lru_cache(maxsize=10_000)
def _kept(text: str) -> Json:
    found: Json = settled(json.loads(text))
    return found


def _is_color(name: str) -> bool:
    return name == "color" or name.endswith("Color")


def _stepped(color: Json) -> Json:
    # How opaque a colour is, Sheets does not keep.
    steps = {p: math.ceil(share * 255 - 0.5) for p, share in color.items() if p != "alpha"}
    found = {part: float(f"{step / 255:.8g}") for part, step in steps.items() if step}
    return {part: int(share) if share == 1 else share for part, share in found.items()}


def _plain(style: Json) -> Json:
    if "themeColor" in style:
        return _stepped(theme_color(style["themeColor"]))
    found: Json = style.get("rgbColor", {})
    return found


def widened(mask: Mask) -> Mask:
    """A mask that names both twins of every colour it names."""
    found: Mask = {}
    for name, below in mask.items():
        found[name] = widened(below) if below and not _is_color(name) else below
        if name.endswith("olorStyle"):
            found[name] = {}
            found[name.removesuffix("Style")] = {}
        elif _is_color(name) and name != "rgbColor":
            found[name] = {}
            found[name + "Style"] = {}
    return found
