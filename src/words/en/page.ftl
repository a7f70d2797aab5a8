# Words of the page (plan.html)

page-span = { $from } to { $to }
page-assumed = assumed
page-none = none
page-other = Others
page-all = all
page-same = the same
page-done = (done)
page-told = (told above)

# Parts of the page
page-tabs = Parts of the plan
page-controls = Plan and page
page-tools = Roadmap
page-filters = Search and filters
page-tab-roadmap = Roadmap
page-tab-systems = Systems
page-tab-dates = Dates
page-tab-budget = Budget
page-tab-load = Load
page-tab-state = Status
page-plan = Plan
page-compare = Beside it
page-compared = ▲ in the other plan
page-ghost = other plan
page-dark = Dark
page-light = Light
page-print = Print
page-cost = Cost
page-warning-count = Warnings: { $n }
page-count = { $n } of { $of } systems
page-systems = ({ $n })
page-nothing = Nothing fits the search and the filters.
page-filtered = Only the systems that fit the search and the filters are counted.
page-read-only = This page shows a plan and cannot change it. To plan anew, change the files and run ikou.

# Search and filters
page-search = Search
page-search-hint = name, owner, business
page-vendor = Vendor
page-business = Business
page-late = late
page-critical = least slack
page-assumed-only = assumed
page-clear = Show all

# Roadmap
page-group = Arranged by
page-group-none = order of the plan
page-group-owner = owner
page-group-vendor = vendor
page-group-business = business
page-group-year = fiscal year of the last ▲
page-arrows = arrows
page-zoom = Zoom
page-zoom-in = zoom in
page-zoom-out = zoom out
page-zoom-fit = Whole
page-zoomed = { $n }% of the whole period
page-today = To the as-of date
page-earlier = { $n } d earlier
page-later = { $n } d later
page-legend = Legend and keys
page-lanes = Upper lane: what citizens use, without a break. Middle lane: work that prepares it. Below: milestones. A thin lane at the bottom: the other plan.
page-keys = Keys: arrows go from part to part, Enter tells why, Esc closes; + and − zoom, 0 shows the whole period, / searches. Mouse: drag to move, Ctrl and wheel to zoom. Touch: two fingers zoom.
page-click = Click or Enter: why?

# Reasons
page-source = source: { $name }
page-confirmed = confirmed: { $name }
page-sure-assumed = assumed
page-sure-stated = stated
page-sure-confirmed = confirmed
page-free = It may lie on any day from { $from } to { $to }.
page-no-reason = The plan gives no reason for it.
page-close = Close
page-facts = Facts behind it
page-system = System
page-id = Id
page-deadlines = Deadlines
page-all-dates = All dates, and why then
page-steps = Steps of the work

# Tables
page-request = Budget
page-notes = Notes
page-day = Day
page-what = What
page-stage = Stage
page-why = Why then
page-round = Procurement
page-kind = Kind
page-instrument = Instrument
page-amount = Yen
page-more = Show more ({ $n } rows)
page-money-chart = Money by fiscal year and kind
page-money-rows = Every row of the budget
page-provider = Vendor or team
page-team = the city's own
page-peak = Peak
page-capacity = Limit
page-ratio = Peak against limit
page-load-chart = Over the period
page-load-remark = Work at the same time, from ★ to ▲. The dashed line is the limit.

# Status
page-changes = What is changed in this what-if
page-path = Path
page-old = Before
page-new = Now
page-inputs = Files it was made from (SHA-256)
approved-plan = approved plan
approved-plan-named = approved plan { $name }
