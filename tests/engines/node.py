"""Node as a judge: runs our JavaScript on many calls in one process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

_HARNESS = """
const FUNCTIONS = {{{table}}};
const answers = {calls}.map(([name, args]) => {{
  try {{ return {{ value: FUNCTIONS[name](...args) }}; }}
  catch (error) {{ return {{ code: error.code || String(error), reason: error.message }}; }}
}});
process.stdout.write(JSON.stringify(answers));
"""


def run(
    functions: dict[str, str], calls: Sequence[tuple[str, Sequence[Any]]]
) -> list[dict[str, Any]]:
    """Calls functions, given as texts by name; each answer has a value, or a code and a reason."""
    table = ",\n".join(f"{json.dumps(name)}: ({text})" for name, text in functions.items())
    done = subprocess.run(
        ["node", "-"],
        input=_HARNESS.format(table=table, calls=json.dumps(calls, allow_nan=False)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
