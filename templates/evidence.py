"""What the history says about a KPI, in two or three sentences with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpicells.formulas import Unit
from kpicells.templates.style import amount
from kpicells.templates.words import Words

CLEAR = 0.001
"""p-values below are told as such."""
LOUD = 3.0
"""Where not even four times as much would show, numbers say less than words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a test over past periods found; None is what is not known.

    Attributes:
        what: ``rose``, ``fell``, ``steady``, ``season`` or ``short``.
        step: How long a period is: ``week`` or ``month``.
        window: How many periods the review looks at.
        before: How many periods before they are compared with.
        now_value, before_value: The KPI in both; of what builds up, for one period.
        change: The change, season taken out, as a share.
        p: The chance of such a difference anywhere in the plan where nothing has changed.
        season: What the season alone does, as a share; None where it is not known.
        found_up, found_down: The smallest changes that would have been found.
        wanted: The change that it is worth knowing about.
        needed: How many periods it takes to know of it; None where two years would not do.
        missing: How many periods more it takes before anything can be said.
    """

    what: str
    step: str
    window: int
    before: int = 0
    now_value: float | None = None
    before_value: float | None = None
    change: float | None = None
    p: float | None = None
    season: float | None = None
    found_up: float | None = None
    found_down: float | None = None
    wanted: float | None = None
    needed: int | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A higher target that a review proposes; for a price, a lower one.

    Attributes:
        month: The month it is for.
        target: The target.
        instead_of: The one that stands there now.
        kept: What is reached, or kept, in nine of ten cases.
        days_left: The days that were left when the present target was reached; None for a rate.
    """

    month: date
    target: float
    instead_of: float
    kept: float
    days_left: int | None = None


class Telling:
    """Tells the evidence on one KPI in one language.

    Args:
        words: The texts.
        unit: What the KPI's numbers measure.
        builds_up: Whether it grows over time, so that a number is one of a week.
        currency: The currency of money.
    """

    def __init__(self, words: Words, unit: Unit, *, builds_up: bool, currency: str = "") -> None:
        self._words, self._unit, self._builds_up = words, unit, builds_up
        self._currency = currency

    def history(self, found: Evidence, *, on_track: bool = False, by_target: bool = False) -> str:
        """What the KPI did since the last review.

        >>> telling = Telling(Words("en"), Unit.COUNT, builds_up=True)
        >>> telling.history(Evidence("short", "week", 4, missing=3))
        'Too little history to tell: wait for 3 weeks more.'

        Args:
            found: The evidence.
            on_track: Whether the target is being met, so that standing still is no fault.
            by_target: Whether the wanted change is the one that the target asks for.
        """
        if found.what == "short":
            return self._words("history-short", missing=self._span(found.missing, found))
        if found.what == "steady":
            return self._steady(found, on_track=on_track, by_target=by_target)
        key = "season" if found.what == "season" else "moved"
        if key == "moved" and found.season is not None:
            key = "moved-season"
        said = self._words(
            f"history-{key}",
            **self._compared(found),
            change=self._signed(found.change),
            season=self._signed(found.season),
            p=self._chance(found.p),
        )
        return f"{said} {self._words('history-young')}" if key == "moved" else said

    def proposed(self, one: Proposed) -> str:
        """A higher target, and why it may be asked for."""
        return self._words(
            "history-propose-rate" if one.days_left is None else "history-propose",
            days=one.days_left or 0,
            kept=self.figure(one.kept),
            month=self._words(f"month-{one.month.month}"),
            target=self.figure(one.target),
            instead=self.figure(one.instead_of),
        )

    def rest(self, needed: float | None) -> str:
        """What a rate must be for the rest of the month; None where nothing helps any more."""
        if needed is None:
            return self._words("history-lost")
        return self._words("history-rest", needed=self.figure(needed))

    def by_chance(self, *, is_open: bool) -> str:
        """That a month is behind so far by no more than chance makes.

        Args:
            is_open: Whether it may still close on track.
        """
        return self._words("history-open" if is_open else "history-unlucky")

    def figure(self, value: float | None) -> str:
        r"""A value of the KPI inside a sentence, as precise as a person would say it.

        >>> Telling(Words("ru"), Unit.SHARE, builds_up=False).figure(0.0612)
        '6,12\xa0%'
        >>> Telling(Words("en"), Unit.MONEY, builds_up=False, currency="USD").figure(22.07)
        '$22.07'
        """
        if value is None:
            return "—"
        if self._unit is Unit.SHARE:
            return self._percent(value, 2 if abs(value) < 0.1 else 1)
        large = abs(value) >= 100 or (self._unit is Unit.COUNT and float(value).is_integer())
        digits = 0 if large else 1 if self._unit is Unit.COUNT else 2
        said = self._local(f"{value:,.{digits}f}")
        if self._unit is Unit.MONEY:
            return amount(said, self._words.lang, self._currency)
        return said

    def _steady(self, found: Evidence, *, on_track: bool, by_target: bool) -> str:
        if on_track:
            return self._words("history-holds", span=self._span(found.window, found))
        if found.found_up is None or found.found_up > LOUD:
            return self._words("history-loud")
        said = self._words(
            "history-steady",
            span=self._span(found.window, found),
            reference=self._span(found.before, found),
            up=self._signed(found.found_up),
            down=self._signed(found.found_down),
        )
        key = "never" if found.needed is None else "needed"
        wanted = self._words(
            f"history-{key}",
            wanted=self._signed(found.wanted),
            why="target" if by_target else "none",
            needed=self._span(found.needed or 0, found),
        )
        return f"{said} {wanted}"

    def _compared(self, found: Evidence) -> dict[str, str]:
        figures = {"now": self.figure(found.now_value), "before": self.figure(found.before_value)}
        if self._builds_up:
            figures = {
                name: self._words("history-each", value=value, step=found.step)
                for name, value in figures.items()
            }
        return {
            **figures,
            "span": self._span(found.window, found),
            "reference": self._span(found.before, found),
        }

    def _span(self, count: int, found: Evidence) -> str:
        return self._words(f"span-{found.step}", count=count)

    def _chance(self, p: float | None) -> str:
        if p is None or p < CLEAR:
            return self._words("history-clear")
        return self._local(f"{p:.3f}")

    def _signed(self, share: float | None) -> str:
        if share is None:
            return "—"
        return f"{'+' if share >= 0 else '−'}{self._percent(abs(share), 0)}"

    def _percent(self, share: float, digits: int) -> str:
        # The space in Russian does not break.
        sign = "\u00a0%" if self._words.lang == "ru" else "%"
        return self._local(f"{100 * share:,.{digits}f}") + sign

    def _local(self, text: str) -> str:
        if self._words.lang != "ru":
            return text
        return text.replace(",", "\u00a0").replace(".", ",")
