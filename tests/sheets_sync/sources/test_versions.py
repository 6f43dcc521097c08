"""Forms of exports that real files have shown: invented numbers, in the words of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import InputError, UnknownSource
from kpicells.sheets_sync.facts.importing import Imported, import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose, known_in
from kpicells.sheets_sync.tables import read_tables


def taken(folder: Path, text: str, name: str = "export.csv") -> tuple[Imported, dict[str, float]]:
    """What became of a file, and the sum of each metric over the rows that are no totals."""
    path = folder / name
    path.write_text(text, "utf-8")
    with Store(folder / "facts.duckdb") as store:
        done = import_file(
            store, "client", path, lambda careful, work: choose(
                read_tables(path, work, careful=careful), work
            )
        )  # fmt: skip
        sums = store.rows("SELECT metric, sum(value) FROM facts GROUP BY metric")
    assert done.rows_read == done.rows_imported + done.skipped.total() + len(done.rejected)
    return done, {metric: round(value, 4) for metric, value in sums}


def said(done: Imported) -> str:
    return " / ".join(done.warnings)


DIRECT = (
    "Отчет: Мастер отчетов\nАккаунт: nordlys\nВыбранный период 01.10.2026 - 31.10.2026\n\n"
    'Название кампании,№ Кампании,Тип условия показа,Название площадки,"Расход, ₽",Показы,Клики,'
    'Конверсии,"Отказы, %"\n'
)


def test_yandex_direct_keeps_rows_that_its_total_counts_twice(tmp_path: Path) -> None:
    # Two banners without names of their own: 12 + 12 + 58 = 82 impressions, as the total says.
    row = "Кофе,70602,Автотаргетинг,com.game,0,12,0,0,-\n"
    text = (
        f"{DIRECT}Итого,,,,501.05,82,3,1,20\n{row}{row}Кофе,70602,Фраза,yandex,501.05,58,3,1,20\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "yandex_direct"
    assert sums == {"impressions": 82, "clicks": 3, "conversions": 1, "spend": 501.05}
    assert done.skipped == {"preamble": 3, "total row": 1}
    assert done.period is not None
    assert tuple(map(str, done.period)) == ("2026-10-01", "2026-10-31")


def test_yandex_direct_by_place_of_the_click_has_no_impressions(tmp_path: Path) -> None:
    text = (
        'Название кампании,№ Кампании,№ Группы,Место клика,"Расход, ₽",Клики,Конверсии\n'
        "Кофе,70602,56,Заголовок и ссылка перехода,1651.06,7,3\n"
        "Кофе,70602,56,Быстрая ссылка,48.94,2,0\n"
    )
    done, sums = taken(tmp_path, text, "direct_2026-10-01_2026-10-31.csv")
    assert done.source == "yandex_direct"
    assert sums == {"clicks": 9, "conversions": 3, "spend": 1700}


def test_google_ads_assets_are_refused_since_they_count_an_ad_several_times(tmp_path: Path) -> None:
    text = (
        'Ad asset report\n"October 1, 2026 - October 31, 2026"\n'
        "Asset status,Asset type,Campaign,Level,Status,Impr.,Currency code,Cost,Clicks\n"
        "Enabled,Sitelink,Coffee,Campaign,Eligible,300,GBP,3.88,3\n"
        "Enabled,Callout,Coffee,Campaign,Eligible,300,GBP,3.88,3\n"
    )
    with pytest.raises(UnknownSource, match="once for each headline, image and link"):
        taken(tmp_path, text)


def test_google_ads_with_tabs_and_totals_by_type(tmp_path: Path) -> None:
    lines = [
        "Campaign report", "1 October 2026 - 31 October 2026",
        "Campaign status|Campaign|Budget|Currency code|Campaign type|Clicks|Impr.|Cost|Conversions",
        "Enabled|Boxes|25.00|GBP|Performance Max|603|31,193|798.88|49.00",
        "Paused|Office| --|GBP|Search|264|9,392|365.22|25.00",
        "Total: Campaigns| --| --|GBP| --|867|40,585|1164.10|74.00",
        "Total: Account|||GBP||867|40,585|1164.10|74.00",
        "Total: Search|||GBP||264|9,392|365.22|25.00",
    ]  # fmt: skip
    done, sums = taken(tmp_path, "\n".join(lines).replace("|", "\t"))
    assert sums == {"clicks": 867, "impressions": 40585, "spend": 1164.10, "conversions": 74}
    assert done.skipped == {"preamble": 2, "total row": 3}


def test_a_chart_of_2023_has_its_title_for_the_name_of_the_column(tmp_path: Path) -> None:
    text = (
        'sep=,\n"Facebook reach"\n"Date","Facebook reach"\n"2023-09-03T00:00:00","0"\n'
        '"2023-09-04T00:00:00","812"\n\n"Instagram reach"\n"Date","Instagram reach"\n'
        '"2023-09-03T00:00:00","55"\n'
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "facebook_page, instagram"
    assert sums == {"reach": 867}


def test_top_content_formats_have_no_days(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="one number per kind of post"):
        taken(tmp_path, "Views;;;\nReels;Multi-photo;Links;Photos\n572681;86208;79536;22287\n")


def test_engaged_views_are_not_views(tmp_path: Path) -> None:
    done, sums = taken(tmp_path, "Date,Engaged views\n2026-10-01,394\n2026-10-02,6\n", "Totals.csv")
    assert done.source == "youtube"
    assert sums == {"video_views": 400}
    text = (
        "Content,Video title,Video publish time,Engaged views,Views,Watch time (hours)\n"
        "Total,,,26,37,1.5\nabc_-1,A short,\"Oct 3, 2026\",26,37,1.5\n"
    )  # fmt: skip
    assert taken(tmp_path, text, "Table data.csv")[1] == {
        "video_views": 426, "views": 37, "watch_seconds": 5400,
    }  # fmt: skip


def test_shares_of_viewers_are_nothing_to_count(tmp_path: Path) -> None:
    text = "Viewer age,Views (%),Average view duration,Watch time (hours) (%)\n13-17,1,0:04:40,1\n"
    with pytest.raises(UnknownSource, match="shares of views"):
        taken(tmp_path, text)


def test_two_tables_that_a_person_put_side_by_side_are_no_youtube_export(tmp_path: Path) -> None:
    # Days at the left, videos at the right: their subscribers are of no day.
    text = (
        "Date,Views,Watch time (hours),Video title,Video publish time,Video views,Subscribers\n"
        "2026-10-01,1710,510.5,Border Force,27-Jul-20,19529,6\n"
    )
    with pytest.raises(UnknownSource, match="no export that kpicells knows"):
        taken(tmp_path, text)


def test_ga4_by_hour_adds_up_to_days_and_loses_its_people(tmp_path: Path) -> None:
    text = (
        "# ----------------------------------------,,,,\n"
        "Session primary channel group (Default channel group),Date + hour (YYYYMMDDHH),Users,"
        "Sessions,Engaged sessions\n"
        "Direct,2026101623,237,300,144\nOrganic,2026101600,10,12,5\nDirect,2026101700,5,6,1\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "ga4"
    assert sums == {"sessions": 318, "engaged_sessions": 150}
    assert done.period is not None
    assert tuple(map(str, done.period)) == ("2026-10-16", "2026-10-17")
    assert "Users by Date + hour" in said(done)


META_RU = (
    "Дата начала отчетности,Окончание отчетности,Название кампании,Показ кампании,"
    "Настройка атрибуции,Результат,Индикатор результата,Охват,Частота,Цена за результаты,"
    "Бюджет группы объявлений,Тип бюджета группы объявлений,Потраченная сумма (USD),Конец,Показы,"
    "Клики по ссылке,CTR (все),Подписки в Instagram\n"
    "2026-10-20,2026-10-26,,,,,,3000,1.4,,,,162.05,,4200,34,0.8,5\n"
    "2026-10-20,2026-10-26,Туры,active,7,12,actions:leadgen.other,1800,1.3,10,20,День,120.05,,2400,"
    "20,0.8,2\n"
    "2026-10-20,2026-10-26,Отели,active,7,3,actions:omni_landing_page_view,1500,1.2,14,20,День,42,,"
    "1800,14,0.7,3\n"
)


def test_meta_ads_in_the_russian_of_2026(tmp_path: Path) -> None:
    done, sums = taken(tmp_path, META_RU)
    assert (done.source, done.rows_imported) == ("meta_ads", 2)
    assert done.period is not None
    assert tuple(map(str, done.period)) == ("2026-10-20", "2026-10-26")
    # The reach of the account is that of its total, and no sum.
    assert sums.pop("reach") == 3000 + 1800 + 1500
    assert sums == {
        "spend": 162.05, "impressions": 4200, "link_clicks": 34, "new_followers": 5, "leads": 12,
        "landing_page_views": 3,
    }  # fmt: skip


INSTAGRAM_RU = (
    '"ID публикации","ID аккаунта","Имя пользователя аккаунта","Название аккаунта",Описание,'
    '"Длительность (с.)","Время публикации","Постоянная ссылка","Тип публикации",'
    '"Комментарий к данным",Дата,Просмотры,Охват,"Отметки ""Нравится""",Репосты,Подписки,'
    "Комментарии,Сохранения\n"
    '"{id}1","1","nordlys","Nordlys","Ролик","15","2026-10-01 03:00",'
    '"https://www.instagram.com/reel/A/","Видео Instagram","",Lifetime,120,90,10,2,1,3,4\n'
    '"{id}2","1","nordlys","Nordlys","Ролик","15","2026-10-02 03:00",'
    '"https://www.instagram.com/reel/B/","Видео Instagram","",Lifetime,80,70,6,1,0,1,2\n'
)


def test_instagram_in_the_russian_of_2026(tmp_path: Path) -> None:
    done, sums = taken(tmp_path, INSTAGRAM_RU.replace("{id}", "1800000000000000"))
    assert (done.source, done.warnings) == ("instagram", [])
    assert sums == {
        "views": 200, "reach": 160, "likes": 16, "shares": 3, "new_followers": 1, "comments": 4,
        "saves": 6,
    }  # fmt: skip


def posts_of(folder: Path) -> Mapping[str, int]:
    with Store(folder / "facts.duckdb") as store:
        rows = store.rows("SELECT post, count(*) FROM records GROUP BY post")
    return dict(rows)


@pytest.mark.parametrize("ids", ["1.80E+16", "1,8E+16", "18000000000000000"])
def test_posts_whose_ids_excel_has_rounded_are_known_by_their_addresses(
    tmp_path: Path, ids: str
) -> None:
    header, first, second = INSTAGRAM_RU.splitlines()
    rows = [header, first, second, first.replace("/A/", "/C/")]
    done, sums = taken(tmp_path, "\n".join(rows).replace("{id}1", ids).replace("{id}2", ids))
    assert set(posts_of(tmp_path)) == {f"https://www.instagram.com/reel/{name}/" for name in "ABC"}
    assert "Excel has rounded the ids" in said(done)
    assert sums["views"] == 120 + 80 + 120


def test_rounded_ids_without_an_address_are_told_apart_by_their_dates(tmp_path: Path) -> None:
    text = (
        "Tweet id,Tweet text,time,impressions,engagements,retweets\n"
        "6.49E+17,One,2016-06-20 21:56:23,424,3,1\n6.49E+17,Two,2016-06-21 10:11:35,411,8,3\n"
    )
    done, _ = taken(tmp_path, text)
    assert len(posts_of(tmp_path)) == 2
    assert "many posts share one" in said(done)


def test_ids_that_end_in_zeros_by_chance_are_ids(tmp_path: Path) -> None:
    text = INSTAGRAM_RU.replace("{id}1", "18000000000000100").replace("{id}2", "18000000000000017")
    done, _ = taken(tmp_path, text)
    assert set(posts_of(tmp_path)) == {"18000000000000100", "18000000000000017"}
    assert not done.warnings


def test_a_pipeline_of_bitrix24_stands_before_the_stage(tmp_path: Path) -> None:
    text = (
        "ID,STAGE_ID,OPPORTUNITY,CURRENCY_ID,CLOSEDATE,SOURCE_ID,UTM_SOURCE,TITLE,DATE_CREATE\n"
        "1,C12:WON,1500.00,RUB,2026-10-13T03:00:00+03:00,WEB,yandex,Заявка,"
        "2026-10-08T03:59:51+03:00\n"
        "2,C12:UC_7F,0.00,RUB,,WEB,,Заявка,2026-10-08T04:00:00+03:00\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "bitrix24"
    assert sums == {"leads": 2, "qualified_leads": 1, "purchases": 1, "revenue": 1500}
    assert "'C12:UC_7F' (1)" in said(done)


def test_a_pipeline_of_hubspot_stands_behind_the_stage(tmp_path: Path) -> None:
    text = (
        "Record ID,Deal Name,Deal Stage,Create Date,Close Date,Deal owner,Amount,Currency\n"
        "1,A,Closed Won (Sales Pipeline),2026-10-01 09:00,2026-10-05 10:00,Olga,100,USD\n"
        "2,B,Closed Won (deposit back),2026-10-02 09:00,,Olga,50,USD\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "hubspot"
    assert sums == {"leads": 2, "qualified_leads": 1, "purchases": 1, "revenue": 100}
    assert "Closed Won (deposit back)" in said(done)


def test_decimal_commas_of_a_spreadsheet_that_saved_the_file_again(tmp_path: Path) -> None:
    text = (
        "Campaign name;Day;Impressions;Link clicks;Amount spent (USD);Reporting starts;"
        "Reporting ends\nautumn;2026-10-01;1204;20;92,1;2026-10-01;2026-10-01\n"
        "winter;2026-10-02;800;10;1,25;2026-10-02;2026-10-02\n"
    )
    done, sums = taken(tmp_path, text)
    assert (done.source, done.rejected) == ("meta_ads", [])
    assert sums == {"impressions": 2004, "link_clicks": 30, "spend": 93.35}


def test_dates_that_begin_with_the_year_survive_a_spreadsheet(tmp_path: Path) -> None:
    text = "Date;New followers;Total followers;Reached audience;Engaged audience\n"
    text += "31.10.2026;10;--;NAN;NAN\n01.11.2026;84;1210;7513;180\n"
    done, sums = taken(tmp_path, text)
    assert done.period is not None
    assert tuple(map(str, done.period)) == ("2026-10-31", "2026-11-01")
    assert sums == {"new_followers": 94, "followers": 1210, "reach": 7513}


def test_dates_whose_day_and_month_a_spreadsheet_may_have_swapped_are_refused(
    tmp_path: Path,
) -> None:
    text = INSTAGRAM.replace(",", ";").replace("10/02/2026 09:30", "10.02.2026 9:30")
    with pytest.raises(InputError, match="it may have swapped days and months") as caught:
        taken(tmp_path, text)
    assert "row 2" in str(caught.value)
    assert "should be written as %m/%d/%Y" in str(caught.value)


def misspelt(text: str, *pairs: tuple[str, str]) -> str:
    header, rest = text.split("\n", 1)
    for right, wrong in pairs:
        assert right in header
        header = header.replace(right, wrong)
    return f"{header}\n{rest}"


INSTAGRAM = (
    "Post ID,Account username,Description,Publish time,Permalink,Post type,Views,Reach,Likes\n"
    "18000000000000001,nordlys,a,10/02/2026 09:30,https://www.instagram.com/p/A/,IG image,50,40,5\n"
)


def test_a_misspelt_column_that_is_needed_is_proposed_and_the_proposal_works(
    tmp_path: Path,
) -> None:
    text = misspelt(INSTAGRAM, ("Permalink", "Permalnk"))
    with pytest.raises(UnknownSource) as caught:
        taken(tmp_path, text)
    said = str(caught.value)
    assert "nearest: instagram_content" in said
    assert "lacks Permalink; 'Permalnk' is much like 'Permalink'" in said
    own = 'source = "instagram"\ncalled = "Instagram"\n[[export]]\nid = "instagram_content"\n'
    line = said.partition('id = "instagram_content", ')[2].partition(")\n")[0]
    assert line == 'columns.permalink.en = "Permalnk"'
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "instagram.toml").write_text(own + line, "utf-8")
    tables = read_tables(tmp_path / "export.csv", tmp_path)
    (reading,) = choose(tables, tmp_path, known=known_in(tmp_path)).readings
    assert reading.recipe.link == "Permalnk"


def test_a_misspelt_number_is_proposed_and_not_taken(tmp_path: Path) -> None:
    done, sums = taken(tmp_path, misspelt(INSTAGRAM, ("Reach", "Reech")))
    assert sums == {"views": 50, "likes": 5}
    assert "'Reech' was not read: it is much like 'Reach'" in said(done)


PREAMBLE = "# ---\n# Property: shop\n# ---\n# Start date: 20261001\n# End date: 20261031\n"


def test_another_quantity_is_not_proposed_for_one_that_it_resembles(tmp_path: Path) -> None:
    text = PREAMBLE + "Landing page,Sessions,Event count per user,Ad revenue\n/,5,1.5,2\n"
    done, sums = taken(tmp_path, text)
    assert sums == {"sessions": 5}
    assert "much like" not in said(done)


def test_a_table_that_is_little_like_any_export_is_not_said_to_be_near_one(tmp_path: Path) -> None:
    text = "Date,ad_id,age,gender,interest,group,Impressions,Spent\n2026-10-01,1,2,M,3,4,5,6\n"
    with pytest.raises(UnknownSource) as caught:
        taken(tmp_path, text)
    assert "nearest" not in str(caught.value)


def test_linkedin_in_portuguese_with_a_day_of_more_leavers_than_newcomers(tmp_path: Path) -> None:
    text = (
        "Data,Seguidores patrocinados,Seguidores orgânicos,Seguidores convidados automaticamente,"
        "Total de seguidores\n10/20/2026,0,-1,0,-1\n10/21/2026,0,4,1,5\n"
    )
    done, sums = taken(tmp_path, text)
    assert (done.source, done.rejected) == ("linkedin", [])
    assert sums == {"new_followers": 4}


def test_linkedin_posts_in_portuguese(tmp_path: Path) -> None:
    text = (
        "Título da publicação,Link da publicação,Tipo de publicação,Nome da campanha,Publicada por,"
        "Criação,Público,Impressões,Visualizações,Cliques,Gostaram,Comentários,Compartilhamentos\n"
        '"Uma\n\nlinha",https://www.linkedin.com/feed/update/urn:li:activity:1,Orgânico,,Ana,'
        "10/20/2026,Todos,100,20,10,5,1,2\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "linkedin"
    assert sums == {
        "impressions": 100, "video_views": 20, "clicks": 10, "reactions": 5, "comments": 1,
        "shares": 2,
    }  # fmt: skip


def test_meta_ads_in_portuguese(tmp_path: Path) -> None:
    text = (
        "Início dos relatórios;Encerramento dos relatórios;Nome da campanha;Valor usado (BRL);"
        "Impressões;Alcance;Cliques no link;Tipo de resultado;Resultados\n"
        "2026-10-01;2026-10-01;outono;1.234,56;10.000;900;20;Leads;3\n"
        "2026-10-02;2026-10-02;inverno;65,44;800;600;10;Cliques no link;10\n"
    )
    done, sums = taken(tmp_path, text)
    assert done.source == "meta_ads"
    assert (sums["spend"], sums["impressions"], sums["link_clicks"]) == (1300, 10800, 30)
    assert sums["leads"] == 3
