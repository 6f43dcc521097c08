"""Which file a call means, and whether the caller may see or change it."""

from __future__ import annotations

from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.world import Call, File


def find(call: Call) -> File:
    """The file in the path, as the caller sees it; Drive hides what is not shared.

    Raises:
        ApiError: There is none, or it is not shared with the caller.
    """
    file_id = call.path["fileId"]
    file = call.world.files.get(file_id)
    if file is None or file.role(call.email) is None:
        raise ApiError(404, f"File not found: {file_id}.", parameter="fileId")
    return file


def writable(call: Call) -> File:
    """The file in the path, for a change.

    Raises:
        ApiError: The caller may not write it.
    """
    file = find(call)
    if not file.allows(call.email, "writer"):
        raise ApiError(
            403, "The user does not have sufficient permissions for this file.",
            parameter="fileId",
        )  # fmt: skip
    return file
