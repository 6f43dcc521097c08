"""KPIs that nobody needs: together they use every node, so that each is proven in each host."""

from __future__ import annotations

from collections.abc import Callable

from kpicells.formulas import Better, Example, Goal, Kpi, Stage, kpi
from kpicells.formulas.expression import (
    Expr,
    absolute,
    at_most,
    below,
    equal,
    every,
    exp,
    greatest,
    least,
    ln,
    normal_point,
    normal_share,
    power,
    ratio,
    root,
    round_up,
    sign,
    some,
    when,
)
from kpicells.formulas.ranges import (
    largest,
    mean,
    median,
    position,
    rises,
    rows,
    smallest,
    ties,
    total,
)
from kpicells.formulas.units import (
    Count,
    Counts,
    CountsOrBlank,
    Days,
    Number,
    Numbers,
    NumbersApart,
    Share,
)

TRIALS: dict[str, Kpi] = {}


def trial(**example: object) -> Callable[[Callable[..., Expr]], Kpi]:
    def define(function: Callable[..., Expr]) -> Kpi:
        made = kpi(
            en="Trial",
            ru="Проба",
            better=Better.NEITHER,
            stage=Stage.ACTION,
            goals=(Goal.SALES,),
            source="none",
            example=Example(**example, gives=0.0, by="none"),  # type: ignore[arg-type]
            arguments={name: (name, name) for name in example},
        )(function)
        TRIALS[made.id] = made
        return made

    return define


@trial(a=4, b=2)
def t_elementary(a: Number, b: Number) -> Number:
    return root(a) + absolute(b - a) * sign(b) - round_up(b)


@trial(a=2, b=0.5)
def t_transcendental(a: Count, b: Share) -> Number:
    return exp(b) + ln(a) + power(a, b)


@trial(x=1.5, share=0.975)
def t_normal(x: Number, share: Share) -> Number:
    return normal_share(x) + normal_point(share)


@trial(a=1, b=2, c=3)
def t_extremes(a: Number, b: Number, c: Number) -> Number:
    return ratio(least(a, b, c), greatest(a * b, 1, c))


@trial(a=1, n1=2, r=3)
def t_choice(a: Number, n1: Number, r: Number) -> Number:
    both = every(below(a, n1), at_most(n1, r))
    return when(both, ratio(a, r), when(some(equal(a, 0), below(ratio(r, n1), 1)), -a, a * n1))


@trial(a=1, b=2, c=3)
def t_deep(a: Number, b: Number, c: Number) -> Number:
    return ratio(a - (b - c), ratio(a * b, c) - ratio(1, a + 0.5))


@trial(values=[1, 2], weights=[3, 4])
def t_weighted(values: Numbers, weights: Counts) -> Number:
    return ratio(total(values * weights), total(weights))


@trial(engagements=[1, 2], reach=[3, 4])
def t_mean_of_ratios(engagements: Counts, reach: Counts) -> Number:
    return mean(ratio(engagements, reach))


@trial(likes=[1, None], posts=[3, 4])
def t_or_blank(likes: CountsOrBlank, posts: Counts) -> Number:
    return ratio(total(likes), rows(posts))


@trial(values=[1, 2, 3], others=[4, 5, 7])
def t_spread(values: Numbers, others: Numbers) -> Number:
    return largest(values * others) - smallest(values)


@trial(values=[1, 2, 3])
def t_median(values: Numbers) -> Number:
    return median(values)


@trial(actual=10, profile=[1, 2, 3], days=2)
def t_seasonal(actual: Number, profile: Counts, days: Days) -> Number:
    passed = total(when(at_most(position(profile), days), profile, 0))
    return ratio(actual * total(profile), passed)


@trial(values=[1, 2, 3])
def t_trend(values: NumbersApart) -> Number:
    return rises(values) + ties(values) * 0.001


@trial(now=[5, 6], before=[1, 2, 3])
def t_apart(now: NumbersApart, before: NumbersApart) -> Number:
    return ratio(mean(now), mean(before))
