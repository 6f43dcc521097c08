"""What a workspace adds is seen inside its ``with`` block, and nowhere else."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kpicells.formulas import DefinitionError, Metric, Over, UnknownKpi, catalog, metrics

OURS = replace(catalog["CTR"], id="OUR_RATE")
THEIRS = replace(catalog["CPM"], id="THEIR_PRICE")
VISITS = Metric("stand_visits_here", "Visits to the stand", "Визиты на стенд")


def test_own_things_come_after_the_shipped_ones_and_go() -> None:
    before = list(catalog)
    with catalog.extended_by([OURS]):
        assert list(catalog) == [*before, "OUR_RATE"]
        assert len(catalog) == len(before) + 1
        assert "OUR_RATE" in catalog
        assert catalog["kpi_our_rate"] is OURS
        assert catalog["OUR_RATE_TOTAL"](clicks=[5, 15], impressions=[100, 100]) == 0.1
        assert OURS in catalog.values()
        assert "OUR_RATE" not in catalog.shipped
    assert list(catalog) == before
    with pytest.raises(UnknownKpi):
        catalog["OUR_RATE"]


def test_an_unknown_kpi_is_told_with_the_nearest_own() -> None:
    with catalog.extended_by([OURS]), pytest.raises(UnknownKpi, match="OUR_RATE"):
        catalog["OUR_RAT"]


def test_another_workspace_takes_the_place_of_the_first() -> None:
    with catalog.extended_by([OURS]):
        with catalog.extended_by([THEIRS]):
            assert "THEIR_PRICE" in catalog
            assert "OUR_RATE" not in catalog
        assert "OUR_RATE" in catalog
        assert "THEIR_PRICE" not in catalog


def test_an_error_in_the_block_ends_it() -> None:
    with pytest.raises(ZeroDivisionError), catalog.extended_by([OURS]):
        raise ZeroDivisionError
    assert "OUR_RATE" not in catalog


def test_a_taken_id_is_refused_and_nothing_stays() -> None:
    taken = catalog.extended_by([OURS, replace(OURS, id="CTR")])
    with pytest.raises(DefinitionError, match="two KPIs are called CTR"), taken:
        pass
    assert "OUR_RATE" not in catalog


def test_own_metrics() -> None:
    with metrics.extended_by([VISITS]):
        assert metrics["stand_visits_here"].ru == "Визиты на стенд"
        metrics.add(replace(VISITS, id="stand_talks_here"))
        assert "stand_talks_here" in metrics
        with pytest.raises(DefinitionError, match="already defined"):
            metrics.add(replace(VISITS, adds_over=Over.NOTHING))
    assert "stand_visits_here" not in metrics
    assert "stand_talks_here" not in metrics


def test_a_metric_like_a_shipped_one_is_the_shipped_one() -> None:
    count = len(metrics)
    with metrics.extended_by([replace(metrics["likes"])]):
        assert len(metrics) == count
    taken = metrics.extended_by([replace(metrics["likes"], en="Thumbs")])
    with pytest.raises(DefinitionError, match="already defined"), taken:
        pass


def test_threads_and_tasks_do_not_see_each_other_s() -> None:
    def served(own: str) -> bool:
        with catalog.extended_by([OURS if own == "OUR_RATE" else THEIRS]):
            return own in catalog and len(catalog) == len(catalog.shipped) + 1

    async def answered(own: str) -> bool:
        with catalog.extended_by([OURS if own == "OUR_RATE" else THEIRS]):
            await asyncio.sleep(0)
            return own in catalog and len(catalog) == len(catalog.shipped) + 1

    async def several() -> list[bool]:
        return await asyncio.gather(*map(answered, ids))

    ids = ["OUR_RATE", "THEIR_PRICE"] * 20
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(served, ids))
    assert all(asyncio.run(several()))
    with catalog.extended_by([OURS]), ThreadPoolExecutor(1) as pool:
        assert not pool.submit(lambda: "OUR_RATE" in catalog).result()
