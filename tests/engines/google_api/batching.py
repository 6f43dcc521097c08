"""Several calls in one HTTP request: Google's ``/batch`` addresses, ``multipart/mixed``.

Each inner call is answered, logged and counted on its own; nothing ties them together.
"""

from __future__ import annotations

import email
import email.policy
import secrets
from collections.abc import Callable
from email.message import EmailMessage, MIMEPart

from werkzeug import Request, Response
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

MAX_CALLS = 100


def answer(request: Request, answered: Callable[[Request], Response | None]) -> Response:
    """Answers every call of a batch, in order."""
    head = f"Content-Type: {request.headers.get('Content-Type', '')}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.get_data(), policy=email.policy.HTTP)
    assert isinstance(message, EmailMessage)
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if not 0 < len(parts) <= MAX_CALLS:
        return Response("Failed to parse batch request", 400, content_type="text/plain")
    boundary = "batch_" + secrets.token_urlsafe(12)
    text = b""
    for part in parts:
        inner = answered(_request(part, request))
        text += f"--{boundary}\r\nContent-Type: application/http\r\n".encode()
        text += f"Content-ID: {_answering(part.get('Content-ID', ''))}\r\n\r\n".encode()
        text += _http(inner) + b"\r\n"
    text += f"--{boundary}--\r\n".encode()
    return Response(text, 200, content_type=f"multipart/mixed; boundary={boundary}")


def _answering(content_id: str) -> str:
    inside = content_id.strip("<>")
    return f"<response-{inside}>"


def _request(part: MIMEPart, outer: Request) -> Request:
    """The call that a part holds; it goes by the outer token unless it has its own."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    line, _, rest = raw.lstrip().partition(b"\n")
    verb, target, *_ = line.decode().split()
    headers, _, body = rest.replace(b"\r\n", b"\n").partition(b"\n\n")
    given = email.message_from_bytes(headers + b"\n\n")
    named = Headers([("Authorization", outer.headers.get("Authorization", ""))])
    for name, value in given.items():
        if name.lower() != "content-length":
            named[name] = str(value)
    builder = EnvironBuilder(path="/", method=verb, headers=named, data=body)
    environ = builder.get_environ()
    target = "/" + target.partition("://")[2].partition("/")[2] if "://" in target else target
    environ["REQUEST_URI"] = target
    environ["PATH_INFO"], _, environ["QUERY_STRING"] = target.partition("?")
    return Request(environ)


def _http(inner: Response | None) -> bytes:
    """An answer as HTTP text; a broken connection cannot be told within a batch."""
    response = inner or Response(status=503)
    lines = [f"HTTP/1.1 {response.status}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + response.get_data()
