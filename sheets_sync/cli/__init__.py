"""The ``kpicells`` command: one module per group of commands.

Exit status: 0 done; 1 the input or a remote service is at fault; 2 the command line is wrong.
``--json`` prints one JSON object on stdout and nothing else there; messages go to stderr.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process."""
    from kpicells.formulas.errors import KpicellsError
    from kpicells.sheets_sync.cli.app import app, complain

    try:
        app()
    except KpicellsError as error:
        complain(str(error))
        sys.exit(1)
