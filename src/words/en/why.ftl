# The reason for a date (ikou why)

why-heading = { $system } ({ $id }): { $bridge } → { $target }, slack { $slack } days (as of { $as_of })
why-date = { $what } ({ $stage }, { $round }) is { $date } ({ $wareki })
why-fact = fact: { $path } = { $value } ({ $file } line { $line }, { $confidence })
why-source = source: { $source }
why-assumed = assumed
why-stated = stated
why-confirmed = confirmed by its owner
why-free-between = It may lie on any day from { $from } to { $to }.
why-yen = { $n } yen
why-percent = { $n } points
why-days = { $n } days
why-weeks = { $n } weeks
why-months = { $n } months
why-open-days = { $n } open days

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
why-rule-as-of-lead = Preparing takes { $lead_words }; to sign on { $tried } it would have to begin before the as-of date { $as_of }.
why-rule-as-of-pia = Signing on { $tried } would put the start of the privacy impact assessment ({ $lead_words }, done before configuration) before the as-of date { $as_of }.
why-rule-as-of-work = A cutover on { $tried } would put the start of the in-house work before the as-of date { $as_of }.
why-rule-as-of-resident-notice = A cutover on { $tried } would put the notice to residents, { $lead_words } ahead, before the as-of date { $as_of }.
why-rule-as-of-ordinance = Before a cutover on { $tried } no council session after the as-of date { $as_of } could amend the ordinance.
why-rule-availability = The product can be built with from { $available } on; it is not signed for earlier ({ $tried }).
why-rule-fiscal-year-of-money = The money of { $year } can be used from { $date } on; { $tried } lies in the year before, which carries none. If the request of { $request } is missed, the next is { $next_request } and the contract { $next_contract } or later.
why-rule-fiscal-year-of-money-voted = It is paid from money voted for { $year }, which cannot be used before its first day { $date }.
why-rule-preparation = To sign on { $tried }, the notice { $lead_words } ahead would lie before { $preparation_from }, when preparing may begin.
why-rule-capacity-builds = { $provider } has no room on { $day }, so the work cannot begin earlier.
why-rule-capacity-cutovers = { $provider } has reached its number of cutovers in { $month } (the candidate before is { $tried }).
why-rule-work-time = The work takes { $work_words } from the contract on { $contract }; the candidate before, { $tried }, is too early for it.
why-rule-activity-order = It lies between the activities around it and takes { $lead_words }.
why-rule-activity-order-fill = It takes all the time between the activities around it.
why-rule-order = The candidate before, { $tried }, is not after the bridge's cutover.
why-rule-link-hard = "{ $other }" goes first and goes live on { $other_cutover }.
why-rule-blackout = The candidate before, { $tried }, lies in a blackout.
why-rule-level = On the candidate before, { $tried }, { $level } would be worse by { $by }.
why-rule-free = { $tried } would break no rule and worsen nothing.
why-rule-budget-season = Requests for the initial budget of { $year } close on { $date }.
why-rule-budget-vote = The budget of { $year } is voted on { $date }.
why-rule-instrument = The work crosses 31 March, so a debt burden act must be voted.
why-rule-notice = The last day to ask for the extension is { $date }; after it there is none.

# Acts placed on their last day
why-derived-enquiry = Quotations or information are asked for { $lead_words } before the request; { $date } is the last open day for it.
why-derived-tender-notice = Notice is given { $lead_words } before the contract; { $date } is the last open day for it.
why-derived-pia = The assessment is done before configuration begins; { $date } is the last open day for it.
why-derived-pia-start = The assessment takes { $lead_words }; begun after { $date } it would be late for configuration.
why-derived-rehearsal = It is the last day of the rehearsal, counted back from the cutover.
why-derived-ordinance = It is the latest vote of a session before the cutover.
why-derived-resident-notice = Residents are told { $lead_words } before the cutover; { $date } is the last open day for it.
why-derived-operation-contract = Operation is signed for before the cutover; { $date } is the last day for it.
why-derived-extension-contract = The extension is signed before the term ends; { $date } is the last day for it.
why-derived-notice = It is the last day to give notice that the contract ends.
