"""Messages: how many people write, how many get an answer, and how soon."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.ranges import median
from kpicells.formulas.units import Count, Money, Number, Numbers, Share


@kpi(
    en="Message rate",
    ru="Доля написавших в сообщения",
    aliases=("DM rate", "конверсия в сообщение", "доля написавших", "обращения из охвата"),
    means="Сколько начатых переписок пришлось на одного охваченного человека.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.comicbasics.com/?p=133760",
    example=Example(messages=20, reach=10_000, gives=0.002, by="constructed"),
    confused_with=(
        "Response rate, the share of messages that we answered.",
        "Доля отвеченных сообщений: там считают наши ответы.",
    ),
)
def message_rate(messages: Count, reach: Count) -> Share:
    """The conversations that people started, as a share of the people reached.

    Reach is of the whole period, never a sum of days.
    """
    return ratio(messages, reach)


@kpi(
    en="Response rate",
    ru="Доля отвеченных сообщений",
    aliases=("reply rate", "доля ответов", "процент ответов", "отвеченные обращения"),
    means="На какую долю входящих сообщений бренд ответил.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.07heavenmarketing.co.uk/hm-blog/facebook-response-measurements-how-do-they-do-it",
    example=Example(answered_messages=90, messages=100, gives=0.9, by="constructed"),
    confused_with=(
        "The response to a survey or a mailing: there people answer us.",
        "Отклик на рассылку или опрос: там отвечают нам.",
    ),
)
def response_rate(answered_messages: Count, messages: Count) -> Share:
    """The share of incoming messages that the brand answered.

    Facebook counts only the first message after a day of silence, over 30 days, and no automatic
    replies; helpdesk tools count all messages.
    """
    return ratio(answered_messages, messages)


@kpi(
    en="Average response time",
    ru="Среднее время ответа",
    aliases=(
        "ART",
        "FRT",
        "first response time",
        "время ответа",
        "скорость ответа",
        "время первого ответа",
    ),
    means="Сколько в среднем человек ждал ответа, в тех же единицах времени, что и сумма.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.outsourceaccelerator.com/glossary/average-response-time",
    example=Example(
        total_response_time=25_000, responses=500, gives=50.0, by="https://generatekpi.com/?p=515"
    ),
    arguments={
        "total_response_time": ("Time to all responses together", "Время до всех ответов в сумме"),
        "responses": ("Responses", "Ответы"),
    },
    confused_with=(
        "The median response time, which one message forgotten overnight does not move.",
        "Медианное время ответа: его не сдвинет одно забытое на ночь сообщение.",
    ),
)
def response_time(total_response_time: Number, responses: Count) -> Number:
    """The average time between a message and its answer, in the unit in which it was summed.

    Published: "First Response Time = 25,000 / 500 = 50 minutes". Facebook averages the fastest
    90 % of the answers of 30 days, helpdesks all of them.
    """
    return ratio(total_response_time, responses)


@kpi(
    en="Median response time",
    ru="Медианное время ответа",
    aliases=(
        "MRT",
        "median first response time",
        "медиана времени ответа",
        "типичное время ответа",
    ),
    means="За какое время человек получает ответ в типичном случае: половина ответов быстрее.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://support.smartercontact.com/median-response-time",
    example=Example(
        response_times=(20, 30, 40, 50, 60),
        gives=40.0,
        by="https://support.smartercontact.com/median-response-time",
    ),
    arguments={"response_times": ("Time to each response", "Время до каждого ответа")},
    confused_with=(
        "The average, which a single message forgotten overnight spoils.",
        "Среднее время ответа: его портит одно забытое на ночь сообщение.",
    ),
)
def median_response_time(response_times: Numbers) -> Number:
    """The time within which half of the answers came, in the unit of the times."""
    return median(response_times)


@kpi(
    en="Cost per message",
    ru="Цена сообщения",
    aliases=(
        "cost per conversation",
        "cost per messaging conversation started",
        "цена переписки",
        "цена диалога",
    ),
    means="Во сколько обошлась одна начатая переписка.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://leadenforce.com/blog/why-cost-per-message-can-hide-weak-sales-efficiency-in-messaging-ads",
    example=Example(spend=500, messages=100, gives=5.0, by="constructed"),
    confused_with=(
        "Cost per lead: not everybody who writes becomes a lead.",
        "Цена лида: лидом становится не каждый, кто написал.",
    ),
)
def cost_per_message(spend: Money, messages: Count) -> Money:
    """The advertising spend for each conversation that people started."""
    return ratio(spend, messages)
