"""Staged rows put into the store."""

from __future__ import annotations

from datetime import date

from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.checking import Checked
from kpicells.sheets_sync.facts.rejecting import row_number
from kpicells.sheets_sync.facts.staging import TEXTS
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources.recipe import Grain, Recipe

_BY_DATES = (
    "CASE WHEN {day} = {to} THEN 'day' "
    "WHEN {day} = date_trunc('month', {day}) AND {to} = last_day({day}) THEN 'month' "
    "ELSE 'period' END"
)


def store_table(store: Store, one: Checked, client: str, import_id: int) -> None:
    """Insert the usable rows of a table, and what its rows of totals say of people."""
    _insert(
        store,
        one,
        client,
        import_id,
        where=one.is_usable,
        grain=_grain(one.recipe),
        days=("day", "day_to"),
        wanted=[m for m in one.recipe.metrics if one.filled[m]],
    )
    people = [m for m in one.people if m in store.metrics]
    if one.skipped["total row"] and people and one.period:
        period: tuple[date, date] = one.table.period or one.period
        day, to = f"coalesce(day, DATE '{period[0]}')", f"coalesce(day_to, DATE '{period[1]}')"
        values = ", ".join(sql.metric(m) for m in people)
        _insert(
            store,
            one,
            client,
            import_id,
            where=f"is_total AND coalesce({values}) IS NOT NULL",
            grain=_BY_DATES.format(day=day, to=to),
            days=(day, to),
            wanted=people,
            is_total=True,
        )
    for metric, decimals in one.decimals.items():
        _note_decimals(store, metric, decimals)


def _grain(recipe: Recipe) -> str:
    """SQL for what a staged row is about."""
    dates = recipe.date
    if recipe.grain is Grain.POST:
        return "'post'"
    if recipe.grain is Grain.MONTH:
        # What has passed of a month is that month, so that the next export takes its place.
        this_month = "day = date_trunc('month', day) AND day_to <= last_day(day)"
        return f"CASE WHEN {this_month} THEN 'month' ELSE 'period' END"
    if dates is not None and dates.end_column is None:
        return "'day'"
    return _BY_DATES.format(day="day", to="day_to")


def _insert(
    store: Store,
    one: Checked,
    client: str,
    import_id: int,
    *,
    where: str,
    grain: str,
    days: tuple[str, str],
    wanted: list[str],
    is_total: bool = False,
) -> None:
    name = one.staged.name
    # Rows of totals carry no account of their own where accounts are what they sum over.
    named = "account" in one.staged.texts and not (is_total and one.recipe.account)
    account = "account" if named else "CAST(NULL AS VARCHAR)"
    kinds = store.rows(f"SELECT DISTINCT {account}, {grain} FROM {name} WHERE {where}")
    next_id = store.one("SELECT coalesce(max(id), 0) + 1 FROM parts")[0]
    for number, (of, kind) in enumerate(kinds, next_id):
        store.con.execute(
            "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number,
                import_id,
                client,
                one.recipe.source,
                one.recipe.report,
                of,
                kind,
                one.currency,
                one.table.sheet,
            ],
        )
    part, joined = str(next_id), ""
    if len(kinds) > 1:
        part = "p.id"
        joined = (
            f"JOIN (SELECT id, account AS of_account, grain AS of_grain FROM parts "
            f"WHERE id >= {next_id}) AS p "
            f"ON p.of_account IS NOT DISTINCT FROM {account} AND p.of_grain = {grain}"
        )
    names = [] if is_total else [t for t in TEXTS if t in one.staged.texts and t != "account"]
    metrics = [sql.metric(metric) for metric in wanted]
    store.con.execute(
        f"INSERT INTO records ({', '.join(['part', sql.name('row'), *names])}, date, date_to, "
        f"{', '.join(metrics)}) "
        f"SELECT {', '.join([part, row_number(one.table), *names, *days, *metrics])} "
        f"FROM (SELECT *, rowid FROM {name} WHERE {where}) {joined}"
    )


def _note_decimals(store: Store, metric: str, decimals: int) -> None:
    known = store.rows("SELECT decimals FROM measures WHERE metric = ?", [metric])
    if not known:
        store.con.execute("INSERT INTO measures VALUES (?, ?)", [metric, decimals])
        return
    both = (decimals, known[0][0])
    widest = -1 if -1 in both else max(both)
    store.con.execute("UPDATE measures SET decimals = ? WHERE metric = ?", [widest, metric])
