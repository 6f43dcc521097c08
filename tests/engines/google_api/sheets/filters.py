"""Data filters and developer metadata: finding places by what is attached to them."""

from __future__ import annotations

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import ranges
from tests.engines.google_api.sheets.areas import Area, Dimension, Span
from tests.engines.google_api.sheets.book import Book


def areas_of(book: Book, filters: list[Json]) -> list[tuple[Area, list[Json]]]:
    """The rectangles that any of the filters means, each with the filters that did."""
    found: dict[Area, list[Json]] = {}
    for one in filters:
        for area in areas(book, one):
            found.setdefault(area, []).append(one)
    return list(found.items())


def areas(book: Book, one: Json) -> list[Area]:
    """The rectangles that a data filter means.

    Raises:
        ApiError: The filter names no way to find anything.
    """
    if "a1Range" in one:
        return [ranges.resolve(book, one["a1Range"])]
    if "gridRange" in one:
        return [ranges.of_grid(book, one["gridRange"])]
    if "developerMetadataLookup" in one:
        items = [item for item in book.metadata if looked_up(item, one["developerMetadataLookup"])]
        return [area for item in items for area in location_areas(book, item["location"])]
    raise bad("Must specify a filter")


def location_areas(book: Book, location: Json) -> list[Area]:
    """The cells of a metadata's location: a row, a column, a sheet, or all sheets."""
    if location.get("spreadsheet"):
        return [Area(sheet.id) for sheet in book.sheets]
    if "dimensionRange" in location:
        return [dimension_area(location["dimensionRange"])]
    return [Area(location.get("sheetId", 0))]


def dimension_area(json: Json) -> Area:
    """The cells of a ``DimensionRange``."""
    dimension: Dimension = json["dimension"]
    span = Span(json.get("startIndex"), json.get("endIndex"))
    return Area(json.get("sheetId", 0)).with_span(dimension, span)


def looked_up(item: Json, lookup: Json) -> bool:
    """Whether a developer metadata is one that a lookup means: all that it names must agree."""
    for lookup_name, name in (
        ("metadataId", "metadataId"),
        ("metadataKey", "metadataKey"),
        ("metadataValue", "metadataValue"),
        ("visibility", "visibility"),
    ):
        if lookup_name in lookup and item.get(name) != lookup[lookup_name]:
            return False
    location = item["location"]
    if "locationType" in lookup and location["locationType"] != lookup["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    return wanted is None or _located(location, wanted, lookup.get("locationMatchingStrategy"))


def _located(location: Json, wanted: Json, strategy: str | None) -> bool:
    """Whether a location is the wanted one (exact), or one that meets it (intersecting)."""
    exact = strategy == "EXACT_LOCATION" or (strategy is None and "dimensionRange" in wanted)
    if exact:
        return _bare(location) == _bare(wanted)
    if wanted.get("spreadsheet"):
        return True
    if location.get("spreadsheet"):
        return True
    return _area(location).overlaps(_area(wanted))


def _bare(location: Json) -> Json:
    found = {name: value for name, value in location.items() if name != "locationType"}
    if "dimensionRange" in found:
        found["dimensionRange"] = {"sheetId": 0} | found["dimensionRange"]
    return found


def _area(location: Json) -> Area:
    if "dimensionRange" in location:
        return dimension_area(location["dimensionRange"])
    return Area(location.get("sheetId", 0))


def of_filter(book: Book, one: Json) -> list[Json]:
    """The developer metadata that a data filter means.

    A place means the metadata that lies wholly in it.
    """
    if "developerMetadataLookup" in one:
        return [item for item in book.metadata if looked_up(item, one["developerMetadataLookup"])]
    places = areas(book, one)
    return [
        item
        for item in book.metadata
        if "spreadsheet" not in item["location"]
        and any(place.contains(_area(item["location"])) for place in places)
    ]
