"""What the history says about a KPI, in one or two sentences with their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kpicells.templates.words import Words

CLEAR = 0.001
"""p-values below are told as such."""
LOUD = 3.0
"""Where not even four times as much would show, numbers say less than words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a test over past periods found.

    Attributes:
        what: ``rose``, ``fell``, ``steady``, ``season`` or ``short``.
        step: How long a period is: ``week`` or ``month``.
        window: How many periods the review looks at.
        before: How many periods they are compared with.
        change: The change, season taken out, as a share.
        p: The chance of such a difference where nothing has changed.
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
    change: float = 0.0
    p: float = 1.0
    season: float | None = None
    found_up: float = 0.0
    found_down: float = 0.0
    wanted: float = 0.1
    needed: int | None = None
    missing: int = 0


def sentence(evidence: Evidence, words: Words) -> str:
    """The evidence as people read it.

    >>> sentence(Evidence("short", "week", 4, missing=3), Words("en"))
    'Too little history: wait for 3 weeks more.'
    """

    def span(count: int) -> str:
        return words(f"span-{evidence.step}", count=count)

    spans = {"span": span(evidence.window), "before": evidence.before}
    if evidence.what == "short":
        return words("history-short", missing=span(evidence.missing))
    if evidence.what == "season":
        usual = evidence.change if evidence.season is None else evidence.season
        return words("history-season", season=_signed(usual, words))
    if evidence.what == "steady" and evidence.found_up > LOUD:
        return words("history-loud")
    if evidence.what == "steady":
        said = words(
            "history-steady",
            **spans,
            up=_signed(evidence.found_up, words),
            down=_signed(evidence.found_down, words),
        )
        wanted = _percent(evidence.wanted, words)
        if evidence.needed is None:
            return f"{said} {words('history-never', wanted=wanted)}"
        return f"{said} {words('history-needed', wanted=wanted, needed=span(evidence.needed))}"
    chance = words("history-clear") if evidence.p < CLEAR else _decimal(f"{evidence.p:.3f}", words)
    key = "history-moved" if evidence.season is None else "history-moved-season"
    return words(key, **spans, change=_signed(evidence.change, words), p=chance)


def _signed(share: float, words: Words) -> str:
    return f"{'+' if share >= 0 else '−'}{_percent(abs(share), words)}"


def _percent(share: float, words: Words) -> str:
    # The space in Russian does not break.
    return f"{100 * share:.0f}" + ("\u00a0%" if words.lang == "ru" else "%")


def _decimal(text: str, words: Words) -> str:
    return text.replace(".", ",") if words.lang == "ru" else text
