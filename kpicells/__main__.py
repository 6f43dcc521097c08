"""``python -m kpicells`` is the same command as ``kpicells``."""

from kpicells.sheets_sync.cli import main

if __name__ == "__main__":
    main()
