"""Budget: how fast the money goes, and how much of it is left for each day."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Days, Money, Ratio, Share

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_BUDGET = {"budget": ("Budget of the period", "Бюджет на период")}


@kpi(
    en="Budget pace",
    ru="Темп расхода бюджета",
    aliases=("budget pacing", "spend pacing", "пейсинг", "темп бюджета", "скорость расхода"),
    means="Доля потраченного бюджета к доле прошедшего времени; 1 значит ровно по плану.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=_ALL_GOALS,
    source="https://support.adpulse.app/en/articles/10224019-how-is-budget-pacing-calculated",
    example=Example(
        spend=75,
        budget=100,
        elapsed=0.5,
        gives=1.5,
        by="https://support.adpulse.app/en/articles/10224019-how-is-budget-pacing-calculated",
    ),
    arguments={
        **_BUDGET,
        "elapsed": ("Share of the period that has passed", "Прошедшая доля периода"),
    },
    confused_with=(
        "The pace of a KPI, where more is better: here both over and under 1 need a look.",
        "Темп выполнения KPI, где больше значит лучше: здесь плохо и больше 1, и меньше 1.",
    ),
)
def budget_pace(spend: Money, budget: Money, elapsed: Share) -> Ratio:
    """The share of the budget spent against the share of time passed; 1 is exactly on pace.

    Published: "You are 50% through the period. The campaigns have spent 75% of the budget. The
    Budget Pacing is 150%". Within 5 % of 1 is usually called excellent, within 10 % acceptable.
    """
    return ratio(spend, budget * elapsed)


@kpi(
    en="Budget left for each day",
    ru="Остаток бюджета на день",
    aliases=(
        "remaining daily budget",
        "recommended daily budget",
        "ideal daily spend",
        "дневной бюджет до конца периода",
        "сколько тратить в день",
    ),
    means="Сколько можно тратить каждый оставшийся день, чтобы бюджет закончился ровно к сроку.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=_ALL_GOALS,
    source="https://mdiapacingchck.netlify.app",
    example=Example(budget=30_000, spend=14_500, days_left=20, gives=775.0, by="constructed"),
    arguments={**_BUDGET, "days_left": ("Days left", "Осталось дней")},
    confused_with=(
        "The budget divided by all days of the period, which forgets what is already spent.",
        "Бюджет, делённый на все дни периода: там не учтено уже потраченное.",
    ),
)
def budget_left_per_day(budget: Money, spend: Money, days_left: Days) -> Money:
    """How much may be spent on each day left so that the budget ends with the period.

    Negative where more than the budget is already spent.
    """
    return ratio(budget - spend, days_left)


@kpi(
    en="Share of spend",
    ru="Доля в расходах",
    aliases=("cost share", "spend share", "share of budget", "доля бюджета", "доля канала"),
    means="Какую долю всех расходов забрал один канал или одна кампания.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=_ALL_GOALS,
    source="https://seohead.pro/blog/drr-yandeks-direkt-takoe-ispolzovat-dolya-reklamnyh-rashodov",
    example=Example(spend=250, total_spend=1000, gives=0.25, by="constructed"),
    arguments={"total_spend": ("Spend on everything", "Все расходы")},
    confused_with=(
        "Advertising cost share (ДРР), which divides by revenue.",
        "ДРР: там расход делят на выручку.",
    ),
)
def cost_share(spend: Money, total_spend: Money) -> Share:
    """The share of all spend that one channel or campaign took."""
    return ratio(spend, total_spend)
