# What looks wrong in the numbers.

check-gap = { $where }: no data for { $days ->
    [one] 1 day
   *[other] { $days } days
 }, { $period }
check-gap-do = Export these days again; until then their month is too low.
check-zero = { $where }: { $numbers }, { $period }
check-zero-do = Check whether tracking or the ads have stopped; if it is true, note why.
check-drop = { $where }: { $numbers }, { $period }
check-drop-do = Check the export for missing campaigns, then the ads and the tracking.
check-rise = { $where }: { $numbers }, { $period }
check-rise-do = Check for events counted twice and for bots; if it is true, note why.
check-more-than = { $where }: { $less } above { $more } in { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }, { $period }
check-more-than-do = That cannot be: a column was probably taken for another. Look at the mapping.
check-disagree = { $where } and { $other } differ: { $numbers }, { $period }
check-disagree-do = Let one of them count in the plan, and find out what the other does not see.
check-part-above-whole = { $where } tells more than { $other }, which should see all: { $numbers }, { $period }
check-part-above-whole-do = Check that every lead reaches the CRM, and what the platform counts as one.
check-stale = { $where }: no data since { $since }, { $days } days less than the newest source
check-stale-do = Export and import it; figures that need it stand still.

check-usual = { $metric } { $found }, usually about { $expected }
check-compared = { $metric } { $found } and { $expected }

sure-certain = certain
sure-almost-certain = almost certain
sure-very-likely = very likely
sure-likely = likely
check-chance = chance of noise { $chance }

check-title = { $client }: { $count ->
    [0] nothing looks wrong
    [one] 1 thing looks wrong
   *[other] { $count } things look wrong
 } in the { $days } days up to { $newest }
check-column-where = where
check-column-what = what
check-column-sure = how sure
check-column-do = what to do
check-noticed = { $what } ({ $sure }). { $do }
check-log = Numbers to look at: { $findings }
check-log-more = and { $count } more (kpicells check)
