"""GA4: what belongs to a person for good is not taken for what belongs to a visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets_sync.sources.test_rows import facts, imported

STATED = "# Account: Shop\n# Property: Shop\n# Start date: 20261001\n# End date: 20261002\n"
BY_SESSION = STATED + (
    "Date,Session source / medium,Session campaign,Sessions,Key events,Total revenue\n"
    "20261001,vk / cpc,spring,50,2,120\n20261001,google / organic,(organic),30,1,30\n"
)
BY_FIRST_VISIT = STATED + (
    "Date,{source},{campaign},New users,Total users,Key events,Total revenue\n"
    "20261001,vk / cpc,autumn,5,7,2,100\n20261001,google / organic,(organic),3,4,1,50\n"
    "20261002,vk / cpc,autumn,4,4,0,20\n"
)
NAMES = (
    ("First user source / medium", "First user campaign"),
    ("First user default channel group", "First user manual campaign name"),
    ("firstUserSourceMedium", "firstUserCampaignName"),
)
RUSSIAN = STATED + (
    "Дата,{source},{campaign},Новые пользователи,Ключевые события\n"
    "20261001,vk / cpc,autumn,5,2\n20261002,vk / cpc,autumn,4,0\n"
)
RUSSIAN_NAMES = (
    ("Первый источник / канал пользователя", "Первая кампания пользователя"),
    ("Источник первого взаимодействия пользователя", "Кампания первого взаимодействия"),
)


@pytest.mark.parametrize("names", NAMES)
def test_how_people_came_first_is_no_tag_of_a_visit(names: tuple[str, str], tmp_path: Path) -> None:
    source, campaign = names
    text = BY_FIRST_VISIT.format(source=source, campaign=campaign)
    done = imported(tmp_path, "acquisition.csv", text)
    assert (done.rows_imported, done.metrics) == (3, ["new_users", "key_events", "revenue"])
    assert any("the first time" in warning and source in warning for warning in done.warnings)
    tags = "campaign, channel, utm_source, utm_medium"
    assert facts(tmp_path, f"SELECT DISTINCT {tags} FROM records") == [(None,) * 4]
    assert facts(tmp_path, "SELECT sum(m_new_users), sum(m_revenue) FROM records") == [(12, 170)]


@pytest.mark.parametrize("names", RUSSIAN_NAMES)
def test_in_russian_too(names: tuple[str, str], tmp_path: Path) -> None:
    text = RUSSIAN.format(source=names[0], campaign=names[1])
    done = imported(tmp_path, "acquisition.csv", text)
    assert done.metrics == ["new_users", "key_events"]
    assert facts(tmp_path, "SELECT DISTINCT campaign, channel FROM records") == [(None, None)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_report_by_session_counts_whichever_comes_first(
    order: tuple[int, int], tmp_path: Path
) -> None:
    acquisition = BY_FIRST_VISIT.format(source=NAMES[0][0], campaign=NAMES[0][1])
    texts = (BY_SESSION, acquisition)
    done = [imported(tmp_path, f"{i}.csv", texts[i]) for i in order]
    # Of 1 October the visits' own numbers count, 2 October is told by first visit only.
    by_day = "SELECT date, sum(m_revenue), sum(m_key_events) FROM records GROUP BY 1 ORDER BY 1"
    assert [row[1:] for row in facts(tmp_path, by_day)] == [(150, 3), (20, 0)]
    found = facts(tmp_path, "SELECT campaign, m_revenue FROM records WHERE m_revenue > 20")
    assert sorted(found, key=str) == [("(organic)", 30), ("spring", 120)]
    assert facts(tmp_path, "SELECT sum(m_new_users) FROM records") == [(12,)]
    if order == (0, 1):
        assert any("2 rows by first visit gave way" in warning for warning in done[1].warnings)
    for one in done:
        assert one.rows_read == one.rows_imported + one.skipped.total() + len(one.rejected)


def test_a_newer_report_of_acquisition_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    text = BY_FIRST_VISIT.format(source=NAMES[0][0], campaign=NAMES[0][1])
    imported(tmp_path, "old.csv", text)
    imported(tmp_path, "new.csv", text.replace("autumn,5,7,2,100", "autumn,5,7,2,110"))
    assert facts(tmp_path, "SELECT sum(m_revenue), sum(m_new_users) FROM records") == [(180, 12)]


def test_a_table_of_both_has_the_visits_own_source(tmp_path: Path) -> None:
    text = STATED + (
        "Date,First user default channel group,Session primary channel group (Default Channel "
        "Group),Sessions,Total users\n20261001,Direct,Paid Social,4,4\n"
        "20261001,Organic Search,Direct,6,5\n"
    )
    done = imported(tmp_path, "both.csv", text)
    assert done.metrics == ["sessions"]
    found = facts(tmp_path, "SELECT channel, m_sessions FROM records ORDER BY 2")
    assert found == [("Paid Social", 4), ("Direct", 6)]
