"""Everything that the page of one KPI says, ready for its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import urlsplit

from docs.reference.figures import Answer, answer, plain
from docs.reference.words import SiteWords
from kpicells.formulas import Kpi, NotAdditive, Over, nodes, ranges
from kpicells.formulas.card import Card, card
from kpicells.formulas.hosts import HOSTS, emit
from kpicells.formulas.hosts.excel import default_cells
from kpicells.formulas.hosts.mathml import short_name, typeset, worked
from kpicells.formulas.hosts.named import parameter_names
from kpicells.formulas.kpi import Parameter
from kpicells.sheets_sync.cli.values import as_text

_NOTES = {
    nodes.NormalShare: "note-normal-share",
    nodes.NormalPoint: "note-normal-point",
    nodes.RoundUp: "note-round-up",
    nodes.Sign: "note-sign",
    ranges.Total: "note-total",
    ranges.Rises: "note-rises",
    ranges.Ties: "note-ties",
}
"""What a sign in a formula means, for those who have forgotten."""
_SHORT = 5
"""An id that is no longer is an abbreviation, such as CTR or ROAS."""
_NO_LINK = ("constructed", "computed", "agency")


@dataclass(frozen=True)
class Typed:
    """A formula or a call, and where it is typed."""

    where: str
    text: str


class KpiPage:
    """The page of a KPI in one language."""

    def __init__(self, kpi: Kpi, words: SiteWords) -> None:
        self.kpi = kpi
        self.words = words
        self.lang = words.lang
        self.slug = kpi.id.lower()
        self.name = kpi.name(self.lang)
        self.other_name = kpi.name("ru" if self.lang == "en" else "en")
        self.meaning = kpi.ru_meaning if self.lang == "ru" else kpi.meaning
        self.confused = kpi.ru_not_to_be_confused if self.lang == "ru" else kpi.not_to_be_confused

    @cached_property
    def card(self) -> Card:
        """How it is typed, in the country of the language."""
        return card(self.kpi, self.lang)

    @property
    def title(self) -> str:
        """The name, and a short id that people know: Кликабельность (CTR)."""
        known = self.kpi.id.isalpha() and len(self.kpi.id) <= _SHORT
        said = self.kpi.id.casefold() in self.name.casefold()
        return f"{self.name} ({self.kpi.id})" if known and not said else self.name

    @property
    def said_names(self) -> Sequence[str]:
        """Whatever people call it, each name once."""
        said = (self.kpi.id, f"KPI_{self.kpi.id}", self.kpi.en, self.kpi.ru, *self.kpi.aliases)
        once = {name.casefold(): name.replace(";", ",") for name in reversed(said)}
        return sorted(once.values(), key=str.casefold)

    # The formula

    @property
    def formula(self) -> str:
        """The typeset formula with what its letters and signs mean, as HTML."""
        shown = typeset(self.kpi, self.lang)
        lines = [*shown.parts]
        for parameter in self.kpi.parameters:
            if letter := shown.letters.get(parameter.name):
                said = self.said(parameter).removeprefix(f"{parameter.name}: ")
                lines.append(f"{letter}: {escape(said)}")
        kinds = {type(part) for part in self.kpi.body.walk()}
        lines += [self.words(key) for kind, key in _NOTES.items() if kind in kinds]
        legend = "".join(f"<li>{line}</li>" for line in lines)
        return _formula(shown.formula) + (f'<ul class="legend">{legend}</ul>' if legend else "")

    def said(self, parameter: Parameter) -> str:
        """How people call an argument."""
        return parameter.ru if self.lang == "ru" else parameter.en

    # The worked example

    @property
    def given(self) -> Sequence[tuple[str, str]]:
        """What is given: the arguments and their numbers."""
        return [
            (short_name(self.said(parameter)), self._numbers(parameter.name))
            for parameter in self.kpi.parameters
        ]

    def _numbers(self, argument: str) -> str:
        value = self.kpi.example.arguments[argument]
        if isinstance(value, int | float):
            return plain(value, self.lang)
        return "; ".join(plain(number, self.lang) for number in value)

    @property
    def result(self) -> float:
        """What the example gives."""
        result: float = self.kpi(**self.kpi.example.arguments)
        return result

    @property
    def shown(self) -> Answer:
        """The result as the page shows it."""
        return answer(self.result, self.kpi.unit, self.lang)

    @property
    def worked(self) -> str:
        """The formula with the numbers put in, as HTML."""
        shown = self.shown
        return _formula(
            worked(
                self.kpi,
                self.kpi.example.arguments,
                shown.text,
                lang=self.lang,
                number=lambda value: plain(value, self.lang),
                exact=shown.exact,
            )
        )

    @property
    def cell_holds(self) -> str:
        """What a share is in a cell, before it is formatted."""
        return plain(self.result, self.lang)

    # How it is typed

    @property
    def cells(self) -> Sequence[tuple[str, str]]:
        """Each cell of the formulas below, and what it holds."""
        names = (short_name(self.said(parameter)) for parameter in self.kpi.parameters)
        return list(zip(default_cells(self.kpi), names, strict=True))

    @property
    def calls(self) -> Sequence[tuple[str, str, str]]:
        """A place, and the call there in this country and in the other."""
        mine, other = self.card, card(self.kpi, self._other)
        return [
            (self.words("card-addin"), mine.addin, other.addin),
            (self.words("card-named"), mine.named, other.named),
        ]

    @property
    def _other(self) -> str:
        return "ru" if self.lang == "en" else "en"

    @property
    def formulas(self) -> Sequence[Typed]:
        """Formulas that need no add-in, for this country."""
        return [
            Typed(self.words(f"paste-{host}"), emit(self.kpi, host, locale=self.lang))
            for host in ("excel", "google")
        ]

    @property
    def more_formulas(self) -> Sequence[Typed]:
        """The same for other programs and the other country."""
        return [
            Typed(self.words("paste-libreoffice"), emit(self.kpi, "libreoffice", locale=self.lang)),
            Typed(
                self.words(f"paste-excel-{self._other}"),
                emit(self.kpi, "excel", locale=self._other),
            ),
            Typed(
                self.words(f"paste-google-{self._other}"),
                emit(self.kpi, "google", locale=self._other),
            ),
        ]

    @property
    def for_developers(self) -> Iterator[tuple[str, str, str]]:
        """A heading, the language for colours, and the text."""
        lambda_ = emit(self.kpi, "lambda", locale=self.lang)
        yield self.words("emit-lambda", name=f"KPI_{self.kpi.id}"), "text", lambda_
        google = emit(self.kpi, "google-function", locale=self.lang)
        names = ", ".join(parameter_names(self.kpi))
        said = self.words("emit-google-function", name=f"KPI_{self.kpi.id}", arguments=names)
        yield said, "text", google
        yield self.words("emit-javascript"), "javascript", emit(self.kpi, "javascript")
        if "sql" in self.kpi.hosts:
            yield self.words("emit-sql"), "sql", emit(self.kpi, "sql")

    @property
    def python(self) -> str:
        """A program of three lines."""
        return f"from kpicells.formulas import catalog\n\n{self.card.python}  # {self.result!r}"

    @property
    def command(self) -> str:
        """A command line and what it prints."""
        return f"$ {self.card.command}\n{as_text(self.result)}"

    # Totals

    @property
    def total_formula(self) -> str:
        """The total over rows as a formula that needs no add-in."""
        return emit(self.kpi.total, "excel", locale=self.lang)

    @property
    def total_python(self) -> str:
        """The total of two rows: the example's, and twice as much of everything."""
        given = ", ".join(
            f"{name}={[self.kpi.example.arguments[name], 2 * self.kpi.example.arguments[name]]}"
            for name in self.kpi.arguments
        )
        return f'from kpicells.formulas import catalog\n\ncatalog["{self.kpi.id}"].total({given})'

    @property
    def total_refused(self) -> str:
        """Why there is no total over rows; empty where there is one."""
        if self.card.obstacle is None:
            return ""
        parameter, why = self.card.obstacle
        return self.words(f"no-total-{why.value}", name=short_name(self.said(parameter)))

    @property
    def total_over_parts(self) -> bool:
        """Whether a total is true at one moment, over accounts or posts."""
        try:
            self.kpi.total_over(Over.PARTS)
        except NotAdditive:
            return False
        return True

    # Where from, where to

    @property
    def source(self) -> str:
        """Where the formula is defined, as a link in reStructuredText."""
        return self._link(self.kpi.source)

    @property
    def published(self) -> str:
        """Who published the example."""
        return self._link(self.kpi.example.by)

    def _link(self, address: str) -> str:
        if address in _NO_LINK:
            return self.words(f"card-{address}")
        site = urlsplit(address).netloc.removeprefix("www.")
        return f"`{site} <{_in_link(address)}>`__"

    @property
    def hosts(self) -> str:
        """The places that carry it."""
        return ", ".join(self.words(f"host-{host}") for host in HOSTS if host in self.kpi.hosts)

    @property
    def missing_hosts(self) -> str:
        """The places that cannot."""
        return ", ".join(self.words(f"host-{h}") for h in HOSTS if h not in self.kpi.hosts)

    def of(self, parameter: Parameter) -> str:
        """What is to be said about an argument: unit, range, blank."""
        said: list[Any] = [self.words(f"unit-{parameter.unit.value}")]
        if parameter.is_range:
            said.append(self.words("card-range"))
        if parameter.blank_is_zero:
            said.append(self.words("card-may-be-blank"))
        return ", ".join(said)


def _formula(math: str) -> str:
    return f'<div class="formula">{math}</div>'


def _in_link(address: str) -> str:
    """An address as it may stand between < and > in reStructuredText."""
    return address.replace("\\", "%5C").replace("_", "\\_").replace("<", "%3C").replace(">", "%3E")
