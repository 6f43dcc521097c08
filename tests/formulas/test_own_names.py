"""Names of own KPIs and arguments work in every host, or are refused before they get there."""

from __future__ import annotations

import re
from math import log
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from kpicells.formulas import DefinitionError, catalog, hosts, metrics
from kpicells.formulas.hosts import emit
from kpicells.formulas.hosts.pandas import _helpers
from kpicells.formulas.hosts.python_runtime import FUNCTIONS as RUNTIME
from kpicells.formulas.own_names import UNUSABLE, check_own
from tests.engines import node
from tests.engines.sheet import Sheet, by_ironcalc
from tests.formulas.own_kpis import own, plain


def test_every_metric_may_be_an_argument() -> None:
    for name in metrics.shipped:
        own(f"{name} / 2")


def test_names_that_a_host_uses_itself_are_refused() -> None:
    duck = duckdb.sql(
        "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    )
    used = {name for (name,) in duck.fetchall()} | {*RUNTIME, *_helpers()}
    assert {name for name in used if name == name.lower()} <= UNUSABLE


def test_names_that_hosts_use_in_their_texts_work_or_are_refused() -> None:
    folder = Path(hosts.__file__).parent
    words = {
        word
        for module in folder.glob("*.py")
        for word in re.findall(r"\b[a-z][a-z0-9_]*\b", module.read_text("utf-8"))
    } - {*UNUSABLE, *metrics, "rows_of_"}
    assert len(words) > 200
    for word in sorted(words):
        said = {"arguments": {word: plain()}}
        alone = own(
            f"if({word} > 3, abs({word}) * ln({word}) + exp({word} - 4) - {word} ^ 2 / "
            f"sqrt({word}), 0) + min({word}, likes) + max({word}, likes) + round_up({word}) + "
            f"sign({word})",
            **said,
        )
        assert alone(4, 5) == pytest.approx(4 * log(4) + 1 - 8 + 4 + 5 + 4 + 1), word
        column = alone(pd.Series([4.0]), pd.Series([5.0]))
        assert list(column) == pytest.approx([alone(4, 5)]), word
        summed = own(
            f"sum({word} * likes) / count(likes) + median({word}) + largest({word}) * "
            f"smallest({word}) + sum(position({word}))",
            **said,
        )
        assert summed([1, 3], [2, 2]) == 4 + 2 + 3 + 3, word


def test_names_that_are_words_of_javascript_are_refused() -> None:
    words = [word for word in UNUSABLE if word != "position"]
    functions = {
        word: f'() => {{ "use strict"; new Function("{word}", "\'use strict\';"); return 1; }}'
        for word in [*words, "async", "of", "get", "static", "package", "likes"]
    }
    answers = node.run(functions, [(word, []) for word in functions])
    refused = {w for w, answer in zip(functions, answers, strict=True) if "value" not in answer}
    assert {"class", "delete", "static", "eval"} <= refused <= UNUSABLE


def test_names_of_our_own_helpers_are_refused() -> None:
    with pytest.raises(DefinitionError, match="'rows_of_likes' must be called by"):
        own("rows_of_likes / sum(likes)", arguments={"rows_of_likes": plain()})


@pytest.mark.parametrize("name", ["n1", "r", "c2", "value", "names", "row", "index", "x"])
def test_odd_names_work_in_every_host(name: str) -> None:
    kpi = own(f"{name} / sum(likes)", arguments={name: plain()})
    sheet = Sheet()
    sheet.formulas.append(f"=KPI_OWN_TRIAL({','.join(sheet.add([6, [1, 2]]))})")
    assert by_ironcalc(sheet, {"KPI_OWN_TRIAL": emit(kpi, "lambda")}) == [2]
    assert node.run({"F": emit(kpi, "javascript")}, [("F", [6, [[1], [2]]])]) == [{"value": 2}]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT 6 AS {name}, unnest([1, 2]) AS likes")
        assert connection.sql(f"SELECT {emit(kpi, 'sql')} FROM t").fetchall() == [(2,)]


def test_kpis_of_the_catalogue_could_not_be_own_ones_under_their_ids() -> None:
    with pytest.raises(DefinitionError, match="is a KPI of the catalogue"):
        check_own(catalog["CTR"])
