# Texts of the Excel add-in: the manifest, the help of functions, the pane.
# Every key stands in every language; a test says which do not.

## The manifest
addin-name = kpicells: KPI formulas
addin-description = { $count } marketing KPIs as functions: type =KPI.CTR(B2,C2). Each has help in English and Russian and computes on your own computer.
group-name = KPI
button-name = KPI formulas
button-help = Find a KPI, read what it means, and put its formula into a cell.
get-started-title = Type a KPI as a function
get-started-help = Type =KPI. in a cell, or open the pane from the Home tab and search for a KPI.

## Functions that ask the workspace
name-client = client
name-metric = metric
name-kpi = kpi
name-month = month
name-source = source
name-range = range
name-or = { $first }_or_{ $second }
ask-client = the client's name, as in the workspace
ask-metric = the metric as in the Data sheet, such as "reach"
ask-kpi = the KPI's id as a text, such as "CPL"
ask-month = the month: "2026-10", or a cell with any date of it; the latest if left out
ask-source = only the numbers of this source, such as "meta_ads"; all of them if left out
ask-or = { $first }; or: { $second }
function-data = A client's number for a month, read from the workspace on the server.
function-target = A client's target of a KPI for a month, read from the plan on the server.
function-status = Whether a client's KPI is on track in a month, read from the server.
function-or = { $first } Or: { $second }

## Why a function has no answer
python-failed = Python did not start in the add-in: { $why }. Close the pane, open it again, or choose a server in its settings.
python-silent = it did not answer in time
server-unset = This function asks a server: open the KPI pane, Settings, and enter its address.
server-down = The kpicells server at { $address } is not there. Is it running? The address is in the pane's settings.
server-slow = The kpicells server at { $address } did not answer within { $seconds } seconds.
server-strange = What answers at { $address } is no kpicells server, or another version of it.
server-key = The server at { $address } does not take this access key. Enter another one in the pane's settings.
server-refused = The server at { $address } refused: { $why }
