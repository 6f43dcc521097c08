"""Replies in JSON, and refusals that say what was wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

as_json = msgspec.json.Encoder().encode
"""An object as the bytes of JSON."""


class JsonReply(Response):
    """A reply of JSON, from an object or from bytes that are JSON already."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The body."""
        return content if isinstance(content, bytes) else as_json(content)


class Refusal(Exception):
    """A request that is not answered.

    Args:
        status: The status of HTTP.
        code: A word for programs.
        message: A sentence for people.
        headers: Further headers of the reply.
    """

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}

    def reply(self) -> JsonReply:
        """The reply that tells it."""
        body = {"error": {"code": self.code, "message": str(self)}}
        return JsonReply(body, self.status, dict(self.headers))
