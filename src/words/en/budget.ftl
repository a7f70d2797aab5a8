# Words of the budget (ikou budget)

budget-title = { $name }: Money for the Move to the Standard Systems
budget-title-nameless = Money for the Move to the Standard Systems
budget-yen = Amounts in yen, tax included, as they accrue within the period of the plan; the total is the cost in plan.json.
budget-none = -
budget-year = FY{ $year } ({ $short })
budget-past = past
budget-empty = There are no costs.
budget-assumed = assumed, to be confirmed
budget-stated = stated by a source
budget-percent = { $n }%

# Headings
budget-years = Budget by fiscal year
budget-request = Initial budget of { $year }: to be asked for by { $request } (vote { $vote })
budget-request-supplementary = Supplementary budget of { $year }: to be asked for by { $request } (vote { $vote })
budget-debts = Debt burden (債務負担行為): matter, period, limit
budget-contracts = Contracts and their instruments
budget-running = A year of operation before and after
budget-five-years = Cost over five years by procurement
budget-grouped = Costs by { $by }
budget-difference = Difference to the other plan, by { $by }

# By what
budget-by-fiscal-year = fiscal year
budget-by-system = system
budget-by-round = procurement
budget-by-instrument = instrument
budget-by-owner = owner
budget-by-kind = kind

# Columns
budget-col-year = Fiscal year
budget-col-request = Ask by
budget-col-vote = Vote
budget-col-one-off = One-off
budget-col-running = Running
budget-col-penalty = Weights
budget-col-total = Total
budget-col-new = of it new
budget-col-committed = of it committed
budget-col-limits = Debt limits
budget-col-matter = Matter
budget-col-instrument = Instrument
budget-col-contract = Contract
budget-col-this-year = This year
budget-col-limit = Debt limit
budget-col-period = Period
budget-col-shares = Shares
budget-col-voted = Vote
budget-col-system = System
budget-col-before = Before
budget-col-after = After
budget-col-ratio = Ratio
budget-col-service = Service
budget-col-five-running = 5 years running
budget-col-five-total = 5 years in all
budget-col-in-plan = of it in the plan

# Columns of CSV
budget-csv-year = Fiscal year
budget-csv-system = System
budget-csv-owner = Owner
budget-csv-round = Procurement
budget-csv-kind = Kind
budget-csv-instrument = Instrument
budget-csv-yen = Yen

# Instruments
budget-instrument-initial = initial budget
budget-instrument-supplementary = supplementary budget
budget-instrument-debt-burden = debt burden
budget-instrument-continuing = continuing expenditure
budget-instrument-long-term = long-term contract
budget-instrument-carry-over = carry-over
budget-instrument-existing = present contract
budget-instrument-none = none

# Names
budget-no-owner = (no owner stated)
budget-extension = { $name }, extension { $step }
budget-link = interface { $from } → { $to }
budget-part-work = (work)
budget-part-running = (service)
budget-part-extension = {" "}
budget-committed = Committed before (present contracts, this year of long-term contracts, shares of debt burden)
budget-beyond = after the period { $yen }
budget-from = from { $year }
budget-to = to { $year }
budget-voted = voted before
budget-open-end = { $from } on, without an end

# Contracts
budget-contract = { $matter } { $span }: { $instrument }
budget-law = { $instrument }: { $law } ({ $sure })
budget-signed = Signed on { $date }; the money was voted before.{" "}
budget-signed-vote = Signed on { $date }; vote on { $vote }.{" "}
budget-signed-last = Signed on { $date }; vote on { $vote }, and no later session would do.{" "}
budget-signed-latest = Signed on { $date }; vote on { $vote } ({ $session }, { $latest }, is the last that would do).{" "}
budget-way-sign-by = Unsigned on { $date }, this money lapses ({ $days } days left).
budget-way-preparation = Notice or enquiry on { $notice } is an act of preparation before the year begins (from { $from } on), on condition that the budget is passed.
budget-way-supplementary = Where the initial budget is missed, a supplementary budget of { $session } (requests until { $request }, vote { $vote }) is a way, for a cause that arose after the budget (Local Autonomy Act, art. 218 (1)).
budget-way-zero-debt = To sign before the year begins: a debt burden in { $session } (ask by { $request }, vote { $vote }) without money in that year.
budget-way-carry-over = If it slips past 31 March: a carry-over (Local Autonomy Act, art. 213), with its reason, voted in { $session } ({ $vote }) at the latest. No plan counts on it.
budget-way-change-debt = If shares or years change by a slip: the debt burden is amended in { $session } ({ $vote }) at the latest.

# Notes
budget-note-years = New: procurements that this year's budget is asked for first. Committed: what was decided before. Debt limits burden later years and are not in the total.
budget-note-penalty = Weights are what the plan puts on cutovers in seasons that are better avoided; nobody asks for them.
budget-note-requests = Shares of later years and what is committed have to be in those years' budgets too.
budget-note-debts = The limit is what the years after that of signing bear. In those years the share is entered without a new request (●).
budget-note-contracts = { $count } contracts, { $crossing } of them across 31 March.
budget-note-running = Before: a year of the present contracts and hardware. After: a year of operation on the standard. What is shared stands under all its users. Ratio: after ÷ before.
budget-note-five-years = Sixty months from the first cutover (or to the end of a shorter term), at the same prices after the period of the plan.
budget-note-difference = This plan less the other; lines without a difference are left out.
budget-same = There is no difference.
budget-benchmark = To compare: { $name } { $percent }% ({ $source })

# Methods
budget-method-open = open tender
budget-method-designated = designated tender
budget-method-proposal = call for proposals
budget-method-negotiated = negotiated contract
budget-method-small = small contract
budget-method-in-house = done by the staff
budget-method = { $method }
budget-method-steps = { $method } ({ $lead }: { $steps })
budget-method-ground = { $method } ({ $lead }: { $steps }); ground: { $ground }

# Remarks
budget-remarks = To be seen to before signing
budget-remark-council = { $round }: { $yen } yen on { $date } must be voted by the council (from { $limit } yen on). A provisional contract is signed and voted in { $session } ({ $vote }) before it. { $law } ({ $sure })
budget-remark-small = { $round }: { $yen } yen on { $date } is above that day's limit of small contracts, { $limit } yen. { $law } ({ $sure })
budget-session-initial = the session of the initial budget

# Sources of money
budget-sources = Subsidies and own money
budget-col-subsidy = { $name } ({ $rate }%)
budget-col-own = Own money
budget-subsidy = { $name }: { $rate }% of { $eligible } yen of eligible costs.
budget-subsidy-capped = { $name }: { $rate }% of { $eligible } yen of eligible costs, { $cap } yen at the most.
budget-subsidy-assumed = {" "}Some of its terms are assumed; see the rules of the subsidy.
budget-note-sources = Total: what is asked for (without weights). No plan chooses by subsidies.

# Picture
budget-picture-total = { $yen } yen in all
budget-picture-note = Yen, tax included, as they accrue within the period of the plan; without the weights on cutovers in seasons better avoided.
budget-cumulated = Cumulated
budget-unit-100m = ¥{ $n }00m
budget-unit-10k = ¥{ $n }0k
budget-unit-1m = ¥{ $n }m

# Preview
budget-precheck = Preview of IT requests by { $date }, with the cost over five years of each procurement.

# Ceilings
budget-ceilings = Ceilings
budget-col-ceiling = Ceiling
budget-col-ceiling-yen = At most
budget-col-ceiling-kind = Kind
budget-col-planned = Planned
budget-col-over = Over
budget-ceiling-hard = hard
budget-ceiling-soft = guideline
budget-note-ceilings = No plan is chosen by ceilings. Where one is exceeded, try the ways below.
budget-ways-out = { $year }, "{ $name }", is exceeded by { $over } yen
budget-burden-movable = Each of these may be moved:
budget-burden = { $round } { $kind } { $yen } yen
budget-burden-later = Cutover in a later year: { $command }
budget-burden-supplementary = A supplementary budget, where a cause arose after the initial one: { $session } (ask by { $request }, vote { $vote }; Local Autonomy Act, art. 218 (1))
budget-burden-more = { $n } more that can be moved, { $yen } yen.
budget-burden-fixed = { $n } that cannot be moved out of this year (contracts that run, services of years before, extensions …), { $yen } yen.
budget-against = Compared with: { $names }
budget-remark-carry-over = { $round }: the money of the contract of { $date } is of one year, and the work runs past 31 March. { $session } (vote { $vote }) must vote a carry-over, with its reason. { $law } ({ $sure })
budget-carried = Carried over because of: { $reason } (voted in { $session })
budget-shared = shared
