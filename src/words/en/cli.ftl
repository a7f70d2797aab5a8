# The command line: help, failures of a run, and the words around findings.

## Around findings

severity-error = error
severity-warning = warning
severity-note = note
show-help = help:{" "}
did-you-mean = did you mean “{ $name }”?
summary-none = no problems found
summary-joint = ,{" "}
summary-error-one = { $n } error
summary-errors = { $n } errors
summary-warning-one = { $n } warning
summary-warnings = { $n } warnings
summary-note-one = { $n } note
summary-notes = { $n } notes

## Bugs

bug = Sorry, something went wrong inside ikou. This is a bug; please report it together with the next line.

## Failures of a run

fail-missing = { $path } does not exist.
    .help = check the name of the file
fail-no-inventory = There is no systems.toml in this folder.
    .help = name an inventory, or write a first one with ikou init
fail-folder = { $path } is a folder.
    .help = name a file
fail-denied = You have no permission to use { $path }.
    .help = check its access rights, and that no other program has it open
fail-too-large = { $path } is larger than { $mb } MiB.
    .help = check that it is an inventory or a plan
fail-too-many-systems = There are { $count } systems; at most { $limit } are planned at once.
    .help = split the file, for example by municipality
fail-too-many-unnamed = There are { $count } systems; at most { $limit } are asked about at once.
    .help = name the systems: ikou slack SYSTEM …
fail-json-of-reasons = As JSON, ikou why tells only what having it otherwise would cost.
    .help = add --not-before, --not-after or --route; the reasons of all dates are in plan.json (ikou plan --format json)
fail-not-utf8 = { $path } is not UTF-8 text (line { $line }).
    .help = save it as UTF-8
fail-other-encoding = { $path } seems to be encoded in { $encoding } (line { $line }).
    .help = save it as UTF-8 (in Notepad: Save As, encoding UTF-8)
fail-unreadable = { $path } cannot be read ({ $reason }).
fail-no-folder = The folder to write { $path } into does not exist.
    .help = create the folder first
fail-full = There is no room left to write { $path }.
    .help = make room, then run it again
fail-bad-name = A file named { $path } cannot be used (too long, or a link that leads back to itself).
    .help = use another name
fail-windows-name = { $path } cannot be the name of a file on Windows.
    .help = avoid names of devices such as CON, NUL and COM1, characters such as : and ?, and a dot or blank at the end
fail-unwritable = { $path } cannot be written ({ $reason }).
fail-exists = { $path } exists already.
    .help = choose another name, or overwrite it with --force
fail-not-a-folder = { $path } is not a folder.
    .help = name a folder
fail-table-on-stdout = plan shows its table on standard output, so --output - cannot be used.
    .help = use ikou render -f FORMAT -o -
fail-same-output = { $path } is named twice.
    .help = write each output to a file of its own
fail-unknown-extension = The name { $path } does not tell the format.
    .help = end it with one of: { $known }
fail-no-format = Nothing tells the format.
    .help = name one with -f: { $known }
fail-no-list = { $format } is no list of rows, so that neither rows nor columns can be chosen.
    .help = name table, csv, md or json with -f
fail-binary-to-terminal = { $format } cannot be shown on a screen.
    .help = name a file with -o
fail-unknown-system = The plan has no system “{ $name }”.
    .help = use one of: { $known }
fail-unknown-system-near = The plan has no system “{ $name }”.
    .help = did you mean “{ $nearest }”?
fail-no-systems = The plan has no system “{ $name }”: the inventory has none at all.
    .help = add a [[system]] to systems.toml
fail-no-dates = Nothing is dated for “{ $system }”.
    .help = see why with ikou plan
fail-unknown-date = “{ $system }” has no date “{ $what }”.
    .help = use one of: { $known }
fail-unknown-date-near = “{ $system }” has no date “{ $what }”.
    .help = did you mean “{ $nearest }”?
fail-drawing = The output could not be made ({ $reason }).
fail-bad-plan-syntax = { $path } cannot be read as a plan (its JSON is broken in line { $line }).
    .help = name a file made by ikou plan --output plan.json
fail-bad-plan-cut = { $path } cannot be read as a plan (it breaks off in line { $line }).
    .help = make it anew with ikou plan --output plan.json
fail-bad-plan-missing = { $path } cannot be read as a plan ("{ $key }" is missing up to line { $line }).
    .help = name a file made by ikou plan --output plan.json
fail-bad-plan-value = { $path } cannot be read as a plan (a value in line { $line } is none that a plan has there).
    .help = name a file made by ikou plan --output plan.json
fail-no-plan = The plan { $path } does not exist.
    .help = save one first: ikou plan --output { $path }
fail-no-scenario = There is no scenario "{ $name }".
    .help = name one of: { $known }
fail-no-scenario-near = There is no scenario "{ $name }".
    .help = did you mean "{ $nearest }"?
fail-no-scenarios = There is no scenario "{ $name }".
    .help = write it in { $folder }/{ $name }.toml
fail-no-comparable = There is no plan { $name }.
    .help = name current (the files as they are), baseline (the approved plan), a scenario of { $folder } or an approved plan by its name ({ $known }), or a saved plan.json
fail-no-comparable-near = There is no plan { $name }. Did you mean { $nearest }?
    .help = name current (the files as they are), baseline (the approved plan), a scenario of { $folder } or an approved plan by its name ({ $known }), or a saved plan.json
fail-no-comparables = There is no plan { $name }.
    .help = name current (the files as they are) or a saved plan.json; a scenario is written in { $folder }/{ $name }.toml
fail-same-plan = { $name } and { $other } are the same plan.
    .help = name two or more that differ
fail-picture-of-two = A picture compares two plans ({ $count } are named).
    .help = name two plans, or ask for table, md, csv or json
fail-no-baseline = There is no approved plan ({ $path }).
    .help = save the plan that was approved first (ikou plan -o { $path })
fail-vary-nothing = --vary { $text } has no values.
    .help = join path and values with =: --vary "vendor.vendor-a.builds=1..5/1"
fail-vary-path = { $text } (--vary) is not a path.
    .help = write kind.id.key (contract.tax-2016.ends, vendor.vendor-a.available)
fail-vary-no-step = The range { $text } (--vary) has no step.
    .help = write the step after / (2023-10-01..2024-10-01/3M, 1..5/1); where the range itself is the value, quote it ("\"6M..9M\"")
fail-vary-step = The step { $text } (--vary) cannot be used.
    .help = dates take a length of time (3M, 2W, 10d), all else a positive value of its own kind (1..5/1, 6M..12M/3M, x0.8..x1.2/0.1)
fail-vary-range = The ends of the range { $text } (--vary) are not two dates, numbers, lengths, moves or factors.
    .help = for example 2023-10-01..2024-10-01/3M, 1..5/1, 6M..12M/3M, +0M..+12M/3M, x0.8..x1.2/0.1
fail-vary-reversed = The range { $text } (--vary) is reversed.
    .help = write the lower or earlier end first
fail-vary-too-many = There are too many values in { $text } (--vary; at most 10,000).
    .help = take larger steps
fail-vary-twice = { $text } is varied twice.
    .help = list all its values in one --vary
fail-sweep-many = This asks for { $count } plans (at most { $limit } are made without asking).
    .help = vary less, or add --yes
fail-sweep-too-many = This asks for { $count } plans; at most { $limit } are made at once.
    .help = vary less
fail-picture-of-axes = A picture shows one --vary or two ({ $count } are given).
    .help = vary less, or ask for table, md, csv or json
fail-scenario-unnamed = Which scenario to show is not named.
    .help = name one of: { $known }
fail-scenario-unnamed-none = Which scenario to show was not said, and there is none yet.
    .help = write one in schedules/scenarios/
fail-other-schema = { $path } is a plan of version { $schema }, which this ikou cannot read.
    .help = make it anew with ikou plan --output plan.json
fail-older-schema = { $path } is a plan of an older form (version { $schema }), which this ikou cannot read.
    .help = make it anew from the inventory of that time with ikou plan --output plan.json
fail-newer-schema = { $path } is a plan of a newer form (version { $schema }), which this ikou cannot read.
    .help = use a newer ikou
fail-baseline-unnamed = A baseline needs a name.
    .help = give a new one, or name one of: { $known }
fail-baseline-unnamed-none = A baseline needs a name.
    .help = name it, for example: ikou baseline save 2021-08
fail-baseline-bad-name = "{ $name }" cannot be a baseline's name (it becomes the name of a folder).
    .help = use up to 100 characters, without / \ : * ? " < > | and without a dot in front
fail-unknown-baseline = There is no baseline "{ $name }".
    .help = name one of: { $known }
fail-unknown-baseline-near = There is no baseline "{ $name }".
    .help = did you mean "{ $nearest }"?
fail-no-baselines-named = There is no baseline "{ $name }".
    .help = make it with ikou baseline save { $name }
fail-no-baselines = There is no baseline in { $folder }.
    .help = save the approved plan with ikou baseline save NAME
fail-several-baselines = There are several baselines.
    .help = name one (after --baseline, but for compare): { $known }
fail-baseline-municipality = { $path } is a plan of { $theirs }, not of { $ours } as the inventory.
    .help = name a baseline of this municipality with --baseline
fail-baseline-inventory = The plan { $path } has no system of this inventory.
    .help = name a baseline made from this inventory; where ids of systems were changed, change them back
fail-baseline-before = { $day } lies before { $as-of }, the as-of date of the plan { $path }.
    .help = give a day from { $as-of } on after --as-of
fail-baseline-broken = { $path } says that it was made from these files, but breaks a rule ({ $rule }).
    .help = make it anew with ikou plan --output plan.json
fail-baseline-as-of = The plan after --plan has its own day ({ $as-of }); --as-of cannot be given.
    .help = leave --as-of out
fail-other-plan = No system of the plan { $path } is in this inventory.
    .help = name a plan of this inventory after --from
fail-not-with-plan = { $flag } cannot be used with a saved plan.
    .help = name an inventory
fail-without-page = --with puts other plans into a page, and no page is asked for.
    .help = add -f html, or an output whose name ends with .html
fail-bad-as-of = “{ $text }” cannot be used as the as-of date.
    .help = write it as 2021-08-03 or 令和3年8月3日
fail-bad-date = “{ $text }” cannot be used as the date of { $flag }.
    .help = write it as 2021-08-03 or 令和3年8月3日
fail-bad-length = “{ $text }” cannot be used as the length of { $flag }.
    .help = write it as 6M (months), 2W (weeks), 45d (days) or 30bd (open days)
fail-no-names = There is no { $kind } “{ $name }”: the inventory names none at all.
    .help = add it to systems.toml
fail-unknown-name = There is no { $kind } “{ $name }”.
    .help = use one of: { $known }
fail-unknown-name-near = There is no { $kind } “{ $name }”.
    .help = did you mean “{ $nearest }”?
fail-plan-for-inventory = { $path } is a saved plan, which does not hold contracts and their notice.
    .help = name the inventory (systems.toml)
fail-no-calendar = { $path } is no calendar (.ics).
    .help = name an .ics written by ikou deadlines
wanted-owner = owner
wanted-business = business
wanted-vendor = vendor
wanted-column = column
fail-empty-stretch = There is no day from { $from } to { $to }.
    .help = let --not-before lie before --not-after
fail-not-a-cutover = --not-before and --not-after are about cutovers only ({ $what }).
    .help = name cutover, standard.cutover or bridge.cutover
fail-unknown-bridge = No route of { $system } has the bridge “{ $name }”.
    .help = name one of: { $known }
fail-unknown-level = The objective has no level “{ $name }”.
    .help = name some of: { $known }
fail-unknown-level-near = The objective has no level “{ $name }”.
    .help = did you mean “{ $nearest }”?
fail-level-twice = The level “{ $name }” is named twice with --objective.
    .help = name each level once
fail-bad-time-limit = “{ $text }” after --time-limit is no length of time.
    .help = write 30s, 5m or 1h
fail-no-level = --objective leaves no level to plan by.
    .help = name at least one level, such as cost_yen
fail-bad-epoch = The value “{ $text }” of SOURCE_DATE_EPOCH is no time.
    .help = give seconds since 1970, or the date with --as-of
fail-bad-clock = The clock of this machine is far off.
    .help = give the date with --as-of
fail-unknown-code = There is no kind of finding named “{ $code }”.
    .help = findings show their kind in brackets
fail-unknown-code-near = There is no kind of finding named “{ $code }”.
    .help = did you mean “{ $nearest }”?
fail-fix-stdin = An inventory read from standard input cannot be mended.
    .help = name the file of the inventory
fail-confirm-stdin = An inventory from standard input cannot be written to.
    .help = name its file with -i
fail-confirm-built-in = { $path } is a built-in default: there is no place to record a confirmation.
    .help = write the value into { $file } first
fail-confirm-derived = { $path } follows from other facts and stands in no file.
    .help = confirm the facts behind it (ikou why tells them)
fail-confirm-wider = { $path } cannot be confirmed by itself.
    .help = where all of it is confirmed, name { $wider }
fail-confirm-no-record = No confirmation can be written at { $path }.
    .help = name one record (such as contract.tax-2016) or a key of it
fail-confirm-breaks = The files would have more findings than before, so nothing was written.
    .help = look at the findings above
fail-import-workbook = { $path } cannot be read as a workbook.
    .help = open it in Excel to see whether it is damaged, and save it again
fail-import-password = { $path } is protected by a password.
    .help = import a copy without one
fail-import-xml = Line { $line } of { $path } is no proper XML.
    .help = save the project again as XML
fail-import-project = { $path } cannot be read as MS Project XML (it begins with <{ $name }>, not <Project>).
    .help = save it again as XML
fail-import-too-large = { $path } has more than { $most } cells.
    .help = delete unused rows and columns, or split the file
fail-import-map = Line { $line } of { $path } cannot be read as a mapping.
    .help = write [[column]] with key and headers; docs/import.md has an example
fail-import-map-key = { $path }: no fact is called key = "{ $key }".
    .help = use a key of the table in docs/import.md
fail-import-nothing = No system, contract, hardware or vendor was found. No file was changed.
    .help = see whether any row is filled in and the row of headings has "System name", or say what headings mean with --map
fail-import-torn = { $path } has mistakes in its syntax, so that nothing can be imported into it. No file was changed.
    .help = mend it with ikou check, then import again
fail-import-breaks = The inventory would have more errors than before, so nothing was written.
    .help = look at the findings above, and mend the tables or the inventory
fail-future-confirmation = Confirmed on { $on }, after the as-of date { $as-of }.
    .help = give the day of the confirmation with --on
fail-bad-text = The value of { $flag } is empty, or has characters that cannot be seen.
    .help = give a name in one line
fail-bad-report = { $path } is neither what ikou check wrote (json, sarif) nor an inventory.
    .help = name a file written by ikou check --message-format json
fail-fixed-code = “{ $code }” is an error and cannot be lowered.
    .help = use it with -D only

## Usage errors

usage-unknown-argument = “{ $arg }” is not an argument here.
usage-unknown-command = There is no command “{ $command }”.
usage-value-missing = “{ $arg }” needs a value.
usage-bad-value = “{ $value }” is not a value for { $arg }.
usage-valid-values = use one of: { $values }
usage-valid-values-near = Did you mean "{ $name }"? The values are: { $values }
usage-too-many = “{ $arg }” has too many values.
usage-conflict = { $arg } cannot be used together with { $prior }.
usage-twice = { $arg } is given twice.
usage-required = { $arg } is needed.
usage-utf8 = An argument is not valid text.
usage-other = The arguments cannot be understood.
usage-more = See “{ $command }” for more.

## Headings of help

help-usage = Usage:
help-usage-command = <command> [options]
help-usage-options = [options]
help-commands = Commands:
help-arguments = Arguments:
help-options = Options:
help-shared = Options of every command:
help-examples = Examples:
help-values = {" "}[{ $values }]
help-values-joint = ,{" "}

## Values

value-file = file
value-date = date
value-lang = language
value-when = when
value-columns = columns
value-shape = shape
value-code = kind
value-of = what
value-name = name
value-digits = digits
value-kind = kind
value-source = source
value-dir = folder
value-listing = format
value-column = column
value-format = format
value-plan = plan
value-key = KEY
value-time = time
value-effort = effort
value-system = system
value-owner = owner
value-business = business
value-vendor = vendor
value-length = length
value-bridge = bridge
value-what = date
value-paper = paper
value-view = view
value-n = number
value-scenario = scenario
value-levels = level,level
value-change = path=value
value-vary = path=values
value-move = path=length
value-fact = path
value-document = document
value-action = action
value-shell = shell

## Commands and arguments

cmd = Plans the migration of a municipality's core systems
    .detail = From the contracts, hardware and deadlines in an inventory (systems.toml) it works out when each system moves, by which route and at what cost, and gives the reason for every date. It never uses the network.
    .examples =
        ikou init
        ikou check
        ikou plan
        ikou why tax
cmd-init = Writes a first inventory
    .detail = Makes a commented inventory from the list of businesses. Dates, amounts and which businesses share a system are made up (confidence = "assumed"): replace them by your own. --xlsx makes a workbook that asks departments for the facts.
    .examples =
        ikou init --name 郡山市 --code 072036 --kind core-city
        ikou init - --lang en
        ikou init --xlsx questions.xlsx --name 郡山市
cmd-check = Checks an inventory
    .detail = Shows every mistake and doubt with the lines it is about. The exit code is 1 when there are errors. The files calendar.toml, routes.toml and actuals.toml in schedules/ beside the inventory are read too, when they exist.
    .examples =
        ikou check
        ikou check --message-format short -D warnings
        ikou check -f sarif > check.sarif
        ikou check --within 6M
        ikou check --against before.toml
cmd-plan = Plans when each system moves, by which route and at what cost
    .detail = Shows a summary of the plan and its roadmap. Files are written only where --output or --output-dir asks for them; the end of a file's name tells its format. The exit code is 3 when the plan has a gap, exceeds a hard ceiling of a fiscal year, or misses a hard deadline.
    .examples =
        ikou plan
        ikou plan --as-of 2021-08-03 --output plan.json
        ikou plan --output-dir out
        ikou plan -o plan.html --with server-one-year-longer
cmd-render = Turns a plan into a picture, a table or another file
    .detail = Writes a saved plan (plan.json) in a format. Given an inventory (.toml), or nothing, it makes the plan first.
    .examples =
        ikou render plan.json -o roadmap.svg
        ikou render plan.json -o plan.html --with approved.json
        ikou render -f json -o -
cmd-budget = What is asked for in which fiscal year, under which instrument
    .detail = Sums up the money of a plan by fiscal year, procurement and so on: what to ask for and by when, the limits and yearly shares of debt burdens, long-term contracts, what to do when a contract slips, running cost before and after, cost over five years. The total is that of the plan (plan.json) to the yen.
    .examples =
        ikou budget
        ikou budget plan.json --by system --format csv --output budget.csv
        ikou budget --format md --output budget.md
        ikou budget plan.json --against before.json
        ikou budget --against server-one-year-longer
cmd-deadlines = Lists what is due next, when, and for whom
    .detail = The plan's milestones that lie ahead (requests, votes, notices, contracts, cutovers and others), ends of contracts, hardware and platforms, deadlines of the inventory and waivers that expire, by date, each with its reason and what happens if it is missed. An ics file can be read by calendars; written anew, it is compared with the file that it replaces: events that moved get a higher sequence number, events that are gone are cancelled.
    .examples =
        ikou deadlines --within 6M
        ikou deadlines --owner 税務部
        ikou deadlines --vendor vendor-a --format csv -o deadlines.csv
        ikou deadlines -o deadlines.ics
cmd-why = Tells why a date is what it is
    .detail = For each date of a system: what holds it there, what happens if it moves, and the facts behind it down to the lines they are written in. Dates are contract, cutover, budget_request and so on; bridge.contract names one part of the route. With --not-before, --not-after or --route the best plan of that kind is put beside it: what each level costs more, what pushes back, and what else moves.
    .examples =
        ikou why tax
        ikou why tax contract
        ikou why tax bridge.cutover --input plan.json
        ikou why tax --not-before 2026-01-01
        ikou why tax --route re-lease
cmd-clash = Tells which facts cannot all hold, and what would solve it
    .detail = Where no plan is without a gap, keeps every hard deadline or exists at all: the smallest set of facts that cannot all hold, with the lines they are written in, and the cheapest ways out. Each way was planned with and verified, with what it costs more, and can be pasted after --set or into a scenario. Exits with 0 where nothing clashes, with 3 where something does.
    .examples =
        ikou clash
        ikou clash --format json
        ikou clash --set contract.tax-2016.ends=2022-03-31
cmd-slack = Tells how late each system may go live
    .detail = The last cutover of each system for which a verified plan has no more gap and no more lateness than the plan, whatever else has to move: vendors' limits, money, links and contracts are counted. Beside it the slack of the network, for which all others stay as they are, and the facts that stop any later day. Of more than 200 systems, name those that are meant.
    .examples =
        ikou slack
        ikou slack tax care
        ikou slack --format csv > slack.csv
cmd-risk = Tells how likely each deadline is kept
    .detail = Draws lengths of work, availability of products and prices many times from what the files say of them, assumed facts from the spread for what is assumed, and lets the plan slip: routes and order stay, a pushed contract goes to the next day that its money allows, a pushed cutover to the next go-live day. Tells how often each deadline is kept, which days and amounts 50, 80 and 95 % of the runs do not exceed, which rounds decide, and what is lacking to 80 %. The same seed gives the same numbers.
    .examples =
        ikou risk
        ikou risk --runs 50000 --seed 7 -o risk.svg
        ikou risk --written-only --format md > risk.md
cmd-graph = Draws what depends on what
    .detail = Shows which system waits for which, with cutover and slack, and what has the least slack (the critical path), as a picture (svg, png, pdf) or as text for GraphViz or Mermaid.
    .examples =
        ikou graph -f mermaid
        ikou graph plan.json -o links.svg
cmd-scenario = List what-ifs (scenarios), and show what one changes
    .detail = A scenario is a file in schedules/scenarios/ that changes values of the inventory or of the calendar under a name. list names them all; show tells each value before and after, with the lines where they are written. To plan with one, give --scenario to the other commands.
    .examples =
        ikou scenario list
        ikou scenario show server-one-year-longer
        ikou plan --scenario server-one-year-longer
cmd-compare = Puts plans side by side
    .detail = Two or more of scenarios, saved plans (plan.json), the approved plan (baseline) and the files as they are (current), compared with the first: gaps, deadlines, cost, routes, every date, slack, yen by fiscal year and by system, load of vendors, what matters most first, with the upshot in a sentence on top. In a picture (svg, png, pdf) the bars of the first plan show pale behind those of the second. Saved plans are compared without an inventory.
    .examples =
        ikou compare current vendor-a-nine-months-late
        ikou compare baseline current --format md
        ikou compare before.json after.json -o compare.svg
cmd-baseline = Saves the approved plan, and lists those saved
    .detail = save writes the plan as it is now (or the one after --plan) into schedules/baseline/NAME/plan.json; what has that name already is overwritten only with --force. list tells which there are, show tells one of them, each with the hashes of the files it was made from and what has changed in them since.
    .examples =
        ikou baseline save 2021-08 --as-of 2021-08-03
        ikou baseline save 2021-08 --plan plan.json
        ikou baseline list
        ikou baseline show 2021-08
cmd-status = Compares the approved plan with what happened: slips, forecast, what is needed now
    .detail = For each milestone of the baseline: the planned day, the actual one (schedules/actuals.toml) or the forecast (a new plan in which the past is as it was), and the slip in days, by owner and system. Also deadlines that are newly not kept and why, milestones whose day has passed without a record, the budget instrument and the session that a slip past 31 March asks for, and progress by the 40 steps.
    .examples =
        ikou status --as-of 2022-10-01
        ikou status --baseline 2021-08 --owner 税務部
        ikou status --format csv -o status.csv
cmd-sweep = Plans with many values, and finds where deadlines first fall
    .detail = Plans every combination of the values of --vary and puts gaps, deadlines and yen side by side; first of all it tells from which value on a deadline is missed (down to a day where values are dates). Values are listed (a,b,c) or a range with a step: 2023-10-01..2024-10-01/3M, 1..5/1, 6M..12M/3M. +0M..+12M/3M moves a date, x0.8..x1.2/0.1 multiplies yen or a length. A picture shows lines for one --vary, a heat map for two. --tornado moves assumed facts and those that are ranges one by one, and ranks them by what that changes. More than 1,000 plans take --yes.
    .examples =
        ikou sweep --vary "vendor.vendor-a.available=+0M..+12M/3M"
        ikou sweep --vary "vendor.vendor-a.builds=2..5/1" --vary "hardware.integrated-server.expires=2022-12-31..2023-12-31/6M" -o sweep.svg
        ikou sweep --tornado -o tornado.svg
cmd-assumptions = Lists what is assumed, by owner, ranked by its effect on the plan
    .detail = Moves each assumed date, amount and length of time (confidence = "assumed") both ways, plans anew, and tells what changes: gap, lateness, yen and cutovers. Dates move by 6 months, yen by 20%, lengths by 25%. Have the owners confirm what matters most.
    .examples =
        ikou assumptions
        ikou assumptions --owner 市民税課
        ikou assumptions --unconfirmed --format csv > open.csv
cmd-import = Makes an inventory, or updates it, from Excel, CSV or MS Project files
    .detail = Headings tell what columns mean; what is read becomes a commented inventory. Where there is one already, only facts that changed are written, and comments and order stay. Every cell that was not understood is told with its place and the reason. Reads xlsx, xls, xlsb, ods, CSV (UTF-8, Shift_JIS) and MS Project XML.
    .examples =
        ikou import answers.xlsx --name 郡山市 --code 072036 --kind core-city
        ikou import contracts.csv --map headings.toml
        ikou import answers.xlsx -o systems.toml --dry-run
cmd-confirm = Records in the files which facts an owner has confirmed
    .detail = Writes the owner and the day to a fact (contract.tax-2016.ends) or to a whole record (contract.tax-2016). Comments, order, alignment and line ends stay as they are. Files are changed only where they check as before afterwards.
    .examples =
        ikou confirm contract.tax-2016.ends --by "Resident Tax Section"
        ikou confirm "system.*.owner" --by "DX section" --on 2021-07-30 --dry-run
cmd-schema = Prints the JSON Schema of a file of the inventory, of plan.json, or of other JSON
cmd-man = Prints the manual page
    .examples =
        ikou man | man -l -
cmd-completions = Prints a completion script for a shell

man-name = NAME
man-use = USE

arg-lang = Language of what is shown; otherwise IKOU_LANG, the inventory's lang and the locale decide
arg-color = When to colour; otherwise auto (never while NO_COLOR is set)
arg-width = Width of what is shown in columns; otherwise that of the screen
arg-ascii = Draws lines and symbols with ASCII characters only
arg-help = Shows this help
arg-version = Shows the version
arg-file = Inventory (- is standard input); otherwise systems.toml
arg-calendar = Rules of the calendar and the budget; otherwise schedules/calendar.toml
arg-routes = Definitions of the routes; otherwise schedules/routes.toml
arg-actuals = What has happened; otherwise schedules/actuals.toml
arg-as-of = As-of date (2021-08-03, 令和3年8月3日); otherwise SOURCE_DATE_EPOCH, then today
arg-objective = What makes a plan better: levels in order, those not named left out (gap_days and hard_late_days stay in front unless they are named); otherwise the inventory decides
arg-scenario = A scenario that changes conditions (a name in schedules/scenarios/); laid over in the order given
arg-set = Change a value (contract.tax-2016.ends=2023-12-31); may be repeated
arg-shift = Move a date (contract.tax-2016.ends=+12M); may be repeated
arg-action = What to do
arg-names = The scenario to show (with show)
arg-scenario-input = Inventory file (- for standard input); otherwise systems.toml
arg-scenario-format = Form of standard output; otherwise table
arg-message-format = Shape of the findings; otherwise human
arg-deny = Makes findings of this kind errors (warnings: all warnings); may be repeated
arg-warn = Makes findings of this kind warnings
arg-allow = Hides findings of this kind
arg-fix = Mends in the files what has one right answer, keeping comments
arg-frozen = Tells whether the plan and pictures in schedules/baseline are what the inputs give (exit code 4 where not)
arg-check-within = Also plans, and looks for deadlines endangered within this time from the as-of date (6M)
arg-check-against = Findings of before (json or sarif), or the inventory as it was: shows only what got worse
arg-output = File to write; the end of its name tells the format; may be repeated
arg-output-dir = Folder to write plan.json, the page (plan.html) and the picture (roadmap.svg, png, pdf) into
arg-plan-format = Format on standard output; otherwise table
arg-with = Another plan to switch to in the page (html) and to lay over it: plan.json, an approved one (baseline, or its name), a scenario laid over the same files, or these as they are (current); may be repeated
arg-paper = Paper of pictures; otherwise a3
arg-view = Arrangement of pictures; otherwise system (the order of the inventory)
arg-rows = Systems on one page of a picture; otherwise what suits the paper (a3: 20)
arg-dpi = Dots per inch of PNG files; otherwise 200 (96 where there are more than 12 pages)
arg-plan-from = An earlier plan (plan.json) to begin with: the new one is never worse, as far as the earlier one is still allowed
arg-time-limit = Ends the search after this time (30s, 5m, 1h) with the best plan so far; the same input may then give another plan
arg-effort = How long to search; otherwise normal
arg-render-file = Plan (plan.json) or inventory; otherwise a plan is made from systems.toml
arg-format = Format; otherwise the end of the output's name tells it
arg-render-output = File to write (- is standard output); otherwise standard output
arg-plans = Plans: names of scenarios, plan.json, baseline, current; compared with the first
arg-compare-input = Inventory (- is standard input); otherwise systems.toml
arg-compare-all = Also show what does not differ
arg-compare-format = Format; otherwise the end of the output's name tells it, else table
arg-compare-output = File to write (- is standard output); otherwise standard output
arg-vary = What to vary: path=value,value or path=from..to/step; may be repeated
arg-tornado = Moves assumed facts and ranges, and ranks them by what that changes
arg-sweep-measure = With --tornado: how many values to move; otherwise as many as take a few seconds
arg-yes = Makes many plans without asking
arg-sweep-format = Format; otherwise the end of the output's name tells it, else table
arg-sweep-output = File to write (- is standard output); otherwise standard output
arg-sweep-effort = How long to search for each plan; otherwise quick
arg-clash-format = Form of standard output; otherwise table
arg-groups = How many groups of systems that hang together are looked into; otherwise 10
arg-owner = Only those of this owner (a part of the name will do); may be repeated
arg-business = Only those of this business (id or name); may be repeated
arg-vendor = Only those of this vendor or team (id or name); may be repeated
arg-within = Only what is due within this time from the as-of date (6M, 2W, 45d)
arg-budget-within = Only what has to be asked for within this time from the as-of date (6M, 2W, 45d)
arg-columns = Columns of the list, separated by commas; otherwise the usual ones
arg-sort = Columns to sort by, separated by commas (- before a name: the other way round)
arg-previous = An .ics written before; otherwise the file that is replaced
arg-deadlines-format = Format; otherwise by the end of the output's name, else table
arg-deadlines-output = Output file (- is standard output); otherwise standard output
arg-baseline-action = save, list or show
arg-baseline-name = Name of the baseline
arg-baseline-input = Inventory (- is standard input); default: systems.toml
arg-baseline-plan = Plan to save (made by ikou plan --output plan.json); default: made from the inventory
arg-baseline-force = Overwrites the baseline of that name
arg-baseline-format = Form of list and show; default: table
arg-stability = Keeps promised routes and cutovers where it can: minded right after gaps and lateness
arg-baseline = Name of the baseline, or a plan's file (.json); default: the only one there is
arg-status-within = Lists what is due within this time (6M, 6W, 45d); default: 3M
arg-status-all = Also shows milestones without a symbol that are as promised
arg-status-format = Form of the output; default: by the end of the file's name, else table
arg-status-output = File to write (- is standard output); default: standard output
arg-slack-systems = Systems by id or name; otherwise all
arg-slack-input = Inventory (- is standard input); otherwise systems.toml
arg-slack-format = Form of standard output; otherwise table
arg-why-format = Form of standard output; otherwise table (json: with --not-before, --not-after or --route)
arg-graph-format = Format; otherwise the end of the output's name tells it, else dot
arg-graph-file = Plan (plan.json) or inventory; otherwise a plan is made from systems.toml
arg-graph-output = File to write (- is standard output); otherwise standard output
arg-risk-file = Inventory (- is standard input); otherwise systems.toml
arg-risk-runs = How many runs, 1 to 1,000,000; otherwise 10,000
arg-risk-seed = Seed of the draws; otherwise 1
arg-risk-written-only = Draw only what is written as a range or a distribution, nothing for being assumed
arg-risk-format = Form of standard output; otherwise table
arg-risk-tables = File for what is drawn and every day that a contract or cutover may slip to, as JSON for other programs
arg-risk-output = File to write (txt, json, csv, md; svg, png, pdf for the picture); may be repeated
arg-budget-file = plan (plan.json) or inventory; by default systems.toml is planned
arg-by = what to sum up by; by default all tables are shown
arg-against = a plan (plan.json), or a scenario laid over the same files, to compare with; the difference is shown
arg-budget-format = format; by default the end of the output's name decides, else table
arg-budget-output = file to write (- for standard output); by default standard output
arg-system = Id or name of the system
arg-what = Kind of date; otherwise every contract and cutover
arg-not-before = Compare with the plan that cuts over on this day or later
arg-not-after = Compare with the plan that cuts over by this day
arg-route = Compare with the plan that takes this bridge
arg-input = Plan (plan.json) or inventory; otherwise a plan is made from systems.toml
arg-unconfirmed = Also what a document states and no owner has confirmed
arg-all = Also show what changes nothing
arg-measure = How many values to move and plan with; otherwise as many as take a few seconds
arg-assumptions-format = Form of standard output; otherwise table
arg-facts = Paths of facts or records (contract.tax-2016.ends, system.*.owner)
arg-confirm-by = The owner who confirmed
arg-on = Day of the confirmation; otherwise the as-of date (today)
arg-confirm-source = The document behind it; otherwise left as it is
arg-dry-run = Show what would change, and change no file
arg-confirm-input = Inventory; otherwise systems.toml
arg-of = Whose structure
arg-shell = Name of the shell
arg-sources = Files to import, one or more
arg-import-output = Inventory (- is standard output); otherwise systems.toml
arg-map = What odd headings mean (TOML)
arg-init-file = File to write (- is standard output); otherwise systems.toml
arg-name = Name of the municipality
arg-code = National code of the municipality (six digits)
arg-kind = Kind of municipality; otherwise city
arg-from = What to start from; otherwise catalogue (the list of businesses)
arg-xlsx = Writes a workbook for departments to fill in (Excel) instead of an inventory (- is standard output)
arg-force = Overwrites a file that exists

## What was done

scenario-none = There is no scenario in { $folder }.
scenario-reason = Reason:{" "}
scenario-parent = Goes on from:{" "}
scenario-changes = Changes:{" "}
scenario-count = { $n }
scenario-state = State:{" "}
scenario-stale = does not apply to the files as they are now (see the findings)
scenario-stale-parent = cannot be used: the one it goes on from does not apply to the files as they are now
scenario-come-true = all its changes are what the files say by now (no longer a what-if)
scenario-some-true = the files say already what { $n } of its changes would
scenario-no-inventory = There is no inventory (systems.toml), so whether the scenarios still apply was not checked.
scenario-old = before:{" "}
scenario-new = after:{"  "}
scenario-nothing = (nothing)
scenario-col-id = Id
scenario-col-name = Name
scenario-col-reason = Reason
scenario-col-parent = Goes on from
scenario-col-changes = Changes
scenario-col-state = State
scenario-col-come-true = Come true
scenario-col-file = File
scenario-col-path = Path
scenario-col-old = Before
scenario-col-new = After
scenario-col-old-place = Place before
scenario-col-new-place = Place after
scenario-is-sound = applies
scenario-is-stale = does not apply
scenario-is-stale-parent = what it goes on from does not apply
scenario-is-come-true = all come true

init-done = Wrote { $path }. Replace its values by your own, then run ikou check.
init-xlsx-done = Wrote { $path }. When the departments have filled it in, ikou import reads it into the inventory.
confirm-done = Recorded { $path } as confirmed ({ $by }, { $on }).
confirm-would = Would record { $path } as confirmed ({ $by }, { $on }). No file has been changed.
confirm-known = { $path } is confirmed already ({ $by }, { $on }).
confirm-more = The same for { $n } more.
check-fixed = Mended in { $path }: { $n }.
check-frozen = { $path } is not what the inputs give.
check-frozen-named = { $path } is not what { $plan } gives.
check-frozen-missing = { $path } is missing, though other pages of the same picture are there.
check-known = Not shown because they were there before: { $n }.
plan-searching = Searching: { $share }{ $seconds } s, { $steps } steps (Ctrl-C ends it with the best plan so far)
plan-making = Planning: { $share }{ $seconds } s, { $steps } steps
busy = { $what }: { $share }{ $seconds } s
busy-share = { $bar } { $percent }% ({ $done }/{ $all }),{" "}
busy-slack = Trying how late systems may be
busy-assumptions = Planning with each fact moved
busy-risk = Trying how the plan may slip
busy-sweep = Planning each combination
busy-tips = Looking where deadlines first fall
busy-writing = Making the outputs
busy-pages = Drawing the pages
plan-ending = Ending with the best plan so far ({ $seconds } s); Ctrl-C again ends at once
plan-from-strange = { $path }: systems that are not in this inventory are passed over ({ $n }).
wrote = Wrote { $path }.
wrote-pages = Wrote { $n } files, { $first } to { $last }.
unknown-glyphs = The pictures' font lacks some characters. Boxes with their numbers stand for them: { $chars }
