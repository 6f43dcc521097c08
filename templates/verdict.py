"""What a KPI's numbers mean: a status as a symbol and a word, and one sentence to decide by.

Both are formulas, so they follow when a person changes a target, a threshold or the month.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpicells.formulas import Better, Unit
from kpicells.formulas.expression import Argument, Expr, Ratio, percent_change, ratio
from kpicells.formulas.hosts.excel import body_formula
from kpicells.templates.content import KpiRow
from kpicells.templates.layout import Area, Rule
from kpicells.templates.words import Words, quoted

REACHED, GOOD, FAIR, POOR, NONE = "★", "●", "▲", "▼", "○"


def status(kpi: KpiRow, at: Mapping[str, str], judged: str, words: Words) -> str:
    """``IF(pace>=on_track,"● On track",...)``."""
    text = {
        key: words.formula(f"status-{key}")
        for key in ("reached", "good", "fair", "poor", "no-data", "no-target")
    }
    graded = (
        f"IF({judged}>=on_track,{text['good']},IF({judged}>=at_risk,{text['fair']},{text['poor']}))"
    )
    if _may_be_reached(kpi):
        graded = f"IF({at['attainment']}>=1,{text['reached']},{graded})"
    return (
        f"IF(NOT(ISNUMBER({at['actual']})),{text['no-data']},"
        f"IF(NOT(ISNUMBER({at['target']})),{text['no-target']},"
        f"IF(NOT(ISNUMBER({judged})),{text['no-data']},{graded})))"
    )


def _may_be_reached(kpi: KpiRow) -> bool:
    return kpi.builds_up and kpi.better is not Better.LOWER


def sentence(kpi: KpiRow, at: Mapping[str, str], parts_known: str, words: Words) -> str:
    """What to decide, in one sentence."""
    if kpi.better is Better.LOWER and kpi.builds_up:
        told = _budget(at, words, kpi)
    elif kpi.builds_up:
        told = _count(at, words, kpi)
    else:
        told = _rate(kpi, at, words)
    judged = at["pace"] if kpi.builds_up else at["attainment"]
    nothing = words.formula("say-no-data")
    # Money spent and no lead is not "no data": there is no price per lead, and that is news.
    zero = quoted(words("say-zero", what=_below_the_line(kpi, words)))
    return (
        f"IF(NOT(ISNUMBER({at['actual']})),IF({parts_known},{zero},{nothing}),"
        f"IF(NOT(ISNUMBER({at['target']})),{words.formula('say-no-target')},"
        f"IF(NOT(ISNUMBER({judged})),IF({at['actual']}=0,{zero},{nothing}),{told})))"
    )


def _below_the_line(kpi: KpiRow, words: Words) -> str:
    """The metrics whose zero leaves a KPI without a value; the KPI itself for a total."""
    if kpi.definition is None:
        return kpi.name
    below = {
        node.name
        for ratio_ in kpi.definition.body.walk()
        if isinstance(ratio_, Ratio)
        for node in ratio_.denominator.walk()
        if isinstance(node, Argument)
    }
    names = [words.metric(metric) for name, metric in kpi.arguments.items() if name in below]
    return ", ".join(names) or kpi.name


def _count(at: Mapping[str, str], words: Words, kpi: KpiRow) -> str:
    actual, target, days, total = (Argument(n) for n in ("actual", "target", "days", "total"))
    rates = {
        "needed": _number(ratio(target - actual, total - days), at, kpi, words),
        "now": _number(ratio(actual, days), at, kpi, words),
    }
    review = _review_date(words)
    return (
        f"IF({at['attainment']}>=1,"
        f"IF({at['days']}<period_days,{words.formula('say-reached-early', review)},"
        f"{words.formula('say-reached', review)}),"
        f"IF({at['days']}>=period_days,"
        f"{words.formula('say-missed', {'missing': _number(target - actual, at, kpi, words)})},"
        f"IF({at['pace']}>=on_track,{words.formula('say-on-pace', rates)},"
        f"{words.formula('say-behind', rates)})))"
    )


def _budget(at: Mapping[str, str], words: Words, kpi: KpiRow) -> str:
    actual, target, days, total = (Argument(n) for n in ("actual", "target", "days", "total"))
    rates = {
        "left": _number(ratio(target - actual, total - days), at, kpi, words),
        "now": _number(ratio(actual, days), at, kpi, words),
    }
    over = {"over": _number(actual - target, at, kpi, words)}
    return (
        f"IF({at['actual']}>{at['target']},{words.formula('say-overspent', over)},"
        f"IF({at['days']}>=period_days,{words.formula('say-within')},"
        f"IF({at['pace']}>=1,{words.formula('say-within-pace', rates)},"
        f"IF({at['pace']}>=on_track,{words.formula('say-edge', rates)},"
        f"{words.formula('say-fast', rates)}))))"
    )


def _rate(kpi: KpiRow, at: Mapping[str, str], words: Words) -> str:
    change = body_formula(percent_change(Argument("actual"), Argument("target")), at)
    gap = {"gap": f"ROUND(ABS(100*({change})),0)"}
    side = "above" if kpi.better is Better.LOWER else "below"
    return (
        f"IF({at['attainment']}>=1,{words.formula('say-better', gap)},"
        f"IF({at['attainment']}>=on_track,{words.formula('say-close', gap)},"
        f"{words.formula(f'say-{side}', gap)}))"
    )


def _number(body: Expr, at: Mapping[str, str], kpi: KpiRow, words: Words) -> str:
    """A number inside a sentence."""
    text = body_formula(body, {**at, "total": "period_days"})
    digits = "2" if kpi.unit is Unit.MONEY else "1"
    small = words.number(f"ROUND({text},IF(ABS({text})<100,{digits},0))")
    return f"IF(ABS({text})<999.5,{small},{words.thousands(f'ROUND({text},0)')})"


def _review_date(words: Words) -> Mapping[str, str]:
    months = ",".join(words.formula(f"month-{number}") for number in range(1, 13))
    day = f'DAY(next_review)&" "&CHOOSE(MONTH(next_review),{months})'
    return {"review": f'IF(next_review="","—",{day})'}


def text_rules(area: Area, cell: str) -> list[Rule]:
    """Colours for the status words."""
    return [
        Rule(area, f'=LEFT({cell},1)="{REACHED}"', "good"),
        Rule(area, f'=LEFT({cell},1)="{GOOD}"', "good"),
        Rule(area, f'=LEFT({cell},1)="{FAIR}"', "fair"),
        Rule(area, f'=LEFT({cell},1)="{POOR}"', "poor"),
    ]


def stripe_rules(area: Area, cell: str) -> list[Rule]:
    """Colours for the stripe beside a card."""
    return [
        Rule(rule.area, rule.formula, f"{rule.style}_stripe") for rule in text_rules(area, cell)
    ]
