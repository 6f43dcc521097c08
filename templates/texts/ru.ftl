# Тексты книги целей. Каждый ключ есть на каждом языке; чего нет, скажет тест.

workbook-title = { $client }: цели и KPI
client-unnamed = Клиент
sheet-dashboard = Дашборд
sheet-goals = Цели
sheet-funnel = Воронка
sheet-data = Данные
sheet-review = Разбор
sheet-log = Журнал
sheet-content = Публикации
sheet-guide = Справка

## Слова
goal-awareness = узнаваемость
goal-leads = лиды
goal-sales = продажи
goal-own = своя цель клиента
brand-launch = запуск бренда
brand-growth = рост бренда
brand-mature = зрелый бренд
stage-attention = Внимание
stage-interest = Интерес
stage-action = Действие
stage-other = Расходы и прочее
unit-count = штук
unit-share = %
unit-ratio = отношение
unit-seconds = с
unit-hours = ч
unit-days = дней
unit-number = число
better-higher = ↑ больше
better-lower = ↓ меньше
better-neither = –
grain-day = день
grain-month = месяц
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
metric-month-before = { $metric }, месяцем раньше

## Статусы
status-reached = ★ Цель достигнута
status-good = ● По плану
status-fair = ▲ Под угрозой
status-poor = ▼ Отстаёт
status-no-data = ○ Нет данных
status-no-target = ○ Нет цели

## Главное: что решить первым и как стоят KPI
decide-first = Решить первым: { $kpi }. { $finding }
decide-nothing = Всё по плану: новых решений не нужно.
decide-unknown = Отстающих нет. Нет данных или цели: { $kpis }.
standing-poor = ▼ Отстают: { $kpis }
standing-fair = ▲ Под угрозой: { $kpis }
standing-good = ● По плану: { $kpis }
standing-none = ○ Нет данных или цели: { $kpis }
begin = С чего начать: три шага
begin-1 = 1. «Цели»: впишите в жёлтые ячейки цель на каждый месяц.
begin-2 = 2. «Данные»: строка на день или месяц; из выгрузок их заполнит kpicells refresh.
begin-3 = 3. Выберите месяц выше: статусы и графики появятся сами.

## Что решить
say-no-data = За этот месяц нет чисел: загрузите выгрузку или проверьте счётчики.
say-zero = Значения за месяц нет: показатель «{ $what }» равен нулю.
say-no-target = На этот месяц нет цели: задайте её на листе «Цели».
say-reached-early = Цель достигнута досрочно: обсудите более высокую на разборе { $review }.
say-reached = Цель достигнута: обсудите более высокую на разборе { $review }.
say-missed = Месяц закрыт, до цели не хватило { $missing }.
say-on-pace = Идём по плану: сейчас { $now } в день, нужно { $needed } в день.
say-behind = Не хватает темпа: нужно { $needed } в день, сейчас { $now }.
say-overspent = Лимит превышен на { $over }: остановите расход или согласуйте новый лимит.
say-within = Месяц закрыт в пределах лимита.
say-within-pace = В пределах лимита: сейчас { $now } в день, осталось { $left } в день.
say-edge = Почти у лимита: сейчас { $now } в день, осталось { $left } в день.
say-fast = Слишком быстро: сейчас { $now } в день, осталось только { $left } в день.
say-better = Лучше цели на { $gap } %.
say-close = Близко к цели: разница { $gap } %.
say-below = Ниже цели на { $gap } %: найдите причину и исправьте.
say-above = Выше цели на { $gap } %: найдите причину и исправьте.

## Дашборд
dashboard-about = Цель: { $goal } · { $stage } · разбор { $months ->
    [1] каждый месяц
    [one] каждый { $months } месяц
    [few] каждые { $months } месяца
   *[many] каждые { $months } месяцев
}
dashboard-month = Месяц (выберите)
dashboard-elapsed = Прошло месяца
dashboard-days = данные за { $days } из { $total } дн.
dashboard-score = Общая оценка
dashboard-score-note = по весам KPI
dashboard-more-notices = { $count ->
    [one] (и ещё { $count } предупреждение)
    [few] (и ещё { $count } предупреждения)
   *[many] (и ещё { $count } предупреждений)
}
dashboard-funnel = Воронка месяца (логарифмическая шкала)
dashboard-by-campaign = { $result } по кампаниям за месяц
dashboard-by-source = { $result } по источникам за месяц
dashboard-trend = По месяцам: столбцы — факт (тёмный — выбранный месяц), линия — цель
dashboard-funnel-about = Этапы воронки выбранного месяца; длина полос логарифмическая
dashboard-sources = Источник
dashboard-through = Данные по
dashboard-days-covered = Дней с данными
dashboard-reading = Как читать эту страницу
reading-status = ● от { $good } %  ▲ от { $fair } %  ▼ ниже. Объёмы оцениваются по темпу, доли и цены — по выполнению.
reading-pace = Темп: факт к той части цели, которую пора было набрать. Прогноз: итог месяца при том же темпе.
reading-reach = «—» значит «нет данных»: мы ничего не додумываем, а охват по дням не суммируем.
reading-input = Жёлтые ячейки ваши: месяц здесь, цели и веса на листе «Цели». Остальное пересчитается.

## Карточки
card-actual = факт
card-target = цель
card-chosen = факт выбранного месяца
card-attainment = выполнение
card-pace = темп
card-forecast = прогноз
card-change = к прошлому мес.
card-trend-about = { $kpi } по месяцам: столбцы показывают факт, линия показывает цель

## Цели
goals-title = Цели и плановые значения
goals-note = Жёлтые ячейки заполняете вы: измените цель, вес или порог, и все статусы пересчитаются.
goals-on-track = По плану от
goals-at-risk = Под угрозой от
goals-next-review = Следующий разбор
goals-weights = Веса
weights-right = ✓ в сумме 100 %
weights-wrong = ✗ в сумме { $sum } %, нужно 100 %
goals-kpi = KPI
goals-stage = Этап
goals-unit = Единица
goals-better = Лучше
goals-weight = Вес
goals-baseline = Было до плана
goals-source = Источник
goals-targets = Цель по месяцам
goals-actual = Факт по месяцам
goals-attainment = Выполнение по месяцам
goals-charts = Только выбранный месяц (для графиков)
goals-numbers = Из чего посчитаны KPI
source-none = источника пока нет
input-target = Цель на месяц
input-target-message = Число больше нуля; доли в процентах. Пусто: цели нет.
input-weight = Вес
input-weight-message = Доля в общей оценке; все веса вместе дают 100 %.
input-threshold-message = Доля цели, например 95 %. Выше неё статус меняется.
input-review-message = День, например 01.12.2026.
input-period = Месяц
input-period-message = Выберите месяц плана.

## Воронка
funnel-title = Воронка по месяцам
funnel-note = Суммы с листа «Данные». Конверсии — отношения сумм, а не средние дневных значений.
funnel-metric = Показатель
funnel-source = Источник
funnel-not-added = измерено за месяц, не суммируется
funnel-chosen = Выбранный месяц: этапы воронки
funnel-conversion = Конверсия между этапами
funnel-step = Этап
funnel-value = Значение
funnel-rate = Конверсия из прошлого этапа
funnel-label = Подпись на графике
funnel-with-rate = { $step } ({ $rate } %)
funnel-by-source = Выбранный месяц по источникам
funnel-by-campaign = Выбранный месяц по кампаниям

## Данные
data-date = Дата
data-month = Месяц
data-grain = Период
data-source = Источник
data-account = Аккаунт
data-campaign = Кампания
data-month-message = Первый день месяца, к которому относится строка.
data-grain-message = «день» — за один день, «месяц» — итог за весь месяц.

## Разбор
review-title = Разбор
review-note = Числа за месяц, выбранный на листе «Дашборд». { $months ->
    [1] Разбор каждый месяц.
    [one] Разбор каждый { $months } месяц.
    [few] Разбор каждые { $months } месяца.
   *[many] Разбор каждые { $months } месяцев.
} «Больше случайного разброса» — с поправкой на число KPI: если ничего не изменилось, ложный сигнал даст не больше одного разбора из двадцати. Выберите решение и запишите почему.
review-next = Следующий разбор
review-name = KPI
review-status = Статус
review-actual = Факт
review-target = Цель
review-attainment = Выполнение
review-pace = Темп
review-forecast = Прогноз
review-change = К прошлому месяцу
review-days = Дней с данными
review-score = Оценка
review-points = Оценка × вес
review-loss = Потеря оценки
review-finding = Вывод
review-history = Что показывает история
review-decision = Решение
review-note-head = Заметка
review-who = Кто решил
review-decision-message = Оставить, повысить цель, сменить KPI, убрать или починить счётчик.
review-past = Прошлые решения
review-day = Дата
review-decided = Решение
review-found = Вывод
decide-keep = оставить
decide-raise = повысить цель
decide-change = сменить KPI
decide-drop = убрать
decide-mend = починить счётчик

## Публикации
content-title = Публикации месяца
content-note = ERR: взаимодействия с публикацией, делённые на её охват. Итоги на день выгрузки; у свежих публикаций числа ещё вырастут.
content-top = Лучшие по вовлечённости
content-flop = Худшие по вовлечённости
content-few = В месяце мало публикаций: список худших не показан.
posts-date = Дата
posts-month = Месяц
posts-source = Источник
posts-title = Публикация
posts-rate = Вовлечённость
posts-link = Ссылка
posts-post = ID публикации

## Справка
guide-title = Справка
guide-plan = Этот план
guide-goal = Цель бизнеса
guide-brand = Стадия бренда
guide-cadence = Разбор
guide-cadence-value = { $months ->
    [1] каждый месяц
    [one] каждый { $months } месяц
    [few] каждые { $months } месяца
   *[many] каждые { $months } месяцев
}
guide-competition = Конкуренты
guide-kpis = Что значит каждый KPI
guide-name = KPI
guide-meaning = Смысл
guide-equation = Как считается
guide-caution = С чем не путать
guide-source = Источник определения
guide-metric-meaning = { $metric }: сумма за месяц.
guide-metric-equation = Сумма листа «Данные» за месяц
guide-metric-outcome = Тот же показатель у другой площадки: каждая считает по своим правилам.
guide-metric-own = Собственный показатель агентства.
guide-benchmarks = Ориентиры рынка
guide-benchmarks-note = Что бывает у других, как указано в плане. Сначала сравнивайте со своими прошлыми месяцами: отрасли, площадки и способы подсчёта различаются.
guide-reading = Как читать числа
guide-status-name = Статус
guide-status-text = ● по плану, ▲ под угрозой, ▼ отстаёт, ★ цель достигнута, ○ нет данных или цели. То, что растёт за месяц, оценивается по темпу, доли и цены — по выполнению. Пороги — на листе «Цели».
guide-pace-name = Темп
guide-pace-text = Факт, делённый на ту часть цели, которую пора было набрать к последнему дню с данными. 100 % — ровно по плану.
guide-forecast-name = Прогноз
guide-forecast-text = Чем закончится месяц, если темп не изменится.
guide-attainment-name = Выполнение
guide-attainment-text = Факт, делённый на цель; там, где лучше меньше (цена лида), — цель, делённая на факт. 100 % и больше в обоих случаях хорошо.
guide-score-name = Общая оценка
guide-score-text = Среднее выполнение KPI с учётом весов; каждый — не больше 100 %, чтобы один успех не закрыл провал другого.
guide-dash-name = «—»
guide-dash-text = Нет данных. Мы ничего не додумываем: пропуск — это не ноль.
guide-reach-name = Охват и пользователи
guide-reach-text = Это люди, и назавтра они приходят снова: сумма двух дней посчитала бы их дважды. Показываем то, что площадка измерила за месяц, или ничего.
guide-ratio-name = Доли и цены
guide-ratio-text = Всегда отношение сумм: весь расход месяца к лидам месяца, а не среднее дневных значений.
guide-working = Как работать с книгой
guide-month-name = Выберите месяц
guide-month-text = Жёлтая ячейка на листе «Дашборд»; всё пересчитается, и лист «Публикации» тоже.
guide-targets-name = Поставьте цели
guide-targets-text = Жёлтые ячейки на листе «Цели». Введённое вами остаётся: обновление его не тронет и покажет в отчёте.
guide-own-name = Дополняйте
guide-own-text = Добавляйте листы, графики и заметки. Имена (Формулы → Диспетчер имён), например actual_leads или data_spend, переезжают вместе с ячейками: опирайтесь на них.
guide-refresh-name = Обновление
guide-refresh-text = Новые выгрузки меняют только ячейки kpicells. Что сделано, видно в журнале; копия прежней книги сохраняется.
guide-review-name = Разбор
guide-review-text = Раз в 1–3 месяца: повысьте цели, достигнутые досрочно; замените или уберите то, что не движется. Решение запишите на листе «Разбор».

## Советы к плану
advice-count = { $count } KPI: следить и решать можно по трём-пяти.
advice-stage = Все KPI об одном этапе воронки ({ $stage }): это показывает активность, а не пользу бизнесу.
advice-same = { $one } и { $other } измеряют одно и то же; хватит одного.
advice-target = { $kpi }: цели ещё нет.

## Замечания
notice-nothing = За эти месяцы нет чисел клиента { $client }: kpicells import ФАЙЛ --client "{ $client }".
notice-silent = { $source }: нет данных с { $day }.
notice-twice = { $metric }: { $sources } могут считать одних и тех же дважды. Назовите в плане один источник.
notice-engagement = { $kpi }: взаимодействия считаются по-разному ({ $parts }). Сравнивайте каждый источник с ним самим.
platform = как считает площадка
notice-unfed = { $kpi }: ни в одной выгрузке пока нет показателя: { $metrics }.
notice-spanning = { $source }: числа за весь период { $from } – { $to } не относятся ни к одному месяцу. Выгрузите их по дням или месяцам.
notice-new = Новое с тех пор, как создана книга: { $names }. Числа учтены; свои строки появятся в заново созданной книге.
notice-currency = { $source }: в выгрузке не указана валюта; считаем, что это { $currency }.
notice-ends = План кончается: { $month }, а данные есть и дальше. Поставьте цели на следующие месяцы.

## Журнал
log-made = Книга создана: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
} данных, источники: { $sources }.
log-refreshed = Обновлено: { $changed ->
    [one] изменена { $changed } ячейка
    [few] изменены { $changed } ячейки
   *[many] изменено { $changed } ячеек
}{ $kept ->
    [0] .
    [one] , оставлена { $kept } ячейка, которую изменили люди.
    [few] , оставлены { $kept } ячейки, которые изменили люди.
   *[many] , оставлено { $kept } ячеек, которые изменили люди.
}
log-remade = Книга создана заново: план изменился; введённое людьми перенесено ({ $kept }).
log-no-sources = выгрузок пока нет
log-when = Когда
log-what = Что сделано
log-who = Кто

## Что говорит история
span-week = { $count ->
    [one] { $count } неделю
    [few] { $count } недели
   *[many] { $count } недель
}
span-month = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[many] { $count } месяцев
}
history-each = { $value } в { $step ->
    [month] месяц
   *[week] неделю
}
history-moved = { $change }, это больше случайного разброса (p = { $p }): { $now } за последние { $span } против { $before } за { $reference } до этого.
history-moved-season = { $change } без учёта сезона (сам сезон даёт { $season }), это больше случайного разброса (p = { $p }): { $now } за последние { $span } против { $before } за { $reference } до этого.
history-young = Истории меньше года, так что это может быть и сезон.
history-clear = меньше 0,001
history-season = Это сезон: { $now } за последние { $span } против { $before } за { $reference } до этого, а { $season } для этого времени года обычно.
history-holds = Держится ровно: за последние { $span } изменений больше случайных нет.
history-loud = Движения не видно: числа так скачут, что заметно было бы только изменение в разы.
history-steady = Не движется: разница за последние { $span } и за { $reference } до этого не больше случайной. Заметили бы { $down } или { $up }.
history-needed = Чтобы уверенно увидеть { $wanted }{ $why ->
    [target] {" "}(столько не хватает до цели)
   *[none] {""}
}, нужно { $needed }.
history-never = Чтобы уверенно увидеть { $wanted }{ $why ->
    [target] {" "}(столько не хватает до цели)
   *[none] {""}
}, мало и двух лет.
history-short = Истории мало: подождите ещё { $missing }.
history-gone = Два месяца нет данных: почините сбор данных или откажитесь от этого KPI.
history-zeros = Два месяца одни нули: почините сбор данных или откажитесь от этого KPI.
history-propose = Цель достигнута за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
} до конца месяца; в девяти случаях из десяти он закончится выше { $kept }. Предлагаем для { $month } { $target } вместо { $instead }.
history-propose-rate = Лучше цели, и это не случайность: { $kept } или лучше держится в девяти случаях из десяти. Предлагаем для { $month } { $target } вместо { $instead }.
history-open = Отставание от цели пока не больше случайного разброса: месяц ещё может закрыться по плану.
history-unlucky = Отставание от цели не больше случайного разброса, но по плану этот месяц вряд ли закроется.
history-rest = Чтобы закрыть месяц по цели, на остаток месяца нужно { $needed }.
history-lost = В этом месяце цели уже не достичь.
