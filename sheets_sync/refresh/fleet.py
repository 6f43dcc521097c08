"""Refreshes many clients: several at once where they wait for Google, each of them once.

A run writes down which clients are done, so that one that was killed goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.faults import in_a_sentence
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.refresh.outcome import Outcome

_FILE = "fleet.json"
_FRESH_FOR = timedelta(hours=12)
"""A run that stopped longer ago is not taken up again: its numbers are old."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one client.

    Attributes:
        client: The client's name.
        outcome: What was done; None where it failed, or was done by the run before.
        error: Why it failed.
        by_run_before: Whether the run that was stopped had done it.
    """

    client: str
    outcome: Outcome | None = None
    error: str = ""
    by_run_before: bool = False


@dataclass(frozen=True, slots=True)
class Fleet:
    """The clients of a workspace, to be refreshed together.

    Attributes:
        folder: The workspace's folder.
        refresh: Refreshes one client.
        at_once: How many are refreshed at the same time.
    """

    folder: Path
    refresh: Callable[[str], Outcome]
    at_once: int = 1

    def run(
        self, clients: Sequence[str], now: datetime, *, resume: bool = True
    ) -> Iterator[Answer]:
        """Refresh clients; answers come as they are ready.

        Args:
            clients: Their names.
            now: The present moment.
            resume: Leave out what a run that was stopped lately has done.

        Raises:
            StoreError: The list of what is done cannot be written.
        """
        done = self._done_before(now) & set(clients) if resume else set()
        for client in clients:
            if client in done:
                yield Answer(client, by_run_before=True)
        for answer in self._answers([client for client in clients if client not in done]):
            if not answer.error:
                done.add(answer.client)
                self._write_down(done, now)
            yield answer
        with suppress(OSError):
            self._file.unlink()

    def _answers(self, clients: Sequence[str]) -> Iterator[Answer]:
        waiting = iter(clients)
        with ThreadPoolExecutor(self.at_once, thread_name_prefix="refresh") as pool:
            running: set[Future[Answer]] = set()
            try:
                while True:
                    for client in waiting:
                        # The workspace's own KPIs are known to this thread; they come along.
                        running.add(pool.submit(copy_context().run, self._one, client))
                        if len(running) >= self.at_once:
                            break
                    if not running:
                        return
                    ready, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in ready:
                        yield future.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _one(self, client: str) -> Answer:
        try:
            return Answer(client, self.refresh(client))
        except Exception as error:  # noqa: BLE001  (it stops no other client)
            return Answer(client, error=in_a_sentence(error))

    @property
    def _file(self) -> Path:
        return self.folder / _FILE

    def _done_before(self, now: datetime) -> set[str]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
            if isinstance(found, Mapping):
                when = datetime.fromisoformat(str(found["when"]))
                return set(found["done"]) if timedelta(0) <= now - when < _FRESH_FOR else set()
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return set()

    def _write_down(self, done: set[str], now: datetime) -> None:
        text = json.dumps({"when": now.isoformat(), "done": sorted(done)}, ensure_ascii=False)
        try:
            with replacing(self._file) as fresh:
                fresh.write_text(text, encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{self._file}: cannot be written: {error.strerror}") from None
