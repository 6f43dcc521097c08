# Что выглядит не так в числах.

check-gap = { $where }: нет данных за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
 }, { $period }
check-gap-do = Выгрузите эти дни ещё раз; пока их нет, месяц занижен.
check-zero = { $where }: { $numbers }, { $period }
check-zero-do = Проверьте, не остановились ли реклама или сбор данных; если всё верно, запишите причину.
check-drop = { $where }: { $numbers }, { $period }
check-drop-do = Проверьте, все ли кампании в выгрузке, затем рекламу и сбор данных.
check-rise = { $where }: { $numbers }, { $period }
check-rise-do = Проверьте, не считаются ли события дважды и нет ли ботов; если всё верно, запишите причину.
check-more-than = { $where }: «{ $less }» больше, чем «{ $more }», строк: { $rows }, { $period }
check-more-than-do = Так не бывает: вероятно, перепутаны столбцы. Проверьте файл соответствия.
check-disagree = { $where } и { $other } расходятся: { $numbers }, { $period }
check-disagree-do = Выберите в плане один источник и выясните, чего не видит другой.
check-part-above-whole = { $where } сообщает больше, чем { $other }, где должно быть всё: { $numbers }, { $period }
check-part-above-whole-do = Проверьте, все ли лиды доходят до CRM и что площадка считает лидом.
check-stale = { $where }: нет данных с { $since }, отставание от самого свежего источника — { $days } дн.
check-stale-do = Выгрузите и загрузите его: показатели, которым он нужен, стоят на месте.

check-usual = { $metric }: { $found } (обычно около { $expected })
check-compared = { $metric }: { $found } и { $expected }

sure-certain = точно
sure-almost-certain = почти наверняка
sure-very-likely = очень вероятно
sure-likely = вероятно
check-chance = вероятность шума { $chance }

check-title = { $client }: { $count ->
    [0] всё в порядке
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
 } за { $days } дней до { $newest }
check-column-where = где
check-column-what = что
check-column-sure = уверенность
check-column-do = что делать
check-noticed = { $what } ({ $sure }). { $do }
check-log = На что посмотреть в числах: { $findings }
check-log-more = и ещё { $count } (kpicells check)
