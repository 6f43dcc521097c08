"""The content export of Meta Business Suite for Instagram: one row per post, totals to date."""

from kpicells.sheets_sync.sources.formats import ExportFormat, Version, Wording
from kpicells.sheets_sync.sources.recipe import Grain

INSTAGRAM_CONTENT = ExportFormat(
    id="instagram_content",
    source="instagram",
    called="Instagram",
    report="content",
    en="Instagram: content export of Meta Business Suite",
    ru="Instagram: выгрузка публикаций из Meta Business Suite",
    grain=Grain.POST,
    needs=("post", "date", "permalink"),
    excludes=("page",),
    any_metric=2,
    wordings=(
        Wording(
            "en",
            date_format="%m/%d/%Y %H:%M",
            decimal=".",
            columns={
                "post": "Post ID",
                "account": ("Account username", "Account name"),
                "date": "Publish time",
                "title": ("Description", "Title"),
                "permalink": "Permalink",
                "kind": "Post type",
                "page": ("Page ID", "Page name"),
            },
            metrics={
                "views": "Views",
                "impressions": "Impressions",
                "reach": "Reach",
                "likes": ("Likes", "Likes and reactions"),
                "comments": "Comments",
                "shares": "Shares",
                "saves": "Saves",
                "new_followers": "Follows",
                "video_views": "Plays",
                "profile_visits": "Profile visits",
                "link_clicks": ("Link clicks", "Website taps"),
            },
        ),
        Wording(
            "pt",
            decimal=",",
            seen="test data of others",
            columns={
                "post": "Identificação da publicação",
                "account": ("Nome de usuário da conta", "Nome da conta"),
                "date": "Horário de publicação",
                "title": "Descrição",
                "permalink": "Link permanente",
                "kind": "Tipo de publicação",
                "page": ("Identificação da página", "Nome da página"),
            },
            metrics={
                "views": "Visualizações",
                "impressions": "Impressões",
                "reach": "Alcance",
                "likes": "Curtidas",
                "comments": "Comentários",
                "shares": "Compartilhamentos",
                "saves": "Salvamentos",
                "new_followers": "Seguimentos",
            },
        ),
    ),
    versions=(
        Version("before 2024-07", "has Impressions, no Views"),
        Version(
            "2024-08",
            "Views in place of Impressions: another quantity (repeated views and every play of a "
            "reel count), kept as another metric and never joined with it",
        ),
        Version("2025", "adds Data comment and Date (the word Lifetime, not a date)"),
        Version("2026", "the same columns in another order"),
    ),
)
"""Post ids have 17 digits and stay text; an empty cell was not measured and is not 0."""
