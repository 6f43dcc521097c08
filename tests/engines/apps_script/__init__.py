"""Apps Script, in Node: runs the project's files in one scope, with Google's services in memory.

The services follow Google's published typings (a test says so); what they cannot show is how
Google's own differ from their documentation.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class Failed(Exception):
    """A script stopped with an error; the message is what the person sees."""


class AppsScript:
    """A project that runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def calls(self, calls: Sequence[tuple[str, Sequence[Any]]]) -> list[Any]:
        """What cells show that call functions: a value, rows, or ``{"error", "said"}``."""
        prepared = [(name, list(map(_sent, args))) for name, args in calls]
        found: list[Any] = self._ask({"calls": prepared})
        return found

    def cell(self, name: str, *args: Any) -> Any:
        """What one cell shows."""
        return self.calls([(name, args)])[0]

    def run(self, name: str, *args: Any) -> Any:
        """Run a function as a menu or the side bar does.

        Raises:
            Failed: It stopped with an error.
        """
        return self._ask({"run": [name, list(args)]})

    def world(self, code: str) -> Any:
        """Run JavaScript over ``world``, the state of the stand-in."""
        return self._ask({"world": code})

    def _ask(self, message: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(message, allow_nan=False) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node stopped; its error stands above"
        told = json.loads(line)
        if "failed" in told:
            raise Failed(told["failed"])
        return told["answer"]


@contextmanager
def running(folder: Path) -> Iterator[AppsScript]:
    """The project in a folder, in a Node of its own."""
    command = ["node", HERE / "run.mjs", folder]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield AppsScript(process)
        finally:
            process.kill()


def _sent(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$date": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_sent(one) for one in value]
    return "" if value is None else value
