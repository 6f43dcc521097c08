"""Builds the site: one Sphinx project for each language, and a page that leads to both."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

import kpicells
from docs.reference.sources import environment, write_sources
from docs.reference.words import LANGUAGES, site_words

_HERE = Path(__file__).parent
_THEME = _HERE / "theme"


class NotBuilt(Exception):
    """The site has a mistake; Sphinx's message says in which page."""


def build(out: Path) -> None:
    """Build the site in all languages at once.

    Args:
        out: The folder to make; what lies there is replaced.

    Raises:
        NotBuilt: Sphinx warns of something, such as a link that leads nowhere.
    """
    shutil.rmtree(out, ignore_errors=True)
    with ProcessPoolExecutor(len(LANGUAGES)) as pool:
        for _ in pool.map(_build_language, LANGUAGES, [out] * len(LANGUAGES)):
            pass
    (out / "index.html").write_text(
        environment()
        .get_template("landing.html")
        .render(sites=[(lang, site_words(lang)) for lang in LANGUAGES]),
        "utf-8",
    )


def _build_language(lang: str, out: Path) -> None:
    with TemporaryDirectory() as folder:
        work = Path(folder)
        write_sources(work / "source", lang)
        # Sphinx compiles translations where they lie.
        shutil.copytree(_THEME / "locale", work / "locale")
        try:
            app = Sphinx(
                work / "source",
                None,
                (out / lang).resolve(),
                work / "doctrees",
                "html",
                confoverrides=_settings(lang, work / "locale"),
                status=None,
                warning=sys.stderr,
                warningiserror=True,
            )
            app.build()
        except SphinxError as error:
            raise NotBuilt(f"{lang}: {error}") from error
        if app.statuscode:
            raise NotBuilt(f"{lang}: the warnings above are errors here")


def _settings(lang: str, locale: Path) -> dict[str, Any]:
    """Sphinx's configuration."""
    words = site_words(lang)
    return {
        "project": "kpicells",
        "language": lang,
        "extensions": ["docs.reference.search"],
        "nitpicky": True,
        "locale_dirs": [str(locale)],
        "templates_path": [str(_THEME / "templates")],
        "html_theme": "pydata_sphinx_theme",
        "html_title": words("site-title"),
        "html_static_path": [str(_THEME / "static")],
        "html_css_files": ["reference.css"],
        "html_js_files": [("best-first.js", {"defer": "defer"})],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_search_language": "english-and-russian",
        "html_context": {
            "default_mode": "auto",
            "about": words("site-about", version=kpicells.__version__),
            "other_languages": [
                (other, site_words(other)("language-name")) for other in LANGUAGES if other != lang
            ],
        },
        "html_sidebars": {page: [] for page in ("index", "rules", "metrics", "genindex", "search")},
        "html_theme_options": {
            "logo": {"text": "kpicells"},
            "search_bar_text": words("search-bar"),
            "header_dropdown_text": words("more"),
            "header_links_before_dropdown": 6,
            "navbar_align": "left",
            "navbar_end": ["theme-switcher"],
            "navbar_persistent": ["search-button-field", "language"],
            "collapse_navigation": True,
            "show_nav_level": 1,
            "secondary_sidebar_items": ["page-toc"],
            "back_to_top_button": False,
            "footer_start": ["about"],
            "footer_end": [],
            "pygments_light_style": "a11y-high-contrast-light",
            "pygments_dark_style": "a11y-high-contrast-dark",
        },
        "release": kpicells.__version__,
    }
