"""Search that knows the endings of English and of Russian words on every page.

Names of KPIs stand in both languages on each page, and people mix them: «CPL лидов».
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sphinx
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.search.ru import SearchRussian

_STEMMERS = Path(sphinx.__file__).parent / "search" / "minified-js"
_WRAPPER = """
window.Stemmer = function () {
  const english = new EnglishStemmer(), russian = new RussianStemmer();
  const untilItStays = (word) => {
    const stem = russian.stemWord(word);
    return stem === word ? word : untilItStays(stem);
  };
  this.stemWord = (word) => (/[а-яё]/i.test(word) ? untilItStays(word) : english.stemWord(word));
};
"""
"""As :meth:`EnglishAndRussian.stem` does."""


class EnglishAndRussian(SearchLanguage):
    """Stems each word by the rules of its alphabet."""

    lang = "english-and-russian"
    language_name = "English and Russian"
    stopwords = frozenset(SearchEnglish.stopwords) | frozenset(SearchRussian.stopwords)
    js_stemmer_code = "\n".join(
        (
            *(
                (_STEMMERS / f"{name}-stemmer.js").read_text("utf-8")
                for name in ("base", "english", "russian")
            ),
            _WRAPPER,
        )
    )

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._english = SearchEnglish(options)
        self._russian = SearchRussian(options)
        self._stem = cache(self._stem_anew)

    def stem(self, word: str) -> str:
        """The word without its ending."""
        return self._stem(word.lower())

    def _stem_anew(self, lowered: str) -> str:
        if not any("а" <= letter <= "я" or letter == "ё" for letter in lowered):
            return self._english.stem(lowered)
        # Once is too little: «канал» would lose what looks like the end of a verb, «каналом» not.
        stem = self._russian.stem(lowered)
        return stem if stem == lowered else self._stem_anew(stem)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the language known to Sphinx."""
    app.add_search_language(EnglishAndRussian)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
