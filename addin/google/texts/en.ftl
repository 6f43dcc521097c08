# Texts of the Google add-in: the help of functions, what cells say, the menu, the side bar.
# What the side bar shows otherwise are the texts of the Excel pane. Every key is in every language.

## Help of the functions
help-example = Example: { $call } gives { $result }.
returns-count = A number, or a column of them over ranges.
returns-share = A share, 0.05 for 5 %, or a column of them over ranges.
returns-ratio = A ratio, or a column of them over ranges.
returns-money = An amount in the currency of the arguments, or a column of them over ranges.
returns-seconds = Seconds, or a column of them over ranges.
returns-hours = Hours, or a column of them over ranges.
returns-days = Days, or a column of them over ranges.
returns-number = A number, or a column of them over ranges.
returns-total = One number for all rows.
returns-why = The reason in words, or nothing where there is an answer.
returns-own = What the agency's server answers.
returns-asked = What the agency's server answers; over ranges, cell by cell.
function-why = Why a KPI has no answer, row by row: an error inside a range cannot say it itself.
function-own = An agency's own KPI that this sheet does not know yet, computed by the agency's kpicells server.
function-data = A client's number for a month, read from the workspace on the agency's server.
function-target = A client's target of a KPI for a month, read from the plan on the agency's server.
function-status = Whether a client's KPI is on track in a month, read from the agency's server.
function-or = With numbers it computes here: { $second }
ask-client = the client's name, as in the workspace
ask-metric = the metric as in the Data sheet, such as "reach"
ask-kpi = the KPI's id as a text, such as "CPL"
ask-own = the KPI's id as a text, as the agency calls it
ask-cells = the KPI's arguments in their order
ask-month = the month: "2026-10", or a cell with any date of it; the latest if left out
ask-source = only the numbers of this source, such as "meta_ads"; all of them if left out
ask-or = { $first }; or: { $second }

## What a cell says when the server has no answer
server-unset = This function asks the agency's server: open the menu { $menu }, “{ $pane }”, Settings, and enter its address.
server-not-secure = The address of the agency's server must begin with https://. It is entered in the side bar, Settings.
server-down = The agency's kpicells server at { $address } cannot be reached. Try “{ $refresh }” in the menu { $menu } later, or tell the agency.
server-busy = The agency's kpicells server at { $address } is busy. Choose “{ $refresh }” in the menu { $menu } in a minute.
server-slow = The agency's kpicells server at { $address } took too long. Ask for a smaller range.
server-key = The server at { $address } does not take this access key. Ask the agency for another one and enter it in the side bar, Settings.
server-no-key = This is no access key: one begins with kpi_. Copy it whole from the agency's message and enter it in the side bar, Settings.
server-clock = The clock of the agency's server at { $address } is more than five minutes wrong, so it takes no request. Tell the agency.
server-refused = The server at { $address } refused: { $why }
server-strange = What answers at { $address } is no kpicells server. Check the address in the side bar, Settings.

## The menu
menu = KPI
menu-pane = Find a formula
menu-refresh = Refresh numbers from the server
menu-check = Check the functions in this sheet
refreshed = Refreshed. Formulas that ask the server: { $count }
refresh-none = No formula in this spreadsheet asks the server.
check-good = All { $count } functions answer as they should in this spreadsheet.
check-bad = { $wrong } of { $count } functions answer otherwise than they should. They are listed in the sheet “{ $sheet }”; please send it to the people who make kpicells.
check-sheet = KPI check
check-function = Formula
check-expected = Should show
check-found = Shows

## The side bar
settings-server = The agency's server
settings-server-help = Formulas compute in the sheet itself and need no server. One is needed for clients' numbers (KPI_DATA, KPI_TARGET, KPI_STATUS) and for KPI_OWN.
settings-address = Address of the server
settings-key = Access key
settings-key-set = A key is set. Enter another one to replace it.
settings-key-help = Whoever may edit this spreadsheet can use the key: take one that opens this client alone. Your agency makes it with “kpicells keys new”.
settings-language-auto = As in Google
workbook-refresh-help = Asks the server again for every KPI_DATA, KPI_TARGET, KPI_STATUS and KPI_OWN in this spreadsheet.
workbook-refresh-none = No formula in this spreadsheet asks the server.
tab-workbook = Sheet
card-argument-hint = Cells (button on the right) or a number
card-insert-plain-help = It works for everybody, without the script of this spreadsheet.
settings-address-hint = https://kpi.agency.com
