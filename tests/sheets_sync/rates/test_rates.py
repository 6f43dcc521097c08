"""The agency's table of rates: read, checked, and used for its own days only."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.rollup import roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.rates.table import read_rates

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
ADS = """Campaign name,Day,Impressions,Link clicks,Amount spent ({0}),\
Reporting starts,Reporting ends
a,2026-10-01,1000,40,{1},2026-10-01,2026-10-01
a,2026-10-02,1000,40,{2},2026-10-02,2026-10-02
"""
DEALS = (
    '"Record ID","Deal Name","Deal Stage","Pipeline","Amount","Currency","Create Date",'
    '"Close Date"\n1,a,Closed Won,P,9000.50,RUB,2026-10-01,2026-10-02\n'
)
RATES = "day,from,to,rate\n2026-10-01,USD,RUB,90\n2026-10-02,USD,RUB,100.5\n"


def _write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def _run(folder: Path, *words: str) -> Any:
    done = CliRunner().invoke(app, [*words, "-w", str(folder)])
    if isinstance(done.exception, KpicellsError):
        raise done.exception
    return done


def _import(folder: Path, name: str, text: str) -> Any:
    return _run(folder, "import", str(_write(folder, name, text)), "--client", "N")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Ads in dollars and deals in roubles."""
    _write(tmp_path, "rates.csv", RATES)
    assert _import(tmp_path, "deals.csv", DEALS).exit_code == 0
    assert _import(tmp_path, "ads.csv", ADS.format("USD", "10.00", "20.00")).exit_code == 0
    return tmp_path


def _rolled(folder: Path, currency: str | None) -> dict[tuple[str, str, date], float]:
    with Store(folder / "facts.duckdb", read_only=True) as store:
        rolled = roll_up(store, "N", *OCTOBER, currency)
    return {
        (row.source, metric, row.day): value
        for row in (*rolled.days, *rolled.months)
        for metric, value in row.metrics.items()
        if metric in ("spend", "revenue", "impressions")
    }


def test_each_day_by_its_own_rate(mixed: Path) -> None:
    in_roubles = _rolled(mixed, "RUB")
    assert in_roubles["meta_ads", "spend", date(2026, 10, 1)] == 10 * 90
    assert in_roubles["meta_ads", "spend", date(2026, 10, 2)] == 20 * 100.5
    assert in_roubles["hubspot", "revenue", date(2026, 10, 2)] == 9000.5
    # Counts are no money.
    assert in_roubles["meta_ads", "impressions", date(2026, 10, 1)] == 1000
    in_dollars = _rolled(mixed, "USD")
    assert in_dollars["meta_ads", "spend", date(2026, 10, 2)] == 20
    assert in_dollars["hubspot", "revenue", date(2026, 10, 2)] == pytest.approx(9000.5 / 100.5)


def test_the_commands_use_the_currency_of_the_plan(mixed: Path) -> None:
    plan = mixed / "clients" / "N" / "plan.toml"
    plan.parent.mkdir(parents=True, exist_ok=True)
    plan.write_text(
        'client = "N"\ngoal = "leads"\ncurrency = "RUB"\nstarts = "2026-10"\n'
        '[[kpis]]\nkpi = "CTR"\n[[kpis]]\nkpi = "CPC"\n[[kpis]]\nmetric = "spend"\n'
        'targets = { "2026-10" = 3000 }\n',
        "utf-8",
    )
    told = json.loads(_run(mixed, "facts", "N", "--metric", "spend", "--json").stdout)
    assert told["total"] == 10 * 90 + 20 * 100.5
    joined = json.loads(_run(mixed, "utm", "join", "N", "--json").stdout)
    assert joined["currency"] == "RUB"
    assert joined["total"]["spend"] == 2910
    assert joined["total"]["revenue"] == 9000.5
    # Clicks are clicks in any currency.
    assert json.loads(_run(mixed, "facts", "N", "-m", "impressions", "--json").stdout)["total"]


def test_a_day_without_a_rate_is_named(mixed: Path) -> None:
    _write(mixed, "rates.csv", RATES.rsplit("2026-10-02", 1)[0])
    with pytest.raises(
        InputError,
        match=r"rates\.csv has no rate from USD to RUB for 2026-10-02; add a line such as "
        r"2026-10-02,USD,RUB,RATE",
    ):
        _rolled(mixed, "RUB")


def test_an_amount_of_a_whole_month_has_no_rate(tmp_path: Path) -> None:
    _write(tmp_path, "rates.csv", RATES)
    _import(
        tmp_path,
        "ads.csv",
        "Campaign name,Month,Impressions,Link clicks,Amount spent (USD),Reporting starts,"
        "Reporting ends\na,2026-10-01 - 2026-10-31,10,4,5.00,2026-10-01,2026-10-31\n",
    )
    assert _rolled(tmp_path, "USD")["meta_ads", "spend", date(2026, 10, 1)] == 5
    with pytest.raises(InputError, match=r"2026-10-01 to 2026-10-31 in one number.*by day"):
        _rolled(tmp_path, "RUB")


def test_without_rates_a_second_currency_is_refused(tmp_path: Path) -> None:
    _import(tmp_path, "deals.csv", DEALS)
    file = _write(tmp_path, "ads.csv", ADS.format("USD", "1.00", "2.00"))
    done = CliRunner().invoke(app, ["import", str(file), "-c", "N", "-w", str(tmp_path)])
    assert done.exit_code == 1
    assert "rates of each day in rates.csv" in done.output
    # Rates of other currencies are no rates of these.
    _write(tmp_path, "rates.csv", RATES.replace("USD", "EUR"))
    assert CliRunner().invoke(app, ["import", str(file), "-c", "N", "-w", str(tmp_path)]).exit_code


def test_rates_that_were_taken_away(mixed: Path) -> None:
    (mixed / "rates.csv").unlink()
    with pytest.raises(InputError, match=r"RUB, USD.*rates\.csv any more"):
        _run(mixed, "facts", "N", "--metric", "revenue")
    assert json.loads(_run(mixed, "facts", "N", "-m", "impressions", "--json").stdout)["total"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "first line must be day,from,to,rate"),
        ("day,from,to\n", "first line must be"),
        ("day,from,to,rate\n2026-10-01,US,RUB,90\n", "row 2: from is 'US'"),
        ("day,from,to,rate\n2026-13-01,USD,RUB,90\n", "row 2: day is '2026-13-01'"),
        ("day,from,to,rate\n2026-10-01,USD,RUB,0\n", "row 2: rate is '0'"),
        ("day,from,to,rate\n2026-10-01,USD,RUB,inf\n", "row 2: rate is 'inf'"),
        ("day,from,to,rate\n2026-10-01,USD,RUB,about 90\n", "row 2: rate is 'about 90'"),
        ("day,from,to,rate\n2026-10-01,USD,USD,1\n", "row 2: from and to are both USD"),
        ("day,from,to,rate\n2026-10-01,USD,RUB\n", "row 2: has 3 cells"),
        (RATES + "2026-10-01,USD,RUB,91\n", "row 4: USD to RUB on 2026-10-01 is 91 here and 90"),
        (RATES + "2026-10-01,RUB,USD,90\n", "row 4: .*one of the two is wrong"),
    ],
)
def test_a_wrong_table_is_refused_with_its_row(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(InputError, match=rf"rates\.csv: .*{wrong}"):
        read_rates(_write(tmp_path, "rates.csv", text))


def test_a_table_as_russian_excel_saves_it(tmp_path: Path) -> None:
    text = "\ufeffDay;From;To;Rate\n01.10.2026;usd;RUB;92,41\n\n"
    rates = read_rates(_write(tmp_path, "rates.csv", text))
    assert rates.rate(date(2026, 10, 1), "USD", "RUB") == 92.41
    assert rates.rate(date(2026, 10, 1), "RUB", "USD") == 1 / 92.41
    assert rates.rate(date(2026, 10, 2), "USD", "RUB") is None


RATE = st.floats(0.001, 10_000).map(lambda rate: round(rate, 6))


@given(st.lists(st.tuples(st.integers(0, 400), RATE), min_size=1, unique_by=lambda one: one[0]))
def test_what_is_written_is_read(days: list[tuple[int, float]]) -> None:
    import tempfile

    lines = [f"{date(2026, 1, 1) + timedelta(n)},EUR,USD,{rate!r}" for n, rate in days]
    with tempfile.TemporaryDirectory() as folder:
        path = _write(Path(folder), "rates.csv", "day,from,to,rate\n" + "\n".join(lines))
        rates = read_rates(path)
    for number, rate in days:
        assert rates.rate(date(2026, 1, 1) + timedelta(number), "EUR", "USD") == rate
