"""The emulator's own HTTP interface, for clients that are not in its process.

Everything is JSON::

    GET    /control/calls                       what was asked so far
    DELETE /control/calls                       forgets it
    POST   /control/faults   {"kind": "drop", "when": "after", "method": "batchUpdate$"}
    DELETE /control/faults
    POST   /control/clock    {"advance": 60}    answers {"now": ...}
    POST   /control/limits   {"per_project": 300, "per_user": 60}
    POST   /control/expire   {"email": ...}     makes tokens worthless
    POST   /control/share    {"spreadsheet": ID, "email": ..., "role": "writer"}
    POST   /control/unshare  {"spreadsheet": ID, "email": ...}
    POST   /control/spreadsheets  {"title": ..., "owner": ...}   answers {"id": ...}
    POST   /control/accounts {"name": ..., "project": ...}  or  {"person": ADDRESS}
    POST   /control/clients  {}                 answers the client_secret.json of an OAuth client
    POST   /control/approve  {"user_code": ..., "email": ...}    consents to a device
    GET    /control/files
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from werkzeug import Request, Response

from tests.engines.google_api import accounts
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.faults import fault_of
from tests.engines.google_api.quotas import Limits
from tests.engines.google_api.world import File

if TYPE_CHECKING:
    from tests.engines.google_api.serving import Service


class Control:
    """Answers calls of the control interface."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.world = service.world

    def answer(self, request: Request, name: str) -> Response:
        """Does what is asked, in one breath."""
        actions: dict[tuple[str, str], Callable[[Json], object]] = {
            ("GET", "calls"): lambda _: [dataclasses.asdict(c) for c in self.service.log],
            ("DELETE", "calls"): lambda _: self.service.log.clear(),
            ("POST", "faults"): lambda body: self.service.faults.set(fault_of(body)),
            ("DELETE", "faults"): lambda _: self.service.faults.clear(),
            ("POST", "clock"): self._clock,
            ("POST", "limits"): self._limits,
            ("POST", "expire"): lambda body: self.world.tokens.expire(body.get("email")),
            ("POST", "share"): lambda body: self._file(body).share(
                body["email"], body.get("role", "writer")
            ),
            ("POST", "unshare"): lambda body: self._file(body).unshare(body["email"]),
            ("POST", "spreadsheets"): self._create,
            ("POST", "accounts"): self._account,
            ("POST", "approve"): self._approve,
            ("POST", "clients"): lambda _: self.world.tokens.consents.add_client().secret_file(
                self.service.base_url
            ),
            ("GET", "files"): lambda _: [
                {"id": f.id, "name": f.name, "owner": f.owner, "modified": f.modified}
                for f in self.world.files.values()
            ],
        }
        action = actions.get((request.method, name))
        if action is None:
            return Response(f"No control {request.method} {name}\n\n{__doc__}", 404)
        try:
            with self.world.lock:
                found = action(json.loads(request.get_data() or b"{}"))
        except (ApiError, KeyError, json.JSONDecodeError) as error:
            return Response(json.dumps({"error": str(error)}), 400, mimetype="application/json")
        return Response(json.dumps({} if found is None else found), mimetype="application/json")

    def _file(self, body: Json) -> File:
        file_id = body["spreadsheet"]
        if file_id not in self.world.files:
            raise ApiError(400, f"no spreadsheet {file_id}")
        return self.world.files[file_id]

    def _clock(self, body: Json) -> Json:
        self.world.clock.advance(float(body.get("advance", 0)))
        return {"now": self.world.clock.now()}

    def _limits(self, body: Json) -> None:
        try:
            self.service.quotas.limits = Limits(**body)
        except TypeError as error:
            raise ApiError(400, str(error)) from error

    def _create(self, body: Json) -> Json:
        return {"id": self.world.create(body["title"], body["owner"]).id}

    def _account(self, body: Json) -> Json:
        if "person" in body:
            account = accounts.person(body["person"], body.get("project", "emulator"))
        else:
            account = accounts.service_account(body["name"], body.get("project", "emulator"))
        self.world.tokens.accounts.append(account)
        token_uri = self.service.base_url + "/token"
        return account.consent(token_uri) if "person" in body else account.key_file(token_uri)

    def _approve(self, body: Json) -> None:
        account = self.world.tokens.by_email(body["email"])
        if account is None:
            raise ApiError(400, f"no account {body['email']}")
        self.world.tokens.approve(body["user_code"], account)
