# Texts of the goal-tracking workbook. Every key stands in every language; a test says which do not.

workbook-title = { $client }: goals and KPIs
client-unnamed = Client
sheet-dashboard = Dashboard
sheet-goals = Goals
sheet-funnel = Funnel
sheet-data = Data
sheet-review = Review
sheet-log = Log
sheet-content = Content
sheet-guide = Guide

## Words
goal-awareness = awareness
goal-leads = leads
goal-sales = sales
goal-own = the client’s own
brand-launch = launch stage
brand-growth = growth stage
brand-mature = mature brand
stage-attention = Attention
stage-interest = Interest
stage-action = Action
stage-other = Cost and other
unit-count = number
unit-share = %
unit-ratio = ratio
unit-seconds = s
unit-hours = h
unit-days = days
unit-number = number
better-higher = ↑ higher
better-lower = ↓ lower
better-neither = –
grain-day = day
grain-month = month
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
metric-month-before = { $metric }, the month before

## Statuses
status-reached = ★ Target reached
status-good = ● On track
status-fair = ▲ At risk
status-poor = ▼ Behind
status-no-data = ○ No data
status-no-target = ○ No target

## The headline: what to decide first, and the KPIs by status
decide-first = Decide first: { $kpi }. { $finding }
decide-nothing = All on track: nothing new to decide.
decide-unknown = Nothing is behind. Without data or a target: { $kpis }.
standing-poor = ▼ Behind: { $kpis }
standing-fair = ▲ At risk: { $kpis }
standing-good = ● On track: { $kpis }
standing-none = ○ No data or target: { $kpis }
begin = Begin in three steps
begin-1 = 1. Goals: type the target of each month into the yellow cells.
begin-2 = 2. Data: a row for each day or month, or let kpicells refresh fill it.
begin-3 = 3. Choose the month above: statuses and charts follow.

## What to decide
say-no-data = No numbers for this month: import the export or check the tracking.
say-zero = No value this month: zero { $what }.
say-no-target = No target for this month: set one on the Goals sheet.
say-reached-early = Reached early: consider a higher target at the review on { $review }.
say-reached = Target reached: consider a higher one at the review on { $review }.
say-missed = The month closed { $missing } short of the target.
say-on-pace = On pace: { $now } a day now, { $needed } a day needed.
say-behind = Short of pace: { $needed } a day needed, { $now } now.
say-overspent = Over the limit by { $over }: stop, or agree a higher limit.
say-within = The month closed within the limit.
say-within-pace = Within the limit: { $now } a day now, { $left } a day left.
say-edge = Near the limit: { $now } a day now, { $left } a day left.
say-fast = Too fast: { $now } a day now, only { $left } a day left.
say-better = Better than the target by { $gap }%.
say-close = Close to the target: { $gap }% away from it.
say-below = { $gap }% below the target: find the cause, then correct.
say-above = { $gap }% above the target: find the cause, then correct.

## Dashboard
dashboard-about = Goal: { $goal } · { $stage } · reviewed { $months ->
    [one] every month
   *[other] every { $months } months
}
dashboard-month = Month (choose)
dashboard-elapsed = Month elapsed
dashboard-days = { $days } of { $total } days have data
dashboard-score = Overall score
dashboard-score-note = by weight
dashboard-more-notices = { $count ->
    [one] (and { $count } more warning)
   *[other] (and { $count } more warnings)
}
dashboard-funnel = Funnel of the month (logarithmic scale)
dashboard-by-campaign = { $result } by campaign in the month
dashboard-by-source = { $result } by source in the month
dashboard-trend = By month: columns are actual values (dark: the chosen month), the line is the target
dashboard-funnel-about = Steps of the funnel in the chosen month; bar lengths are logarithmic
dashboard-sources = Source
dashboard-through = Data through
dashboard-days-covered = Days with data
dashboard-reading = How to read this page
reading-status = ● from { $good }%  ▲ from { $fair }%  ▼ below. Counts are judged by pace, rates and prices by attainment.
reading-pace = Pace: actual against the part of the target due by now. Forecast: if the pace stays as it is.
reading-reach = “—” means not known: nothing is guessed, and reach is never added up over days.
reading-input = Yellow cells are yours: the month here, targets and weights on Goals. Everything follows.

## Cards
card-actual = actual
card-target = target
card-chosen = actual, chosen month
card-attainment = attainment
card-pace = pace
card-forecast = forecast
card-change = vs month before
card-trend-about = { $kpi } by month: columns are actual values, the line is the target

## Goals
goals-title = Goals and targets
goals-note = Yellow cells are inputs: change a target, a weight or a threshold, and every status follows.
goals-on-track = On track from
goals-at-risk = At risk from
goals-next-review = Next review
goals-weights = Weights
weights-right = ✓ add up to 100%
weights-wrong = ✗ add up to { $sum }%, must be 100%
goals-kpi = KPI
goals-stage = Stage
goals-unit = Unit
goals-better = Better
goals-weight = Weight
goals-baseline = Baseline
goals-source = Source
goals-targets = Target by month
goals-actual = Actual by month
goals-attainment = Attainment by month
goals-charts = Chosen month alone (for the charts)
goals-numbers = Numbers behind the KPIs
source-none = no source yet
input-target = Target of the month
input-target-message = A number above zero; shares in per cent. Empty: no target.
input-weight = Weight
input-weight-message = Its part of the overall score; all weights add up to 100%.
input-threshold-message = A share of the target, such as 95%. Above it the status changes.
input-review-message = A day, such as 1 December 2026.
input-period = Month
input-period-message = Choose a month of the plan.

## Funnel
funnel-title = Funnel by month
funnel-note = Sums of the Data sheet. Steps are ratios of sums, never means of ratios.
funnel-metric = Metric
funnel-source = Source
funnel-not-added = as measured for the month; never added up
funnel-chosen = Chosen month: the steps
funnel-conversion = Conversion from step to step
funnel-step = Step
funnel-value = Value
funnel-rate = Of the step before
funnel-label = Label of the chart
funnel-with-rate = { $step } ({ $rate }%)
funnel-by-source = Chosen month by source
funnel-by-campaign = Chosen month by campaign

## Data
data-date = Date
data-month = Month
data-grain = Grain
data-source = Source
data-account = Account
data-campaign = Campaign
data-month-message = The first day of the month that the row belongs to.
data-grain-message = “day” for one day; “month” for a total of the whole month.

## Review
review-title = Review
review-note = The evidence is that of the month chosen on the Dashboard. { $months ->
    [one] Review every month.
   *[other] Review every { $months } months.
} “More than chance” holds for all KPIs together: at most one of twenty reviews in which nothing has changed names any. Choose a decision, write down why.
review-next = Next review
review-name = KPI
review-status = Status
review-actual = Actual
review-target = Target
review-attainment = Attainment
review-pace = Pace
review-forecast = Forecast
review-change = vs month before
review-days = Days with data
review-score = Score
review-points = Score × weight
review-loss = Lost to the score
review-finding = Finding
review-history = What the history says
review-decision = Decision
review-note-head = Note
review-who = By
review-decision-message = Keep, raise the target, change the KPI, drop it, or mend its tracking.
review-past = Past decisions
review-day = Date
review-decided = Decision
review-found = Finding
decide-keep = keep
decide-raise = raise target
decide-change = change KPI
decide-drop = drop
decide-mend = fix tracking

## Content
content-title = Posts of the month
content-note = By engagement rate by reach: engagements of a post divided by the people who saw it. Totals up to the day of the export; the newest posts still grow.
content-top = Best engagement
content-flop = Weakest engagement
content-few = The month has too few posts for a list of the weakest.
posts-date = Date
posts-month = Month
posts-source = Source
posts-title = Post
posts-rate = Engagement rate
posts-link = Link
posts-post = Post id

## Guide
guide-title = Guide
guide-plan = This plan
guide-goal = Business goal
guide-brand = Stage of the brand
guide-cadence = Review
guide-cadence-value = { $months ->
    [one] every month
   *[other] every { $months } months
}
guide-competition = Competition
guide-kpis = What each KPI means
guide-name = KPI
guide-meaning = Meaning
guide-equation = How it is computed
guide-caution = Not to be confused with
guide-source = Where it is defined
guide-metric-meaning = { $metric }: the total of the month.
guide-metric-equation = Sum of the Data sheet over the month
guide-metric-outcome = The same quantity in another platform's own counting: each counts by its own rules.
guide-metric-own = A metric of the agency's own.
guide-benchmarks = Benchmarks
guide-benchmarks-note = What others have, as the plan quotes it. Compare first with your own earlier months: industries, platforms and ways of counting differ.
guide-reading = How to read the numbers
guide-status-name = Status
guide-status-text = ● on track, ▲ at risk, ▼ behind, ★ target reached, ○ no data or no target. What grows over the month is judged by pace; rates and prices by attainment. The thresholds stand on Goals.
guide-pace-name = Pace
guide-pace-text = What is reached so far, divided by the part of the target that is due by today. 100% is exactly on plan.
guide-forecast-name = Forecast
guide-forecast-text = Where the month ends if it goes on as it went so far.
guide-attainment-name = Attainment
guide-attainment-text = Actual divided by target; for what should be low, such as a price per lead, target divided by actual. 100% and more is good in both cases.
guide-score-name = Overall score
guide-score-text = All KPIs by weight, each with at most 100%, so that one good number cannot hide a bad one.
guide-dash-name = “—”
guide-dash-text = Not known. Nothing is guessed, and a missing number is never a zero.
guide-reach-name = Reach and users
guide-reach-text = They count people, who come again the next day: two days added up would count them twice. They are shown as the platform measured them for the month, or not at all.
guide-ratio-name = Rates and prices
guide-ratio-text = Always a ratio of sums: all spend of the month by all leads of the month, never the mean of daily values.
guide-working = How to work with this book
guide-month-name = Choose the month
guide-month-text = The yellow cell on the Dashboard; everything follows, the Content sheet too.
guide-targets-name = Set targets
guide-targets-text = Yellow cells on Goals. What you type there is yours: a refresh keeps it and reports it.
guide-own-name = Make it yours
guide-own-text = Add sheets, charts and notes as you like. Defined names (Formulas, Name Manager), such as actual_leads or data_spend, move with the cells: build on them.
guide-refresh-name = Refresh
guide-refresh-text = New exports change our cells only. The Log says what was done; a backup is kept.
guide-review-name = Review
guide-review-text = Every one to three months: raise what was reached early, change or drop what does not move. Write the decision on Review.

## Advice on a plan
advice-count = { $count ->
    [one] { $count } KPI
   *[other] { $count } KPIs
}: three to five can be watched and decided upon.
advice-stage = All KPIs speak about one stage of the funnel ({ $stage }): that shows activity, not whether it serves the business.
advice-same = { $one } and { $other } measure the same; one of them is enough.
advice-target = { $kpi }: no target yet.

## Notices
notice-nothing = There are no numbers of { $client } for these months: kpicells import FILE --client "{ $client }".
notice-silent = { $source } has no data since { $day }.
notice-twice = { $metric }: { $sources } may count the same ones twice. Name one of them in the plan.
notice-engagement = { $kpi }: engagement is counted differently ({ $parts }). Compare each source with itself.
platform = as the platform counts
notice-unfed = { $kpi }: no import has { $metrics } yet.
notice-spanning = { $source }: numbers for all of { $from } to { $to } belong to no month. Export them by day or month.
notice-new = New since this workbook was made: { $names }. Their numbers count; rows of their own come with a remade workbook.
notice-currency = { $source }: the export does not say its currency; it is taken for { $currency }.
notice-ends = The plan ends in { $month }, and there is data after it. Set targets for the next months.

## Log
log-made = Workbook made: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} of data from { $sources }.
log-refreshed = Refreshed: { $changed ->
    [one] { $changed } cell changed
   *[other] { $changed } cells changed
}{ $kept ->
    [0] .
    [one] , { $kept } cell that people changed was kept.
   *[other] , { $kept } cells that people changed were kept.
}
log-remade = Workbook made anew for the changed plan; inputs were carried over ({ $kept }).
log-no-sources = no import yet
log-when = When
log-what = What was done
log-who = By

## What the history says
span-week = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
span-month = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
history-each = { $value } a { $step ->
    [month] month
   *[week] week
}
history-moved = { $change }, more than chance (p = { $p }): { $now } in the last { $span }, { $before } in the { $reference } before.
history-moved-season = { $change } without the season (which alone makes { $season }), more than chance (p = { $p }): { $now } in the last { $span }, { $before } in the { $reference } before.
history-young = With less than a year of history this may be the season.
history-clear = less than 0.001
history-season = It is the season: { $now } in the last { $span }, { $before } in the { $reference } before; { $season } is usual at this time of the year.
history-holds = Holding: no change beyond chance in the last { $span }.
history-loud = Not moving as far as can be told: numbers differ so much that only a change of several times would show.
history-steady = Not moving: the last { $span } and the { $reference } before differ by no more than chance. A change of { $down } or { $up } would show.
history-needed = It takes { $needed } to be sure of { $wanted }{ $why ->
    [target] , which the target asks for.
   *[none] .
}
history-never = Even two years would not be enough to be sure of { $wanted }{ $why ->
    [target] , which the target asks for.
   *[none] .
}
history-short = Too little history to tell: wait for { $missing } more.
history-gone = No numbers for two months: mend the tracking, or drop this KPI.
history-zeros = Nothing but zeros for two months: mend the tracking, or drop this KPI.
history-propose = Reached with { $days ->
    [one] { $days } day
   *[other] { $days } days
} to go; in nine of ten cases the month ends above { $kept }. Proposed for { $month }: { $target } instead of { $instead }.
history-propose-rate = Better than the target by more than chance; { $kept } or better holds in nine of ten cases. Proposed for { $month }: { $target } instead of { $instead }.
history-open = The gap to the target is no larger than chance makes it: the month can still close on track.
history-unlucky = The gap to the target is no larger than chance makes it, though this month will hardly close on track.
history-rest = The rest of the month must come to { $needed } to close at the target.
history-lost = This month the target is out of reach.
