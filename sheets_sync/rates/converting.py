"""A client's money in one currency: each day's numbers by that day's rate, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpicells.formulas import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import PICKED, WITHIN_MONTH, exact_sum
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.rates.table import RATES, Rates, find_rates

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Money:
    """How a client's money is summed.

    Attributes:
        stated: The currencies that the client's exports state.
        currency: The currency of the sums; None where no export states any.
        converted: Whether rates are needed.
        mixed: Whether amounts of several currencies would be summed, for want of rates.
    """

    stated: tuple[str, ...] = ()
    currency: str | None = None
    converted: bool = False
    mixed: bool = False

    def demand_one(self, client: str) -> None:
        """Make sure that there is one currency.

        Raises:
            InputError: There are several, and no rates.
        """
        if self.mixed:
            raise InputError(
                f"{client}: money is stored in {', '.join(self.stated)}, and the workspace has no "
                f"{RATES} any more; put it back, with the columns day,from,to,rate"
            )

    def value(self, metric: str) -> str:
        """SQL for a metric's value in the record ``r`` of part ``p``."""
        column = f"r.{sql.metric(metric)}"
        if not self.converted or not is_money(metric):
            return column
        rate = "(SELECT x.rate FROM exchange AS x WHERE x.day = r.date AND x.currency = p.currency)"
        other = f"p.currency IS NULL OR p.currency = {sql.text(self.currency)} OR {column} = 0"
        return f"CASE WHEN {other} THEN {column} ELSE {column} * {rate} END"

    def sum(self, store: Store, metric: str, values: str) -> str:
        """SQL for the sum of some values, without rounding."""
        if self.converted and is_money(metric):
            return f"fsum({values})"
        return exact_sum(store, metric, values)


def is_money(metric: str) -> bool:
    """Whether a metric is an amount of money."""
    return metric in metrics and metrics[metric].unit is Unit.MONEY


def currencies(store: Store, client: str) -> tuple[str, ...]:
    """The currencies that a client's exports state."""
    rows = store.rows(
        "SELECT DISTINCT currency FROM parts WHERE client = ? AND currency IS NOT NULL ORDER BY 1",
        [client],
    )
    return tuple(code for (code,) in rows)


def money_of(
    store: Store,
    client: str,
    names: Sequence[str],
    wanted: str | None,
    first: date | None = None,
    last: date | None = None,
) -> Money:
    """How a client's money comes into one currency.

    Args:
        store: An open store; what counts stands in ``picks`` already.
        client: The client.
        names: The metrics that are asked for.
        wanted: The currency that is wanted; if left out, that of the facts.
        first: The first day that is asked for; all if left out.
        last: The last day.

    Raises:
        InputError: A rate is missing, or an amount belongs to no single day; the message says
            which and what to do.
    """
    stated = currencies(store, client)
    others = [code for code in stated if code != wanted]
    money = [metric for metric in names if is_money(metric)]
    if not money or not others or (wanted is None and len(stated) == 1):
        return Money(stated, wanted or (stated[0] if stated else None))
    rates = find_rates(store.path.parent)
    if rates is None:
        return Money(stated, stated[0], mixed=len(stated) > 1)
    if wanted is None:
        raise InputError(
            f"{client}: money is stored in {', '.join(stated)}, and no plan says in which it is "
            "counted; make one with `kpicells init`"
        )
    _prepare(store, rates, wanted)
    _refuse_guesses(store, client, rates, money, wanted, first, last)
    return Money(stated, wanted, converted=True)


def _prepare(store: Store, rates: Rates, wanted: str) -> None:
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE exchange (day DATE, currency VARCHAR, rate DOUBLE)"
    )
    found = {}
    for source, target, day in rates.of:
        for code in {source, target} - {wanted}:
            if (rate := rates.rate(day, code, wanted)) is not None:
                found[day, code] = rate
    if found:
        days, codes = zip(*found, strict=True)
        store.con.execute(
            "INSERT INTO exchange SELECT unnest(?), unnest(?), unnest(?)",
            [list(days), list(codes), list(found.values())],
        )


def _refuse_guesses(
    store: Store,
    client: str,
    rates: Rates,
    money: Sequence[str],
    wanted: str,
    first: date | None,
    last: date | None,
) -> None:
    """Make sure that every amount that counts has a day, and the day a rate."""
    amount = " OR ".join(
        f"(k.{sql.name(f'is_{m}')} AND coalesce(r.{sql.metric(m)}, 0) <> 0)" for m in money
    )
    rows = store.rows(
        f"SELECT DISTINCT p.currency, p.grain = 'day' AS daily, p.source, r.date, r.date_to "
        f"FROM {PICKED} WHERE p.client = $client AND {WITHIN_MONTH} AND ({amount}) "
        "AND ($first IS NULL OR r.date >= $first) AND ($last IS NULL OR r.date <= $last) "
        "AND p.currency <> $wanted AND (p.grain <> 'day' OR NOT EXISTS "
        "(SELECT 1 FROM exchange AS x WHERE x.day = r.date AND x.currency = p.currency)) "
        "ORDER BY p.currency, r.date",
        {"client": client, "wanted": wanted, "first": first, "last": last},
    )
    missing: dict[str, list[date]] = defaultdict(list)
    for code, daily, source, day, until in rows:
        if not daily:
            raise InputError(
                f"{client}: {source} tells money in {code} for {day} to {until} in one number, and "
                f"a rate is of one day; export it by day, or in {wanted}"
            )
        if day not in missing[code]:
            missing[code].append(day)
    for code, days in missing.items():
        shown = ", ".join(map(str, days[:_SHOWN]))
        more = f" and {len(days) - _SHOWN} more days" if len(days) > _SHOWN else ""
        raise InputError(
            f"{client}: {rates.path.name} has no rate from {code} to {wanted} for {shown}{more}; "
            f"add a line such as {days[0]},{code},{wanted},RATE for each of these days. No rate "
            "is taken from another day"
        )


def may_be_converted(folder: Path, one: str, other: str) -> bool:
    """Whether an agency gives rates between two currencies at all."""
    rates = find_rates(folder)
    return rates is not None and (one, other) in rates.pairs
