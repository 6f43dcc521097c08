"""Profit: what the money spent brought back, before and after the cost of the goods."""

from kpicells.formulas.expression import percent_change, ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Money, Ratio, Share

_MARGIN = {"margin": ("Gross margin, share", "Валовая маржа, доля")}


@kpi(
    en="Return on ad spend",
    ru="Окупаемость рекламных расходов",
    aliases=("ROAS", "РОАС", "возврат рекламных расходов", "окупаемость рекламы"),
    means="Сколько выручки принесла единица рекламного расхода.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.storeradar.com/formulas/roas",
    example=Example(
        revenue=22_000, spend=5000, gives=4.4, by="https://www.storeradar.com/formulas/roas"
    ),
    confused_with=(
        "ROI and ROMI, which subtract costs from revenue first.",
        "ROI и ROMI: там из выручки сначала вычитают затраты.",
    ),
)
def roas(revenue: Money, spend: Money) -> Ratio:
    """The revenue per unit of advertising spend; 4.0 means four back for each one spent.

    Of all revenue and all spend it is called MER or blended ROAS. Some print it in percent (400 %).
    A ROAS of 4 may still lose money: compare it with BREAK_EVEN_ROAS, not with somebody's
    benchmark. Platforms attribute revenue differently.
    """
    return ratio(revenue, spend)


@kpi(
    en="Break-even ROAS",
    ru="Точка безубыточности ROAS",
    aliases=("BEROAS", "безубыточный ROAS", "минимальный ROAS", "точка безубыточности рекламы"),
    means="При каком ROAS маржа ровно оплачивает рекламу.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://roas-calculator.org/guides/break-even-roas-formula",
    example=Example(
        margin=0.25,
        gives=4.0,
        by="https://numberconvert.com/tools/business/break-even-ad-spend-calculator",
    ),
    arguments=_MARGIN,
    confused_with=(
        "A ROAS of 1, which pays for the ads but not for the goods.",
        "ROAS, равный 1: он оплачивает рекламу, но не товар.",
    ),
)
def break_even_roas(margin: Share) -> Ratio:
    """The ROAS at which the margin exactly pays for the ads."""
    return ratio(1, margin)


@kpi(
    en="Return on investment",
    ru="Рентабельность вложений",
    aliases=("ROI", "РОИ", "рентабельность инвестиций", "окупаемость инвестиций", "окупаемость"),
    means="Сколько прибыли принесла единица всех затрат: на товар и на рекламу.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://support.google.com/google-ads/answer/14090",
    example=Example(
        revenue=1200, cost=800, gives=0.5, by="https://support.google.com/google-ads/answer/14090"
    ),
    arguments={"cost": ("All costs, goods and advertising", "Все затраты: товар и реклама")},
    confused_with=(
        "ROMI, which sets marketing costs against the margin, and ROAS, which subtracts nothing.",
        "ROMI, где затраты на маркетинг сравнивают с маржой, и ROAS, где ничего не вычитают.",
    ),
)
def roi(revenue: Money, cost: Money) -> Share:
    """The profit per unit of all costs: 0.5 means half of the money came back on top.

    Published: "($1200-($600+$200))/($600+$200), or 50%".
    """
    return percent_change(revenue, cost)


@kpi(
    en="Return on marketing investment",
    ru="Окупаемость маркетинга",
    aliases=("ROMI", "MROI", "РОМИ", "возврат маркетинговых инвестиций", "рентабельность рекламы"),
    means="Сколько прибыли за вычетом себестоимости принесла единица затрат на маркетинг.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://calculatorlib.com/return-on-marketing-investment-calculator",
    example=Example(
        revenue=50_000,
        margin=0.6,
        marketing_cost=10_000,
        gives=2.0,
        by="https://calculatorlib.com/return-on-marketing-investment-calculator",
    ),
    arguments={
        **_MARGIN,
        "marketing_cost": ("Marketing costs", "Затраты на маркетинг"),
    },
    confused_with=(
        "ROAS, without margin and subtraction, and ROI, over all costs of the business.",
        "ROAS, где нет маржи и вычитания, и ROI, где учтены все затраты бизнеса.",
    ),
)
def romi(revenue: Money, margin: Share, marketing_cost: Money) -> Share:
    """The gross profit that marketing brought, less its cost, per unit of its cost.

    0 is break-even. Many services leave the margin out (give 1 for it to get their number) or even
    print ROAS under this name: ask before comparing reports.
    """
    return percent_change(revenue * margin, marketing_cost)


@kpi(
    en="Gross margin",
    ru="Валовая маржа",
    aliases=("gross profit margin", "маржа", "маржинальность", "валовая рентабельность"),
    means="Какая доля выручки остаётся после себестоимости.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="http://mymarketingdeal.com/gross-profit-margin",
    example=Example(
        revenue=1_000_000,
        cogs=500_000,
        gives=0.5,
        by="http://mymarketingdeal.com/gross-profit-margin",
    ),
    arguments={"cogs": ("Cost of goods sold", "Себестоимость")},
    confused_with=(
        "Markup, which divides the profit by the cost of the goods.",
        "Наценка: там прибыль делят на себестоимость.",
    ),
)
def gross_margin(revenue: Money, cogs: Money) -> Share:
    """The share of revenue left after the cost of the goods."""
    return ratio(revenue - cogs, revenue)


@kpi(
    en="Profit on ad spend",
    ru="Валовая прибыль на рекламный расход",
    aliases=("POAS", "ПОАС", "окупаемость рекламы по прибыли"),
    means="Сколько валовой прибыли принесла единица рекламного расхода.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.profit-bid.com/learn/how-to-calculate-poas",
    example=Example(
        gross_profit=16_000,
        spend=8000,
        gives=2.0,
        by="https://eleniq.com/glossary/profit-on-ad-spend",
    ),
    arguments={"gross_profit": ("Gross profit from the ads", "Валовая прибыль от рекламы")},
    confused_with=(
        "ROAS, of revenue; and ROMI, which subtracts the spend: here 1 is break-even, there 0.",
        "ROAS, где берут выручку, и ROMI, где расход вычитают: здесь ноль при 1, там при 0.",
    ),
)
def poas(gross_profit: Money, spend: Money) -> Ratio:
    """The gross profit per unit of advertising spend; above 1 the ads pay for themselves.

    Published: gross profit of £16,000 on £8,000 of spend, "the profit on ad spend is 2.0". Magnity
    subtracts the spend first, which is ROMI.
    """
    return ratio(gross_profit, spend)
