"""Keeps answers as long as the files that they were made from stay the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, TypeVar

_MOST = 64

Value = TypeVar("Value")


def state_of(paths: Iterable[Path]) -> tuple[object, ...]:
    """What changes when one of the files is written, made or removed."""
    return tuple(map(_state, paths))


def _state(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Kept:
    """Answers by what was asked, the latest ones; one question at a time is worked on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[object, Any]] = OrderedDict()

    def get(self, asked: Hashable, paths: Iterable[Path], find: Callable[[], Value]) -> Value:
        """The answer that is kept, or a new one where a file has changed.

        Args:
            asked: What is asked.
            paths: The files from which the answer comes.
            find: Finds the answer; what it raises is not kept.
        """
        with self._lock:
            state = state_of(paths)
            kept = self._answers.get(asked)
            if kept is not None and kept[0] == state:
                self._answers.move_to_end(asked)
                value: Value = kept[1]
                return value
            value = find()
            self._answers[asked] = (state, value)
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
            return value
