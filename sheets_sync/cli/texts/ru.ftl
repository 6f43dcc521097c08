# Что печатают команды каталога. Каждый ключ есть на каждом языке; чего нет, скажет тест.

## Таблица
column-id = ID
column-name = название
column-formula = формула
table-hint = Подробно об одном: kpicells formulas { $id } --lang ru

## Поиск
search-read-as = «{ $typed }» прочитано как «{ $meant }».
search-unknown = Ни один KPI не знает: { $words }.
search-partly = Ни у одного KPI нет всех этих слов; ближайшие:
search-nothing = По запросу «{ $query }» ничего нет. Попробуйте меньше слов; все KPI покажет `kpicells formulas`.
search-nothing-here = По запросу «{ $query }» для этой цели и этого этапа ничего нет; в остальном каталоге есть { $ids }.
search-more = Ещё { $count } менее похожих не показаны; все перечислит --json.
filter-nothing = Для этой цели на этом этапе KPI нет.

## Карточка
card-equation = Формула
card-result = Результат
card-arguments = Что нужно
card-range = диапазон
card-may-be-blank = пусто считается за 0
card-example = Пример
card-gives = { $arguments } даёт { $result }
card-constructed = числа придуманы, чтобы показать счёт
card-computed = посчитано на типичных числах
card-defined = Определение
card-agency = агентство
card-aliases = Ещё называют
card-serves = Для чего
card-confused = Не путать
card-good = Какое хорошее?
card-benchmark = Готовых норм здесь нет: чужие средние зависят от отрасли, площадки и способа счёта. Сравнивайте клиента с его же прошлыми периодами.
card-type = Как ввести
card-addin = Excel с надстройкой
card-named = Google Таблицы, LibreOffice, xlwings, LAMBDA в Excel 365
card-formula = Excel без надстройки
card-formula-long = Excel без надстройки: формула длинная, её напечатает
card-array = Excel 2019 и старше
card-array-keys = завершите ввод формулы сочетанием Ctrl+Shift+Enter вместо Enter
card-total = Итог по строкам
card-total-of-ratio = Итог по строкам: отношение сумм, а не среднее отношений
card-command = Командная строка
card-python = Python, после строки: from kpicells.formulas import catalog
card-emit = Формулы и код для всех мест
card-not-carried = Нельзя записать для: { $hosts }

## Почему нет итога
no-total-ranges = Отдельного итога нет: формула и так берёт диапазоны целиком.
no-total-unit = Итога по строкам нет: «{ $name }» нельзя складывать, он был бы неверным.
no-total-people = Итога по строкам нет: «{ $name }» считает людей, и в следующей строке могут быть те же люди. Возьмите число за весь период на площадке.
no-total-state = Итога по строкам нет: «{ $name }» — состояние на один момент, а не прирост каждого дня. Возьмите число за весь период на площадке.
no-total-measure = Итога по строкам нет: «{ $name }» измеряет что-то одно, такие числа не складывают.

## Слова
unit-count = количество
unit-share = доля (0,05 — это 5 %)
unit-ratio = отношение
unit-money = деньги
unit-seconds = секунды
unit-hours = часы
unit-days = дни
unit-number = число
better-higher = чем больше, тем лучше
better-lower = чем меньше, тем лучше
better-neither = само по себе ни больше, ни меньше не лучше
goal-awareness = узнаваемость
goal-leads = лиды
goal-sales = продажи
stage-attention = этап внимания
stage-interest = этап интереса
stage-action = этап действия

## kpicells excel lambdas
lambdas-done = { $file }: функций добавлено — { $added }, обновлено — { $updated }, без изменений — { $unchanged }.
lambdas-left-out = Так уже называются диапазоны этой книги, и они нужны её формулам: { $names } не добавлены.
lambdas-removed = { $file }: функций убрано — { $count }.
lambdas-try = Наберите =KPI_ в ячейке этой книги: Excel покажет список функций с подсказками.

## kpicells excel portable
portable-done = { $file }: ячеек с обычными формулами — { $count }{ $others ->
    [0] .
   *[other] , и ещё { $others } — в именах, правилах и столбцах таблиц.
}
portable-kept = Прежняя книга: { $file }
portable-not-computed = Ячеек, которые не удалось посчитать здесь, — { $count }: Excel посчитает их при открытии.
portable-left = { $where } без изменений: { $reason }
portable-where-cell = { $name }
portable-where-name = Имя { $name }
portable-where-rule = Правило на листе { $name }
portable-where-table = Таблица на листе { $name }

## kpicells libreoffice
extension-made = Расширение { $file } готово, функций в нём — { $count }.
extension-next = Откройте его двойным щелчком или в LibreOffice: «Сервис» → «Расширения» → «Добавить». Затем наберите =KPI_ в ячейке Calc.
extension-installed = Теперь LibreOffice Calc знает функции показателей, их { $count }. Запустите его и наберите =KPI_ в ячейке.

## kpicells excel install, vba, lite
xlwings-installed = xlwings установлен в Excel и знает функции показателей.
xlwings-next =
    Осталось сделать — один раз в каждой книге, где нужны функции:
    1. Сохраните книгу как .xlsm и откройте редактор VBA: Alt+F11.
    2. «Tools» → «References»: отметьте xlwings. «File» → «Import File»: { $file }
    3. Сохраните книгу, откройте её снова и наберите в ячейке =KPI_CTR(B2;C2).
vba-written = Файл { $file } готов. В редакторе VBA (Alt+F11): «Tools» → «References», отметьте xlwings; затем «File» → «Import File».
lite-written = Файл { $file } готов. Откройте в Excel xlwings Lite, замените всё содержимое main.py текстом этого файла и перезапустите xlwings Lite. Затем наберите в ячейке =KPI_CTR(B2;C2).

## kpicells google
google-built = { $folder }: проект Apps Script, функций: { $count }.
google-built-next = Поместить его в таблицу: `kpicells google push`. Другие способы — в docs/google-addin.md.
google-pushed-new = Функции в таблице: { $link }
google-pushed = Обновлено файлов: { $count }. Скрипт: { $link }
google-same = Всё уже обновлено: { $link }
google-kept = Ваши собственные скрипты остались как есть: { $files }
google-pushed-next = Перезагрузите таблицу, наберите в ячейке =KPI_ и найдите меню «KPI». При первом выборе в нём Google попросит разрешение.

## Новый клиент
ask-client = Клиент (Enter — пока без клиента)
ask-goal = Цель бизнеса: { $goals } или своя в нескольких словах
ask-goal-again = Выберите 1, 2 или 3 либо напишите свою цель, до 60 знаков.
ask-data-known = Читаются выгрузки: { $known }
ask-data = Какие из них есть, через пробел (Enter, если пока неизвестно)
ask-data-again = «{ $typed }» среди них нет. Может быть: { $near }?
ask-stage = Стадия бренда: { $stages }
brand-launch = запуск
brand-growth = рост
brand-mature = зрелость
ask-cadence = Раз во сколько месяцев пересматривать: 1, 2 или 3
ask-competition = Что делают конкуренты, увидит руководитель (Enter — ничего)
ask-choose = Выберите: { $choices }.
ask-kpis = Enter — взять эти; или номера нужных и коды других (`kpicells formulas`)
init-workspace = рабочая папка: { $folder }
init-plan = план: { $path }
init-missing = пока нет данных: { $metrics }
init-stages = Этапы воронки: { $stages }.
init-next = Дальше: `kpicells import ФАЙЛЫ... --client "{ $client }"`, затем `kpicells targets "{ $client }" --growth 10` или впишите цели в план сами.
init-next-client = Дальше: ещё раз `kpicells init { $folder }` с --client, чтобы завести первого клиента.

## kpicells serve, keys, certificate
serve-answers = kpicells отвечает по адресу { $address }; остановить: Ctrl+C
serve-no-workspace = рабочей папки здесь нет: считаются только формулы. Указать папку: --workspace
serve-open = без ключей: данные всех клиентов видны любому, кто пользуется этим компьютером
serve-pair = --certificate и --private-key указывают вместе
serve-open-alone = --open годится, только когда сервер открыт одному этому компьютеру: без --name и --host
serve-needs-keys = серверу, доступному другим, нужны ключи, а в этой рабочей папке их нет. Создать ключ: `kpicells keys new --for "чей он"`
serve-origin = --allow-origin { $origin }: источник пишется так: https://addin.example.com
keys-made = Передайте этот ключ владельцу: второй раз его не увидеть.
keys-if-lost = Если ключ потеряется: { $command }
keys-none = Ключей нет. Создать ключ: `kpicells keys new --for "чей он"`
keys-column-id = id
keys-column-for = чей
keys-column-clients = клиенты
keys-column-made = создан
keys-column-revoked = отозван
keys-all-clients = все
keys-no-clients = ни одного
keys-unknown-client = клиента «{ $client }» в этой рабочей папке нет; есть: { $there }
keys-revoked = Ключ отозван, владелец: { $owner }.
certificate-made = Готово. Чтобы система доверяла сертификату, выполните эту команду и перезапустите Excel и браузер:

## kpicells refresh, undo
refresh-made = книга создана
refresh-would-make = книга была бы создана
refresh-nothing = менять нечего
refresh-changed = { $count ->
    [one] изменена { $shown } ячейка
    [few] изменены { $shown } ячейки
   *[other] изменено { $shown } ячеек
}
refresh-would-change = { $count ->
    [one] изменилась бы { $shown } ячейка
    [few] изменились бы { $shown } ячейки
   *[other] изменилось бы { $shown } ячеек
}
refresh-calls =  (обращений: { $count })
refresh-kept = осталось, как изменил человек: в { $cell } стоит { $found }, у kpicells { $ours }
refresh-note = обратите внимание: { $said }
refresh-column-sheet = лист
refresh-column-cell = ячейка
refresh-column-old = было
refresh-column-new = стало
refresh-more = ... и ещё { $count } (все покажет --json)
fleet-client = клиент
fleet-changed = изменено
fleet-kept = оставлено
fleet-notes = замечаний
fleet-result = итог
fleet-made = создана
fleet-would-make = была бы создана
fleet-refreshed = обновлена
fleet-would-refresh = обновилась бы
fleet-same = без новостей
fleet-failed = не вышло, ошибка показана выше
fleet-before = сделано прошлым запуском
fleet-count = Клиентов: { $clients }, не вышло: { $failed }
undo-file = { $where }: восстановлено из { $backup }
undo-cells = { $where }: прежние значения вернулись в ячейки, их { $count }

## kpicells import
import-read = прочитано строк: { $rows }, загружено: { $imported }
import-would = прочитано строк: { $rows }, загрузилось бы: { $imported }
import-period = , с { $from } по { $to }
import-before = уже загружено раньше: ничего не изменилось
import-metrics = показатели: { $names }
import-skipped = пропущено { $count }: { $reason }
import-replaced = заменено прежних строк за те же дни: { $count }
import-rejected = не принято: { $where }: { $found } { $reason }
import-sheet = лист { $sheet },{" "}
import-row = строка { $row }
import-column = , столбец { $column }
import-more = ... и ещё { $count } (все покажет --json)
import-note = обратите внимание: { $said }
import-new-client = обратите внимание: клиента { $name } здесь ещё не было; может быть, это { $meant }?
skipped-preamble = шапка до таблицы
skipped-footer = подвал после таблицы
skipped-blank = пустые строки
skipped-repeated-header = повтор заголовка
skipped-repeated-row = повторы строк
skipped-total-row = итоговые строки
skipped-no-numbers = строки без чисел

## kpicells facts
facts-source = источник
facts-grain = шаг
facts-from = с
facts-to = по
facts-value = значение
facts-campaign = кампания
facts-post = пост
facts-month = месяц
facts-day = день
facts-file = файл
facts-sheet = лист
facts-row = строка
facts-total = итого { $value }
facts-no-total = итога нет: { $reason }
facts-note = обратите внимание: { $reason }

## kpicells plan, targets, review
plan-sound = { $goal }, { $count ->
    [one] { $count } показатель
    [few] { $count } показателя
   *[many] { $count } показателей
}: ошибок нет
plan-first = первая версия
plan-written = записано: { $why }
targets-baseline = база
targets-none = полного месяца ещё нет, поэтому цель не предлагается
targets-basis = база — { $first }–{ $last }; { $season ->
    [own] сезонность из истории клиента
    [typed] сезонность задана вручную
    [rate] у доли или цены своей сезонности нет
   *[flat] без сезонности (нужны двенадцать полных месяцев или --season)
}
targets-written = записано в { $path }
targets-reason = цели предложены по истории, на { $growth } % лучше
review-score-is = оценка { $score } %
review-next-is = следующий пересмотр { $day }
review-due = пересмотр был назначен на { $day }, решения ещё нет
review-name = KPI
review-status = статус
review-actual = факт
review-target = цель
review-forecast = прогноз
review-finding = вывод
review-history = Что говорит история
review-notice = обратите внимание: { $notice }

## kpicells import: что он спрашивает и о чём говорит, кроме строк
import-order = { $file }, столбец { $column }: ни одна строка не говорит, что такое { $found }
import-order-day = { $day } { $month } { $year }
import-order-which = 1 или 2?
import-zone = время разложено по дням пояса { $zone }
import-lost = { $lost }; всё остальное из файла загружено
import-would-lose = { $lost }; всё остальное из файла загрузилось бы

## kpicells demo
demo-rows = строк: { $count }
demo-before = загружено раньше
demo-changed = изменено ячеек: { $changed }, оставлено: { $kept }
demo-workbook = книга:{"   "}
demo-picture = картинка:
demo-no-picture = картинки нет: { $why }
demo-next = Дальше: откройте книгу, впишите другую цель на лист целей и запустите демо ещё раз — она останется. Для своих выгрузок: kpicells init agency

## kpicells sources
sources-source = источник
sources-export = выгрузка
sources-languages = языки столбцов
sources-seen = где встречена
sources-other = Любой другой CSV или XLSX загружается с описанием столбцов (--mapping).
