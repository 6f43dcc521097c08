"""A description to begin with for a CRM that kpicells does not know: a row per lead or deal."""

from __future__ import annotations

import re
from collections import Counter

import tomlkit

from kpicells.sheets_sync.sources.likeness import words
from kpicells.sheets_sync.sources.suggestions import suggest_mapping, suggest_metrics
from kpicells.sheets_sync.tables import Table, data_rows

_MOST_STAGES = 40
_OWN = ("date", "closed", "stage", "amount", "name", "channel")
"""Roles that tell this table from others: such a file has all of them again."""
_NO_CRM = frozenset({"impressions", "views", "clicks", "link_clicks", "sessions"})
_ROLES = {
    "date": r"created( date| time| at| on)?|create date|date created|creation date|date added"
    r"|aql date|дата создания( сделки| лида)?|создана?|дата заявки",
    "closed": r"clos(ed|ing|e) ?(date|time|at|on)?|date closed|won (date|time)"
    r"|дата закрытия( сделки)?|дата завершения|дата оплаты",
    "stage": r"(deal|lead|opportunity|sales)? ?(stage|status)|этап( сделки)?|стадия( сделки)?"
    r"|статус( сделки| лида| заявки)?",
    "amount": r"(deal|opportunity|sale)? ?(amount|value|sum)|budget|сумма( сделки)?"
    r"|бюджет( сделки)?",
    "name": r"(deal|lead|opportunity|potential) ?(name|title)?|название( сделки| лида)?",
    "currency": r"(amount )?currency( code)?|валюта",
    "channel": r"(lead |original |traffic )?source|источник( сделки| лида| заявки)?",
    "utm_source": "utm source",
    "utm_medium": "utm medium",
    "campaign": "utm campaign",
    "utm_content": "utm content",
}
_WON = re.compile(r"\bwon\b|успешн|выигра|оплачен|\bpaid\b")
_PERSONAL = (
    *("*phone*", "*mobile*", "*mail*", "*name*", "*contact*", "*company*", "*owner*", "*address*"),
    *("*note*", "*comment*", "*телефон*", "*почта*", "*имя*", "*фамилия*", "*контакт*"),
    *("*компани*", "*ответственн*", "*коммент*", "*примечан*", "*адрес*"),
)


def to_begin_with(table: Table) -> list[str]:
    """What a person may do with a table that is not known, in lines: a text to save, and where."""
    if (described := suggest_crm(table)) is not None:
        return [
            "Each row seems to be a lead or a deal of a CRM. Save this in the workspace as "
            f"sources/{_name(table)}.toml, say which stages are sales and which good leads, and "
            "import the file again:",
            "",
            described,
        ]
    return [
        "Describe it in a mapping file and import it with --mapping; to begin with:",
        "",
        suggest_mapping(table),
    ]


def suggest_crm(table: Table) -> str | None:
    """The text of a description, if a row of the table is a lead or a deal; None if not.

    Such a row has a day on which it was created and a stage, and no stage tells by itself whether
    it is a sale: that a person says.
    """
    columns = _columns(table)
    if not {"date", "stage"} <= set(columns):
        return None
    stages = _stages(table, columns["stage"])
    if _NO_CRM & set(suggest_metrics(table)) or not 1 < len(stages) <= _MOST_STAGES:
        return None
    name = _name(table)
    document = tomlkit.document()
    document.add(tomlkit.comment("Which column and which stage is what. Check every line."))
    document["source"] = name
    document["called"] = table.file.stem
    export = tomlkit.table()
    for key, value in {
        "id": f"{name}_deals",
        "report": "deals",
        "en": f"{table.file.stem}: a row per lead or deal",
        "ru": f"{table.file.stem}: по строке на лид или сделку",
        "grain": "day",
        "needs": [role for role in columns if role in _OWN],
        "any_metric": 0,
        "parts": "deals",
        "gives": ["leads", "qualified_leads", "purchases", "revenue"],
        "personal": list(_PERSONAL),
    }.items():
        export[key] = value
    section = tomlkit.table()
    for role, column in columns.items():
        section.add(tomlkit.key([role, "any"]), column)
    export["columns"] = section
    export["stages"] = _sorted(stages)
    written = tomlkit.table()
    written["any"] = {"seen": "a file of our own"}
    export["written"] = written
    exports = tomlkit.aot()
    exports.append(export)
    document["export"] = exports
    return tomlkit.dumps(document)


def _name(table: Table) -> str:
    return re.sub(r"\W+", "_", table.file.stem.lower()).strip("_") or "my_crm"


def _columns(table: Table) -> dict[str, str]:
    """The column of each role: the first whose name is one of the role's."""
    found: dict[str, str] = {}
    for role, names in _ROLES.items():
        wanted = re.compile(rf"(?:{names})")
        for column in table.header:
            text = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", column)
            if column not in found.values() and wanted.fullmatch(words(text)):
                found[role] = column
                break
    return found


def _stages(table: Table, column: str) -> list[str]:
    place = table.header.index(column)
    seen = Counter(row[place].strip() for _, row in data_rows(table))
    return [stage for stage, _ in seen.most_common() if stage]


def _sorted(stages: list[str]) -> tomlkit.items.Table:
    won = [stage for stage in stages if _WON.search(stage.casefold())]
    section = tomlkit.table()
    section["won"] = won
    section["won"].comment("the deal is a sale: check it")
    section["qualified"] = []
    section["qualified"].comment("move those here that stand for a good lead")
    section["other"] = [stage for stage in stages if stage not in won]
    return section
