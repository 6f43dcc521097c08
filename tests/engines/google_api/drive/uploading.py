"""Bodies of uploads: the file alone, or with its description in a multipart message."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import dataclass, field

from tests.engines.google_api import validation
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.world import Call


@dataclass
class Upload:
    """A file on its way in.

    Attributes:
        description: What is said of it, a ``File``.
        content: Its bytes.
        mime_type: Of the bytes.
    """

    description: Json = field(default_factory=dict)
    content: bytes | None = None
    mime_type: str = ""


def read(call: Call) -> Upload:
    """What a call brings along: a description, a file, or both.

    Raises:
        ApiError: The body is neither.
    """
    if not call.content_type or not call.raw:
        return Upload(call.body)
    kind = call.content_type.partition(";")[0].strip()
    if kind != "multipart/related":
        return Upload({}, call.raw, kind)
    head = f"Content-Type: {call.content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + call.raw, policy=email.policy.HTTP)
    parts = list(message.iter_parts())
    if len(parts) != 2:
        raise ApiError(400, "Malformed multipart body.", reason="badContent")
    described, attached = parts
    try:
        description = json.loads(described.get_payload(decode=True))  # type: ignore[arg-type]
    except json.JSONDecodeError as error:
        raise ApiError(400, "Malformed multipart body.", reason="badContent") from error
    text = json.dumps(description).encode()
    payload = attached.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return Upload(validation.parse_body(call.method, text), content, attached.get_content_type())
