# What the catalogue's commands print. Every key is in every language; a test says what is missing.

## The table
column-id = ID
column-name = name
column-formula = formula
table-hint = One of them in full: kpicells formulas { $id }

## Search
search-read-as = “{ $typed }” was read as “{ $meant }”.
search-unknown = No KPI knows: { $words }.
search-partly = No KPI has all of these words; the nearest:
search-nothing = Nothing matches “{ $query }”. Try fewer words, or `kpicells formulas` for all.
search-nothing-here = Nothing matches “{ $query }” at this goal and stage; elsewhere there is { $ids }.
search-more = { $count } weaker matches are not shown; --json lists them all.
filter-nothing = No KPI serves this goal at this stage.

## The card
card-equation = Formula
card-result = Result
card-arguments = Takes
card-range = a range
card-may-be-blank = blank counts as 0
card-example = Example
card-gives = { $arguments } gives { $result }
card-constructed = numbers made up to show the arithmetic
card-computed = computed from typical numbers
card-defined = Defined by
card-agency = the agency
card-aliases = Also called
card-serves = Serves
card-confused = Do not confuse with
card-good = What is good?
card-benchmark = No benchmark is built in: others’ averages depend on the industry, the platform and the way of counting. Compare with this client’s own earlier periods.
card-type = How to type it
card-addin = Excel with the add-in
card-named = Google Sheets, LibreOffice, xlwings, LAMBDA in Excel 365
card-formula = Excel without any add-in
card-formula-long = Excel without any add-in: the formula is long, and printed by
card-array = Excel 2019 and older
card-array-keys = end the formula with Ctrl+Shift+Enter instead of Enter
card-total = Total over rows
card-total-of-ratio = Total over rows: a ratio of sums, not a mean of ratios
card-command = Command line
card-python = Python, after: from kpicells.formulas import catalog
card-emit = Formulas and code for every place
card-not-carried = It cannot be written for: { $hosts }

## Why there is no total
no-total-ranges = There is no separate total: it takes whole ranges already.
no-total-unit = There is no total over rows: “{ $name }” does not add up, so it would be untrue.
no-total-people = There is no total over rows: “{ $name }” counts people, and the same people come again in the next row. Take the number for the whole period from the platform.
no-total-state = There is no total over rows: “{ $name }” is a state of one moment, not an amount of each day. Take the number for the whole period from the platform.
no-total-measure = There is no total over rows: “{ $name }” measures one thing and does not add up.

## Words
unit-count = number
unit-share = share (0.05 is 5 %)
unit-ratio = ratio
unit-money = money
unit-seconds = seconds
unit-hours = hours
unit-days = days
unit-number = number
better-higher = higher is better
better-lower = lower is better
better-neither = neither higher nor lower is better by itself
goal-awareness = awareness
goal-leads = leads
goal-sales = sales
stage-attention = the stage of attention
stage-interest = the stage of interest
stage-action = the stage of action

## kpicells excel lambdas
lambdas-done = { $file }: { $added } functions added, { $updated } brought up to date, { $unchanged } as they were.
lambdas-left-out = Ranges of this workbook are called so already, and its formulas need them: { $names } stay out.
lambdas-removed = { $file }: { $count } functions taken away.
lambdas-try = Type =KPI_ in a cell of this workbook: Excel lists the functions, each with its help.

## kpicells excel portable
portable-done = { $file }: { $count } cells hold native formulas now{ $others ->
    [0] .
   *[other] , and { $others } other places (names, rules, table columns).
}
portable-kept = The workbook as it was: { $file }
portable-not-computed = { $count } cells could not be computed here; Excel computes them when it opens the file.
portable-left = { $where } stays as it was: { $reason }
portable-where-cell = { $name }
portable-where-name = The name { $name }
portable-where-rule = A rule of the sheet { $name }
portable-where-table = A table of the sheet { $name }

## kpicells libreoffice
extension-made = { $file } holds { $count } functions.
extension-next = Double-click it, or in LibreOffice: Tools, Extensions, Add. Then type =KPI_ in a cell of Calc.
extension-installed = LibreOffice Calc knows { $count } functions now. Start it and type =KPI_ in a cell.

## kpicells excel install, vba, lite
xlwings-installed = xlwings is in Excel now, and knows the KPI functions.
xlwings-next =
    What is left, once in each workbook that is to have them:
    1. Save the workbook as .xlsm, and open the VBA editor with Alt+F11.
    2. Tools, References: tick xlwings. File, Import File: { $file }
    3. Save, open it again, and type =KPI_CTR(B2,C2) in a cell.
vba-written = { $file } is written. In Excel's VBA editor (Alt+F11): Tools, References, tick xlwings; then File, Import File.
lite-written = { $file } is written. Open xlwings Lite in Excel, put its whole text in the place of main.py, and restart xlwings Lite. Then type =KPI_CTR(B2,C2) in a cell.

## kpicells google
google-built = { $folder } holds the Apps Script project with { $count } functions.
google-built-next = `kpicells google push` puts it into a spreadsheet; docs/google-addin.md tells the other ways.
google-pushed-new = The functions are in the spreadsheet: { $link }
google-pushed = { $count } files brought up to date: { $link }
google-same = Everything is up to date: { $link }
google-kept = Scripts of your own stay as they are: { $files }
google-pushed-next = Reload the spreadsheet, type =KPI_ in a cell, and look for the menu KPI. The first click in it asks for your consent.

## Setting up a client
ask-client = Client (Enter for none)
ask-goal = Business goal: { $goals }, or your own in a few words
ask-goal-again = Choose 1, 2 or 3, or write a goal of your own in up to 60 characters.
ask-data-known = Exports that are read: { $known }
ask-data = Which of them are at hand, with spaces between (Enter if not known yet)
ask-data-again = “{ $typed }” is none of them. Did you mean: { $near }?
ask-stage = Stage of the brand: { $stages }
brand-launch = launch
brand-growth = growth
brand-mature = mature
ask-cadence = Review every how many months: 1, 2 or 3
ask-competition = What competitors do, for the manager to see (Enter for nothing)
ask-choose = Choose one of: { $choices }.
ask-kpis = Enter to take these; or the numbers you want, and ids of others (`kpicells formulas`)
init-workspace = workspace: { $folder }
init-plan = plan: { $path }
init-missing = no data at hand has { $metrics } yet
init-stages = Stages of the funnel: { $stages }.
init-next = Next: `kpicells import FILE... --client "{ $client }"`, then `kpicells targets "{ $client }" --growth 10`, or type targets into the plan.
init-next-client = Next: `kpicells init { $folder }` once more with --client for a first client.

## kpicells serve, keys, certificate
serve-answers = kpicells answers at { $address }; Ctrl+C ends it
serve-no-workspace = no workspace here: formulas only. --workspace names one
serve-open = open: whoever uses this machine sees the data of every client
serve-pair = --certificate and --private-key go together
serve-open-alone = --open is for a server of this machine alone: without --name and --host
serve-needs-keys = a server that others can reach needs keys, and this workspace has none: `kpicells keys new --for "whose it is"` makes one
serve-origin = --allow-origin { $origin }: an origin is written https://addin.example.com
keys-made = Give this to its owner; it cannot be shown again:
keys-if-lost = If it is lost: { $command }
keys-none = There are no keys; `kpicells keys new --for "whose it is"` makes one.
keys-column-id = id
keys-column-for = for
keys-column-clients = clients
keys-column-made = made
keys-column-revoked = revoked
keys-all-clients = all
keys-no-clients = none
keys-unknown-client = there is no client “{ $client }” in this workspace; there are: { $there }
keys-revoked = The key of { $owner } is revoked.
certificate-made = Made. Let this system trust it by this command, then restart Excel and the browser:

## kpicells refresh, undo
refresh-made = made
refresh-would-make = would be made
refresh-nothing = nothing to change
refresh-changed = { $count ->
    [one] { $shown } cell changed
   *[other] { $shown } cells changed
}
refresh-would-change = { $count ->
    [one] { $shown } cell would be changed
   *[other] { $shown } cells would be changed
}
refresh-calls =  ({ $count } calls)
refresh-kept = kept as people changed it: { $cell } is { $found }, kpicells has { $ours }
refresh-note = note: { $said }
refresh-column-sheet = sheet
refresh-column-cell = cell
refresh-column-old = old
refresh-column-new = new
refresh-more = ... and { $count } more (all with --json)
fleet-client = client
fleet-changed = changed
fleet-kept = kept
fleet-notes = notes
fleet-result = result
fleet-made = made
fleet-would-make = would be made
fleet-refreshed = refreshed
fleet-would-refresh = would be refreshed
fleet-same = no news
fleet-failed = failed, see the error above
fleet-before = done by the run before
fleet-count = { $clients } clients, { $failed } failed
undo-file = { $where }: restored from { $backup }
undo-cells = { $where }: { $count } cells hold again what they held before

## kpicells import
import-read = { $rows } rows read, { $imported } imported
import-would = { $rows } rows read, { $imported } would be imported
import-period = , { $from } to { $to }
import-before = imported before: nothing changed
import-metrics = metrics: { $names }
import-skipped = skipped { $count }: { $reason }
import-replaced = { $count } older rows of the same days were replaced
import-rejected = rejected: { $where }: { $found } { $reason }
import-sheet = sheet { $sheet },{" "}
import-row = row { $row }
import-column = , column { $column }
import-more = ... and { $count } more (all with --json)
import-note = note: { $said }
import-new-client = note: { $name } is a new client here; did you mean { $meant }?
skipped-preamble = preamble
skipped-footer = footer
skipped-blank = blank
skipped-repeated-header = repeated header
skipped-repeated-row = repeated row
skipped-total-row = total row
skipped-no-numbers = no numbers

## kpicells facts
facts-source = source
facts-grain = grain
facts-from = from
facts-to = to
facts-value = value
facts-campaign = campaign
facts-post = post
facts-month = month
facts-day = day
facts-file = file
facts-sheet = sheet
facts-row = row
facts-total = total { $value }
facts-no-total = no total: { $reason }
facts-note = note: { $reason }

## kpicells plan, targets, review
plan-sound = { $goal }, { $count ->
    [one] { $count } KPI
   *[other] { $count } KPIs
}: no mistakes
plan-first = first version
plan-written = written down: { $why }
targets-baseline = baseline
targets-none = no complete month yet, so nothing is proposed
targets-basis = baseline of { $first } to { $last }; { $season ->
    [own] season of the client’s own history
    [typed] season as typed
    [rate] a rate or a price has no season of its own
   *[flat] no season (it takes twelve complete months, or --season)
}
targets-written = written into { $path }
targets-reason = targets proposed from history, { $growth } % better
review-score-is = score { $score } %
review-next-is = next review { $day }
review-due = review due since { $day }: no decision yet
review-name = KPI
review-status = status
review-actual = actual
review-target = target
review-forecast = forecast
review-finding = finding
review-history = What the history says
review-notice = note: { $notice }

## kpicells import: what it asks, and what it tells besides its rows
import-order = { $file }, column { $column }: no row settles whether { $found } is
import-order-day = { $day } { $month } { $year }
import-order-which = 1 or 2?
import-zone = times are on the days of { $zone }
import-lost = { $lost }; everything else in the file was imported
import-would-lose = { $lost }; everything else in the file would be imported

## kpicells demo
demo-rows = { $count } rows
demo-before = imported before
demo-changed = { $changed } cells changed, { $kept } kept
demo-workbook = workbook:
demo-picture = picture:{"  "}
demo-no-picture = no picture: { $why }
demo-next = Next: open the workbook, type another target on Goals, and run the demo again: it stays. For your own exports: kpicells init agency

## kpicells sources
sources-source = source
sources-export = export
sources-languages = column names in
sources-seen = seen in
sources-other = Any other CSV or XLSX can be imported with a mapping file (--mapping).
