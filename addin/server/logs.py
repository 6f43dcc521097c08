"""The log: one line of JSON for each thing that happened, and nothing of what cells hold.

No argument, no answer, no key and no address line with a query is ever written; an error is told
by its kind and the lines of code it went through, since its message may quote a cell.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any, TextIO

_OURS = "kpicells"
_OWN_MESSAGES = (_OURS, "uvicorn")
_FIELDS = (
    *("request", "method", "path", "status", "milliseconds"),
    *("key", "calls", "errors", "function", "address"),
)


class AsJson(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["at"] = [
                f"{Path(frame.filename).name}:{frame.lineno}"
                for frame in extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


def log_to(stream: TextIO, level: int = logging.INFO) -> None:
    """Write the log of the server, and of what it runs on, to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson())
    for name in _OWN_MESSAGES:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level)
    # Its own lines say what ours say.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
