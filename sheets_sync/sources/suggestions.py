"""Which metric a column may hold, by the likeness of names; always proposed, never taken."""

from __future__ import annotations

import re
from datetime import datetime

import tomlkit
from rapidfuzz import fuzz, process

from kpicells.formulas.metrics import POST_REACH, metrics
from kpicells.sheets_sync.sources.formats import currency_in, plain
from kpicells.sheets_sync.sources.likeness import say_the_same, words
from kpicells.sheets_sync.tables import Table, data_rows

_NEAR = 84
_LOOKED_AT = 200
_YEARS = range(1990, 2100)

_OTHER_NAMES = {
    "spend": "amount spent|spent|cost|costs|budget spent|money spent|ad spend|campaign cost|"
    "затраты|расходы|бюджет|потрачено",
    "impressions": "impr|imps|shows|показов",
    "clicks": "click|all clicks|кликов|переходы",
    "link_clicks": "clicks to website|outbound clicks|website clicks|переходы по ссылке",
    "leads": "lead|total conversion|total conversions|applications|заявки|заявок|обращения",
    "purchases": "orders|sales|transactions|approved conversion|заказы|продажи|оплаты",
    "revenue": "income|turnover|sales amount|purchase value|conversion value|revenue generated|"
    "purchases conversion value|доход|сумма|оборот",
    "conversions": "conversion|results|целевые действия|достижения цели",
    "sessions": "visits|визиты",
    "users": "visitors|посетители",
    "reach": "unique reach|accounts reached|viewers|охваты|охват публикации",
    "views": "просмотры публикации",
    "likes": "like|нравится|мне нравится|лайк",
    "comments": "comment|комментарий",
    "shares": "reposts|репост|поделились",
    "saves": "saved|bookmarks|сохранено|add to favorites",
    "followers": "subscribers|total followers|followers total|подписчиков|участники",
    "new_followers": "follows|new subscribers|followers gained|новые участники|подписались",
    "lost_followers": "unfollows|unsubscribed|followers lost|отписались",
    "net_followers": "net growth|followers net|net followers|чистый прирост",
    "video_views": "video view|plays|воспроизведения",
    "profile_visits": "profile views|page visits|посещения страницы",
    "messages": "conversations|диалоги|переписки",
    "form_submits": "form submissions|leads submission|отправка формы",
}
_NAMES: dict[str, str] = {}
for _metric in (metric for metric in metrics.values() if metric.id != POST_REACH):
    for _name in (_metric.id.replace("_", " "), _metric.en, _metric.ru):
        _NAMES.setdefault(plain(_name), _metric.id)
_OWN_NAMES = frozenset(_NAMES)
for _id, _others in _OTHER_NAMES.items():
    for _name in _others.split("|"):
        _NAMES.setdefault(_name, _id)

_ROLES = {
    "date": "date|day|дата|день|period|reporting starts|publish time|post time|created|время|"
    "period start|start date|дата начала",
    "end_date": "period end|end date|date end|reporting ends|дата окончания|конец периода",
    "campaign": "campaign|campaign name|кампания|название кампании|utm campaign|session campaign",
    "post": "post id|permalink|link|video link|ссылка|ad id|пост",
    "account": "account|account name|page name|аккаунт|сообщество|кабинет",
}
_FORMATS = (
    "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%m-%d-%Y",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%d.%m.%Y %H:%M",
    "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%b %d, %Y",
    "%B %d, %Y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y", "%a, %d %b %Y", "%a, %b %d, %Y",
)  # fmt: skip


def suggest_metrics(table: Table) -> dict[str, str]:
    """Metric to the column that most likely holds it, among columns of numbers."""
    # A name that stands twice has a number behind: the first is the one to propose.
    again = re.compile(r" \(\d+\)$")
    numeric = [c for c in numeric_columns(table) if again.sub("", c) not in {*table.header} - {c}]
    pairs: list[tuple[float, str, str]] = []
    for column in numeric:
        name = words(column)
        found = process.extract(name, list(_NAMES), scorer=fuzz.ratio, limit=3)
        found += [(other, 90.0, 0) for other in _OWN_NAMES if say_the_same(name, other)]
        for other, score, _ in found:
            if score >= _NEAR and say_the_same(name, other):
                # A metric's own name wins over another word for it.
                pairs.append((score + (other in _OWN_NAMES), _NAMES[other], column))
    chosen: dict[str, str] = {}
    for _, metric, column in sorted(pairs, key=lambda pair: -pair[0]):
        if metric not in chosen and column not in chosen.values():
            chosen[metric] = column
    return {metric: chosen[metric] for metric in metrics if metric in chosen}


def _by_title(table: Table) -> dict[str, str]:
    """The metric that a title names, where a single column of numbers stands below it."""
    numeric = numeric_columns(table)
    if len(numeric) != 1 or not table.title:
        return {}
    found = process.extractOne(plain(table.title), list(_NAMES), scorer=fuzz.token_set_ratio)
    return {_NAMES[found[0]]: numeric[0]} if found and found[1] >= _NEAR else {}


def suggest_mapping(table: Table) -> str:
    """The text of a mapping file for a table, to be looked over by a person."""
    document = tomlkit.document()
    document.add(tomlkit.comment("Which column is what. Check every line, then import with it."))
    source = re.sub(r"\W+", "_", table.file.stem.lower()).strip("_")
    document["source"] = source or "my_table"
    roles = {role: _column_for(table, names) for role, names in _ROLES.items()}
    date, end = roles.pop("date"), roles.pop("end_date")
    dated = [name for name in table.header if name and _date_formats(table, name)]
    if date not in dated:
        date = dated[0] if dated else None
    if date:
        formats = _date_formats(table, date)
        if end in dated and end != date:
            document["end_date"] = end
            formats = [form for form in formats if form in _date_formats(table, end)]
        entry = tomlkit.inline_table()
        entry["column"] = date
        if len(formats) == 1:
            entry["format"] = formats[0]
        elif formats:
            entry.comment("say which: format = " + " or ".join(f'"{form}"' for form in formats))
        document["date"] = entry
    else:
        document.add(
            tomlkit.comment("No column holds dates, and every row needs one: add it, then")
        )
        document.add(tomlkit.comment('date = { column = "...", format = "%d.%m.%Y" }'))
    for role, column in roles.items():
        if column and column not in (date, end):
            document[role] = column
    chosen = suggest_metrics(table) or _by_title(table)
    plainly = (column.replace("[", "(").replace("]", ")") for column in chosen.values())
    currencies = {currency_in(column) for column in plainly} - {None}
    if {"spend", "revenue"} & set(chosen):
        if len(currencies) == 1:
            document["currency"] = currencies.pop()
        else:
            document.add(tomlkit.comment('currency = "USD"'))
    section = tomlkit.table()
    for metric, column in chosen.items():
        section[metric] = column
    left = [c for c in numeric_columns(table) if c not in (date, end, *roles.values())]
    for column in left:
        if column not in chosen.values():
            section.add(tomlkit.comment(f'... = "{column}"'))
    if not chosen:
        section.add(tomlkit.comment('impressions = "the column with impressions"'))
    document["metrics"] = section
    return tomlkit.dumps(document)


def _sample(table: Table) -> list[list[str]]:
    return [row for _, row in data_rows(table, _LOOKED_AT)]


def numeric_columns(table: Table) -> list[str]:
    """The columns that hold hardly anything but numbers."""
    rows = _sample(table)
    return [
        name
        for place, name in enumerate(table.header)
        if name and _share_of_numbers([row[place] for row in rows]) > 0.8
    ]


def _share_of_numbers(cells: list[str]) -> float:
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "-", "--", "NAN", "N/A")]
    number = re.compile(r"[-+]?[\d\s.,'%₽$€£]*\d[\d\s.,'%₽$€£]*")
    return sum(bool(number.fullmatch(c[:60])) for c in filled) / len(filled) if filled else 0.0


def _column_for(table: Table, names: str) -> str | None:
    wanted = names.split("|")
    best, best_score = None, 90.0
    for column in table.header:
        name = words(column)
        score = max(fuzz.ratio(name, other) for other in wanted)
        if score > best_score:
            best, best_score = column, score
    return best


def _date_formats(table: Table, column: str) -> list[str]:
    """The formats that fit every date of a column; two where day and month may be swapped."""
    place = table.header.index(column)
    cells = [row[place].strip() for row in _sample(table) if row[place].strip()]
    if not cells:
        return []
    return [form for form in _FORMATS if all(_fits(cell, form) for cell in cells)]


def _fits(cell: str, form: str) -> bool:
    if form == "%Y%m%d" and len(cell) != 8:
        return False
    try:
        # A number of views may be read as a year, a month and a day.
        return datetime.strptime(cell, form).year in _YEARS
    except ValueError:
        return False
