# Findings: for each code what is wrong, and what to do

## Whole files

syntax = This is not valid TOML ({ $message }).
    .help = Check how this line is written.
syntax-duplicate = The same name is written twice.
    .help = Remove one of them.
syntax-no-value = There is no value.
    .help = Write a value to the right of “=”.
syntax-quotes = This text is not in quotes.
    .help = Put the value in "…".
syntax-unclosed-text = The quotes of this text are not closed.
    .help = Write " at the end of the value.
syntax-character = There is a character that may not be used, such as a control character.
    .help = Remove the character.
syntax-unclosed = A bracket is not closed.
    .help = Write the closing bracket.
syntax-comma = There is a comma too few or too many.
    .help = Write exactly one “,” between two values.
syntax-equals = There is an “=” too few or too many.
    .help = Write “key = value”.
syntax-key = This cannot be read as a key.
    .help = Write keys with lower-case letters and “-”.
syntax-escape = The “\” here is not understood.
    .help = Write a plain backslash as “\\”.
syntax-number = This cannot be read as a number.
    .help = Write plain digits; “_” may stand between them.

too-large = The file is too large.
    .help = Split the file, or remove records that are not needed.
too-large-bytes = The file has { $count } MiB; files of up to { $most } MiB are read.
too-large-nesting = Values are nested too deeply ({ $most } levels at most).
    .help = Nest tables less deeply.
too-large-records = The file has { $count } records; files of up to { $most } are read.

## Keys

unknown-key = Nothing reads the key “{ $key }”.
    .help = Known keys: { $known }
unknown-key-provenance = The key “{ $key }”, which is given a provenance, is not in this table.
    .help = Under provenance, name keys that this table has.
missing-key = “{ $key }” is missing.
    .help = Add “{ $key }”.
missing-key-any = None of { $key } is written.
    .help = Write one of them.
exclusive-keys = “{ $one }” and “{ $other }” exclude each other.
    .help = Remove one of them.

## Values

wrong-type = { $expected ->
        [text] “{ $key }” takes a text.
        [table] “{ $key }” takes a table ({"{"} … {"}"}).
        [list] “{ $key }” takes a list ([ … ]).
        [date] “{ $key }” takes a date.
        [duration] “{ $key }” takes a length of time.
        [yen] “{ $key }” takes an amount of yen.
        [number] “{ $key }” takes a number.
        [boolean] “{ $key }” takes true or false.
        [fiscal-year] “{ $key }” takes a fiscal year.
        [shift] “{ $key }” takes a length by which a date moves.
        [ratio] “{ $key }” takes a ratio.
        [month-day] “{ $key }” takes a day of the year.
       *[other] “{ $key }” takes another kind of value.
    }
    .help = { $expected ->
        [text] Put it in quotes: "…".
        [table] Write {"{"} key = value {"}"}.
        [list] Put it between [ and ].
        [date] Write a date such as 2026-03-31 or "令和8年3月31日".
        [duration] Write "18M" (months), "6W" (weeks), "45d" (days) or "30bd" (open days).
        [yen] Write 1_500_000 or "1_000_000..1_500_000".
        [number] Write digits only.
        [boolean] Write true or false without quotes.
        [fiscal-year] Write 2024 or "令和6年度".
        [shift] Write "+12M" (months), "-6W" (weeks) or "+45d" (days).
        [ratio] Write 1.1 or "110%".
        [month-day] Write "10-31", for example.
       *[other] See the key in docs/inventory.md.
    }
wrong-type-records = “{ $kind }” is a list of records.
    .help = Write [[{ $kind }]], with double brackets.
unknown-word = “{ $key }” cannot be “{ $value }”.
    .help = Known words: { $known }
unknown-word-event = “{ $value }” cannot happen to a contract or to hardware.
    .help = Known words: { $known }
empty-text = The text is empty.
    .help = Write a value, or remove the key.
empty-list = The list is empty.
    .help = Name at least one.
too-long = This has { $count } characters; { $most } are allowed.
    .help = Choose a shorter name.
control-character = There is an invisible character, { $character }.
    .help = Remove the character.
missing-glyph = The font of the pictures lacks these characters: { $characters }
    .help = Use characters of the Japanese standard set (JIS) in names.
bad-date = “{ $value }” is no date, or a day that does not exist.
    .help = Write an existing day, such as 2026-03-31 or "令和8年3月31日".
bad-date-time = “{ $value }” has a time of day.
    .help = Write the date only.
bad-date-outside = { $value } lies outside the years { $first } to { $last }.
    .help = Check the year.
bad-date-fiscal-year = “{ $value }” is no fiscal year.
    .help = Write 2024 or "令和6年度".
bad-date-month-day = “{ $value }” is no day of the year.
    .help = Write "10-31", for example.
bad-date-as-of = The as-of date { $value } lies outside the years { $first } to { $last }.
    .help = Check the year given to --as-of.
bad-duration = “{ $value }” is no length of time.
    .help = Write "18M" (months), "6W" (weeks), "45d" (days) or "30bd" (open days).
bad-duration-single = A range such as “{ $value }” cannot stand here.
    .help = Write a single length of time.
bad-duration-long = “{ $value }” is too long (50 years at most).
    .help = Check the number and its unit.
bad-duration-shift = “{ $value }” cannot be read as a length by which a date moves.
    .help = Write "+12M" (months), "-6W" (weeks) or "+45d" (days).
bad-duration-zero = The length of time is zero.
    .help = Write a length of at least one.
bad-amount = “{ $value }” is no amount of yen.
    .help = Write 1_500_000 or "1_000_000..1_500_000".
bad-amount-ratio = “{ $value }” cannot be read as a ratio (0 to 1000).
    .help = Write 1.1 or "110%".
bad-amount-negative = The amount is negative: { $value }
    .help = Write zero or more.
bad-amount-large = { $value } yen is too much (100,000,000,000 at most).
    .help = Amounts are in yen: check the digits.
bad-number-percent = "{ $value }" cannot be a price index.
    .help = Write the value, the base being 100, as 103 or 103.5 (up to 1000).
bad-number-rate = “{ $value }” cannot be a rate.
    .help = Write the yen for one unit, such as 150 or 149.5.
bad-number = A number from { $least } to { $most } is wanted here.
    .help = Check the number.
bad-number-only = Only { $most } can stand here.
    .help = Write { $most }.
bad-code = “{ $value }” is no municipality code.
    .help = Write the six digits, check digit included.
bad-code-check = The check digit of the municipality code “{ $value }” does not fit.
    .help = If the first five digits are right, it is “{ $right }”.
reversed-range = The beginning ({ $low }) lies after the end ({ $high }).
    .help = Swap the two, or check their values.
impossible-distribution = The likeliest value ({ $likely }) lies outside { $low } to { $high }.
    .help = Write low, likely and high in rising order.
impossible-distribution-date = A date cannot be lognormal.
    .help = Write shape = "pert", "triangular" or "uniform".
impossible-distribution-lognormal = A lognormal distribution needs a low end above nothing and below the high one.
    .help = low and high are its 5 % and 95 % points: write a larger low, or another shape.
impossible-distribution-nested = A distribution is made of single values.
    .help = Write one number here.
overlapping-periods = This period overlaps the one before.
    .help = Let each day lie in one period only.

## References

unknown-id = There is no [[{ $kind }]] “{ $id }”.
    .help = Check the id, or add the [[{ $kind }]].
unknown-id-choice = There is no { $kind } “{ $id }”.
    .help = Known ids: { $known }
unknown-id-scenario = There is no scenario “{ $id }”.
    .help = Write the name of a file in the same folder, without its end.
unknown-id-not-in-round = “{ $id }” has no part in the procurement “{ $round }”.
    .help = Name one of the procurement's systems.
duplicate-id = The id “{ $id }” is used by two records of { $kind }.
    .help = Change one of the ids.
named-twice = “{ $id }” is named twice.
    .help = Remove one of them.
unused-id = Nothing refers to the [[{ $kind }]] “{ $id }”.
    .help = Check the id in what should refer to it, or remove this record.
no-effect = “{ $key }” has no effect here.
    .help = Remove the key.
no-effect-activity = { $key } counts only for what is paid once.
    .help = Remove { $key }, or write per = "once".
no-effect-confirmed = “{ $key }” counts only with confidence = "confirmed".
    .help = Write confidence = "confirmed", or remove { $key }.
no-effect-exit = The fee for leaving early ({ $key }) counts only for a bridge with a term.
    .help = Write term, or remove { $key }.
no-effect-interface = The price of a temporary { $key } counts only with link = "soft".
    .help = Write link = "soft", or remove { $key }.
no-effect-likely = “{ $key }” has no effect on this shape.
    .help = Remove { $key }, or write shape = "pert" or "triangular".
no-effect-lint = “{ $key }” is always an error: [lint] cannot lower it.
    .help = Remove this line, and mend what is found.
no-effect-weight = “{ $key }” counts only for soft deadlines.
    .help = Remove { $key }, or write hard = false.
link-cycle = These links lead back to where they began: { $way }
    .help = Make one of them link = "soft" or "together".
link-cycle-self = “{ $id }” comes after itself.
    .help = Remove “{ $id }” from after.

## Businesses

unknown-business = The catalogue has no business “{ $id }”.
    .help = Use an id of the catalogue, or declare a local one with [[business]].
business-not-in-force = The business “{ $id }” ({ $name }) is known to be standardised from { $date } on only; this plan does not count it.
    .help = Nothing needs to be done.
business-not-in-force-kind = Prefectures need not standardise the business “{ $id }” ({ $name }; list of { $date }).
    .help = Check municipality.kind and the id.
business-served-twice = The business “{ $id }” ({ $name }) is also served by “{ $system }”.
    .help = Remove it from one of them, or declare the separate part with [[business]].
business-unserved = No system serves these statutory businesses ({ $count }): { $names }
    .help = Add them to businesses, or to outside with a reason: { $ids }
business-outside-served = The business “{ $id }” is declared outside, but “{ $system }” serves it.
    .help = Remove it from outside or from businesses.

## Procurements

duplicate-procurement = There are two procurements for the stage { $stage } of “{ $system }”.
    .help = Remove “{ $system }” from one of them, or make them one.
unused-procurement = No allowed route needs the stage { $stage } of the procurement “{ $id }”.
    .help = Allow it in bridges or targets, or remove the procurement.
unpriced-procurement = The procurement “{ $id }” has no price, which makes its route look cheap for “{ $system }” ({ $stage }).
    .help = Write its cost.
unpriced-procurement-system = No route of “{ $system }” has a price, so the plan's cost lacks it.
    .help = Write cost in a [[procurement]] of it.
unpriced-procurement-implied = “{ $system }” has no procurement for { $stage } ({ $id }), so that this route is compared at 0 yen.
    .help = Write a [[procurement]] with its cost.
units-above-capacity = { $kind ->
        [builds] The work of this procurement takes { $units } units at a time, { $provider } never has more than { $most } (builds).
       *[cutovers-per-month] A cutover of this procurement takes { $units } units, { $provider } never has more than { $most } a month (cutovers-per-month).
    }
    .help = Lower units, or raise the capacity: as it stands, this procurement can never go live.
activities-too-long = The activities take about { $days } days together, more than work = { $work } (about { $most } days).
    .help = Shorten the activities, or lengthen work.
activities-too-long-open = More than one activity has no length.
    .help = Leave only one activity without a length: it takes what the others leave.
missing-ground = No ground is given for { $method ->
        [proposal] the call for proposals
        [negotiated] the negotiated contract
       *[other] this method
    }.
    .help = Write ground = "地方自治法施行令第167条の2第1項第…号" in method.
small-contract-too-large = This is above the limit of small contracts ({ $limit } yen): { $yen } yen
    .help = Choose another method (Cabinet Order, art. 167-2 (1) i and table 5; rules of contracts).
council-vote-needed = The council must vote this contract ({ $yen } yen; from { $limit } yen on: { $law }).
    .help = The plan signs after the session that votes the provisional contract. Where the city's ordinance differs, change the threshold in calendar.toml.
notice-too-short = Notice to contract takes { $lead }, which leaves no room for { $days } days of notice (the days of notice and bid not counted).
    .help = Lengthen the method's lead, or write urgent = true where it is (contract rules of the city).
notice-too-short-international = Notice to contract takes { $lead }, which leaves no room for the { $days } days of an international procurement ({ $law }).
    .help = Lengthen the method's lead (special decree of 1995, no. 372; write agreement = "none" under notice-days in calendar.toml where it does not apply).
notice-too-short-eu-epa = Notice to contract takes { $lead }. If the agreement with the EU applies, { $days } days may be needed ({ $law }; not verified for core cities).
    .help = Ask the contracts section; lengthen the method's lead if it applies, else write agreement = "none" under notice-days in calendar.toml.
unknown-ground = “{ $ground }” is no article on which a negotiated contract can rest.
    .help = Name the item of article 167-2, paragraph 1 of the cabinet order (地方自治法施行令第167条の2第1項).
instrument-too-short = The money of fiscal year { $year } ({ $instrument }) cannot pay until { $until }.
    .help = Write debt-burden (Local Autonomy Act, art. 214) or continuing (art. 212) if it is that, else change until (art. 208; a carry-over reaches the next year only, art. 213).
instrument-too-short-work = Work of { $work } runs to { $last } at the earliest, the voted money only to { $until }.
    .help = Ask for the money anew, with a debt burden (Local Autonomy Act, art. 214), or have the debt burden changed; write until if it reaches further.
instrument-unstated = The work of this contract runs to { $last } at the earliest, past 31 March, and nothing says under which instrument it was signed.
    .help = Write instrument: debt-burden (Local Autonomy Act, art. 214), continuing (art. 212) or, after a slip, carry-over (art. 213).
carry-over-needed = The work runs to { $last } at the earliest; the money of fiscal year { $year } pays until 31 March only. The last session that can vote a carry-over is { $session } ({ $vote }).
    .help = Have it voted with its reason (Local Autonomy Act, art. 213), then write instrument = "carry-over", reason and session.
carry-over-needed-passed = The work runs to { $last } at the earliest; the money of fiscal year { $year } pays until 31 March only, and no session of that year is left.
    .help = If a carry-over was voted (Local Autonomy Act, art. 213), write instrument = "carry-over", reason and session; else ask the finance section (art. 220 (3)).
long-term-for-work = Work such as building is said to be a long-term contract.
    .help = Write debt-burden or continuing: long-term contracts are for leases, maintenance and operation as the ordinance says (Local Autonomy Act, art. 234-3; cabinet order, art. 167-17).
term-beyond-ordinance = The term of { $term } is beyond the { $limit } that the ordinance on long-term contracts allows.
    .help = Shorten it, or ask for a debt burden (Local Autonomy Act, art. 214); where the ordinance differs, change long-term.limit in calendar.toml.
amount-too-small = This is only { $yen } yen.
    .help = If it is in thousands, write it in yen.
subsidy-beyond-cost = Subsidies for the same costs add up to { $rate }%.
    .help = Separate what they are for (systems, stages, per) or their years (from, to).
carry-over-without-reason = A carry-over without its reason and the session that voted it (Local Autonomy Act, art. 213).
    .help = Write reason and session.
ceiling-exceeded = { $fixed } yen of this year at least are fixed by contracts and by what has happened, { $over } yen more than this ceiling of { $limit } yen.
    .help = No plan can keep it: check the amount, or ask the finance section for a higher one.
pointless-ceiling = Fiscal year { $year } lies outside the horizon, so the ceiling has no effect.
    .help = Check fiscal-year, or remove the [[ceiling]].
money-lapsed = The money of fiscal year { $year } was not signed by { $last } and has lapsed.
    .help = Write state = "signed" if it was signed, else state = "none" (Local Autonomy Act, art. 208 (2)).
future-actual = This happens after the as-of date { $as-of } ({ $date }); this plan does not count it.
    .help = Check the date, or move the as-of date.
future-actual-confirmed = Confirmed on { $date }, after the as-of date { $as-of }.
    .help = Check the date, or move the as-of date.
future-actual-signed = The day of signing { $date } lies after the as-of date { $as-of }.
    .help = Write state = "voted" or "none" as long as it is not signed.
contradicting-actuals = Some actuals cannot all be true.
    .help = Correct the one that is wrong.
contradicting-actuals-twice = “{ $event }” of “{ $of }” is written with two dates, { $other } and { $date }.
    .help = Remove the one that is wrong.
contradicting-actuals-same-day = “{ $event }” of “{ $of }” is written twice for one day, { $date }.
    .help = Remove one of them.
contradicting-actuals-order = “{ $event }” of “{ $of }” ({ $date }) lies before “{ $before }” ({ $other }).
    .help = Correct one of the dates.
contradicting-actuals-extended = This is “{ $event }” number { $count } of “{ $of }”, which may be extended { $most } times (at-most).
    .help = Correct at-most, or remove this actual.
contradicting-actuals-no-extend = “{ $of }” has no extend, so that its “{ $event }” cannot be counted.
    .help = Write extend for “{ $of }”.
contradicting-actuals-money = “{ $of }” was signed on { $date } by this actual, on { $other } by its money.
    .help = Correct one of the dates.
contradicting-actuals-in-house = “{ $of }” is in-house work, which has no “{ $event }”.
    .help = Remove this actual, or correct the method.
undated-confirmation = Nothing says who confirmed this, or when.
    .help = Write confirmed-by and confirmed-on, or have them written: ikou confirm.
unlikely-actual = Check the date { $date } of this actual.
    .help = Check the date.
unlikely-actual-closed = “{ $event }” is dated { $date }, a day on which the office is closed.
    .help = Check the date; of all closed days only 1 April is one to sign on.
unlikely-actual-old = { $date } is more than { $years } years before the as-of date.
    .help = Check the year.
bad-path = “{ $value }” cannot be read as the path of a value.
    .help = Join kind, id and key by dots, as in contract.tax-2016.ends.
bad-path-no-value = “{ $value }” gives no value to change to.
    .help = Write PATH=VALUE.
bad-path-whole = “{ $value }” is a whole list of records, which cannot be replaced.
    .help = Write an id and a key after the kind. To add a record, write [[add.KIND]].
unknown-path = There is no “{ $path }” (“{ $part }” is not found).
    .help = Check the id and the key in the inventory.
wrong-target = “{ $path }” cannot be changed like this.
    .help = Write the new value in [change].
wrong-target-shift = “{ $path }” is no date, or cannot be moved by this length.
    .help = Write the path of a date, or the new value in [change]; a month alone moves by months.
wrong-target-scale = “{ $path }” has no yen and no length of time that could be multiplied.
    .help = Write the path of an amount or of a length of time.
wrong-target-append = “{ $path }” is no list that could be added to.
    .help = Write it in [change].
unchanged = “{ $path }” has this value already: nothing changes.
    .help = Remove this line, or check the value.
scenario-cycle = The scenarios go on from each other: { $way }
    .help = Remove one parent.
outside-horizon = The date lies outside what is planned.
    .help = Check the date and the horizon.
outside-horizon-as-of = The as-of date { $date } lies after the horizon's end { $to }: nothing is left to plan.
    .help = Move horizon.to, or check the as-of date.
outside-horizon-available = The product is available on { $date }, after the last day that planning looks at ({ $to }).
    .help = Check available, or move horizon.to.
outside-horizon-extendable = On { $from } this has ended already (last day { $date }): it is too late to extend it.
    .help = If it was extended, write event = "extended" in actuals.toml.
outside-horizon-ended = On { $from } this has ended already (last day { $date }).
    .help = If it was extended, write its new last day.

## Deadlines

notice-running-out = Notice of an extension is due by { $date } ({ $days } days left); after that it cannot be extended and ends on { $end }.
    .help = To extend it, give notice and record event = "notice-given" in actuals.toml.
notice-running-out-to-end = Notice of its end is due by { $date } ({ $days } days left); after that it goes on beyond { $end }.
    .help = To end it, give notice and record event = "notice-given" in actuals.toml.
extension-used-up = It cannot be extended any more (steps allowed: { $steps }) and ends on { $date }.
    .help = Go live on the next system by then, or ask the other party whether it can still be extended.
ends-in-closed-days = The last day { $date } lies among closed days: nothing covers the { $days } days until the office opens again on { $next }.
    .help = Move with { $last } as the last open day, or let it last until the day before { $next }.
ends-in-closed-days-cutover = The last day { $date } lies among the closed days right before the cutover of { $cutover }: some of them are not covered.
    .help = Ask the vendor who is there on those days.
product-too-late = { $system }: the product can be built with from { $available } on, so that it goes live on { $earliest } at the earliest, after “{ $deadline }” on { $date }.
    .help = Ask the vendor about available and work, or give the system a date of its own in the deadline's exceptions.
specification-late = The specification of “{ $name }” is published on { $published }, { $days } days before { $date }: less than a year.
    .help = Ask the vendor whether it can be built and tested by then.
confirmation-old = Facts confirmed more than a year ago: { $count } (the oldest on { $date }).
    .help = Ask their owner again and record it with ikou confirm.
unconfirmed = Facts that are assumed and that nobody confirmed: { $count }.
    .help = Ask their owner and record it with ikou confirm.
no-cover = { $system }: there is no system for { $days } days, from { $from } to { $to } (a gap).
    .help = See ikou clash for ways out.
deadline-endangered = { $system }: the plan goes live { $days } days after “{ $deadline }” ({ $date }).
    .help = See with ikou why what holds the cutover.
deadline-endangered-hard = { $system }: the plan goes live { $days } days after the hard deadline “{ $deadline }” ({ $date }).
    .help = See ikou clash for ways to keep it.
deadline-endangered-overrun = { $system }: “{ $deadline }” is needed { $days } days longer than it lasts ({ $date }).
    .help = See ikou clash for ways out.
deadline-endangered-gate = { $system }: { $milestone ->
        [enquiry] the enquiry for prices
        [budget_request] the budget request
        [notice] the notice
        [contract] the contract
       *[other] an act
    } ({ $round }) was due by { $date } and has passed without an actual.
    .help = If it was done, record it in actuals.toml.
deadline-endangered-lapse = { $system }: the plan does not sign for the voted money ({ $round }) by { $date }.
    .help = See with ikou why what holds the contract.
deadline-endangered-unplanned = { $system }: no plan can be made, its facts clash.
    .help = See ikou clash for what clashes, and ways out.
cutover-in-blackout = { $system }: the cutover of { $cutover } lies in the blackout “{ $blackout }”.
    .help = Ask its owner whether it may go live then.
cutovers-close-together = { $vendor }: two cutovers within a week ({ $first } on { $first-date }, { $second } on { $second-date }).
    .help = Ask the vendor about its people, or write a limit as cutovers-per-month.
law-in-freeze = { $system }: “{ $name }” takes effect on { $date }, between the first rehearsal ({ $from }) and the cutover ({ $cutover }).
    .help = Ask the vendor whether both the old and the new system will be changed.

## Calendar and waivers

empty-season = The season in which money for fiscal { $year } is asked for ({ $from } to { $to }) has no open day (so it is for { $count } years up to the horizon).
    .help = Correct the season of request, or the closed days.
never-open = There is no open day at all.
    .help = Remove the weekdays on which the office is open from weekdays.
unknown-code = There is no finding with the code “{ $code }”.
    .help = Write a code of docs/diagnostics.md.
unused-waiver = Nothing is found under “{ $code }” that this waiver could hide.
    .help = Remove this [[waive]].
unused-waiver-expired = The waiver of “{ $code }” ended on { $until }.
    .help = Move until, or remove this [[waive]].

## Words beside places

label-deadline = this deadline
label-other-cutover = the other cutover
label-limit-here = the limit
label-first-here = it is here first
label-other-period = overlaps this period
label-other-key = the other key
label-from = the beginning
label-round = this procurement
label-other-actual = the other actual
label-terms = how it may be extended
label-money = signed, by the inventory
label-served-here = served here
label-removed = taken away here
label-inventory = this value
label-same = the value now
label-meant = was this meant?
label-looked-here = looked for in here
label-parent = goes on from here
label-cycle-next = after “{ $id }”
