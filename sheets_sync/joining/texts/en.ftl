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

# The join: from reach to revenue.
join-title = { $client }, { $month }: { $by }
join-all-months = all months
join-by-campaign = by campaign
join-by-source = by source
join-by-post = by post and ad
join-attribution = Attribution: last non-direct click. A sale belongs to the tags with which the lead came; visits without tags take it from nobody. Analytics’ sessions are those of its own last non-direct click.
join-counting = { $metric } as told by { $sources }
join-doubled = { $metric }: { $sources } both tell them, and perhaps the same ones. Import one of the two, or take one in the plan.
join-nothing = Nothing could be joined yet.
join-unjoined = Not joined: { $count }
join-all = All numbers together
join-column-name-campaign = campaign
join-column-name-source = source
join-column-name-post = post or ad
join-column-told = told by
join-column-reason = why not joined
join-column-numbers = numbers
join-near = Perhaps “{ $proposed }” is meant: correct the tag, or say in utm.toml that they are one.
join-direct = came without any tag
join-direct-do = Direct visits cannot be told from each other; tag every link that you publish.
join-no-campaign = has a source and no utm_campaign
join-no-campaign-do = Search and links of others have none; add utm_campaign to your own links.
join-no-content = has no utm_content
join-no-content-do = Give each post’s link its own utm_content, such as the post’s id.
join-unnamed = the export names no campaign
join-unnamed-do = Export it with the column of campaigns.
join-unknown-platform = nothing says which utm_source its visits have
join-unknown-platform-do = Say it in utm.toml: [platforms] { $told } = ["…"]
join-post-untagged = posts without a campaign of their own
join-post-untagged-do = Put a tagged link into the post, or ask for --by post.
join-no-visits = nobody came with this name in a tag
join-no-visits-do = Check the tags of its links, and that analytics and CRM are imported for these days.
join-no-reach = visits under this name; no platform tells of it
join-no-reach-do = Import the platform’s export, or correct the tag.
join-only-crm = leads under this name; neither platforms nor analytics tell of it
join-only-crm-do = Import analytics by campaign, or correct the tag.
join-source-differs = the same name came from another source
join-source-differs-do = There it is of “{ $proposed }”: check utm_source, or add the pair to [platforms] in utm.toml.
join-several-sources = its source is not told, and several have this name
join-several-sources-do = Tag the links with utm_source, or give the source in [platforms] in utm.toml.
