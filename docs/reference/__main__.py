"""``python -m docs.reference``: build the reference site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs.reference.build import NotBuilt, build


def main() -> int:
    """Build the site and tell where it lies."""
    parser = argparse.ArgumentParser(prog="docs.reference", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/reference"), metavar="DIR")
    out: Path = parser.parse_args().out
    try:
        build(out)
    except NotBuilt as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The reference: {out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
