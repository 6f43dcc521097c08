# Метки: что не так и что делать.

utm-proposed = Вероятно: { $proposed }

utm-missing = нет { $tag }
utm-missing-do = Добавьте: без source, medium и campaign визит не отличить от остальных.
utm-empty = { $tag } без значения
utm-empty-do = Заполните: пустая метка — всё равно что её нет.
utm-name-typo = параметр называется «{ $found }»
utm-name-typo-do = Нужно { $proposed }: метку с другим именем никто не прочитает.
utm-name-case = параметр называется «{ $found }»
utm-name-case-do = Пишите имя строчными: { $proposed }. Системы различают регистр.
utm-escaped-ampersand = «{ $found }» скопировано из кода страницы
utm-escaped-ampersand-do = Вместо &amp; в ссылке должен стоять &.
utm-duplicate = { $tag } встречается несколько раз: { $found }
utm-duplicate-do = Оставьте одну: системы берут кто первую, кто последнюю.
utm-after-hash = метки стоят после #: { $found }
utm-after-hash-do = Перенесите # и всё за ней в конец ссылки: после решётки аналитика меток не видит.
utm-second-question-mark = метки стоят после второго вопросительного знака: { $found }
utm-second-question-mark-do = Знак вопроса в ссылке один, дальше параметры соединяет &.
utm-no-question-mark = метки стоят сразу за адресом, без вопросительного знака: { $found }
utm-no-question-mark-do = Перед первым параметром нужен ?, а не &.
utm-case = { $tag }: в «{ $found }» есть заглавные буквы
utm-case-do = Пишите строчными: Sale и sale в аналитике — две разные строки.
utm-space = { $tag }: в «{ $found }» есть пробелы
utm-space-do = Вместо пробела ставьте _: пробел превращается в + или %20 или обрывает ссылку.
utm-double-encoded = { $tag }: «{ $found }» закодировано дважды
utm-double-encoded-do = Кодируйте один раз: иначе в аналитике будут проценты вместо букв.
utm-charset = { $tag }: буквы в «{ $found }» не в UTF-8
utm-charset-do = Соберите ссылку заново в UTF-8, лучше латиницей.
utm-unreadable = { $tag }: «{ $found }» не раскодировать
utm-unreadable-do = Ссылка обрезана или повреждена, соберите её заново.
utm-alphabets = { $tag }: в «{ $found }» смешаны латиница и кириллица
utm-alphabets-do = Наберите заново в одном алфавите: похожие буквы дают разные названия.
utm-placeholder = { $tag }: рекламная система не подставила значение вместо «{ $found }»
utm-placeholder-do = Проверьте шаблон в объявлении: эта система такой подстановки не знает.
utm-personal = { $tag }: персональные данные ({ $found })
utm-personal-do = Уберите: системы аналитики это запрещают, а ссылка остаётся во множестве журналов.
utm-swapped = source и medium перепутаны местами: { $found }
utm-swapped-do = Source — площадка (vk), medium — тип трафика (cpc).
utm-internal = метки на внутренней ссылке сайта { $found }
utm-internal-do = Уберите: они обрывают визит и отбирают продажу у рекламы, которая его привела.
utm-other-name = { $tag }: «{ $found }» — другое название «{ $proposed }»
utm-other-name-do = Пишите везде { $proposed }. kpicells считает их одним источником, аналитика — нет.
utm-near = { $tag }: «{ $found }» похоже на опечатку
utm-near-do = Вероятно, { $proposed }. Если так, исправьте ссылку или укажите в utm.toml, что это одно и то же.

utm-checked = { $links ->
    [one] { $links } ссылка или строка с метками
    [few] { $links } ссылки и строки с метками
   *[other] { $links } ссылок и строк с метками
 }, с метками — { $tagged }, с ошибками — { $broken }
utm-all-right = Ошибок не найдено.
utm-no-links = Не нашлось ни ссылок, ни столбцов с метками.
utm-untagged-address = В этой ссылке нет меток.
utm-more = … и ещё { $count }; все — с ключом --json.
utm-row = строка { $row }
utm-line = ссылка
utm-times = ({ $times } раз)
utm-column-where = где
utm-column-what = что не так
utm-column-do = что делать
