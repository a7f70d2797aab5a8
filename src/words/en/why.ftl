# The reason for a date (ikou why)

why-heading = { $system } ({ $id }): { $route }, slack { $slack } days (as of { $as_of })
why-date = { $what } ({ $stage }, { $round }): { $date }
why-fact = fact: { $path } = { $value } ({ $file } line { $line }, { $confidence })
why-source = source: { $source }
why-fact-default = default: { $path } = { $value } (built-in { $file } line { $line }, { $confidence })
why-told = (told above)
why-rests-on = ← { $what } ({ $stage }) { $date }: {""}
why-rests-on-other = ← { $what } of { $system } ({ $stage }) { $date }: {""}
why-assumed = assumed
why-stated = stated
why-confirmed = confirmed by its owner
why-free-between = It may lie on any day from { $from } to { $to }.
why-yen = { $n } yen
why-percent = { $n } points
why-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
why-weeks = { $n ->
        [one] { $n } week
       *[other] { $n } weeks
    }
why-months = { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
why-open-days = { $n ->
        [one] { $n } open day
       *[other] { $n } open days
    }

# Names of milestones
why-kind-enquiry = enquiry
why-kind-budget-request = budget request
why-kind-supplementary-request = supplementary budget request
why-kind-budget-vote = vote of the budget
why-kind-debt-burden-vote = vote of the debt burden act
why-kind-contract-vote = vote of the contract
why-kind-tender-notice = tender notice
why-kind-contract = contract
why-kind-notice = notice to the vendor
why-kind-pia-start = start of the privacy impact assessment
why-kind-pia = privacy impact assessment
why-kind-ordinance = vote of the ordinance
why-kind-rehearsal = rehearsal
why-kind-resident-notice = notice to residents
why-kind-cutover = cutover
why-kind-operation-contract = contract of operation
why-kind-extension-contract = contract of extension

# Rules
why-rule-actual = It happened on { $date } and stays.
why-rule-as-of = Nothing undone may lie before the as-of date { $as_of }.
why-rule-as-of-lead = Preparing the contract takes { $lead_words }; to sign on { $tried } it would have to begin before the as-of date { $as_of }.
why-rule-as-of-request = To sign on { $tried } takes money of { $tried_year }, and it is too late to ask for it (by { $tried_request }; as of { $as_of }). The money of { $year } can be used from { $year_from } on. If the request of { $request } is missed, the next is due on { $next_request } and the contract { $next_contract } or later.
why-rule-as-of-voted = To sign on { $tried } takes money of { $tried_year }, and it is too late to ask for it (by { $tried_request }; as of { $as_of }). The money voted for { $year } can be used from { $year_from } on.
why-rule-as-of-supplementary = The supplementary budget is voted on { $vote }. To sign on { $tried } the notice would lie before that vote, and it is too late to ask for an earlier budget (as of { $as_of }).
why-rule-as-of-pia = Signing on { $tried } would put the start of the privacy impact assessment ({ $lead_words }, done before configuration) before the as-of date { $as_of }.
why-rule-as-of-work = A cutover on { $tried } would put the start of the in-house work before the as-of date { $as_of }.
why-rule-as-of-resident-notice = A cutover on { $tried } would put the notice to residents, { $lead_words } ahead, before the as-of date { $as_of }.
why-rule-as-of-ordinance = Before a cutover on { $tried } no council session from the as-of date { $as_of } on could amend the ordinance.
why-rule-as-of-cutover-pia = A cutover on { $tried } would put the start of the privacy impact assessment ({ $lead_words }, done before configuration) before the as-of date { $as_of }.
why-rule-availability = The product can be built with from { $available } on; it is not signed for earlier ({ $tried }).
why-rule-availability-work = A cutover on { $tried } would begin the work before { $available }, from when the product can be built with.
why-rule-lapse = A contract on { $tried } would be paid from the money of { $year }, which pays for work until { $until } only, and the cutover is later.
why-rule-preparation = To sign on { $tried }, the notice { $lead_words } ahead would lie before { $preparation_from }, when preparing may begin.
why-rule-council-vote = For a contract on { $tried }, no session after the budget's votes the contract in time. The contract is voted on { $vote }.
why-rule-preparation-at-once = { $tried } lies before { $preparation_from }, when preparing may begin.
why-rule-capacity-builds = { $provider } has no room on { $day }, so the work cannot begin earlier.
why-rule-capacity-cutovers = { $provider } has reached its number of cutovers in { $month } (the candidate before is { $tried }).
why-rule-work-time = The work takes { $work_words } from the contract on { $contract }; the candidate before, { $tried }, is too early for it.
why-rule-activity-order = It lies where it does not overlap the activities around it.
why-rule-activity-order-forward = It is counted from the contract on and takes { $lead_words }.
why-rule-activity-order-backward = It is counted back from the cutover and takes { $lead_words }; any later, and the cutover would be missed.
why-rule-activity-order-fill = It takes all the time between the activities around it.
why-rule-order = The candidate before, { $tried }, is not after the bridge's cutover.
why-rule-link-hard = "{ $other }" goes first and goes live on { $other_cutover } (the candidate before is { $tried }).
why-rule-blackout = The candidate before, { $tried }, lies in a blackout.
why-rule-level = On the candidate before, { $tried }, the plan would be worse by { $by }.
why-rule-level-gap-days = On the candidate before, { $tried }, the gap would grow by { $by }.
why-rule-level-hard-late-days = On the candidate before, { $tried }, hard deadlines would be missed by { $by } more.
why-rule-level-late-days = On the candidate before, { $tried }, targets would be missed by { $by } more.
why-rule-level-promises-changed = On the candidate before, { $tried }, { $by } more promised routes or cutovers would not be kept.
why-rule-level-promised-days-moved = On the candidate before, { $tried }, cutovers would lie { $by } more away from the promised days.
why-rule-level-cost-yen = On the candidate before, { $tried }, the cost would rise by { $by }.
why-rule-level-cost-yen-money = On the candidate before, { $tried }, the cost would rise by { $by } (mostly: { $money }).
why-rule-level-peak-load = On the candidate before, { $tried }, the peak load would rise by { $by }.
why-rule-free = { $tried } would break no rule and worsen nothing.
why-rule-budget-season = Requests for the initial budget of { $year } close on { $date }.
why-rule-budget-season-for-contract = The contract on { $contract } is paid from the budget of { $year }, whose requests close on { $date }.
why-rule-budget-season-supplementary = Requests for the supplementary budget of { $year } close on { $date }.
why-rule-budget-vote = The budget of { $year } is voted on { $date }.
why-rule-budget-vote-debt-burden = The contract crosses 31 March, so a debt burden act is voted together with the budget on { $date }.

# Acts placed on their last day
why-derived-enquiry = Quotations or information are asked for { $lead_words } before the request; { $date } is the last open day for it.
why-derived-contract-vote = The amount is one that the council itself votes. A provisional contract is signed, and the contract follows the vote of { $date }.
why-derived-tender-notice = Notice is given { $lead_words } before the contract; { $date } is the last open day for it.
why-derived-tender-notice-at-once = Notice is given by the day of the contract; { $date } is the last open day for it.
why-derived-pia = The assessment is done before configuration begins; { $date } is the last open day for it.
why-derived-pia-start = The assessment takes { $lead_words }; begun after { $date } it would be late for configuration.
why-derived-pia-start-at-once = The assessment is done before configuration begins; { $date } is the last open day for it.
why-derived-rehearsal = It is the last open day of the rehearsal.
why-derived-ordinance = It is the latest vote of a council session before the cutover.
why-derived-resident-notice = Residents are told { $lead_words } before the cutover; { $date } is the last open day for it.
why-derived-resident-notice-at-once = Residents are told by the day of the cutover; { $date } is the last open day for it.
why-derived-operation-contract = Operation is paid from the budget of the cutover's fiscal year and signed for by the cutover; { $date } is the last day for it.
why-derived-extension-contract = "{ $of }" lasts until { $end } and the next cutover comes later; { $date } is the last day to sign the extension.
why-derived-notice = "{ $of }" lasts until { $end } and the next cutover comes later. The extension is asked for { $lead_words } ahead; { $date } is the last open day for it, and after it there is none.
why-derived-notice-at-once = "{ $of }" lasts until { $end } and the next cutover comes later. { $date } is the last open day to ask for the extension; after it there is none.
why-derived-notice-to-end = "{ $of }" goes on unless notice is given; to end it on { $end }, { $date } is the last open day.

# Having it otherwise (ikou why --not-before, --not-after, --route)
why-not-heading = { $system } ({ $id }) with { $asked } (as of { $as_of })
why-not-and = , {""}
why-not-route = "{ $bridge }" as its bridge
why-not-before = the cutover of { $which } on { $date } or later
why-not-after = the cutover of { $which } by { $date }
why-not-standard = the standard
why-not-bridge = the bridge
why-not-impossible = No such plan was found: it does not go together with a signed round, the days that are open or the date of the product.
why-not-least = On its route ({ $route }) no cutover can be before { $date }, even if vendors had no limits.
why-not-same = The plan is so already; nothing changes.
why-not-levels = The whole plan (what stands above counts more):
why-not-level = { $level }: { $old } → { $new } ({ $change })
why-not-level-same = { $level }: { $old } ({ $change })
why-not-equal = the same
why-not-pushed = What pushes back: { $level }, { $by } more. It consists of:
why-not-order = Neither cost nor deadlines change: among plans of the same worth the lower peak and the earlier days were taken.
why-not-free = The plan does not get worse.
why-not-cost = { $system } ({ $kind }): { $yen } yen
why-not-more-costs = { $n } other costs change.
why-not-others = Other systems that move: { $n }
why-not-moved = { $system }: { $what }
why-not-route-moved = from { $old } to { $new }
why-not-date = { $symbol } of { $which } { $old } → { $new }
why-not-separator = , {""}
why-not-none = none
why-not-proved = Both plans are proved: no level down to the cost can be better.
why-not-unproved = At least one of the plans is not proved best: the difference is an estimate.
why-level-gap-days = gap
why-level-hard-late-days = days past hard deadlines
why-level-late-days = days past deadlines (weighted)
why-level-promises-changed = promised routes and cutovers not kept
why-level-promised-days-moved = days away from promised cutovers
why-promises = { $n }
why-level-cost-yen = cost
why-level-peak-load = peak load
why-level-cutover-day-sum = sum of cutover days
why-level-contract-day-sum = sum of contract days
