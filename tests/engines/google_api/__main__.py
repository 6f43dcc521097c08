"""Starts the emulator for any client: ``python -m tests.engines.google_api --port 8085``."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path

from tests.engines.google_api.clock import Clock
from tests.engines.google_api.handle import start


def main() -> None:
    """Listens until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines.google_api", description=__doc__)
    parser.add_argument("--port", type=int, default=8085)
    parser.add_argument(
        "--key", type=Path, default=Path("KEY.json"), help="where the key file goes"
    )
    parser.add_argument(
        "--share-with", action="append", default=[], metavar="ADDRESS",
        help="makes a spreadsheet of its owner's and shares it; the service account has one anyway",
    )  # fmt: skip
    parser.add_argument(
        "--still", action="store_true", help="time stands still until /control/clock moves it"
    )
    options = parser.parse_args()
    options.key.parent.mkdir(parents=True, exist_ok=True)
    clock = Clock(running=not options.still)
    emulator = start(options.key.parent, port=options.port, clock=clock)
    emulator.key_file.replace(options.key)
    sheet = emulator.spreadsheet("Sample")
    for address in options.share_with:
        emulator.share(sheet, address)
    print(f"Listening on {emulator.url}")
    print(f"Key file     {options.key}  ({emulator.email})")
    print(f"Spreadsheet  {sheet}  {emulator.url}/look/{sheet}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        emulator.stop()


if __name__ == "__main__":
    main()
