"""The words of a search: which are one and the same, which say nothing, how letters are mistaken.

All of it is data; :mod:`~kpicells.formulas.search` reads it. Words stand in their plain form and
are found in every inflected one; ``окуп*`` is every word that begins so.
"""

from __future__ import annotations

from collections.abc import Mapping

SAME: Mapping[str, str] = {
    # Money.
    "cost": "cost costing price pricing pay paid цена стоимость стоит стоят стоил стоила стоило "
    "обходится обходятся обошелся обошлась обошлось ценник расценка почем плат* "
    "expensive cheap дорог* дешев*",
    "spend": "spend spent spending expense expenditure adspend расход трата затрата потрачено "
    "потратил потратили тратить тратим израсходовано слив",
    "revenue": "revenue income turnover выручка доход оборот",
    "profit": "profit profitable profitability прибыль прибыльность",
    "currency": "dollar euro ruble рубл* доллар* евро",
    "budget": "budget бюджет",
    "margin": "margin маржа маржинал*",
    "payback": "payback окуп*",
    "return": "return refund возврат",
    "invest": "invest investment инвест* вложен* вложил вложили",
    "ad": "ad ads advert advertising advertisement реклам* рк объявление",
    "marketing": "marketing маркетинг*",
    "telegram": "telegram телеграм* телег* тг",
    "yandex": "yandex яндекс",
    "retargeting": "retargeting remarketing ретаргет* ремаркет*",
    "acquire": "acquire acquisition acquiring attract привлеч* привлек*",
    "order": "order ordering заказ заказыва*",
    "purchase": "purchase sale sell sold buy bought deal покупка продажа сделка куп* покупа*",
    "buyout": "buyout выкуп*",
    "least": "minimum minimal least минимальн*",
    "buyer": "buyer shopper покупатель",
    "satisfaction": "satisfaction satisfied удовлетвор* довольн*",
    "recommend": "recommend promoter loyalty лояльн* рекомендовать рекомендуют",
    "customer": "customer client клиент заказчик",
    "cart": "cart basket корзина",
    "abandon": "abandon abandonment брошен* бросил бросили бросают",
    "check": "check bill чек",
    "bring": "bring brought приносит принес* приносят",
    # Leads.
    "lead": "lead enquiry inquiry заявка лид лидогенерация",
    "qualified": "qualified qualify qualification целевой квалифицир* квал квалификация",
    "form": "form форма анкета",
    "message": "message dm сообщение директ личка переписка",
    "write": "write написавш* написал написали пишут",
    "answer": "answer response reply respond unanswered ответ отвечен* отвеча* ответил ответили "
    "неотвечен* реплай",
    "comment": "comment коммент* комент*",
    # People and what they do.
    "follower": "follower subscriber fan подписчик фолловер читатель",
    "unfollow": "unfollow unfollowed unsubscribe отпис*",
    "growth": "growth grow grew grown gain gained прирост рост вырос* растет растут",
    "audience": "audience viewer аудитория зрител*",
    "person": "person people human человек человека люди людей людям",
    "user": "user visitor пользовател* посетител* юзер",
    "active": "active activity активн*",
    "engagement": "engagement engage interaction er ер вовлеч* вовлек* взаимодейств* отклик "
    "энгейдж* ингейдж*",
    "reaction": "reaction реакция",
    "like": "like likes лайк лайкают лайкабельн*",
    "repost": "repost retweet репост шер шеры поделил* делятся ретвит",
    "save": "save saved saving сохран* сейв",
    "mention": "mention упомин* упомянул*",
    "reach": "reach охват охвач* охвати* охватн*",
    "impression": "impression показ показы",
    "view": "view просмотр* просматрив*",
    "watch": "watch watched look see saw seen смотр* посмотрел* увидел* видят видит видел*",
    "finish": "finish fill filled заполн* complete completed completion end досмотр* досматр*",
    "show": "show shown",
    "click": "click клик кликают кликов кликнул* тап",
    "clickability": "clickability кликабельн*",
    "link": "link ссылка",
    "landing": "landing lp посадочн* лендинг",
    "session": "session visit site website web визит сеанс сессия сайт посещ* заход",
    "page": "page страниц*",
    "bounce": "bounce отказ",
    "profile": "profile account профил*",
    "post": "post publication пост публикац* поста постов",
    "open": "open opened opening открыва* открыт* открыл*",
    "mailing": "mailing newsletter email mail broadcast рассылк* письмо письма",
    "story": "story stories сторис* сториз* истори*",
    "video": "video видео* ролик* видос*",
    "skip": "skip skipped скип* пролист* пропуск*",
    "exit": "exit leave left выход вышли",
    "hold": "hold удерж*",
    "retention": "retention retain удержание ретен* удержать",
    "conversion": "conversion convert converting cvr конверс* конверт*",
    "action": "action действие",
    "install": "install установка инсталл*",
    "voice": "voice голос",
    "sentiment": "sentiment positive negative тональн* негатив* позитив*",
    "channel": "channel канал",
    "traffic": "traffic трафик*",
    "social": "social соцсет* социальн* сеть smm смм",
    "tag": "tag tagged utm метка разметк* размечен*",
    "source": "source источник",
    # Goals and time.
    "target": "target goal plan objective план цел* план-факт",
    "attainment": "attainment achieve achievement attain выполн* достиж* достигн*",
    "actual": "actual fact факт",
    "forecast": "forecast projection predict прогноз*",
    "pace": "pace pacing темп пейс* успева* успеем",
    "season": "season seasonal seasonality seasonally сезон*",
    "month": "month monthly месяц* ежемесяч*",
    "week": "week weekly недел* еженедел*",
    "day": "day daily день дня дни дней дневн* ежедневн*",
    "year": "year yearly annual год* года лет годов*",
    "previous": "previous last past прошл* предыдущ*",
    "change": "change changed dynamic изменен* изменил* динамик*",
    "trend": "trend тренд*",
    "score": "score scorecard балл* оценк*",
    "weighted": "weighted weight взвеш* вес",
    "confidence": "confidence доверит*",
    "significance": "significance significant значим* достоверн*",
    "test": "test тест*",
    "ab": "ab аб",
    "sample": "sample выборк*",
    "left": "remaining остат* остал*",
    "time": "time long length duration wait ждут ждет ждать длит* время времени долго",
    "fast": "fast quick quickly speed быстро скорость",
    "often": "often frequency frequently частот* часто",
    "repeat": "repeat again repurchase повторн* возвращаются возвращается",
    "lifetime": "lifetime пожизн* жизнен*",
    "value": "value worth ценност*",
    "churn": "churn отток",
    "thousand": "thousand mille 1000 тысяч* тыща тыс",
    "depth": "depth deep глубин*",
    "viral": "viral virality виральн* вирусн*",
    "gap": "gap behind отклон* отста*",
    "early": "early ahead досрочн* опереж*",
    "clean": "clean adjusted очист*",
    "difference": "difference differ разниц* различ* отлич*",
    "new": "new нов*",
    # How much of it.
    "rate": "rate ratio доля процент проценты процентах отношение коэффициент коэфициент уровень "
    "рейт рэйт rait reit",
    "average": "average avg mean средн*",
    # Abbreviations as they are spoken or spelt otherwise.
    "ctr": "ctr ситиар",
    "cpc": "cpc ppc сиписи",
    "cpm": "cpm ecpm сипиэм",
    "cpl": "cpl сипиэль сипиэл",
    "cpa": "cpa сипиэй",
    "cac": "cac кэк",
    "drr": "drr дрр",
    "acos": "acos",
    "ltv": "ltv clv cltv лтв элтиви",
}
"""A word that stands for all of its kind, and those that mean the same, in both languages."""

ALSO: Mapping[str, str] = {
    "обращение": "lead message",
    "запрос": "lead",
    "регистрация": "conversion",
    "результат": "conversion",
    "result": "conversion",
    "acquisition": "conversion",
    "percent": "rate share",
    "percentage": "rate share",
    "share": "repost rate",
    "deal": "purchase",
    "purchase": "order",
    "заказ": "purchase",
    "покупатель": "customer",
    "buyer": "customer",
    "удержание": "hold retention",
    "удерживаем": "retention",
    "интерес": "engagement",
    "уходят": "churn",
    "ушли": "churn spend",
    "уходит": "churn",
    "leave": "churn exit",
    "left": "left churn exit",
    "stay": "retention",
    "остаются": "retention",
    "досмотр": "finish",
    "watch": "view",
    "смотрят": "view",
    "earn": "revenue",
    "зарабатываем": "revenue profit",
    "месячный": "month",
    "pay": "payback",
    "подписка": "follower",
    "контакт": "person lead",
    "abandon": "finish",
    "переход": "click session",
    "активность": "engagement",
    "репутация": "sentiment",
    "site": "landing",
    "сайт": "landing",
    "фидбек": "sentiment",
    "response": "answer",
    "ответ": "answer",
    "смотреть": "view",
}
"""What a word of a query may mean besides; the catalogue's own texts are not read so."""

WEAK = frozenset(
    """
    rate share average acquire growth value person action number time total score brand бренд
    currency telegram yandex
    """.split()
)
"""Words that say little by themselves: they stand in the names of many KPIs."""

SILENT = frozenset(
    """
    a an the of per for to in on by from with and or not as at into organic paid reels shorts than
    that which who whom whose is are was were be been do does did can could should would will may
    might must has have had it its they their them this these those there here i me my mine we us
    our you your how much many what when where why each every one any all some out up over so if get
    got go goes gets getting make makes made need needs want know tell find show compute calculate
    calculation calculator count formula metric metrics kpi indicator measure please cell excel
    sheets google facebook instagram tiktok youtube vk linkedin meta amazon just only still really
    single am about way off back good bad come came generation manager team money between divided
    divide plus minus times vs versus amount half number use used using wb ozon wildberries
    и в во на за по из от до к ко с со у о об для при без под над через или не ни ли же бы а но что
    чтобы как какой какая какое какие каков какова сколько где когда почему зачем это этот эта эти
    тот та те то который которая которое которые мой моя мое мои наш наша наше наши нас нам мы я вы
    ваш ваша ваши он она оно они их его ее им ей кто кого чего чем чему один одна одно одного одной
    одну одному каждый каждая каждую каждого весь вся все всех всего есть был была было были будет
    надо нужно нужен нужна нужны хочу можно мне узнать понять считать посчитать рассчитать расчет
    расчета вычислить формула формулу формулы показатель показателя показатели показателей метрика
    метрики метрику кпи покажи показать найти экселе эксель таблица таблице вк вконтакте инстаграм
    инстаграме инста инсте рилс рилсы рилсов рилсах шортс шортсы шортсов клипы клипов органический
    органическая органического органических амазон фейсбук ютуб тикток дзен гугл вб озон скок скока
    менеджер менеджера команда которых которого которым которой которую другие другого других другой
    просто очень между деньги денег разделить делить деленная деленные деленный плюс минус раз раза
    количество число сумма если так там тут еще уже только потом после нами вообще идет идут дает
    дают штука штуки около получаем
    """.split()
)
"""Words that a search passes over."""

ENDINGS = tuple(
    sorted(
        """
        иями ями ами иях ах ях ией иям ием ия ии ию ие ий ой ей ом ем ам ям ов ев ого его ому ему
        ыми ими ый ая яя ое ее ые ых их ым им ую юю ью а я о е ы и у ю ь й
        """.split(),
        key=len,
        reverse=True,
    )
)
"""Russian endings of nouns and adjectives, longest first."""

LOOKALIKES = str.maketrans("авекмнорстухіѕј", "abekmhopctyxisj")
"""Cyrillic letters that look Latin (СРМ for CPM); many are alike in capitals only."""

LOOKALIKES_BACK = str.maketrans("abekmhopctyx", "авекмнорстух")

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
OTHER_LAYOUT = str.maketrans(_LATIN_KEYS + _RUSSIAN_KEYS, _RUSSIAN_KEYS + _LATIN_KEYS)
"""What would have been typed in the other keyboard layout: ``сек`` is ``ctr``."""

SPOKEN: Mapping[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "и": "i", "к": "ck", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "cs", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "э": "e",
}  # fmt: skip
"""The Latin letters that a Russian abbreviation stands for by sound: ЦПЛ is CPL."""

SAID: Mapping[str, tuple[str, ...]] = {
    "AOV": ("how much a buyer spends", "сколько тратит покупатель"),
    "AVERAGE_WATCH_SHARE": (
        "how much of the video is watched",
        "сколько ролика смотрят",
        "video retention rate",
    ),
    "BREAK_EVEN_ROAS": ("breakeven",),
    "BUDGET_PACE": ("overspend", "перерасход бюджета"),
    "CAC": ("стоимость привлечения", "цена привлечения"),
    "COMPLETION_RATE": ("people who watched to the end", "досмотрели до конца"),
    "CPC": ("стоимость перехода", "цена перехода"),
    "CPO": ("CPS", "cost per sale", "cost per purchase", "цена продажи", "стоимость покупки"),
    "CPQL": ("цена квала", "стоимость квала"),
    "CPV": ("cost per ThruPlay", "цена thruplay"),
    "CR": ("конверсия в покупку", "конверсия в регистрацию"),
    "DRR": (
        "spend to revenue",
        "расходы на рекламу к выручке",
        "доля выручки ушла на рекламу",
        "TACoS",
        "total ACOS",
    ),
    "FOLLOWER_GROWTH": ("how fast the audience grows", "как быстро растет аудитория"),
    "FORECAST": ("will we make the plan", "сделаем план", "выполним план"),
    "LEAD_RATE": ("CR1", "CR 1"),
    "LEAD_TO_SALE": ("CR2", "CR 2"),
    "LTV_TO_CAC": ("unit economics", "юнит-экономика"),
    "PACE": ("идем по плану", "успеваем по плану"),
    "PAGES_PER_SESSION": ("how many pages people view", "сколько страниц смотрят"),
    "RESPONSE_TIME": ("время ответа в директе", "время ответа на сообщение"),
    "RETURN_RATE": ("returned goods", "возврат товара"),
    "ROAS": (
        "ads pay off",
        "окупается реклама",
        "revenue per ad spend",
        "выручка на расход",
        "выручка на рубль рекламы",
        "MER",
        "marketing efficiency ratio",
        "blended ROAS",
    ),
    "ROMI": ("marketing ROI", "return on marketing"),
    "TALK_RATE": ("коммуникабельность",),
    "TWO_PROPORTION_P": (
        "statistical significance",
        "статистическая значимость",
        "стат значимость",
    ),
    "UNFOLLOW_RATE": ("audience loss", "отток аудитории"),
}
"""What people say for a KPI that is no name of it."""

WELL_KNOWN = (
    "CTR CPC CPM CPL CPA CR ROAS DRR AOV ER ERR ER_IMPRESSIONS FOLLOWER_GROWTH SHARE_OF_VOICE "
    "ATTAINMENT FORECAST CAC LTV ROI ROMI BOUNCE_RATE REACH_RATE FREQUENCY LOVE_RATE LEAD_RATE "
    "CPF CPV CPE"
).split()
"""The KPIs that most people mean: of two that match alike, such a one comes first."""
