"""Surveys: what customers say when they are asked."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Number, Share

_RESPONSES = {"responses": ("People who answered", "Ответившие")}


@kpi(
    en="Net promoter score",
    ru="Индекс потребительской лояльности",
    aliases=("NPS", "НПС", "индекс лояльности", "готовность рекомендовать"),
    means="На сколько процентных пунктов готовых рекомендовать больше, чем недовольных.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.AWARENESS, Goal.SALES),
    source="https://annualreport2018.dela.nl/begrippenlijst/net-promotor-score",
    example=Example(
        promoters=30,
        detractors=20,
        responses=100,
        gives=10.0,
        by="https://annualreport2018.dela.nl/begrippenlijst/net-promotor-score",
    ),
    arguments={
        "promoters": ("Those who gave 9 or 10", "Поставившие 9 или 10"),
        "detractors": ("Those who gave 0 to 6", "Поставившие от 0 до 6"),
        **_RESPONSES,
    },
    confused_with=(
        "CSAT, the share of satisfied people: NPS subtracts the dissatisfied and may be negative.",
        "CSAT, доля довольных: из NPS вычитают недовольных, и он бывает отрицательным.",
    ),
)
def nps(promoters: Count, detractors: Count, responses: Count) -> Number:
    """How many points more would recommend the brand than warn of it, from -100 to 100.

    Those who gave 7 or 8 count among the responses alone. Published: "30% of the responders is a
    promotor and 20% is a detractor, the NPS is +10", here of a hundred people.
    """
    return 100 * ratio(promoters - detractors, responses)


@kpi(
    en="Customer satisfaction score",
    ru="Доля довольных клиентов",
    aliases=("CSAT", "customer satisfaction", "удовлетворённость клиентов", "индекс CSAT"),
    means="Какая доля ответивших поставила верхние оценки: 4 и 5 из 5.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://intercom.help/voc-metrics/en/articles/9647540-what-is-csat-and-how-is-csat-score-calculated",
    example=Example(
        satisfied=30,
        responses=50,
        gives=0.6,
        by="https://intercom.help/voc-metrics/en/articles/9647540-what-is-csat-and-how-is-csat-score-calculated",
    ),
    arguments={"satisfied": ("Those who gave 4 or 5", "Поставившие 4 или 5"), **_RESPONSES},
    confused_with=(
        "The average mark, which hides how many were dissatisfied; and NPS.",
        "Средняя оценка: за ней не видно, сколько недовольных; и NPS.",
    ),
)
def csat(satisfied: Count, responses: Count) -> Share:
    """The share of those who answered that gave the two best marks.

    Published: "CSAT = (10 + 20) / 50 * 100 = 60%".
    """
    return ratio(satisfied, responses)
