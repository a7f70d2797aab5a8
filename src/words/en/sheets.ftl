# Words of workbooks

sheets-title = { $title } - { $sheet }
sheets-back = ← { $sheet }
sheets-none = There is nothing to list.
sheets-year = FY{ $year }
sheets-year-matter = Budget request for { $year }

# Names of sheets
sheets-cover = Overview
sheets-roadmap = Roadmap
sheets-systems = Systems
sheets-dates = Dates
sheets-deadlines = Deadlines
sheets-money = Budget
sheets-load = Load
sheets-open = To confirm
sheets-findings = Findings
sheets-holds-roadmap = The roadmap by months: change a date, and its bar and symbol move.
sheets-holds-systems = Systems and rounds with route, ●★▲ and slack
sheets-holds-dates = Every milestone and activity with its day and reason
sheets-holds-deadlines = Deadlines, and the days that each system keeps before them
sheets-holds-money = Sums by fiscal year and kind of cost, from the sheets of the years
sheets-holds-year = The budget request of this fiscal year: change an amount, and the sums follow.
sheets-holds-load = Work at the same time and cutovers of vendors and teams
sheets-holds-open = Assumed facts, for each owner to confirm
sheets-holds-findings = Warnings, what is known about the plan, what the law asks

# Notes
sheets-note-live = Change a blue date, and the dates, bars and symbols that follow it move. Filters are at the headings.
sheets-note-values = With so many systems the symbols are values: a changed date moves its bar only.
sheets-note-year = Amounts are yen, tax included. Change a blue amount or add rows below the table: the sums follow.
sheets-note-money = Amounts are yen, tax included. The sums are formulas over the sheets of the years.
sheets-note-load = As planned. Orange months are at the limit, red ones above it.
sheets-note-open = Please fill in the yellow cells. What is confirmed can be recorded by ikou confirm.
sheets-note-open-more = { $n } more assumed facts, on which no date rests, are not listed here, since there are so many systems (ikou assumptions --format csv lists all).
sheets-note-blue = Blue dates and amounts may be changed; black ones follow by formulas.

# Columns
sheets-col-number = No.
sheets-col-system = System
sheets-col-owner = Owner
sheets-col-group = Group
sheets-col-vendor = Vendor, team
sheets-col-route = Route
sheets-col-work = Work
sheets-col-stage = Stage
sheets-col-kind = Kind
sheets-col-from = From
sheets-col-to = To
sheets-col-request = ● Budget
sheets-col-debt = ◇ Vote
sheets-col-contract = ★ Contract
sheets-col-cutover = ▲ Cutover
sheets-col-slack = Slack (d)
sheets-col-note = Notes
sheets-col-round = Round
sheets-col-matter = Milestone, activity
sheets-col-mark = Mark
sheets-col-year = FY
sheets-col-done = Actual
sheets-col-reason = Reason
sheets-col-deadline = Deadline
sheets-col-deadline-kind = Kind
sheets-col-hard = Hard or target
sheets-col-date = Date
sheets-col-left = Days left
sheets-col-kept = Result
sheets-col-kind-of-cost = Kind of cost
sheets-col-nature = Nature
sheets-col-new = New or committed
sheets-col-instrument = Instrument
sheets-col-yen = Yen
sheets-col-limit = Limit of debt burden (yen)
sheets-col-asked-by = Ask by
sheets-col-remark = Remarks
sheets-col-team = Kind
sheets-col-what = What
sheets-col-most = Most
sheets-col-fact = Fact
sheets-col-value = Value
sheets-col-source = Source
sheets-col-place = Place
sheets-col-dates = Dates on it
sheets-col-answer = Answer
sheets-col-right = Right value
sheets-col-who = By
sheets-col-when = On
sheets-col-weight = Weight
sheets-col-about = About
sheets-col-told = What
sheets-col-sheet = Sheet
sheets-col-holds = Holds
sheets-legend = Legend

# Kinds of bars
sheets-kind-present = present
sheets-kind-cloud = moved
sheets-kind-extension = extended
sheets-kind-new = new
sheets-kind-own-server = own
sheets-kind-standard = standard
sheets-kind-work = work
sheets-kind-operation = operation
sheets-kind-reference = reference
sheets-kind-gap = GAP
sheets-kind-deadline = deadline

# Values
sheets-group-core = core
sheets-group-common = common
sheets-hard = hard
sheets-soft = target
sheets-kept = kept
sheets-missed = MISSED
sheets-deadline-policy = policy
sheets-deadline-hardware = hardware
sheets-deadline-contract = contract
sheets-deadline-platform = platform
sheets-deadline-individual = individual
sheets-nature-one-off = one-off
sheets-nature-running = running
sheets-nature-penalty = planner's
sheets-new = new
sheets-committed = committed
sheets-uncounted = not asked
sheets-later = later years only
sheets-supplementary = supplementary budget
sheets-team = team
sheets-vendor = vendor
sheets-load-work = work at one time
sheets-load-limit = its limit
sheets-load-cutovers = cutovers
sheets-nobody = (all)
sheets-answer-right = right
sheets-answer-wrong = wrong
sheets-answer-unknown = unknown
sheets-weight-bad = grave
sheets-weight-warn = warning
sheets-weight-told = note
sheets-about-warnings = warning
sheets-about-outcome = outcome
sheets-about-law = law
sheets-count-systems = Systems
sheets-count-assumed = Assumed facts

# Sums
sheets-sum-total = Total
sheets-sum-new = of it new
sheets-sum-committed = of it committed
sheets-sum-one-off = of it one-off
sheets-sum-running = of it running
sheets-sum-penalty = of it the planner's own
sheets-sum-asked = To ask for
sheets-sum-limits = Limits of debt burden
sheets-sum-planned = Cost of the plan
sheets-sum-changed = Changed since
sheets-own-money = The city's own money
sheets-day-precheck = Preview of IT requests
sheets-day-request = Last day of requests
sheets-day-vote = Vote of the budget

# What cannot be
sheets-error-size = Sheet "{ $sheet }" is beyond what Excel holds (1,048,576 rows, 16,384 columns). Please divide the period or the systems.
sheets-error-text = Sheet "{ $sheet }", cell { $cell }: the text is longer than what Excel holds (32,767 characters). Please shorten what is written.
sheets-error-name = The name of sheet "{ $sheet }" is longer than what Excel holds (31 characters).
sheets-error-number = Sheet "{ $sheet }", cell { $cell }: { $number } has more than 15 digits, which Excel cannot show to the last. Please look at the amount that is written.
sheets-error-other = Sheet "{ $sheet }" cannot be made ({ $error }).
