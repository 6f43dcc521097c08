"""Uploads in pieces: a session is opened, pieces come, the last one makes the file."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

from werkzeug import Request, Response
from werkzeug.test import EnvironBuilder

from tests.engines.google_api.errors import ApiError


@dataclass
class Session:
    """An upload under way: how it was opened, and what came so far."""

    verb: str
    path: str
    query: dict[str, str]
    authorization: str
    description: bytes
    mime_type: str
    content: bytearray = field(default_factory=bytearray)


class Sessions:
    """Uploads under way, by their ids."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}

    def open(self, request: Request, path: str, base_url: str) -> Response:
        """Opens a session; the answer says where the pieces go."""
        upload_id = secrets.token_urlsafe(32)
        self._open[upload_id] = Session(
            request.method,
            path,
            {k: v for k, v in request.args.items() if k != "uploadType"},
            request.headers.get("Authorization", ""),
            request.get_data() or b"{}",
            request.headers.get("X-Upload-Content-Type", "application/octet-stream"),
        )
        query = urlencode({"uploadType": "resumable", "upload_id": upload_id})
        return Response(status=200, headers={"Location": f"{base_url}{path}?{query}"})

    def take(self, request: Request) -> Response | Request:
        """Takes a piece: says how much is here, or gives the whole upload as one request.

        Raises:
            ApiError: There is no such session, or the piece does not join.
        """
        upload_id = request.args["upload_id"]
        session = self._open.get(upload_id)
        if session is None:
            raise ApiError(404, "Upload session not found.", reason="notFound")
        if _joined(session, request.get_data(), request.headers.get("Content-Range", "")):
            del self._open[upload_id]
            return _whole(session)
        here = len(session.content)
        return Response(status=308, headers={"Range": f"bytes=0-{here - 1}"} if here else {})


def _joined(session: Session, piece: bytes, content_range: str) -> bool:
    """Adds a piece; whether it was the last."""
    if not content_range:
        session.content += piece
        return True
    found = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", content_range)
    if found is None:
        raise ApiError(400, "Failed to parse Content-Range header.")
    if found[1] is not None and int(found[1]) != len(session.content):
        raise ApiError(400, "Invalid request. The piece does not join the last one.")
    session.content += piece
    return found[3] != "*" and len(session.content) >= int(found[3])


def _whole(session: Session) -> Request:
    """A finished upload as if it had come at once, with its description before it."""
    boundary = secrets.token_hex(16)
    head = f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode()
    middle = f"\r\n--{boundary}\r\nContent-Type: {session.mime_type}\r\n"
    middle += "Content-Transfer-Encoding: binary\r\n\r\n"
    data = head + session.description + middle.encode() + bytes(session.content)
    query = session.query | {"uploadType": "multipart"}
    environ = EnvironBuilder(
        path=session.path,
        method=session.verb,
        query_string=query,
        headers=[("Authorization", session.authorization)],
        content_type=f"multipart/related; boundary={boundary}",
        data=data + f"\r\n--{boundary}--".encode(),
    ).get_environ()
    environ["REQUEST_URI"] = f"{session.path}?{urlencode(query)}"
    return Request(environ)
