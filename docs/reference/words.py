"""The texts of the site; what a card in a terminal says in the same words is taken from there."""

from __future__ import annotations

from kpicells.sheets_sync.cli.words import words as cli_words
from kpicells.templates.words import Words

LANGUAGES = ("en", "ru")


class SiteWords(Words):
    """Texts in one language: the site's own, then the command's."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang, "docs.reference")
        self._card = cli_words(lang)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key.

        Raises:
            KeyError: There is no such text, or a value that it needs was not given.
        """
        try:
            return super().__call__(key, **values)
        except LookupError:
            return self._card(key, **values)


def site_words(lang: str) -> SiteWords:
    """The texts in ``en`` or ``ru``."""
    return SiteWords(lang)
