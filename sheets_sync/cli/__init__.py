"""The ``kpicells`` command: one module per group of commands.

Exit status: 0 done; 1 the input or a remote service is at fault; 2 the command line is wrong.
``--json`` prints one JSON object on stdout and nothing else there, ``{"error": ...}`` where
something is at fault; messages go to stderr.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line of this process."""
    from typer.main import get_command

    from kpicells.sheets_sync.cli.app import app, complain, print_json
    from kpicells.sheets_sync.cli.language import in_russian, spoken

    _write_what_the_terminal_can()
    try:
        command = get_command(app)
        if spoken(sys.argv[1:]) == "ru":
            command = in_russian(command)
        command()
    except Exception as error:  # noqa: BLE001  (a traceback helps nobody at a terminal)
        from kpicells.sheets_sync.faults import in_a_sentence

        said = in_a_sentence(error)
        complain(said)
        if "--json" in sys.argv:
            print_json({"error": said})
        sys.exit(1)


def _write_what_the_terminal_can() -> None:
    """Show ``?`` for a sign that the terminal's encoding lacks, as Windows-1251 lacks ``○``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="replace")
