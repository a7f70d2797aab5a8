# Words of the first inventory that init writes

init-head =
    { $name }: core systems (first inventory, as of { $date })

    How to go on
      1. Replace the values by your own, and name the document behind each as its source.
      2. Once its owner has confirmed an assumed value, record it: ikou confirm PATH --by OWNER
      3. Find mistakes with ikou check, make a plan with ikou plan.

    Dates: 2026-03-31, "令和8年3月31日", "R8.3.31", or a month alone as "2026-03".
    Lengths: "18M" (months), "6W" (weeks), "45d" (days), "30bd" (open days), ranges "12M..18M".
    Amounts: whole yen, tax included (tax = "excluded" where it is not).
    Which businesses share a system, vendors, dates and amounts are all made up.

init-h-municipality = The municipality
init-h-horizon = The days that are drawn and costed
init-h-deadline = Deadlines
init-h-hardware = Hardware (what several systems use is drawn as one line)
init-h-vendor = Vendors
init-h-contract = Present contracts
init-h-system = Systems (one for each installed package: a row of the roadmap)
init-h-procurement = Procurements (from budget request to cutover; otherwise the route's defaults hold)
init-h-outside = Businesses that no system here serves

init-schema = version of this format
init-k-name = name of the municipality
init-k-code = national code (six digits)
init-k-kind = designated-city, core-city, city, town, village, ward, prefecture
init-k-lang = language of what is shown (ja, en)
init-k-population = inhabitants (300,000 or more: a longer privacy assessment)
init-k-confidence = assumed, stated (by a document), confirmed (by its owner)
init-k-source = the document behind it
init-k-horizon-from = first day
init-k-horizon-to = last day (planning looks five years further)
init-k-id = its name within this file
init-k-shown-name = name that is shown
init-k-date = last day
init-k-deadline-kind = policy, individual, hardware, contract, platform
init-k-hard = true: a plan that misses it ends with exit code 3
init-k-bounds = what it bounds (standard.cutover, bridge.cutover)
init-k-deadline-systems = ids, where it is for some systems only
init-k-weight = weight of one day late
init-k-exceptions = dates of their own (reasons 1 to 4)
init-k-platform = own, vendor-cloud, gov-cloud
init-k-expires = last day it may be used
init-k-re-lease = re-lease: length of a step, how many, price
init-k-builds = builds it can run at one time
init-k-cutovers = cutovers it can do in one month
init-k-contract-vendor = id of the vendor
init-k-ends = last day of the contract
init-k-price = present price (month, year, once)
init-k-notice = notice to the vendor (to-extend, to-end) and how long before
init-k-extend = extension: length of a step, how many (and price, where it changes)
init-k-exit = fee for leaving before the end
init-k-group = core (a row of the roadmap), common
init-k-businesses = businesses it serves
init-k-owner = section that owns it
init-k-hardware = id of what it runs on
init-k-contract = id of its present contract
init-k-current = existing, cloud, cloud-new, own-server
init-k-after = what goes first (hard, soft with a temporary interface, together on one day)
init-k-bridges = allowed bridges (none, extend, re-lease, rehost, replace, own-server)
init-k-targets = allowed targets (gov-cloud, other-cloud, own-standard)
init-k-round-systems = ids of the systems that are procured together
init-k-stage = standard, rehost, replace, own-server
init-k-round-vendor = who does the work (or team, for own staff)
init-k-method = open, designated, proposal, negotiated, small, in-house
init-k-available = first day the product can be built with
init-k-work = from contract to cutover
init-k-money = none (to be asked for), voted, signed
init-k-cost = price (once, month, year)
init-k-outside-business = id of the business
init-k-outside-reason = why

init-name-city = Example City
init-name-town = Example Town
init-name-village = Example Village
init-name-ward = Example Ward
init-name-prefecture = Example Prefecture

init-v-target = Deadline for the standard systems
init-v-individual = Deadline for systems with individual support
init-v-server = Shared server of the core systems
init-v-owner = Tax Section
init-v-vendor-a = Vendor A
init-v-vendor-b = Vendor B
init-v-vendor-c = Vendor C
init-v-resident = Resident records
init-v-family-register = Family register
init-v-tax = Taxes
init-v-insurance = Insurance
init-v-welfare = Welfare
init-v-child = Children and child care
init-v-school = School enrolment
init-v-health = Health
init-v-common = Common functions
init-v-outside-reason = Done by the prefecture, as there is no welfare office here (to be confirmed)
