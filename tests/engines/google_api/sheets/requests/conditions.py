"""Requests about conditional formats and banding."""

from __future__ import annotations

import copy

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import colors
from tests.engines.google_api.sheets.book import Sheet, new_id
from tests.engines.google_api.sheets.updating import Batch, Handler


def _checked(batch: Batch, rule: Json) -> Json:
    """A rule whose ranges are on one sheet and on its grid.

    Raises:
        ApiError: It is incomplete.
    """
    if not rule.get("ranges"):
        raise bad("A conditional format rule needs at least one range.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise bad("A conditional format rule needs either a boolean or a gradient rule.")
    if "booleanRule" in rule and "type" not in rule["booleanRule"].get("condition", {}):
        raise bad("A boolean rule needs a condition with a type.")
    areas = [batch.area(json) for json in rule["ranges"]]
    if len({area.sheet_id for area in areas}) > 1:
        raise bad("All ranges of a conditional format rule must be on the same sheet.")
    found: Json = colors.settled(rule)
    return found | {"ranges": [area.json() for area in areas]}


def _sheet(batch: Batch, rule: Json) -> Sheet:
    return batch.sheet(rule["ranges"][0].get("sheetId", 0))


def add_rule(batch: Batch, json: Json) -> None:
    """Puts a rule at its index; those after it move on."""
    rule = _checked(batch, json.get("rule", {}))
    rules = _sheet(batch, rule).conditional_formats
    index = json.get("index", 0)
    if not 0 <= index <= len(rules):
        raise bad(f"index[{index}] must not be greater than the number of rules[{len(rules)}].")
    rules.insert(index, rule)


def _at(rules: list[Json], index: int) -> Json:
    if not 0 <= index < len(rules):
        raise bad(f"No conditional format on sheet at index: {index}")
    return rules[index]


def update_rule(batch: Batch, json: Json) -> Json:
    """Replaces a rule, or moves it to another index."""
    index = json.get("index", 0)
    if "rule" in json:
        rule = _checked(batch, json["rule"])
        rules = _sheet(batch, rule).conditional_formats
        old = _at(rules, index)
        rules[index] = rule
        reply = {"oldRule": old, "newRule": rule}
        return copy.deepcopy(reply) | ({"newIndex": index} if index else {})
    rules = batch.sheet(json.get("sheetId", 0)).conditional_formats
    rule = _at(rules, index)
    new = json.get("newIndex", 0)
    rules.remove(rule)
    rules.insert(new, rule)
    indexes = {"oldIndex": index, "newIndex": new}
    return {"newRule": copy.deepcopy(rule)} | {k: v for k, v in indexes.items() if v}


def delete_rule(batch: Batch, json: Json) -> Json:
    """Deletes the rule at an index."""
    rules = batch.sheet(json.get("sheetId", 0)).conditional_formats
    rule = _at(rules, json.get("index", 0))
    rules.remove(rule)
    return {"rule": rule}


def add_banding(batch: Batch, json: Json) -> Json:
    """Colours the rows or columns of a range in turn."""
    given = colors.settled(json.get("bandedRange", {}))
    area = batch.area(given.get("range"))
    sheet = batch.sheet(area.sheet_id)
    found = given | {"range": area.json()}
    found.setdefault("bandedRangeId", new_id(set()))
    sheet.banded_ranges.append(found)
    return {"bandedRange": copy.deepcopy(found)}


def _banded(batch: Batch, banded_id: int) -> tuple[Sheet, Json]:
    for sheet in batch.book.sheets:
        for item in sheet.banded_ranges:
            if item["bandedRangeId"] == banded_id:
                return sheet, item
    raise bad(f"No banded range with id: {banded_id}")


def update_banding(batch: Batch, json: Json) -> None:
    """Changes the colours or the range of a banding."""
    mask = masks.of_update("BandedRange", json.get("fields"))
    given = json.get("bandedRange", {})
    sheet, item = _banded(batch, given.get("bandedRangeId", 0))
    new = masks.update(item, given, mask) | {"bandedRangeId": item["bandedRangeId"]}
    sheet.banded_ranges[sheet.banded_ranges.index(item)] = new


def delete_banding(batch: Batch, json: Json) -> None:
    """Takes a banding away."""
    sheet, item = _banded(batch, json.get("bandedRangeId", 0))
    sheet.banded_ranges.remove(item)


HANDLERS: dict[str, Handler] = {
    "addConditionalFormatRule": add_rule,
    "updateConditionalFormatRule": update_rule,
    "deleteConditionalFormatRule": delete_rule,
    "addBanding": add_banding,
    "updateBanding": update_banding,
    "deleteBanding": delete_banding,
}
