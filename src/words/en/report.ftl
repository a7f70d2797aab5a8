# Words of tables and of the roadmap

report-title = { $name }: Roadmap to the Standard Systems
report-title-nameless = Roadmap to the Standard Systems
report-as-of = As of { $date }
report-horizon = Period { $from } to { $to }

# Headings of tables
report-summary = Migration plan
report-col-system = System
report-col-owner = Owner
report-col-route = Route
report-col-work = Work
report-col-request = { $mark } Budget
report-col-contract = { $mark } Contract
report-col-cutover = { $mark } Cutover
report-col-slack = Slack
report-col-note = Notes
report-days = { $n } d
report-yen = ¥{ $n }
report-none = -
report-no-systems = There are no systems.
report-voted = voted
report-signed = signed
report-in-house = in-house
report-office = Open days
report-all-days = All days
report-opened = open
report-closed = closed
report-col-round = Round
report-col-id = System id
list-nothing = Nothing to list.
list-col-system = System
list-col-plan = Plan
list-col-route = Route
list-col-contract = Contract (★)
list-col-cutover = Cutover (▲)
list-col-gap = Gap (days)
list-col-hard = Past hard deadlines (days)
list-col-late = Past targets (days)
list-col-slack = Slack (days)
list-col-yen = Cost (yen)
list-col-owner = Owner
list-col-vendor = Vendor
list-col-differs = Differs
list-col-id = Id
list-col-state = State
list-col-late-systems = Late systems
list-col-last = Last cutover
list-col-phase = Phase
list-col-planned = Planned
list-col-p50 = 50 %
list-col-p80 = 80 %
list-col-p95 = 95 %
list-col-kept = Deadlines kept
list-col-lacking = Lacking to 80 % (days)
list-col-sign-by = ★ then by
list-col-later = Cutover later
list-col-round = Round
list-col-severity = Severity
list-col-code = Code
list-col-file = File
list-col-line = Line
list-col-column = Column
list-col-message = Message
list-col-path = Path
list-col-help = Help
list-col-request = Request
list-col-more-gap = More gap
list-yes = yes
list-no = no
list-bridge = bridge
list-standard = standard
report-done = done

# Notes
report-note-gap = GAP { $n } d
report-note-hard-late = LATE { $n } d
report-note-overrun = hardware { $n } d too long
report-note-late = { $n } d past target
report-note-individual = own deadline { $date }
report-note-supplementary = supplementary budget
report-note-early = moves early
report-note-critical = least slack
report-note-assumed = assumed
report-key-assumed = assumed = rests on facts that no document states and that wait for their owner's review
report-key-early = moves early = leaves shared hardware before the last system does
report-key-slack = slack = days the cutover to the standard may slip before a deadline or the end of cover is touched

# Routes
report-route = { $bridge } → { $target }
report-bridge-none = direct
report-bridge-re-lease = re-lease
report-bridge-extend = extend
report-bridge-rehost = move to a cloud
report-bridge-replace = replace
report-bridge-own-server = own server
report-target-gov-cloud = Government Cloud
report-target-other-cloud = another cloud
report-target-vendor-cloud = another cloud
report-target-own = own servers
report-short-bridge-none = direct
report-short-bridge-re-lease = re-lease
report-short-bridge-extend = extend
report-short-bridge-rehost = move
report-short-bridge-replace = replace
report-short-bridge-own-server = own server
report-short-target-gov-cloud = Gov Cloud
report-short-target-other-cloud = other cloud
report-short-target-vendor-cloud = other cloud
report-short-target-own = own

# Warnings
report-warnings = Warnings
report-what-if = A what-if, not the plan as it stands: scenario "{ $name }" ({ $n } values changed)
report-what-if-typed = A what-if, not the plan as it stands: { $name } ({ $n } values changed)
report-warning-gap = { $system }: no usable system from { $from } to { $to }, { $days } days (gap).
report-warning-hard-late = { $system }: the cutover on { $cutover } misses "{ $deadline }" on { $date } by { $days } days.
report-warning-overrun = { $system }: "{ $deadline }" is { $date }, but the service needs it until { $needed }, { $days } days longer.
report-warning-late = { $system }: the cutover on { $cutover } is { $days } days past the target "{ $deadline }" on { $date }.
report-warning-missed-gate = { $system }: { $milestone } on { $date } has passed without an actual.
report-warning-missed-gate-gap = { $system }: { $milestone } ({ $round }) was due by { $date } and has passed without an actual. Kept, it would have left { $days } days less of gap.
report-warning-missed-gate-late = { $system }: { $milestone } ({ $round }) was due by { $date } and has passed without an actual. Kept, it would have let the system go live on { $could }, { $days } days less late.
report-warning-missed-gate-later = { $system }: { $milestone } ({ $round }) was due by { $date } and has passed without an actual. Kept, it would have let the system go live on { $could }, { $days } days earlier.
report-warning-reference-short = { $system }: the old system can be kept for reference only until { $until }, { $days } days short.
report-warning-ceiling = "{ $ceiling }": the { $planned } yen of { $year } exceed the ceiling of { $limit } yen by { $over } yen.
report-warning-hard-ceiling = "{ $ceiling }": the { $planned } yen of { $year } exceed the hard ceiling of { $limit } yen by { $over } yen. No plan is chosen by ceilings: ikou budget names the ways out.
report-warning-budget = { $n } to be seen to before signing (votes of the council, limits of small contracts, carry-overs): ikou budget lists them.
report-warning-soft-blackout = { $system }: the cutover on { $cutover } falls into "{ $blackout }".
report-warning-ends-in-closed-days = { $system }: { $what } ends on { $date }, a closed day right before the cutover on { $cutover }.
report-warning-assumed = { $count } assumed facts wait for review; dates may change once they are confirmed.
report-warning-other = { $system }: { $code } { $values }
report-warning-more = and { $n } more

# Outcome
report-outcome = Outcome
report-outcome-optimal = The plan is optimal: no better plan exists, and this is proved.
report-outcome-feasible = The plan keeps every rule; that none is better is not proved ({ $steps } steps of search).
report-outcome-infeasible = Some conditions cannot be kept. This is the least bad plan.
report-outcome-infeasible-none = The conditions clash: there is no plan.
report-outcome-unknown = No plan was found within { $steps } steps of search, and none was proved impossible.
report-outcome-cut-time-limit = The search was ended by its time limit: with the same input another plan may be found.
report-outcome-cut-interrupt = The search was ended by Ctrl-C: with the same input another plan may be found.
report-level-gap_days = Gaps
report-level-hard_late_days = Past deadlines
report-level-late_days = Past targets
report-level-promises_changed = Promises not kept
report-level-promised_days_moved = Away from promised cutovers
report-promises = { $n }
report-level-cost_yen = Cost
report-level-peak_load = Peak load
report-level-cutover_day_sum = Days to the cutovers
report-level-contract_day_sum = Days to the contracts
report-order = Better means, in this order: { $levels }
report-order-joint = {", "}
report-not-minded = not minded
report-load-percent = { $n }%
report-load-who = { $n }% ({ $who })
report-bound-exact = cannot be better
report-bound-gap = bound { $bound }, gap { $percent }%
report-provider-bound = { $who }: the last cutover cannot be before { $date }: { $systems } systems, at most { $capacity } at a time, { $work } days of work from { $first } on
report-provider-bound-months = { $who }: the last cutover cannot be before { $date }: { $systems } systems, at most { $capacity } cutovers a month, none sooner than its own work allows
report-provider-bound-work = { $who }: the last cutover cannot be before { $date }: { $work } days of work from { $first } on, at most { $capacity } at a time
report-outcome-clash = Which facts clash, and what would solve it: ikou clash
report-conflict = Conditions that clash: { $rule }
report-conflict-system = Conditions that clash ({ $system }): { $rule }
report-conflict-at-least = at least { $n } d
report-conflict-fact = { $path } = { $value } ({ $file }:{ $line })

# Money
report-money = Money by fiscal year (yen, tax included)
report-money-year = { $label } ({ $year })
report-col-year = Fiscal year
report-col-total = Total
report-col-other = Other
report-money-once = Build, move
report-money-month = Running
report-money-extension = Extension
report-money-present = Present
report-money-reference = Reference
report-money-interface = Interfaces
report-money-blackout = Blackouts
report-money-exit = Exit fees

# Chart
report-year = FY{ $year } ({ $label })
report-today = As of { $date }
report-deadline = { $name } { $date }
report-deadline-own-hardware = End of own hardware ({ $name })
report-deadline-hardware = End of hardware ({ $name })
report-slack = Slack
report-symbol-request = request for the initial budget
report-symbol-supplementary = request for a supplementary budget
report-symbol-debt-burden = vote of debt burden
report-symbol-contract = contract
report-symbol-cutover = cutover
report-short-request = Budget
report-short-supplementary = Suppl.
report-short-debt-burden = Debt vote
report-short-contract = Contract
report-short-cutover = Cutover
report-look-present = present system
report-look-cloud = on a cloud (present system)
report-look-extension = maintenance extended
report-look-new = on a cloud (new system)
report-look-own-server = own server
report-look-standard = national standard system
report-look-work = work (move, build)
report-look-operation = operation, ordered separately
report-look-reference = old system for reference
report-look-gap = GAP (no usable system)
report-brief-present = Present
report-briefest-present = Present
report-brief-cloud = Moved
report-briefest-cloud = Moved
report-brief-extension = Extended
report-briefest-extension = Ext.
report-brief-new = New system
report-briefest-new = New
report-brief-own-server = Own server
report-briefest-own-server = Own
report-brief-standard = National standard
report-briefer-standard = Standard
report-briefest-standard = Std
report-brief-rehost = Move
report-briefest-rehost = Move
report-brief-operation = Operation
report-briefest-operation = Op.
report-look-assumed = hatched = rests on assumed facts
report-look-link-hard = must go first
report-look-link-soft = should go first (temporary interface)
report-look-link-together = same day
report-look-deadline = deadline
report-look-hardware = end of hardware
report-look-today = as-of date
report-scenario = Scenario: { $name }
report-scenario-base = base (nothing changed)
report-status = Status
report-quarter = Q{ $n }
report-quarter-short = Q{ $n }
report-legend-symbols = Symbols
report-legend-lines = Lines
report-legend-bars = Bars
report-look-late = after a missed deadline
report-look-crossing = goes on outside the period
report-page = Page { $n } of { $of }
report-foot-glyphs = Characters that the font lacks are shown as boxes with their numbers: { $codes }
report-load-heading = Load (work at the same time)
report-load-of = peak { $most } of { $capacity }
report-load-most = peak { $most }
report-view-owner = by owner
report-view-vendor = by vendor (of the last move)
report-view-fiscal-year = by fiscal year of the last cutover
report-view-critical = systems with the least slack, and what they wait for or hold up
report-view-other = Others
report-month-day = { $month }/{ $day }
report-span = { $from } to { $to }

# Names of parts (on hovering)
report-tip-bar = { $system }: { $name } { $span }
report-tip-symbol = { $system }: { $name } { $date } ({ $round })
report-tip-link = { $from } → { $to } ({ $kind })

# Notes below the SVG
report-foot-lanes = Upper lane: what citizens use, without a break.  Middle lane: work that prepares it.  Lower lane: milestones.
report-foot-sources = Made from: { $files }. Source and confidence of each fact: plan.json, facts.
report-foot-assumed = Hatched parts rest on { $n } assumed facts that wait for their owner's review.
report-status-optimal = optimal (proved)
report-status-feasible = feasible (not proved optimal)
report-status-infeasible = conditions that cannot be kept
report-status-unknown = no plan

# Dependencies
report-graph-hard = must precede
report-graph-soft = interface
report-graph-together = same day
report-graph-title = { $name }: dependencies of the systems
report-graph-slack = cutover { $date }, slack { $n } d
report-graph-no-cutover = no cutover

# Names of rules
report-rule-section = figures of the lists
report-rule-ceiling = ceiling of a fiscal year
report-rule-complete = all acts and stages
report-rule-objective = levels of the objective
report-rule-hard-deadline = hard deadline
report-rule-yen = rows of the budget
report-rule-level = a day earlier would be worse
report-rule-free = any day would do
report-rule-derived-date = acts on their last day
report-rule-route = the route
report-rule-as-of = nothing before the as-of date
report-rule-actual = actuals stay
report-rule-order = order of acts
report-rule-work-time = time the work takes
report-rule-activity-order = order of activities
report-rule-budget-season = season of budget requests
report-rule-budget-vote = vote of the budget
report-rule-fiscal-year-of-money = contract in the year of the money
report-rule-lapse = money that lapses
report-rule-instrument = instrument across fiscal years
report-rule-preparation = preparation
report-rule-council-vote = vote on the contract
report-rule-open-day = open days
report-rule-window = cutover days
report-rule-blackout = blackouts
report-rule-availability = availability of the product
report-rule-link-hard = systems that go first
report-rule-link-together = systems that move together
report-rule-capacity-builds = capacity for work
report-rule-capacity-cutovers = capacity for cutovers
report-rule-notice = notice
report-rule-extension-limit = limit of extensions
report-rule-cover = unbroken cover
report-rule-hard-late = hard deadlines

# Kinds of milestones
report-milestone-enquiry = enquiry for prices
report-milestone-budget_request = initial budget request
report-milestone-supplementary_request = supplementary budget request
report-milestone-budget_vote = vote of the budget
report-milestone-debt_burden_vote = vote of debt burden
report-milestone-contract_vote = vote on the contract
report-milestone-tender_notice = public notice
report-milestone-contract = contract
report-milestone-notice = notice to the other party
report-milestone-pia_start = start of the PIA
report-milestone-pia = PIA done
report-milestone-ordinance = vote of the ordinance
report-milestone-rehearsal = rehearsal
report-milestone-resident_notice = notice to residents
report-milestone-cutover = cutover
report-milestone-operation_contract = contract for operation
report-milestone-extension_contract = contract for extension

# Failures
report-error-draw = The picture could not be drawn: { $cause }
report-error-pages = it takes { $n } pages. Write them into files with -o, or choose other --rows or another --paper.
