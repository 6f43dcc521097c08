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

# Сквозная таблица: от охвата до выручки.
join-title = { $client }, { $month }: { $by }
join-all-months = все месяцы
join-by-campaign = по кампаниям
join-by-source = по источникам
join-by-post = по публикациям и объявлениям
join-attribution = Атрибуция: последний непрямой переход. Продажа относится к меткам, с которыми пришёл лид; визиты без меток ни у кого её не отбирают. Сеансы — по последнему непрямому переходу самой аналитики.
join-counting = { $metric } — по данным: { $sources }
join-doubled = { $metric }: их считают { $sources } — возможно, одних и тех же. Загружайте один источник или выберите один в плане.
join-nothing = Пока ничего не сошлось.
join-unjoined = Не сошлось: { $count }
join-all = Все числа вместе
join-column-name-campaign = кампания
join-column-name-source = источник
join-column-name-post = публикация или объявление
join-column-told = откуда данные
join-column-reason = почему не сошлось
join-column-numbers = числа
join-near = Возможно, это «{ $proposed }»: исправьте метку или укажите в utm.toml, что это одно и то же.
join-direct = пришли без меток
join-direct-do = Прямые заходы не различить; размечайте каждую ссылку, которую публикуете.
join-no-campaign = источник есть, utm_campaign нет
join-no-campaign-do = У поиска и чужих ссылок её не бывает; в свои ссылки добавьте utm_campaign.
join-no-content = нет utm_content
join-no-content-do = Дайте ссылке каждой публикации свой utm_content, например её номер.
join-unnamed = в выгрузке нет названий кампаний
join-unnamed-do = Выгрузите её со столбцом кампаний.
join-unknown-platform = неизвестно, с каким utm_source приходят её визиты
join-unknown-platform-do = Укажите в utm.toml: [platforms] { $told } = ["…"]
join-post-untagged = публикации без кампании
join-post-untagged-do = Поставьте в публикацию размеченную ссылку или посмотрите с ключом --by post.
join-no-visits = с таким названием в метке никто не пришёл
join-no-visits-do = Проверьте метки в ссылках и то, что аналитика и CRM загружены за эти дни.
join-no-reach = визиты есть, а площадки о такой кампании не сообщают
join-no-reach-do = Загрузите выгрузку площадки или исправьте метку.
join-only-crm = лиды есть, а площадки и аналитика о такой кампании не сообщают
join-only-crm-do = Загрузите аналитику по кампаниям или исправьте метку.
join-source-differs = то же название пришло из другого источника
join-source-differs-do = Там источник «{ $proposed }»: проверьте utm_source или добавьте пару в [platforms] в utm.toml.
join-several-sources = источник не указан, а это название есть у нескольких
join-several-sources-do = Добавьте в ссылки utm_source или укажите источник в [platforms] в utm.toml.
