"""Reports of Meta Ads Manager, at the level of accounts, campaigns, ad sets or ads.

The row below the header may be the account's total: its names are blank. Its reach is the only
true reach of the period, because people whom two campaigns reached are counted once.
"""

from kpicells.sheets_sync.sources.formats import ExportFormat, Version, Wording
from kpicells.sheets_sync.sources.meta_ads_rows import adapt
from kpicells.sheets_sync.sources.recipe import Grain

META_ADS = ExportFormat(
    id="meta_ads",
    source="meta_ads",
    called="Meta Ads",
    report="ads",
    en="Meta Ads Manager: report as CSV or XLSX",
    ru="Meta Ads Manager: отчёт CSV или XLSX",
    grain=Grain.PERIOD,
    needs=("date", "spend"),
    any_metric=2,
    currency_of="spend",
    totals=("account", "campaign", "ad_set", "ad"),
    adapt=adapt,
    wordings=(
        Wording(
            "en",
            decimal=".",
            columns={
                "date": ("Reporting starts", "Day", "Month"),
                "end": "Reporting ends",
                "day": "Day",
                "month": "Month",
                "account": "Account name",
                "campaign": ("Campaign name", "Campaign"),
                "ad_set": ("Ad set name", "Ad Set"),
                "ad": "Ad name",
                "spend": ("Amount spent (*)", "Amount spent"),
                "currency": "Currency",
                "results": "Results",
                "indicator": ("Result indicator", "Result type"),
            },
            metrics={
                "spend": ("Amount spent (*)", "Amount spent"),
                "impressions": "Impressions",
                "reach": "Reach",
                "views": "Views",
                "clicks": "Clicks (all)",
                "link_clicks": "Link clicks",
                "landing_page_views": ("Landing page views", "Website landing page views"),
                "leads": ("Leads", "On-Facebook leads", "Meta leads", "Website leads"),
                "purchases": ("Purchases", "Website purchases"),
                "revenue": (
                    "Purchases conversion value",
                    "Purchase conversion value",
                    "Website purchases conversion value",
                    "Purchase value",
                ),
                "messages": "Messaging conversations started",
                "engagements": ("Post engagements", "Post engagement"),
                "reactions": "Post reactions",
                "comments": "Post comments",
                "shares": "Post shares",
                "saves": "Post saves",
                "video_views": "Video plays",
                "video_views_3s": "3-second video plays",
                "profile_visits": "Instagram profile visits",
            },
        ),
        Wording(
            "ru",
            seen="programs of others that read such files",
            columns={
                "date": ("Дата начала отчетности", "Дата начала отчётности", "День"),
                "end": ("Дата окончания отчетности", "Дата окончания отчётности"),
                "day": "День",
                "month": "Месяц",
                "account": "Название аккаунта",
                "campaign": ("Название кампании", "Кампания"),
                "ad_set": "Название группы объявлений",
                "ad": "Название объявления",
                "spend": ("Потраченная сумма (*)", "Сумма затрат (*)"),
                "currency": "Валюта",
                "results": ("Результаты", "Результат"),
                "indicator": ("Индикатор результата", "Тип результата"),
            },
            metrics={
                "spend": ("Потраченная сумма (*)", "Сумма затрат (*)"),
                "impressions": "Показы",
                "reach": "Охват",
                "clicks": "Клики (все)",
                "link_clicks": "Клики по ссылке",
                "leads": "Лиды",
                "purchases": "Покупки",
            },
        ),
    ),
    versions=(
        Version("any", "Ad Set Name and Ad set name are both found"),
        Version("any", "Results count what Result indicator names, row by row"),
    ),
)
