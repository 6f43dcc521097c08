# Texts of the reference site. Every key is in every language; a test says what is missing.
# What a card in a terminal says in the same words stands in sheets_sync/cli/texts.

## The site
language-name = English
site-title = kpicells: the KPI reference
site-about = Generated from the catalogue of kpicells { $version }. Every example on these pages is run as a test.
search-bar = Search: CTR, cost per lead, цена лида …
more = More
home-lead = { $count } KPIs of social media and digital marketing: what each one means, its formula, an example with numbers that somebody published, and how to type it in Excel, Google Sheets, LibreOffice, Python, SQL and on the command line.
home-find = Find a KPI
home-find-search = Search by name in English or Russian, in any form of the words: “cost per lead”, «цена лида», «ДРР».
home-known = Asked for most
home-rules = Read once
families = By family
stages = By funnel stage
goals = By business goal
names = A to Z
metrics = Metrics
rules = Rules
families-lead = A family holds the KPIs that are about the same thing.
stages-lead = A funnel leads from attention over interest to action. A KPI speaks about one of the stages.
goals-lead = Which KPIs tell whether a business goal is near. Many serve more than one goal.
list-name = Name
list-id = In cells
list-meaning = What it tells
list-place = Where
list-my-settings = English settings
list-other-settings = Russian settings
count-kpis = { $count ->
    [one] { $count } KPI
   *[other] { $count } KPIs
}

## Families
family-audience = Audience
family-audience-about = How many people follow, see and leave.
family-engagement = Engagement
family-engagement-about = How many people do something: engagement rates by followers, reach, impressions and views.
family-traffic = Traffic
family-traffic-about = Clicks to the site and what happens there.
family-advertising = Advertising
family-advertising-about = What paid attention, clicks and customers cost.
family-leads = Leads
family-leads-about = From a visit to a lead, and how good leads are.
family-sales = Sales
family-sales-about = Conversions, orders, average order value, returns.
family-goals = Goals and plans
family-goals-about = Attainment, pace, forecast and the score of several KPIs.
family-evidence = Evidence
family-evidence-about = Whether a difference or a trend may be chance: intervals, A/B tests, trend tests.
family-budget = Budget
family-budget-about = Whether the money will last, and what it goes to.
family-change = Change
family-change-about = This period against another one.
family-customers = Customers
family-customers-about = Acquisition cost, lifetime value, retention and churn.
family-mentions = Mentions
family-mentions-about = Share of voice and sentiment.
family-messages = Messages
family-messages-about = Questions of people, and how soon they are answered.
family-profit = Profit
family-profit-about = Return on advertising and on all costs.
family-reactions = Reactions
family-reactions-about = Likes and comments by posts, followers, reach and views.
family-seasonality = Seasonality
family-seasonality-about = Months and weekdays that are not alike, in targets, paces and forecasts.
family-sharing = Sharing
family-sharing-about = Reposts and saves.
family-stories = Stories
family-stories-about = How stories are watched, left and answered.
family-video = Video
family-video-about = How many start a video, stay and finish it.

## Stages and goals
stage-name-attention = Attention
stage-name-interest = Interest
stage-name-action = Action
goal-name-awareness = Awareness
goal-name-leads = Leads
goal-name-sales = Sales

## The page of a KPI
kpi-description = { $name } ({ $id }): formula, worked example, and how to type it in Excel, Google Sheets and Python.
other-language = In Russian
also-called = Also called
in-cells = In cells
result = Result
stage = Stage
goals-served = Goals
carried-by = Works in
not-carried-by = It cannot be written for: { $hosts }.
formula = Formula
note-total = i is a row of the range; ∑ adds what follows over all rows that are filled in.
note-rises = i and j are two values of the range, i the earlier; each pair is looked at once.
note-ties = t is how many values are equal to one another; ∑ runs over the groups of equal values.
note-sign = sgn is 1 for a positive number, −1 for a negative one and 0 for zero.
note-normal-share = Φ is the share of a standard normal distribution that lies below a point: NORMSDIST in a spreadsheet.
note-normal-point = Φ with −1 is the opposite: the point below which a share lies, NORMSINV in a spreadsheet.
note-round-up = ⌈ and ⌉ round up to a whole number.
example = Worked example
given = Given
share-in-cell = The cell holds { $value }; formatted as a percentage it shows { $shown }.
published-by = Published by
arguments = Arguments
argument-name = Name to type
argument-what = What it is
argument-unit = Unit
confused = Do not confuse with
definition = Definition
in-spreadsheet = In a spreadsheet
cells-hold = In these formulas:
cell-holds = { $cell } holds { $name }
calls-lead = With the add-in, or with a function that you have added under this name:
paste-lead = Without any add-in: paste the formula into a cell. A blank or a text gives #VALUE!, a zero denominator #DIV/0!.
paste-array = In Excel 2019 and older end this formula with Ctrl+Shift+Enter instead of Enter; Excel 365, Excel 2021, Google Sheets and LibreOffice need nothing of the kind.
paste-more = Other programs and settings
paste-excel = Excel
paste-google = Google Sheets
paste-libreoffice = LibreOffice Calc
paste-excel-ru = Excel in Russian
paste-excel-en = Excel in English
paste-google-ru = Google Sheets with Russian settings
paste-google-en = Google Sheets with English settings
total = Total over rows
total-lead = A total is computed from the sums of the rows, not as an average of the rows’ results. In these formulas the rows are 2 to 13.
total-call = With the add-in
total-pasted = Without any add-in
total-parts = Over several accounts, posts or campaigns at one moment the total is true. In Python:
python-and-command = In Python and on the command line
developers = For developers: named functions, JavaScript, SQL
emit-lambda = Excel 365: Formulas, Name Manager, New. The name is { $name }; this goes into “Refers to”:
emit-google-function = Google Sheets: Data, Named functions, Add new function. The name is { $name }, the argument placeholders are { $arguments }; this is the formula definition:
emit-javascript = JavaScript, for Apps Script or Office.js:
emit-sql = SQL for DuckDB, over columns of these names:
host-python = Python
host-pandas = pandas
host-excel = Excel
host-lambda = Excel’s name manager (LAMBDA)
host-google = Google Sheets
host-google-function = Google’s named functions
host-libreoffice = LibreOffice Calc
host-javascript = JavaScript
host-sql = SQL (DuckDB)

## Metrics
metrics-lead = A metric is measured by a platform, an analytics service or a CRM; a KPI is computed from metrics. Some metrics must not be summed: the reach of two days is not the sum of both, because the same people came twice. kpicells never shows such a sum.
metric-column = Metric
metric-unit = Unit
metric-days = Over days
metric-parts = Over posts, campaigns, accounts
metric-why = Why not
metric-yes = yes
metric-no = no
metric-people = It counts people, and the same people come again.
metric-state = It is a state of one moment, not an amount of each day.
metric-measure = It measures one thing or is an average.
