"""From an HTTP request to an answer: routes, checks, quotas, faults, methods, checks again."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import ClientDisconnected

from tests.engines.google_api import batching, discovery, faults, masks, validation
from tests.engines.google_api.accounts import Account
from tests.engines.google_api.calls import Logged, kind_of
from tests.engines.google_api.consent import is_consent
from tests.engines.google_api.control import Control
from tests.engines.google_api.discovery import Json, Method
from tests.engines.google_api.drive.methods import METHODS as DRIVE
from tests.engines.google_api.drive.methods import Download
from tests.engines.google_api.drive.resuming import Sessions
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.faults import Fault, Faults
from tests.engines.google_api.looking import look
from tests.engines.google_api.quotas import Quotas
from tests.engines.google_api.script.methods import METHODS as SCRIPT
from tests.engines.google_api.sheets.methods import METHODS as SHEETS
from tests.engines.google_api.tokens import TokenError, check_scopes
from tests.engines.google_api.world import Call, World

_METHODS = SHEETS | DRIVE | SCRIPT


class Service:
    """The emulator as a WSGI application."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.quotas = Quotas(world.clock)
        self.faults = Faults()
        self.log: list[Logged] = []
        self.base_url = ""
        self._uploads = Sessions()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answers one request."""
        request = Request(environ)
        response = self._answered(request) if _is_whole(request) else None
        if response is None:
            _break(environ)
            response = Response(status=500)
        return response(environ, start_response)

    def _answered(self, request: Request) -> Response | None:
        _unfold(request)
        raw_path = str(request.environ["REQUEST_URI"]).partition("?")[0]
        own = self._own_page(request, raw_path)
        if own is not None:
            return own
        if raw_path.startswith("/upload/") and request.args.get("uploadType") == "resumable":
            return self._piecemeal(request, raw_path)
        route = discovery.find(*_modern(request.method, raw_path))
        if route is None:
            return _not_there(raw_path)
        return self._call(request, *route)

    def _piecemeal(self, request: Request, path: str) -> Response | None:
        """One step of an upload in pieces."""
        try:
            if "upload_id" not in request.args:
                self.world.tokens.who(request.headers.get("Authorization"))
                return self._uploads.open(request, path, self.base_url)
            found = self._uploads.take(request)
        except ApiError as error:
            return _error("drive", error)
        return found if isinstance(found, Response) else self._answered(found)

    def _own_page(self, request: Request, path: str) -> Response | None:
        """Pages that are no API: tokens, the look at a sheet, the emulator's controls."""
        if path == "/token" and request.method == "POST":
            return self._token(request)
        if path == "/device/code" and request.method == "POST":
            with self.world.lock:
                codes = self.world.tokens.start_device(
                    request.form.to_dict(), self.base_url + "/device"
                )
            return _json(200, codes)
        if is_consent(path):
            with self.world.lock:
                return self.world.tokens.consents.page(request, self.world.tokens.people)
        if path == "/batch" or path.startswith("/batch/"):
            return batching.answer(request, self._answered)
        if path.startswith("/look"):
            with self.world.lock:
                return look(self.world, path.removeprefix("/look").strip("/"), request.args)
        if path.startswith("/control/"):
            return Control(self).answer(request, path.removeprefix("/control/"))
        return None

    def _token(self, request: Request) -> Response:
        fault = self.faults.pick("token", None, "")
        error = faults.answer(fault) if fault else None
        if fault is not None and error is None:
            time.sleep(fault.seconds or 0.0)
        if error is not None:
            body = {"error": "internal_failure", "error_description": error.message}
            return _json(error.code, body)
        try:
            with self.world.lock:
                form = request.form.to_dict() | _client(request)
                return _json(200, self.world.tokens.grant(form, self.base_url + "/token"))
        except TokenError as refusal:
            return _json(refusal.status, refusal.body)

    def _call(self, request: Request, method: Method, path: dict[str, str]) -> Response | None:
        url = str(request.environ["REQUEST_URI"])
        logged = Logged(method.id, request.method, url, kind_of(method.id, request.method))
        self.log.append(logged)
        try:
            response = self._faulty(request, method, path, logged)
        except ApiError as error:
            response = _error(method.api, error)
        logged.status = response.status_code if response is not None else 0
        return response

    def _faulty(
        self, request: Request, method: Method, path: dict[str, str], logged: Logged
    ) -> Response | None:
        account, scopes = self.world.tokens.who(request.headers.get("Authorization"))
        logged.email = account.email
        file_id = path.get("spreadsheetId") or path.get("fileId")
        fault = self.faults.pick(method.id, file_id, account.email)
        if fault is not None and fault.when == "before":
            broken = self._strike(fault, account, file_id)
            if broken:
                return None
        check_scopes(scopes, method.scopes, method.id)
        if method.api == "sheets":
            user = request.args.get("quotaUser")
            with self.world.lock:
                self.quotas.count(account, logged.kind, user)
        response = self._applied(request, method, path, account, logged)
        if fault is not None and fault.when == "after" and self._strike(fault, account, file_id):
            return None
        return response

    def _strike(self, fault: Fault, account: Account, file_id: str | None) -> bool:
        """Lets a failure happen; whether the connection breaks.

        Raises:
            ApiError: The failure is an answer.
        """
        if fault.kind in ("hang", "slow"):
            self.faults.released.wait(fault.seconds if fault.seconds is not None else 30.0)
        if fault.kind in ("hang", "drop"):
            return True
        with self.world.lock:
            if fault.kind == "expired_token":
                self.world.tokens.expire(account.email)
            file = self.world.files.get(file_id or "")
            if fault.kind == "revoked" and file is not None:
                file.unshare(account.email)
            if fault.kind == "deleted" and file is not None:
                del self.world.files[file.id]
        if fault.kind == "bad_gateway":
            raise _Page(502)
        error = faults.answer(fault)
        if error is not None:
            raise error
        return False

    def _applied(
        self,
        request: Request,
        method: Method,
        path: dict[str, str],
        account: Account,
        logged: Logged,
    ) -> Response:
        query = request.args.items(multi=True)
        parameters = validation.parse_parameters(method, list(query))
        raw = request.get_data()
        upload = request.path.startswith("/upload/")
        body = {} if upload else validation.parse_body(method, raw)
        logged.body = body
        handler = _METHODS.get(method.id)
        if handler is None:
            raise ApiError(501, f"{method.id} is not part of this emulator")
        call = Call(
            self.world, method, account, path, parameters, body, raw if upload else b"",
            request.headers.get("Content-Type", ""),
        )  # fmt: skip
        with self.world.lock:
            found = handler(call)
            if isinstance(found, Download):
                return Response(found.content, content_type=found.mime_type)
            return self._told(method, parameters, found)

    def _told(self, method: Method, parameters: Json, found: Json | None) -> Response:
        if method.response is None or found is None:
            return Response(status=204)
        text = parameters.get("fields") or _DRIVE_FIELDS.get(method.id)
        if text:
            found = masks.select(masks.of_query(method.api, method.response, text), found)
        validation.check(method.api, method.response, found)
        return _json(200, found)


def _is_whole(request: Request) -> bool:
    """Takes a request to its end first, as Google's front end does: from then on, whatever becomes
    of the client, it is carried out."""
    try:
        request.get_data()
    except ClientDisconnected:
        return False
    return True


def _unfold(request: Request) -> None:
    """Makes a GET of a POST that says it is one: so clients send very long addresses."""
    if request.headers.get("X-HTTP-Method-Override") == "GET" and request.method == "POST":
        query = request.get_data().decode()
        request.method = request.environ["REQUEST_METHOD"] = "GET"
        request.query_string = query.encode()
        request.environ["QUERY_STRING"] = query


def _modern(verb: str, path: str) -> tuple[str, str]:
    """Uploads by the second version's address, which some clients still use, as the third's. A
    slash at the end or before a colon, as others send it, says nothing.
    """
    path = re.sub(r"/+(?=:|$)", "", path)
    if path.startswith("/upload/drive/v2/"):
        return "PATCH" if verb == "PUT" else verb, path.replace("/v2/", "/v3/", 1)
    return verb, path


_FILE = "kind,id,name,mimeType"
_PERMISSION = "kind,id,type,role"
_DRIVE_FIELDS = {
    "drive.files.get": _FILE,
    "drive.files.create": _FILE,
    "drive.files.copy": _FILE,
    "drive.files.update": _FILE,
    "drive.files.list": f"kind,incompleteSearch,nextPageToken,files({_FILE})",
    "drive.permissions.get": _PERMISSION,
    "drive.permissions.create": _PERMISSION,
    "drive.permissions.update": _PERMISSION,
    "drive.permissions.list": f"kind,nextPageToken,permissions({_PERMISSION})",
}
"""What Drive answers when nobody says which fields."""


class _Page(ApiError):
    """An error from in front of the API: HTML, not JSON."""

    def __init__(self, code: int) -> None:
        super().__init__(code, "Server Error")


def _json(status: int, body: Json, headers: dict[str, str] | None = None) -> Response:
    # Google indents everything; with large answers that would take most of the time.
    indent = None if status == 200 else 2
    text = json.dumps(body, indent=indent, ensure_ascii=False) + "\n"
    return Response(text, status, headers=headers, content_type="application/json; charset=UTF-8")


def _error(api: str, error: ApiError) -> Response:
    if isinstance(error, _Page):
        page = f"<!DOCTYPE html><title>Error {error.code} ({error.message})!!1</title>"
        return Response(page, error.code, content_type="text/html; charset=UTF-8")
    body = error.drive_body() if api == "drive" else error.sheets_body()
    return _json(error.code, body, error.headers)


def _client(request: Request) -> dict[str, str]:
    """A client's id and secret, where they come in the header, as Google takes them too."""
    said = request.authorization
    if said is None or said.type != "basic" or said.username is None:
        return {}
    return {"client_id": said.username, "client_secret": said.password or ""}


def _not_there(path: str) -> Response:
    page = f"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p>The requested URL {path}"
    return Response(page, 404, content_type="text/html; charset=UTF-8")


def _break(environ: Any) -> None:
    """Closes the connection hard, so that the client sees a reset and no answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    connection.shutdown(socket.SHUT_RDWR)
