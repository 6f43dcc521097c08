"""Advertising, budget, leads, messages, sales, profit, customers, goals, change and seasonality.

Results are compared with what publishers print, and exactly with fractions that are written here
by hand from the numbers in the quotes: no formula of ours takes part in an expected value. The
evidence family has a test of its own, against scipy and statsmodels.
"""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpicells.formulas import Kpi, NotAdditive, Over

FAMILIES = (
    "advertising",
    "budget",
    "leads",
    "messages",
    "sales",
    "profit",
    "customers",
    "goals",
    "change",
    "seasonality",
    "surveys",
    "mailings",
)
BUSINESS = {
    value.id: value
    for family in FAMILIES
    for value in vars(import_module(f"kpicells.formulas.catalog.{family}")).values()
    if isinstance(value, Kpi)
}
INTER_HR = ((1.1, 0.85, 1.5), (0.5, 0.25, 0.25))

# Id, arguments, the arithmetic of the quote, the result as the publisher prints it.
PUBLISHED: list[tuple[str, tuple[Any, ...], Fraction, str]] = [
    # Google Ads: "divide $0.60 (your total cost) by 2 ... average CPC of $0.30"
    ("CPC", (0.6, 2), Fraction(30, 100), "0.30"),
    # adwisely.com: "CPM = 1000 x 200/100, 000; CPM = $2"
    ("CPM", (200, 100_000), Fraction(200_000, 100_000), "2"),
    # vorpalsabre.com: "a 100 dollar budget that gets 10,000 impressions ... CPM of $10"
    ("CPM", (100, 10_000), Fraction(10), "10"),
    # adparlor.com: "spends $5,000 and reaches 100,000 unique users, the CP1KR would be $50"
    ("CPR", (5000, 100_000), Fraction(50), "50"),
    # jetmetrics.io: "CPV = 200/1,000 CPV = 0.20"
    ("CPV", (200, 1000), Fraction(2, 10), "0.20"),
    # calculator.academy: "CPE = $10,000/3,000 CPE = $3.33"
    ("CPE", (10_000, 3000), Fraction(10, 3), "3.33"),
    # cunits.io, as the inverse: "CPE = $500 / 2500 ... $0.20"
    ("ENGAGEMENTS_PER_MONEY", (2500, 500), 1 / Fraction(20, 100), "5"),
    # lifesight.io: "$2,000/200 = $10"
    ("CPF", (2000, 200), Fraction(10), "10"),
    # nestscale.com: "CPS = 3,000 / 15,000 = $0.20"
    ("COST_PER_SESSION", (3000, 15_000), Fraction(1, 5), "0.20"),
    # Google Ads: "one costing $2.00 and one costing $4.00 ... $3.00"
    ("CPA", (6, 2), Fraction(2 + 4, 2), "3.00"),
    # pro-seo.expert: "CPO = 120 000 / 400 = 300 рублей"
    ("CPO", (120_000, 400), Fraction(300), "300"),
    # calculatorlib.com: "spends $3,200 across a week and drives 1,280 installs"
    ("CPI", (3200, 1280), Fraction(5, 2), "2.50"),
    # semtools.guru: "ДРР = (15000 ÷ 100000) × 100% = 15%"
    ("DRR", (15_000, 100_000), Fraction(15, 100), "15 %"),
    # romainberg.com: "20% (10,000/50,000)"
    ("IMPRESSION_SHARE", (10_000, 50_000), Fraction(1, 5), "20 %"),
    # gourmetads.com: "(50,000 / 1000000) X 100 = 5%"
    ("WIN_RATE", (50_000, 1_000_000), Fraction(5, 100), "5 %"),
    # adpulse.app: "50% through the period ... spent 75% of the budget ... 150%"
    ("BUDGET_PACE", (75, 100, 0.5), Fraction(3, 2), "150 %"),
    # morningdough.com: "$750 divided by 250 leads = $3"
    ("CPL", (750, 250), Fraction(3), "3"),
    # calculator.academy: "CPQL = 10,000 / 500"
    ("CPQL", (10_000, 500), Fraction(20), "20"),
    # klipfolio.com: "2,000 leads / 50,000 visitors = 4%"
    ("LEAD_RATE", (2000, 50_000), Fraction(4, 100), "4 %"),
    # savvycalculator.com, as drop-off: "((500 - 350) / 500) x 100 = 30%"
    ("FORM_COMPLETION_RATE", (350, 500), 1 - Fraction(30, 100), "70 %"),
    # abmatic.ai: "only one in twenty leads becomes an MQL"
    ("MQL_RATE", (1, 20), Fraction(1, 20), "5 %"),
    # upcell.io: "Out of 1,000 outreach leads, 80 are accepted as SQLs ... 8%"
    ("SQL_RATE", (80, 1000), Fraction(8, 100), "8 %"),
    # shno.co: "250/1000 x 100 = 25%"
    ("MQL_TO_SQL", (250, 1000), Fraction(1, 4), "25 %"),
    # calculatorlib.com: "500 leads and 75 of them become customers"; 1,200 leads, 96 deals
    ("CR_LEAD", (75, 500), Fraction(15, 100), "15 %"),
    ("LEAD_TO_SALE", (96, 1200), Fraction(8, 100), "8 %"),
    # theleadgenerationcompany.co.uk: "(20 ÷ 200) × 100 = 10%"
    ("CR_LEAD", (20, 200), Fraction(1, 10), "10 %"),
    # generatekpi.com: "25,000 ÷ 500 = 50 minutes"
    ("RESPONSE_TIME", (25_000, 500), Fraction(50), "50"),
    # smartercontact.com: "[20s, 30s, 40s, 50s, 60s] Your Score: 40s"
    ("MEDIAN_RESPONSE_TIME", ((20, 30, 40, 50, 60),), Fraction(40), "40"),
    # Google Ads: "50 conversions from 1,000 interactions ... 5%"
    ("CR", (50, 1000), Fraction(5, 100), "5 %"),
    # worship.agency: "10,000 sessions ... 100 transactions ... 1%"; optimizesmart.com: 50 / 1000
    ("CR_SESSION", (100, 10_000), Fraction(1, 100), "1 %"),
    ("CR_SESSION", (50, 1000), Fraction(5, 100), "5 %"),
    # optimizesmart.com: "50 / 2000 = 2.5%"
    ("CR_USER", (50, 2000), Fraction(25, 1000), "2.5 %"),
    # omniconvert.com: "$1,000/23 = $43.47", cut there, not rounded
    ("AOV", (1000, 23), Fraction(1000, 23), "43.48"),
    # analyticspack.com: "45 completed purchases and 200 shopping carts ... 77.5%"
    ("CART_ABANDONMENT", (45, 200), 1 - Fraction(45, 200), "77.5 %"),
    # ya.ru: "(660/1020) * 100% = 64,7%"
    ("BUYOUT_RATE", (660, 1020), Fraction(660, 1020), "64.7 %"),
    # calc-pilot.com: "Customers return 420 of 10,000 items sold"
    ("RETURN_RATE", (420, 10_000), Fraction(42, 1000), "4.2 %"),
    # mygrowthstack.io: "test group converts at 4% and your control group at 3%", a third more
    ("RETARGETING_LIFT", (0.04, 0.03), Fraction(1, 3), "33 %"),
    # storeradar.com: "ROAS = $22,000 ÷ $5,000"
    ("ROAS", (22_000, 5000), Fraction(22, 5), "4.4"),
    # numberconvert.com: "a 25% profit margin needs a 4x ROAS"
    ("BREAK_EVEN_ROAS", (0.25,), Fraction(4), "4"),
    # Google Ads: "($1200-($600+$200))/($600+$200), or 50%"
    ("ROI", (1200, 800), Fraction(1200 - 600 - 200, 600 + 200), "50 %"),
    # calculatorlib.com: "$50,000 × 0.60 = $30,000 ... $30,000 − $10,000 = $20,000"
    ("ROMI", (50_000, 0.6, 10_000), Fraction(20_000, 10_000), "200 %"),
    # mymarketingdeal.com: "($500,000 / $1,000,000) x 100 = 50%"
    ("GROSS_MARGIN", (1_000_000, 500_000), Fraction(1, 2), "50 %"),
    # geniegoals.co.uk: "$100,000 / 2,000 = $50"
    ("CAC", (100_000, 2000), Fraction(50), "50"),
    # theprimecalculator.com: "$150,000 / 2,000 = $75 per user"
    ("ARPU", (150_000, 2000), Fraction(75), "75"),
    # applovin.com: "$100 revenue ... / 100 users ... = an ARPPU of $1"
    ("ARPPU", (100, 100), Fraction(1), "1"),
    # fructifi.com: "30% (i.e., 300/1,000 x 100)"
    ("REPEAT_RATE", (300, 1000), Fraction(3, 10), "30 %"),
    # mailmodo.com: "1,200 / 400 = 3"
    ("PURCHASE_FREQUENCY", (1200, 400), Fraction(3), "3"),
    # online-calculator.org: "45/98 x 100 = 46%"
    ("CHURN_RATE", (45, 98), Fraction(45, 98), "46 %"),
    # gaviki.com: 1,000 at the start, "200 customers leave, and 300 new customers ... 80%"
    ("RETENTION_RATE", (1000 - 200 + 300, 300, 1000), Fraction(8, 10), "80 %"),
    # feverbee.com: "three times ... per year, spends $70 ... 36 months ... $630", "30% ... $189"
    ("LTV", (70, 3, 3), Fraction(630), "630"),
    ("LTV_MARGIN", (70, 3, 3, 0.3), Fraction(189), "189"),
    # joysubscription.com: "$30 × 20 = $600 ... margin is 60%, and $600 LTV becomes $360"
    ("LTV_CHURN", (30, 0.6, 0.05), Fraction(360), "360"),
    # abracalc.com: $2,000, 60 %, 0.5 %: "$240,000"; $50, 90 %, 10 %: "$450"; $25, 95 %, 8 %: "$297"
    ("LTV_CHURN", (2000, 0.6, 0.005), Fraction(240_000), "240000"),
    ("LTV_CHURN", (50, 0.9, 0.1), Fraction(450), "450"),
    ("LTV_CHURN", (25, 0.95, 0.08), Fraction(25 * 95, 8), "297"),
    # mhq-gatsby.pages.dev: "$15,000 / $6,000 = 2.5"
    ("LTV_TO_CAC", (15_000, 6000), Fraction(5, 2), "2.5"),
    # complete.tools: "$50 ÷ $15 = 3.33 months"
    ("PAYBACK_PERIOD", (50, 15), Fraction(10, 3), "3.33"),
    # calculory.com: "actual is 860 and target is 1,000 ... 86%", "860 - 1,000 = -140"
    ("ATTAINMENT", (860, 1000), Fraction(86, 100), "86 %"),
    ("GAP", (860, 1000), Fraction(-140), "-140"),
    # kpifrontier.com: 64 % after 20 of 30 days; printed as 95.9 %, having rounded 20/30 first
    ("PACE", (320_000, 500_000, 20 / 30), Fraction(64, 100) / Fraction(20, 30), "96.0 %"),
    # productive.io: "EV ($4,000) - PV ($5,000) = (-$1,000)" of a budget of $10,000
    ("REACHED_EARLY", (4000, 10_000, 0.5), Fraction(4000 - 5000, 10_000), "-10 %"),
    # unlimitedsheets.com: "$42,000 in sales by day 25 ... (30-day month)": 50400
    ("FORECAST", (42_000, 25 / 30), Fraction(42_000 * 30, 25), "50400"),
    # cal76.calculator.city: 96,000 after 12 of 30 days: 240,000
    ("FORECAST", (96_000, 12 / 30), Fraction(240_000), "240000"),
    # inter-hr.ru: "0,550 … 0,212 … 0,375 … 1,137", cut there, not rounded
    ("WEIGHTED_SCORE", INTER_HR, Fraction(11375, 10_000), "1.1375"),
    # ehow.com: "500 ÷ 2,000 = 0.25"
    ("CHANGE", (2500, 2000), Fraction(500, 2000), "25 %"),
    # qeeebo.com: "((100,000 - 80,000) / 80,000) 100 = 25%"
    ("CHANGE_YEAR_AGO", (100_000, 80_000), Fraction(1, 4), "25 %"),
    # simple.wikipedia.org: "an increase of 40% to 44% is a 4 percentage point increase"
    ("CHANGE_POINTS", (0.44, 0.4), Fraction(4, 100), "4 %"),
    # theprimecalculator.com: "Adjusted = 150 / 1.25 = 120"; askanewquestion.com: 1304 / 1.09
    ("DESEASONALIZED", (150, 1.25), Fraction(120), "120"),
    ("DESEASONALIZED", (1304, 1.09), Fraction(130_400, 109), "1196.33"),
    # HOCK, by html.pdfcookie.com: 47.4085 x .589 = 27.92, and three more quarters
    ("FORECAST_SEASONAL", (47.4085, 0.589), Fraction(474085 * 589, 10**7), "27.92"),
    ("FORECAST_SEASONAL", (48.1710, 0.656), Fraction(481710 * 656, 10**7), "31.60"),
    ("FORECAST_SEASONAL", (48.9336, 0.826), Fraction(489336 * 826, 10**7), "40.42"),
    ("FORECAST_SEASONAL", (49.6961, 1.902), Fraction(496961 * 1902, 10**7), "94.52"),
    # algebra.com: "January: K350,000 * (106/100) = K371,000", and so on to December
    ("TARGET_SEASONAL", (4_200_000, 12, 1.06), Fraction(371_000), "371000"),
    ("TARGET_SEASONAL", (4_200_000, 12, 0.89), Fraction(311_500), "311500"),
    # fitnessmarketing.com: "(19,600 / 25) = $784"
    ("REQUIRED_RUN_RATE", (1400, 21_000, 25), Fraction(19_600, 25), "784"),
    # taglab.net: "(50 ÷ 200) × 100 = 25%"; pancalchub.com: "(120 ... / 500 ...) * 100 = 24.00%"
    ("QUALIFICATION_RATE", (50, 200), Fraction(1, 4), "25 %"),
    ("QUALIFICATION_RATE", (120, 500), Fraction(24, 100), "24.00 %"),
    # eleniq.com: £16,000 of gross profit on £8,000; marketingiz.com: "300 ÷ 100 = 3"
    ("POAS", (16_000, 8000), Fraction(2), "2.0"),
    ("POAS", (300, 100), Fraction(3), "3"),
    # fluentco.com: $10,000 and 1,000 sessions; free-biz-tools: "85000 / 12000 = 7.08"
    ("REVENUE_PER_SESSION", (10_000, 1000), Fraction(10), "10"),
    ("REVENUE_PER_SESSION", (85_000, 12_000), Fraction(85, 12), "7.08"),
    # churnzero.net: "1 ÷ 0.025 = 40"; metrickittools.com: "1 / 0.03 ~ 33.3 months"
    ("CUSTOMER_LIFETIME", (0.025,), Fraction(40), "40"),
    ("CUSTOMER_LIFETIME", (0.03,), Fraction(100, 3), "33.3"),
    # dela.nl: 30 % promoters, 20 % detractors, "the NPS is +10"
    ("NPS", (30, 20, 100), Fraction(10), "10"),
    # intercom.help: "(10 + 20) / 50 * 100 = 60%"; cunits.io: "(18 / 20) * 100 ... = 90%"
    ("CSAT", (30, 50), Fraction(3, 5), "60 %"),
    ("CSAT", (18, 20), Fraction(9, 10), "90 %"),
    # calculate-percentage.online: "3040 / 7600 = 0.4"; theprimecalculator.com: 20%
    ("OPEN_RATE", (3040, 7600), Fraction(2, 5), "40 %"),
    ("OPEN_RATE", (800, 4000), Fraction(1, 5), "20 %"),
    # pushsend.com: "50/90 x 100, which equals 56%"
    ("CLICK_TO_OPEN_RATE", (50, 90), Fraction(5, 9), "56 %"),
]

# What nobody was found to publish with numbers; the examples say "constructed".
CONSTRUCTED = {
    "BUDGET_LEFT_PER_DAY": Fraction(30_000 - 14_500, 20),
    "COST_SHARE": Fraction(250, 1000),
    "MESSAGE_RATE": Fraction(20, 10_000),
    "COST_PER_MESSAGE": Fraction(500, 100),
    "RESPONSE_RATE": Fraction(90, 100),
    "RETARGETED_REVENUE_SHARE": Fraction(20_000, 100_000),
    "ATTAINMENT_LOWER": Fraction(20, 25),
    "PROGRESS": Fraction(5, 20),
    "STATUS": Fraction(1),
    "WEIGHTED_SCORE_CAPPED": Fraction(100 + 50, 200),
    "SEASONAL_INDEX": Fraction(130, 100),
    "SEASONAL_INDEX_OF": Fraction(240, 2) / Fraction(800, 8),
    "SEASONAL_ELAPSED": Fraction(30, 100),
    "PACE_SEASONAL": Fraction(45, 30),
    "FORECAST_PROFILE": Fraction(45 * 100, 30),
}

WHAT_PEOPLE_SEARCH = {
    "ДРР": "DRR",
    "ACOS": "DRR",
    "доля рекламных расходов": "DRR",
    "цена лида": "CPL",
    "стоимость заявки": "CPL",
    "стоимость конверсии": "CPA",
    "цена за результат": "CPA",
    "цена подписчика": "CPF",
    "цена клика": "CPC",
    "стоимость тысячи показов": "CPM",
    "пейсинг": "BUDGET_PACE",
    "конверсия в заявку": "LEAD_RATE",
    "качество лидов": "QUALIFICATION_RATE",
    "время ответа": "RESPONSE_TIME",
    "конверсия": "CR",
    "CVR": "CR",
    "средний чек": "AOV",
    "процент выкупа": "BUYOUT_RATE",
    "брошенные корзины": "CART_ABANDONMENT",
    "окупаемость рекламы": "ROAS",
    "ROMI": "ROMI",
    "маржинальность": "GROSS_MARGIN",
    "ЛТВ": "LTV",
    "CLV": "LTV",
    "отток": "CHURN_RATE",
    "ретеншн": "RETENTION_RATE",
    "стоимость привлечения клиента": "CAC",
    "выполнение плана": "ATTAINMENT",
    "прогноз": "FORECAST",
    "run rate": "FORECAST",
    "светофор": "STATUS",
    "год к году": "CHANGE_YEAR_AGO",
    "YoY": "CHANGE_YEAR_AGO",
    "коэффициент сезонности": "SEASONAL_INDEX",
}

amounts = st.integers(min_value=1, max_value=10**9)
shares = st.integers(min_value=1, max_value=100).map(lambda percent: percent / 100)


def plain(name: str) -> str:
    return name.casefold().replace("ё", "е")


def names_of(kpi: Kpi) -> set[str]:
    return {plain(name) for name in (kpi.id.replace("_", " "), kpi.en, kpi.ru, *kpi.aliases)}


def printed_like(value: float, published: str) -> str:
    """The value written with the publisher's number of digits: ``"7.5 %"``."""
    number, _, percent = published.partition(" ")
    digits = len(number.partition(".")[2])
    return f"{value * (100 if percent else 1):.{digits}f}{' %' if percent else ''}"


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("kpi_id", "arguments", "by_hand", "published"), PUBLISHED)
def test_what_is_published(
    kpi_id: str, arguments: tuple[Any, ...], by_hand: Fraction, published: str
) -> None:
    result = BUSINESS[kpi_id](*arguments)
    # A share such as 0.04 is no exact double, so the last bit may go either way.
    assert result == pytest.approx(float(by_hand), rel=2e-15)
    assert printed_like(result, published) == published


@pytest.mark.parametrize("kpi", BUSINESS.values(), ids=lambda kpi: kpi.id)
def test_example_of_the_definition(kpi: Kpi) -> None:
    assert kpi(**kpi.example.arguments) == kpi.example.gives
    given_values = tuple(kpi.example.arguments[name] for name in kpi.arguments)
    if kpi.example.by == "constructed":
        assert kpi.id not in CONSTRUCTED or kpi.example.gives == float(CONSTRUCTED[kpi.id])
    elif rows := [row[1] for row in PUBLISHED if row[0] == kpi.id]:
        assert given_values in rows


@pytest.mark.parametrize(("said", "kpi_id"), WHAT_PEOPLE_SEARCH.items())
def test_what_people_search_is_among_the_names(said: str, kpi_id: str) -> None:
    assert plain(said) in names_of(BUSINESS[kpi_id])


@pytest.mark.parametrize(
    "kpi_id", ["CPR", "MESSAGE_RATE", "CR_USER", "ARPU", "REPEAT_RATE", "CHURN_RATE"]
)
def test_people_are_never_summed_over_days(kpi_id: str) -> None:
    with pytest.raises(NotAdditive):
        BUSINESS[kpi_id].total_over(Over.DAYS)


@pytest.mark.parametrize("kpi_id", ["CPL", "DRR", "ROAS", "AOV", "CR"])
def test_a_total_is_a_ratio_of_sums(kpi_id: str) -> None:
    kpi = BUSINESS[kpi_id]
    first, second = (100.0, 10.0), (900.0, 10.0)
    assert kpi.total(*zip(first, second, strict=True)) == kpi(1000.0, 20.0)


@given(revenue=amounts, spend=amounts)
def test_drr_and_roas_are_inverses(revenue: int, spend: int) -> None:
    assert BUSINESS["DRR"](spend, revenue) * BUSINESS["ROAS"](revenue, spend) == close(1)


@given(spend=amounts, margin=shares)
def test_at_break_even_roas_romi_is_zero(spend: int, margin: float) -> None:
    revenue = spend * BUSINESS["BREAK_EVEN_ROAS"](margin)
    assert BUSINESS["ROMI"](revenue, margin, spend) == pytest.approx(0, abs=1e-12)


@given(revenue=amounts, spend=amounts)
def test_romi_without_goods_to_pay_for_is_roi(revenue: int, spend: int) -> None:
    assert BUSINESS["ROMI"](revenue, 1, spend) == BUSINESS["ROI"](revenue, spend)


@given(start=amounts, lost=amounts, new=amounts)
def test_a_customer_stays_or_leaves(start: int, lost: int, new: int) -> None:
    assume(lost <= start)
    stayed = BUSINESS["RETENTION_RATE"](start - lost + new, new, start)
    assert stayed + BUSINESS["CHURN_RATE"](lost, start) == close(1)


@given(leads=amounts, mqls=amounts, sqls=amounts)
def test_the_steps_of_the_funnel_multiply(leads: int, mqls: int, sqls: int) -> None:
    by_steps = BUSINESS["MQL_RATE"](mqls, leads) * BUSINESS["MQL_TO_SQL"](sqls, mqls)
    assert BUSINESS["SQL_RATE"](sqls, leads) == close(by_steps)


@given(arpu=amounts, margin=shares, churn=shares)
def test_lifetime_is_one_through_churn(arpu: int, margin: float, churn: float) -> None:
    by_years = BUSINESS["LTV_MARGIN"](arpu, 1, 1 / churn, margin)
    assert BUSINESS["LTV_CHURN"](arpu, margin, churn) == close(by_years)
