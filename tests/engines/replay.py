"""Replays recorded conversations with Google against the emulator, and lists what differs.

    python -m tests.engines.replay path/to/cassettes/*.json

Takes recordings in JSON of VCR.py and Betamax, as gspread and gspread-pandas keep them among their
tests. A recording is replayed if it makes the spreadsheets that it uses; what only accounts and
clocks can tell apart (addresses, times, the order of a theme's colours) is not compared, and
neither is a refusal of quota or a failure of Google's own.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from google.auth.transport.requests import AuthorizedSession

from tests.engines.google_api import Emulator, running
from tests.engines.google_api.quotas import Limits
from tests.engines.google_clients import session

_IDS = {
    "id", "spreadsheetId", "sheetId", "namedRangeId", "protectedRangeId", "metadataId",
    "filterViewId", "chartId", "bandedRangeId",
}  # fmt: skip
_APART = {
    "createdTime", "modifiedTime", "version", "spreadsheetUrl", "emailAddress", "displayName",
    "photoLink", "webViewLink", "owners", "etag", "viewedByMeTime", "users",
}  # fmt: skip
"""What differs between two accounts or two days."""
_PASSING = {429, 500, 502, 503}
_FILE = re.compile(r"/(?:spreadsheets|files)/([\w-]{40,50})")


@dataclass
class Replay:
    """One conversation."""

    google: Emulator
    http: AuthorizedSession
    ids: dict[Any, Any] = field(default_factory=dict)

    def differences(self, recorded: dict[str, Any]) -> list[str]:
        """What the emulator answers otherwise to one request than Google did."""
        asked, answer = recorded["request"], recorded["response"]
        url = urlsplit(asked["uri"])
        if not url.netloc.endswith("googleapis.com") or "oauth2" in url.netloc:
            return []
        path = self._renamed(url.path + (f"?{url.query}" if url.query else ""))
        body = _body(asked.get("body"))
        if body.startswith("{"):
            body = json.dumps(self._mapped(json.loads(body)))
        kinds = [v for k, v in asked["headers"].items() if k.lower() == "content-type"]
        headers = {"Content-Type": kinds[0][0]} if kinds else {}
        reply = self.http.request(
            asked["method"], self.google.url + path, data=body.encode(), headers=headers, timeout=60
        )
        wanted, found = _parsed(_body(answer.get("body"))), _parsed(reply.text)
        self._learn(wanted, found)
        status = answer["status"]["code"]
        told = [] if status == reply.status_code else [f"status {status}, here {reply.status_code}"]
        told += _compared(self._mapped(wanted), found)
        return [f"{asked['method']} {path[:120]}: {one}" for one in told]

    def _renamed(self, text: str) -> str:
        for theirs, ours in self.ids.items():
            if isinstance(theirs, str) and len(theirs) > 5:
                text = text.replace(theirs, ours)
        return text

    def _mapped(self, value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: self._mapped(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self._mapped(one, name) for one in value]
        if name in _IDS and not isinstance(value, bool):
            return self.ids.get(value, value)
        return self._renamed(value) if isinstance(value, str) else value

    def _learn(self, theirs: Any, ours: Any) -> None:
        """Note which id here stands for which of theirs."""
        if isinstance(theirs, dict) and isinstance(ours, dict):
            for key in theirs.keys() & ours.keys():
                if key in _IDS and isinstance(theirs[key], str | int) and theirs[key] != ours[key]:
                    self.ids.setdefault(theirs[key], ours[key])
                self._learn(theirs[key], ours[key])
        if isinstance(theirs, list) and isinstance(ours, list):
            for one, other in zip(theirs, ours, strict=False):
                self._learn(one, other)


def _compared(theirs: Any, ours: Any, path: str = "") -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted((theirs.keys() | ours.keys()) - _APART):
            if key not in theirs or key not in ours:
                here = "is here alone" if key in ours else "is missing"
                yield f"{path}.{key} {here}: {_short((ours | theirs)[key])}"
            else:
                yield from _compared(theirs[key], ours[key], f"{path}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list):
        if path.endswith("themeColors"):
            theirs, ours = (sorted(one, key=str) for one in (theirs, ours))
        if len(theirs) != len(ours):
            yield f"{path} has {len(theirs)} items, here {len(ours)}"
        for place, (one, other) in enumerate(zip(theirs, ours, strict=False)):
            yield from _compared(one, other, f"{path}[{place}]")
    elif isinstance(theirs, float) and isinstance(ours, int | float):
        if abs(theirs - ours) > 1e-6 * max(1, abs(theirs)):
            yield f"{path} is {theirs}, here {ours}"
    elif theirs != ours:
        yield f"{path} is {_short(theirs)}, here {_short(ours)}"


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:160]


def _body(said: Any) -> str:
    if isinstance(said, dict) and said.get("base64_string"):
        raw = base64.b64decode(said["base64_string"])
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
    text = said.get("string") if isinstance(said, dict) else said
    return str(text or "")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _conversation(path: Path) -> list[dict[str, Any]]:
    found = json.loads(path.read_text("utf-8"))
    calls: list[dict[str, Any]] = found.get("interactions") or found.get("http_interactions") or []
    return calls


def _is_whole(calls: Sequence[dict[str, Any]]) -> bool:
    """Whether a conversation makes every spreadsheet that it uses."""
    made = "".join(
        _body(call["response"].get("body"))
        for call in calls
        if call["request"]["method"] == "POST" and not _FILE.search(call["request"]["uri"])
    )
    copied = "".join(
        _body(c["response"].get("body")) for c in calls if "/copy" in c["request"]["uri"]
    )
    used = {one for call in calls for one in _FILE.findall(call["request"]["uri"])}
    return all(one in made or one in copied for one in used)


def replay(paths: Sequence[Path]) -> tuple[int, dict[Path, list[str]]]:
    """Replay recordings.

    Returns:
        How many calls were compared, and what differed, by recording.
    """
    count, found = 0, {}
    with running() as google:
        google.quotas.limits = Limits(10**9, 10**9)
        http = session(google)
        for path in paths:
            calls = _conversation(path)
            if not _is_whole(calls):
                continue
            google.world.files.clear()
            talk = Replay(google, http)
            told: list[str] = []
            for call in calls:
                if call["response"]["status"]["code"] not in _PASSING:
                    count += 1
                    told += talk.differences(call)
            if told:
                found[path] = told
    return count, found


def main() -> None:
    """List the differences; the exit status tells whether there are any."""
    paths = [Path(one) for one in sys.argv[1:]]
    count, found = replay(paths)
    for path, told in found.items():
        print(path.name, *told, sep="\n  ")
    print(f"{count} calls compared, {sum(map(len, found.values()))} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
