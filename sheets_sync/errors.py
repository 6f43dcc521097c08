"""The errors of imports, plans and refreshes.

KpicellsError                 (kpicells.formulas.errors)
├── InputError                a file, mapping or argument is at fault
│   ├── UnreadableFile        no table can be read from the file
│   ├── UnknownSource         a table, but of no format we know, and no mapping given
│   ├── MappingError          the mapping file is wrong, or does not fit the table
│   │   └── AmbiguousDates    days and months may be swapped, and nobody has said which is which
│   └── PlanError             plan.toml or workspace.toml is wrong
├── StoreError                the facts cannot be read or written
└── TargetError               the workbook or sheet cannot be read or written
    └── DamagedWorkbook       the file is no workbook any more
"""

from __future__ import annotations

from kpicells.formulas.errors import KpicellsError


class InputError(KpicellsError):
    """A file, mapping or argument is at fault: the message says where and what to do."""


class UnreadableFile(InputError):
    """No table can be read from the file."""


class UnknownSource(InputError):
    """The file holds a table, but of no format that kpicells knows, and no mapping was given."""


class MappingError(InputError):
    """The mapping file is wrong, or names columns that the table does not have."""


class AmbiguousDates(MappingError):
    """Days and months of a column may be swapped, and no cell settles which is which."""


class PlanError(InputError):
    """A plan or workspace file is wrong: the message names the key and the allowed values."""


class StoreError(KpicellsError):
    """The store of facts cannot be read or written."""


class TargetError(KpicellsError):
    """The workbook or sheet cannot be read or written."""


class DamagedWorkbook(TargetError):
    """The file is no workbook any more; an earlier state of it may be in the backups."""
