"""The emulator in a test's hands: start, share, look inside, let things fail."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.engines.google_api import accounts
from tests.engines.google_api.accounts import Account
from tests.engines.google_api.calls import Kind, Logged
from tests.engines.google_api.clock import Clock
from tests.engines.google_api.faults import Fault, Faults
from tests.engines.google_api.quotas import Quotas
from tests.engines.google_api.serving import Service
from tests.engines.google_api.sheets.book import Book
from tests.engines.google_api.world import World

PROJECT = "kpicells-emulator"
OWNER = "manager@agency.example"
"""Who owns the spreadsheets that tests create on the emulator's side."""


class _Quiet(WSGIRequestHandler):
    """Keeps connections open, as Google does, and writes no log."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: the emulator has a log of its own."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: broken connections are part of the play."""


class Emulator:
    """A running emulator.

    Attributes:
        url: Where it listens, with no slash at the end.
        key_file: Of its first service account.
        email: The address of this account; share spreadsheets with it.
        clock: Its time; ``clock.advance`` is the ``sleep`` to give to a client.
        faults: Failures to come.
        quotas: Limits and what is used of them.
    """

    def __init__(self, server: BaseWSGIServer, service: Service, folder: Path) -> None:
        self._server = server
        self._service = service
        self._folder = folder
        self.url = service.base_url
        self.world: World = service.world
        self.clock: Clock = service.world.clock
        self.faults: Faults = service.faults
        self.quotas: Quotas = service.quotas
        self.key_file = self.service_account("robot")
        self.email = self.world.tokens.accounts[0].email

    @property
    def token_uri(self) -> str:
        """The address of the token endpoint."""
        return self.url + "/token"

    def service_account(self, name: str, project: str = PROJECT) -> Path:
        """The key file of a new service account."""
        return self._written(accounts.service_account(name, project), name)

    def person(self, email: str, project: str = PROJECT) -> Path:
        """The authorised-user file of a person who gave consent."""
        return self._written(accounts.person(email, project), email)

    def oauth_client(self) -> Path:
        """The ``client_secret.json`` of a new OAuth client, with which people log in."""
        client = self.world.tokens.consents.add_client()
        return client.write(self._folder / f"{client.id}.json", self.url)

    def _written(self, account: Account, name: str) -> Path:
        self.world.tokens.accounts.append(account)
        return account.write_key(self._folder / f"{name}.json", self.token_uri)

    def spreadsheet(
        self, title: str = "Client", *, owner: str = OWNER, share: bool = True, role: str = "writer"
    ) -> str:
        """The id of a new spreadsheet that belongs to a person, shared with ``email``."""
        with self.world.lock:
            file = self.world.create(title, owner)
            if share:
                file.share(self.email, role)
        return file.id

    def share(self, spreadsheet: str, email: str, role: str = "writer") -> None:
        """Shares a spreadsheet with an address."""
        with self.world.lock:
            self.world.files[spreadsheet].share(email, role)

    def unshare(self, spreadsheet: str, email: str) -> None:
        """Takes the access of an address away."""
        with self.world.lock:
            self.world.files[spreadsheet].unshare(email)

    def delete(self, spreadsheet: str) -> None:
        """Deletes a spreadsheet, as its owner would."""
        with self.world.lock:
            del self.world.files[spreadsheet]

    def book(self, spreadsheet: str) -> Book:
        """The state of a spreadsheet, to be looked at; changes go through the API."""
        found = self.world.files[spreadsheet].book
        assert found is not None
        return found

    def fail(self, *faults: Fault) -> None:
        """Sets failures; see ``Fault``."""
        self.faults.set(*faults)

    def expire_tokens(self, email: str | None = None) -> None:
        """Makes all tokens worthless, or those of one account."""
        with self.world.lock:
            self.world.tokens.expire(email)

    def calls(self, api: str | None = None, kind: Kind | None = None) -> list[Logged]:
        """The calls so far, of one API and kind or of all."""
        return [
            call
            for call in self._service.log
            if api in (None, call.api) and kind in (None, call.kind)
        ]

    def forget_calls(self) -> None:
        """Empties the log of calls."""
        self._service.log.clear()

    def stop(self) -> None:
        """Lets hanging calls go and closes the port."""
        self.faults.clear()
        self._server.shutdown()
        self._server.server_close()


def start(
    folder: Path, *, port: int = 0, host: str = "127.0.0.1", clock: Clock | None = None
) -> Emulator:
    """Starts an emulator in a thread of this process; key files go into the folder."""
    service = Service(World(clock or Clock()))
    server = make_server(host, port, service, threaded=True, request_handler=_Quiet)
    service.base_url = f"http://{host}:{server.server_port}"
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    return Emulator(server, service, folder)


@contextmanager
def running(*, clock: Clock | None = None) -> Iterator[Emulator]:
    """An emulator for the length of a ``with``, on a free port, its time standing still."""
    with tempfile.TemporaryDirectory() as folder:
        emulator = start(Path(folder), clock=clock)
        try:
            yield emulator
        finally:
            emulator.stop()
