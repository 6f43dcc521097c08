# Tags: what is wrong, and what to do.

utm-proposed = Probably: { $proposed }

utm-missing = { $tag } is missing
utm-missing-do = Add it: without source, medium and campaign a visit cannot be told from others.
utm-empty = { $tag } has no value
utm-empty-do = Fill it in: an empty tag counts as none.
utm-name-typo = the parameter is called “{ $found }”
utm-name-typo-do = Call it { $proposed }: a tag of another name is read by nobody.
utm-name-case = the parameter is called “{ $found }”
utm-name-case-do = Write the name in small letters: { $proposed }. Programs tell large from small.
utm-escaped-ampersand = “{ $found }” was copied from a page’s source
utm-escaped-ampersand-do = Write & instead of &amp; in the address.
utm-duplicate = { $tag } stands several times: { $found }
utm-duplicate-do = Leave one: programs differ in which they take.
utm-after-hash = tags stand after #: { $found }
utm-after-hash-do = Move # and what follows it to the end: after it, analytics reads no tags.
utm-second-question-mark = tags stand after a second question mark: { $found }
utm-second-question-mark-do = An address has one question mark; join further parameters with &.
utm-no-question-mark = tags follow the page without a question mark: { $found }
utm-no-question-mark-do = Put ? before the first parameter, instead of &.
utm-case = { $tag }: “{ $found }” has capital letters
utm-case-do = Use small letters everywhere: Sale and sale are two rows in analytics.
utm-space = { $tag }: “{ $found }” has spaces
utm-space-do = Use _ instead of spaces: they become +, %20 or cut the address off.
utm-double-encoded = { $tag }: “{ $found }” is encoded twice
utm-double-encoded-do = Encode it once: analytics will show percent signs instead of letters.
utm-charset = { $tag }: the letters of “{ $found }” are not in UTF-8
utm-charset-do = Make the link anew in UTF-8, better with Latin letters.
utm-unreadable = { $tag }: “{ $found }” cannot be decoded
utm-unreadable-do = It was cut off or damaged; make the link anew.
utm-alphabets = { $tag }: “{ $found }” mixes Latin and Russian letters
utm-alphabets-do = Type it anew in one alphabet: letters that look the same are different names.
utm-placeholder = { $tag }: “{ $found }” was not filled in by the platform
utm-placeholder-do = Check the ad’s template: this platform does not know such a placeholder.
utm-personal = { $tag } holds personal data: { $found }
utm-personal-do = Take it out: analytics services forbid it, and the address stays in many logs.
utm-swapped = source and medium have changed places: { $found }
utm-swapped-do = The source is a site or a network (vk), the medium a kind of traffic (cpc).
utm-internal = tags on a link within { $found }
utm-internal-do = Remove them: they end the visit and take the sale from the ad that brought it.
utm-other-name = { $tag }: “{ $found }” is another name of “{ $proposed }”
utm-other-name-do = Write { $proposed } everywhere. kpicells counts both as one, analytics does not.
utm-near = { $tag }: “{ $found }” looks like a slip
utm-near-do = Probably { $proposed }. If so, correct the link; or say in utm.toml that they are one.

utm-checked = { $links ->
    [one] { $links } link or row of tags
   *[other] { $links } links and rows of tags
 }, { $tagged } tagged, { $broken } with faults
utm-all-right = Nothing wrong was found.
utm-no-links = No web address and no column of tags was found.
utm-untagged-address = This address carries no tags.
utm-more = … and { $count } more; --json lists all.
utm-row = row { $row }
utm-line = address
utm-times = ({ $times } times)
utm-column-where = where
utm-column-what = what is wrong
utm-column-do = what to do
