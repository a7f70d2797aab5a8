#!/usr/bin/env python3
"""A second, independent check of plan.json: docs/rules.md in plain Python, day by day.

usage: oracle_plan.py PLAN.json SYSTEMS.toml CALENDAR.toml ROUTES.toml

It is meant for inventories without actuals, like the one in the repository. Nothing is shared with
the program but the data files: holidays come from the text of the law, cover is a set of days,
money is added up day by day in fractions. Prints what is wrong, one line each; exit 1 if anything.
"""

import json
import sys
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
FAR = date(2400, 1, 1)
errors = []


def wrong(*what):
    errors.append(" ".join(str(w) for w in what))


# ---- Days ------------------------------------------------------------------------------------


def nth_monday(year, month, n):
    first = date(year, month, 1)
    return first + DAY * ((7 - first.weekday()) % 7 + 7 * (n - 1))


def holidays(year):
    """国民の祝日に関する法律, from 2019 on."""
    days = {
        date(year, 1, 1), nth_monday(year, 1, 2), date(year, 2, 11), date(year, 4, 29),
        date(year, 5, 3), date(year, 5, 4), date(year, 5, 5), nth_monday(year, 9, 3),
        date(year, 11, 3), date(year, 11, 23),
        date(year, 3, int(20.8431 + 0.242194 * (year - 1980) - (year - 1980) // 4)),
        date(year, 9, int(23.2488 + 0.242194 * (year - 1980) - (year - 1980) // 4)),
    }
    if year >= 2020:
        days.add(date(year, 2, 23))
    # Moved for the games.
    days.add({2020: date(2020, 7, 23), 2021: date(2021, 7, 22)}.get(year, nth_monday(year, 7, 3)))
    days.add({2020: date(2020, 8, 10), 2021: date(2021, 8, 8)}.get(year, date(year, 8, 11)))
    days.add({2020: date(2020, 7, 24), 2021: date(2021, 7, 23)}.get(year, nth_monday(year, 10, 2)))
    if year == 2019:
        days |= {date(2019, 5, 1), date(2019, 10, 22)}
    for day in sorted(days):
        if day.weekday() == 6:  # on a Sunday: the next day that is none
            while day in days:
                day += DAY
            days.add(day)
    between = {d + DAY for d in days if d + 2 * DAY in days and d + DAY not in days}
    return days | {d for d in between if d.weekday() != 6}


CLOSED = set().union(*(holidays(y) for y in range(2019, 2061)))


def is_open(day):
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and day not in CLOSED and not new_year


def back(day):
    while not is_open(day):
        day -= DAY
    return day


def forward(day):
    while not is_open(day):
        day += DAY
    return day


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def closed_before(day):
    n = 0
    while not is_open(day - DAY * (n + 1)):
        n += 1
    return n


def go_live(day):
    return is_open(day) and closed_before(day) >= 2


def service_start(cutover):
    return cutover - DAY * closed_before(cutover)


def month_length(year, month):
    return (date(year + month // 12, month % 12 + 1, 1) - DAY).day


def plus(day, length, times=1):
    """First day after so many lengths from a day, or with a minus the other way."""
    number, unit = (int(length[:-2]), "bd") if length.endswith("bd") else (int(length[:-1]), length[-1])
    number *= times
    if unit == "M":
        months = day.year * 12 + day.month - 1 + number
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, month_length(year, month)))
    if unit in "Wd":
        return day + DAY * number * (7 if unit == "W" else 1)
    step = DAY if number > 0 else -DAY
    while number:
        day += step
        if is_open(day if step < DAY * 0 else day - DAY):
            number -= 1 if number > 0 else -1
    return day


def less(length, day):
    return plus(day, length, -1)


def fiscal(day):
    return day.year if day.month >= 4 else day.year - 1


def high(text):
    return str(text).split("..")[-1]


# ---- Files -----------------------------------------------------------------------------------


def read(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


plan = json.load(open(sys.argv[1], encoding="utf-8"))
city, calendar, route_file = (read(path) for path in sys.argv[2:5])


def day_of(text):
    return date.fromisoformat(str(text))


AS_OF = day_of(plan["as_of"])
FROM, TO = day_of(city["horizon"]["from"]), day_of(city["horizon"]["to"])
LAST = plus(TO, "60M")
by_id = lambda key: {r["id"]: r for r in city.get(key, [])}
systems, contracts, hardware = by_id("system"), by_id("contract"), by_id("hardware")
providers = by_id("vendor") | by_id("team")
written = by_id("procurement")
bridges = {b["id"]: b for b in route_file["bridge"]}
targets = {t["id"]: t for t in route_file["target"]}
methods = {m["kind"]: m for m in calendar["method"]}
blackouts = calendar.get("blackout", [])
population = city["municipality"].get("population", 0)
pia_class = max((c for c in route_file["pia"]["class"] if c["from"] <= population), key=lambda c: c["from"])
pia_lead = pia_class.get("lead", route_file["pia"]["lead"]) if "population" in city["municipality"] else route_file["pia"]["lead"]
shown = {s["id"]: s for s in plan["systems"]}


def md(text, year):
    month, day = (int(n) for n in text.split("-"))
    return date(year, month, min(day, month_length(year, month)))


def in_fiscal(text, year):
    return md(text, year if int(text[:2]) >= 4 else year + 1)


def season(year):
    """Request from, request to, vote and first notice of the initial budget of a fiscal year."""
    b, before = calendar["budget"], year - 1
    return (
        forward(in_fiscal(b["request"]["from"], before)), back(in_fiscal(b["request"]["to"], before)),
        back(in_fiscal(b["vote"], before)), forward(in_fiscal(b["preparation-from"], before)),
    )


def votes(year):
    return [back(in_fiscal(s["vote"], year)) for s in calendar["session"]] + [season(year + 1)[2]]


# ---- Decisions -------------------------------------------------------------------------------


class Move:
    """One round of one system, with its ★ and ▲ as the plan has them."""

    def __init__(self, sid, rule, standard):
        self.sid, self.rule, self.standard = sid, rule, standard
        stage = rule["stage"]
        mine = [p for p in written.values() if sid in p["systems"] and p["stage"] == stage]
        self.p = mine[0] if mine else {"id": f"{sid}/{stage}", "systems": [sid]}
        self.id = self.p["id"]
        self.method = methods[self.p.get("method", {}).get("kind", rule["method"])]
        self.in_house = self.method["kind"] == "in-house"
        self.work = high(self.p.get("work", rule["length"]))
        own = self.p.get("activities")
        self.activities = own if own is not None else rule.get("activity", [])
        self.money = self.p.get("money", {"state": "none"})
        self.cutover = self.one("cutover")
        self.sign = None if self.in_house else self.one("contract")
        self.costs = self.p.get("cost", [])

    def dates(self, kind, round_id=None):
        wanted = round_id or self.id
        return [day_of(m["date"]) for m in shown[self.sid]["milestones"] if m["kind"] == kind and m["round"] == wanted]

    def one(self, kind, round_id=None):
        found = self.dates(kind, round_id)
        if len(found) != 1:
            wrong(self.sid, round_id or self.id, kind, "not once:", found)
        return found[0] if found else FAR

    def steps(self, sign=None, cutover=None):
        """First and last day of each activity."""
        sign, end = sign or self.sign, cutover or self.cutover
        fill = [i for i, a in enumerate(self.activities) if "length" not in a]
        result = {}
        for a in reversed(self.activities[fill[0] + 1 if fill else 0:]):
            begin = less(a["length"], end)
            result[a["id"]] = (begin, end - DAY)
            end = begin
        if fill:
            begin = sign or less(self.work, cutover or self.cutover)
            for a in self.activities[:fill[0]]:
                after = plus(begin, a["length"])
                result[a["id"]] = (begin, after - DAY)
                begin = after
            result[self.activities[fill[0]]["id"]] = (begin, end - DAY)
        return {a["id"]: result[a["id"]] for a in self.activities}

    def begins(self):
        return self.sign or min([f for f, _ in self.steps().values()], default=self.cutover)


moves = {}
for sid in systems:
    route = shown[sid]["route"]
    if route["bridge"] not in systems[sid].get("bridges", ["none"]) or route["target"] not in systems[sid].get("targets", ["gov-cloud"]):
        wrong(sid, "route", route)
    moves[sid] = []
    if "move" in bridges[route["bridge"]]:
        moves[sid].append(Move(sid, bridges[route["bridge"]]["move"], False))
    moves[sid].append(Move(sid, targets[route["target"]]["move"], True))
users = defaultdict(list)  # round → its moves
for sid in systems:
    for m in moves[sid]:
        users[m.id].append(m)
first = {r: min(m.cutover for m in ms) for r, ms in users.items()}
last = {r: max(m.cutover for m in ms) for r, ms in users.items()}


def asks(m):
    """Whether ★ needs a request of its own."""
    return not (m.money["state"] == "voted" and m.money["fiscal-year"] == fiscal(m.sign))


# ---- Order, money, days ----------------------------------------------------------------------


def in_blackout(sid, day, hard):
    for b in blackouts:
        for_it = not b.get("businesses") and not b.get("systems") or sid in b.get("systems", []) \
            or set(b.get("businesses", [])) & set(systems[sid].get("businesses", []))
        years = b.get("years", [])
        inside = any(
            (not years or y in years) and md(b["from"], y) <= day <= md(b["to"], y + (md(b["to"], y) < md(b["from"], y)))
            for y in (day.year, day.year - 1))
        if for_it and inside and b.get("hard", False) == hard:
            yield b


def expected_acts(m):
    """Kind and day of every act of a round for one system."""
    acts = [("cutover", m.cutover)]
    if m.sign:
        acts.append(("contract", m.sign))
        if m.method["notice"]:
            acts.append(("tender_notice", back(less(m.method["lead"], m.sign))))
        if asks(m):
            _, request, vote, _ = season(fiscal(m.sign))
            acts += [("budget_request", request), ("budget_vote", vote)]
            if fiscal(m.sign) != fiscal(last[m.id] - DAY):
                acts.append(("debt_burden_vote", vote))
            if "enquiry" in m.rule:
                acts.append(("enquiry", back(less(m.rule["enquiry"], request))))
        if m.rule.get("pia"):
            pia = back(configuration(m, m.sign, m.cutover) - DAY)
            acts += [("pia", pia), ("pia_start", back(less(pia_lead, pia)))]
    for a in m.activities:
        if a.get("rehearsal"):
            acts.append(("rehearsal", back(m.steps()[a["id"]][1])))
    if m.rule.get("ordinance"):
        year = fiscal(m.cutover)
        acts.append(("ordinance", max(v for y in (year - 1, year) for v in votes(y) if v < m.cutover)))
    if "resident-notice" in m.rule:
        acts.append(("resident_notice", back(less(m.rule["resident-notice"], m.cutover))))
    return acts


def configuration(m, sign, cutover):
    steps = m.steps(sign, cutover)
    return next((steps[a["id"]][0] for a in m.activities if a.get("configuration")), sign)


def compare_acts(sid, round_id, acts):
    are = sorted((x["kind"], x["date"]) for x in shown[sid]["milestones"] if x["round"] == round_id)
    must = sorted((kind, str(day)) for kind, day in acts)
    if are != must:
        wrong(sid, round_id, "acts are", [a for a in are if a not in must], "must be", [a for a in must if a not in are])


for sid, own in moves.items():
    for m in own:
        compare_acts(sid, m.id, expected_acts(m))
        if not go_live(m.cutover):
            wrong(sid, m.id, "▲ is no go-live day", m.cutover)
        for b in in_blackout(sid, m.cutover, True):
            wrong(sid, m.id, "▲ in", b["id"])
        if m.begins() < AS_OF or m.begins() < day_of(m.p.get("available", AS_OF)):
            wrong(sid, m.id, "begins too early", m.begins())
        shown_steps = {a["id"]: (day_of(a["from"]), day_of(a["to"])) for a in shown[sid]["activities"] if a["round"] == m.id}
        if shown_steps != m.steps():
            wrong(sid, m.id, "steps are", shown_steps, "must be", m.steps())
        for f, t in m.steps().values():
            if t < f or f < m.begins() or m.cutover <= t:
                wrong(sid, m.id, "a step is outside the work", f, t)
        if not m.sign:
            continue
        if plus(m.sign, m.work) > m.cutover:
            wrong(sid, m.id, "work takes longer", m.sign, m.work, m.cutover)
        if not (is_open(m.sign) or (m.sign.month, m.sign.day) == (4, 1)):
            wrong(sid, m.id, "★ on a closed day", m.sign)
        notice = back(less(m.method["lead"], m.sign))
        if notice < AS_OF:
            wrong(sid, m.id, "notice before as-of", notice)
        if asks(m):
            request, vote, prepared = season(fiscal(m.sign))[1:]
            if not AS_OF <= request <= vote <= m.sign or notice < prepared:
                wrong(sid, m.id, "money is late", request, vote, notice, m.sign)
        elif last[m.id] - DAY > date(m.money.get("until", m.money["fiscal-year"]) + 1, 3, 31):
            wrong(sid, m.id, "work runs on after the money")
    for earlier, later in zip(own, own[1:]):
        if later.cutover <= earlier.cutover:
            wrong(sid, "▲ out of order")
    for x in shown[sid]["milestones"]:
        act = day_of(x["date"])
        if act < AS_OF or not (is_open(act) or x["kind"].endswith("contract") and (act.month, act.day) == (4, 1)):
            wrong(sid, x["round"], x["kind"], "on", act)

for sid, system in systems.items():
    for link in system.get("after", []):
        link = link if isinstance(link, dict) else {"system": link}
        mine, other = moves[sid][-1].cutover, moves[link["system"]][-1].cutover
        kind = link.get("link", "hard")
        if kind == "hard" and mine < other or kind == "together" and mine != other:
            wrong(sid, kind, link["system"], mine, other)

# ---- Capacity --------------------------------------------------------------------------------


def limit(value, day):
    if isinstance(value, list):
        for period in value:
            if day_of(period.get("from", date.min)) <= day <= day_of(period.get("to", date.max)):
                return period["value"]
        return None
    return value


peak = 0.0
for pid, provider in providers.items():
    load, live = defaultdict(int), defaultdict(int)
    for r, ms in users.items():
        if pid in (ms[0].p.get("vendor"), ms[0].p.get("team")):
            units = ms[0].p.get("units", 1)
            for day in days(min(m.begins() for m in ms), last[r] - DAY):
                load[day] += units
            for day in {m.cutover for m in ms}:
                live[day.year, day.month] += units
    checks = [("builds", day, n) for day, n in load.items() if day >= AS_OF]
    for m in (m for ms in users.values() for m in ms):
        if pid in (m.p.get("vendor"), m.p.get("team")) and m.cutover >= AS_OF:
            checks.append(("cutovers-per-month", m.cutover, live[m.cutover.year, m.cutover.month]))
    for key, day, n in checks:
        capacity = limit(provider.get(key), day)
        if capacity is not None:
            peak = max(peak, n / capacity)
            if n > capacity:
                wrong(pid, key, n, "of", capacity, "on", day)

# ---- Cover, gaps, bars -----------------------------------------------------------------------


def ladder(end, extend, notice, allowed):
    """Ends and acts of the steps that can be taken."""
    steps, at = [], end
    if not (extend and allowed):
        return steps
    for n in range(1, extend.get("at-most", 1) + 1):
        begin = at + DAY
        contract = begin if (begin.month, begin.day) == (4, 1) else back(at)
        _, request, vote, _ = season(fiscal(contract))
        acts = [("budget_request", request), ("budget_vote", vote), ("extension_contract", contract)]
        if notice and notice.get("kind", "to-extend") == "to-extend":
            acts.append(("notice", back(less(notice["by"], begin) - DAY)))
        if min(day for _, day in acts) < AS_OF:
            break
        at = plus(end + DAY, extend["by"], n) - DAY
        steps.append((begin, at, acts))
    return steps


def carry(things, needed):
    """Things: name → (end, steps). Covered until, and steps taken by name."""
    def end(name, n):
        return things[name][1][n - 1][1] if n else things[name][0]
    reach = min([needed] + [end(name, len(things[name][1])) for name in things])
    taken = {name: next(n for n in range(len(things[name][1]) + 1) if end(name, n) >= reach) for name in things}
    return min([FAR] + [end(name, n) for name, n in taken.items()]), taken


services, taken_steps, gap_days = {}, {}, 0
for sid, system in systems.items():
    own = moves[sid]
    bridge = bridges[shown[sid]["route"]["bridge"]]
    starts = [service_start(m.cutover) for m in own] + [FAR]
    chain = []
    c, h = contracts.get(system.get("contract")), hardware.get(system.get("hardware"))
    things = {}
    if c:
        things["contract." + c["id"]] = (c["ends"], ladder(c["ends"], c.get("extend"), c.get("notice"), bridge["extends-contract"]))
    if h:
        things["hardware." + h["id"]] = (h["expires"], ladder(h["expires"], h.get("extend"), h.get("notice"), bridge["extends-hardware"]))
    for i, m in enumerate([None] + own):
        needed = starts[i] - DAY
        if m is not None:
            things = {}
            if not m.standard and "term" in m.p:
                end = plus(first[m.id], m.p["term"]) - DAY
                things[m.id] = (end, ladder(end, m.p.get("extend"), m.p.get("notice"), True))
        covered, taken = carry(things, needed)
        begin = FROM if m is None else starts[i - 1]
        chain.append({"from": begin, "needed": needed, "covered": covered, "taken": taken, "things": things,
                      "base": next((e for e, _ in things.values()), FAR) if m else FAR, "move": m})
        for name, n in taken.items():
            for k, step in enumerate(things[name][1][:n], 1):
                taken_steps.setdefault((name, k), (step, []))[1].append(sid)
                compare_acts(sid, f"{name}/extension-{k}", step[2])
    services[sid] = chain
    # Day by day: in which kind of bar is the system?
    bars = [b for b in shown[sid]["stages"] if b["kind"] in ("service", "gap")]
    for day in days(FROM, TO):
        at = [b for b in bars if day_of(b["from"]) <= day <= day_of(b["to"])]
        s = next(s for s in reversed(chain) if s["from"] <= day)
        if len(at) != 1:
            wrong(sid, "is in", len(at), "service bars on", day)
            break
        gap = day > s["covered"]
        gap_days += gap and day >= max(AS_OF, FROM)
        name = s["move"] and s["move"].rule["service"]["id"] or "current"
        if s["move"] and "extension" in s["move"].rule and sum(s["taken"].values()) and day > s["base"]:
            name = s["move"].rule["extension"]["id"]
        if at[0]["id"] != ("gap" if gap else name):
            wrong(sid, "is in", at[0]["id"], "on", day, "must be in", "gap" if gap else name)
            break
    for m, before in zip(own, chain):
        until = min(plus(m.cutover, m.rule["reference"]) - DAY, before["covered"])
        before["used"] = max(min(before["needed"], before["covered"]), until if until >= m.cutover else date.min)
        must = [("reference", str(m.cutover), str(min(until, TO)))] if m.cutover <= min(until, TO) else []
        are = [(b["kind"], b["from"], b["to"]) for b in shown[sid]["stages"] if b["kind"] == "reference" and b["from"] == str(m.cutover)]
        if are != must:
            wrong(sid, "reference is", are, "must be", must)
        work = [(b["from"], b["to"]) for b in shown[sid]["stages"] if b["kind"] == "work" and b["round"] == m.id]
        must = [(str(max(m.sign, FROM)), str(min(m.cutover - DAY, TO)))] if m.sign and m.sign <= TO else []
        if work != must:
            wrong(sid, m.id, "work is", work, "must be", must)
    chain[-1]["used"] = chain[-1]["covered"]

# Operation, procured apart.
for sid in systems:
    m = moves[sid][-1]
    shared = len(m.p["systems"]) > 1
    begin = first[m.id] if shared else m.cutover
    before = back(begin - DAY)
    signed = before if fiscal(before) == fiscal(begin) else date(begin.year, 4, 1)
    _, request, vote, _ = season(fiscal(signed))
    operation = (m.id if shared else sid) + "/operation"
    compare_acts(sid, operation, [("budget_request", request), ("budget_vote", vote), ("operation_contract", signed)])

# ---- Money -----------------------------------------------------------------------------------

rows = defaultdict(Fraction)
limit_term = calendar.get("long-term", {}).get("limit")


def joined(ids):
    return "+".join(s for s in systems if s in ids)


def on(day, yen, *key):
    if FROM <= day <= TO and yen:
        rows[(fiscal(day), *key)] += yen


def taxed(amount, tax, day):
    amount = int(high(amount).replace("_", "")) if isinstance(amount, str) else amount
    rate = max((t["from"], t["percent"]) for t in calendar["tax"] if t["from"] <= day)[1]
    return amount if tax != "excluded" else amount * (100 + rate) // 100


def stretch(begin, end, amount, per, tax, *key):
    """A running price: a part of the month's price for each day, cut at 31 March."""
    if begin > end:
        return
    price = Fraction(taxed(amount, tax, begin), 12 if per == "year" else 1)
    months, before = Fraction(0), 0
    begin, end = max(begin, FROM), min(end, TO)
    for day in days(begin, end):
        months += Fraction(1, month_length(day.year, day.month))
        if day == end or (day.month, day.day) == (3, 31):
            so_far = int(price * months + Fraction(1, 2))
            rows[(fiscal(day), *key)] += so_far - before
            before = so_far


def price_list(price):
    return [(price[per], per, price.get("tax")) for per in ("month", "year") if per in price]


for prefix, records, ends in (("contract", contracts, "ends"), ("hardware", hardware, "expires")):
    for rid, record in records.items():
        its = [s for s in systems if systems[s].get(prefix) == rid]
        if not its:
            continue
        used = max(services[s][0]["used"] for s in its)
        key = (joined(its), f"{prefix}.{rid}")
        for amount, per, tax in price_list(record.get("price", {})):
            stretch(FROM, min(used, record[ends]), amount, per, tax, *key, "present", "existing")
        if "exit" in record and used < record[ends]:
            on(used + DAY, int(high(record["exit"])), *key, "exit", "initial")
for (name, k), ((begin, end, _), ids) in taken_steps.items():
    prefix, _, rid = name.partition(".")
    record = contracts.get(rid) if prefix == "contract" else hardware.get(rid) if prefix == "hardware" else written[name]
    price = record["extend"].get("price") or record.get("price")
    listed = price_list(price) if price else [(c["yen"], c["per"], c.get("tax")) for c in record.get("cost", []) if c["per"] != "once"]
    too_long = limit_term and end >= plus(begin, limit_term)
    how = "initial" if fiscal(begin) == fiscal(end) else "debt-burden" if too_long else "long-term"
    key = (joined(ids), f"{name}/extension-{k}", "extension", how)
    for amount, per, tax in listed:
        stretch(begin, end, amount, per, tax, *key)
    if price and "once" in price:
        on(begin, taxed(price["once"], price.get("tax"), begin), *key)
for r, ms in users.items():
    m, ids = ms[0], joined([m.sid for m in ms])
    paid = last[r] if m.in_house else last[r] - DAY
    crossing = m.sign and fiscal(m.sign) != fiscal(last[r] - DAY)
    instrument = "debt-burden" if crossing else "initial"
    if m.sign and not asks(m):
        instrument = m.money.get("instrument", "initial")
    too_long = limit_term and "term" in m.p and plus(first[r], m.p["term"]) > plus(first[r], limit_term)
    payer = ((r if len(m.p["systems"]) > 1 else m.sid) + "/operation") if m.standard else r
    used = max(next(min(s["used"], s["base"]) for s in services[x.sid] if s["move"] is x) for x in ms)
    for c in m.costs:
        if c["per"] == "once":
            on(paid, taxed(c["yen"], c.get("tax"), paid), ids, r, "once", instrument)
        else:
            stretch(first[r], used, c["yen"], c["per"], c.get("tax"), ids, payer, "month", "debt-burden" if too_long else "long-term")
    if "exit" in m.p and not m.standard and "term" in m.p:
        ends = next(s["base"] for x in ms for s in services[x.sid] if s["move"] is x)
        left = max(next(s["used"] for s in services[x.sid] if s["move"] is x) for x in ms)
        if left < ends:
            on(left + DAY, int(high(m.p["exit"])), ids, r, "exit", "initial")
interfaces = {}
for sid, system in systems.items():
    for link in system.get("after", []):
        link = link if isinstance(link, dict) else {"system": link}
        if link.get("link") != "soft":
            continue
        a, b = sorted((moves[sid][-1].cutover, moves[link["system"]][-1].cutover))
        key = (sid, f"link.{link['system']}.{sid}", "interface", "initial")
        if a < b:
            price = link.get("interface", {})
            on(a, taxed(price.get("once", 0), price.get("tax"), a), *key)
            for amount, per, tax in price_list(price):
                stretch(a, b - DAY, amount, per, tax, *key)
        interfaces[link["system"], sid] = sum(1 for d in days(max(a, FROM), min(b - DAY, TO)))
for sid in systems:
    for m in moves[sid]:
        for b in in_blackout(sid, m.cutover, False):
            on(m.cutover, b.get("price", 0), sid, m.id, "blackout", "none")
rows = {key: int(yen) for key, yen in rows.items() if yen}
are = {(r["fiscal_year"], r["system"], r["round"], r["kind"], r["instrument"]): r["yen"] for r in plan["budget"]}
for key in sorted(set(rows) | set(are)):
    if rows.get(key) != are.get(key):
        wrong("yen", *key, "are", are.get(key), "must be", rows.get(key))
for link in plan["links"]:
    if link["kind"] == "soft":
        key = (link["from"], link["to"])
        yen = sum(y for k, y in rows.items() if k[2] == f"link.{key[0]}.{key[1]}")
        if (link["interface_days"], link["interface_yen"]) != (interfaces.get(key), yen):
            wrong("link", key, link, "must be", interfaces.get(key), yen)

# ---- Levels, slack, network ------------------------------------------------------------------

late = {True: 0, False: 0}
deadlines = {sid: [] for sid in systems}
for d in city.get("deadline", []):
    for sid in d.get("systems") or systems:
        own = {e["system"]: e["date"] for e in d.get("exceptions", [])}
        bound = [m for m in moves[sid] if m.standard == (d.get("bounds", "standard.cutover") == "standard.cutover")]
        for m in bound:
            until = own.get(sid, d["date"])
            deadlines[sid].append((m, until))
            hard = d.get("hard", False)
            late[hard] += max(0, (m.cutover - until).days) * (1 if hard else d.get("weight", 1))
levels = {
    "gap_days": gap_days, "hard_late_days": late[True], "late_days": late[False],
    "cost_yen": sum(rows.values()),
    "cutover_day_sum": sum((m.cutover - FROM).days for own in moves.values() for m in own),
    "contract_day_sum": sum((ms[0].sign - FROM).days for ms in users.values() if ms[0].sign),
}
for level, must in levels.items():
    if plan["outcome"]["objective"][level] != must:
        wrong(level, "is", plan["outcome"]["objective"][level], "must be", must)
if abs(plan["outcome"]["objective"]["peak_load"] - peak) > 1e-9:
    wrong("peak_load is", plan["outcome"]["objective"]["peak_load"], "must be", peak)

# Latest ▲ of the standard: own deadlines and cover, then those who follow, until nothing changes.
latest = {}
for sid in systems:
    covered = services[sid][-2]["covered"]
    cover = [forward(covered + DAY)] if covered < FAR else []
    latest[sid] = min([LAST] + cover + [until for m, until in deadlines[sid] if m.standard])
pairs = []
for sid, system in systems.items():
    for link in system.get("after", []):
        link = link if isinstance(link, dict) else {"system": link}
        if link.get("link", "hard") != "soft":
            pairs.append((link["system"], sid))
            if link.get("link") == "together":
                pairs.append((sid, link["system"]))
changed = True
while changed:
    changed = False
    for before, after in pairs:
        if latest[after] < latest[before]:
            latest[before], changed = latest[after], True


def candidate(sid, day):
    return go_live(day) and not any(in_blackout(sid, day, True))


slack = {sid: (latest[sid] - moves[sid][-1].cutover).days for sid in systems}
for sid in systems:
    cutover = moves[sid][-1].cutover
    room = any(candidate(sid, day) for day in days(cutover + DAY, latest[sid]))
    must = (slack[sid], slack[sid] == min(slack.values()) and not room)
    if (shown[sid]["slack_days"], shown[sid]["critical"]) != must:
        wrong(sid, "slack is", shown[sid]["slack_days"], shown[sid]["critical"], "must be", must)


def can_sign(m, sign):
    """Whether money, notice, product and assessment allow a ★."""
    if not (is_open(sign) or (sign.month, sign.day) == (4, 1)) or sign < day_of(m.p.get("available", AS_OF)):
        return False
    notice = back(less(m.method["lead"], sign))
    if notice < AS_OF or sign < AS_OF:
        return False
    if m.rule.get("pia") and any("length" not in a for a in m.activities):
        config = configuration(m, sign, plus(sign, "60M"))
        if back(less(pia_lead, back(config - DAY))) < AS_OF:
            return False
    if m.money["state"] == "voted" and m.money["fiscal-year"] == fiscal(sign):
        return True
    _, request, vote, prepared = season(fiscal(sign))
    enquiry = back(less(m.rule["enquiry"], request)) if "enquiry" in m.rule else request
    return AS_OF <= enquiry and vote <= sign and prepared <= notice


def until(m, sign):
    """Last day of work that the money of a ★ pays for."""
    if m.money["state"] == "voted" and m.money["fiscal-year"] == fiscal(sign):
        return date(m.money.get("until", m.money["fiscal-year"]) + 1, 3, 31)
    return FAR


def first_sign(m):
    return next(day for day in days(AS_OF, LAST) if can_sign(m, day))


def ready(m, sign):
    """First ▲ after a ★ by the work and by its steps."""
    day = plus(sign, m.work)
    while any(t < f or f < sign for f, t in m.steps(sign, day).values()):
        day += DAY
    return day


def around(m, cutover):
    """Acts that hang on ▲ alone are not before as-of."""
    kinds = ("ordinance", "resident_notice", "rehearsal")
    was, m.cutover = m.cutover, cutover
    acts = [day for kind, day in expected_acts(m) if kind in kinds]
    m.cutover = was
    operation = season(fiscal(cutover))[1] if m.standard else AS_OF
    begins = less(m.work, cutover) if m.in_house and any("length" not in a for a in m.activities) else \
        min([f for f, _ in m.steps(None, cutover).values()], default=cutover) if m.in_house else AS_OF
    return min(acts + [operation, begins]) >= AS_OF


earliest = {}


def earliest_of(sid):
    if sid not in earliest:
        after = AS_OF
        for m in moves[sid]:
            day = max(after, ready(m, first_sign(m)) if m.sign else AS_OF)
            if m.standard:
                day = max([day] + [earliest_of(before)[-1] for before, s in pairs if s == sid and (s, before) not in pairs])
            while not (candidate(sid, day) and around(m, day)):
                day += DAY
            earliest.setdefault(sid, []).append(day)
            after = day + DAY
    return earliest[sid]


for sid in systems:
    earliest_of(sid)
changed = True
while changed:  # those who go live together wait for each other
    changed = False
    for before, after in pairs:
        if earliest[after][-1] < earliest[before][-1]:
            earliest[after][-1], changed = earliest[before][-1], True
for sid in systems:
    network = {(n["round"], n["kind"]): (n["earliest"], n["latest"]) for n in shown[sid]["network"]}
    bound = latest[sid]
    for m, early in reversed(list(zip(moves[sid], earliest[sid]))):
        fitting = [d for d in days(AS_OF, bound) if candidate(sid, d)]
        late_day = fitting[-1] if fitting else early
        must = {(m.id, "cutover"): (str(early), str(late_day))}
        if m.sign:
            signs = [d for d in days(AS_OF, late_day) if can_sign(m, d) and ready(m, d) <= late_day and until(m, d) >= late_day - DAY]
            must[m.id, "contract"] = (str(first_sign(m)), str(signs[-1] if signs else first_sign(m)))
        for key, value in must.items():
            if network.get(key) != value:
                wrong(sid, "network", *key, "is", network.get(key), "must be", value)
        own = [u for x, u in deadlines[sid] if not x.standard]
        covered = services[sid][0]["covered"]
        bound = min([late_day - DAY, forward(covered + DAY) if covered < FAR else FAR] + own)

for line in errors:
    print(line)
print(f"{len(errors)} differences; {len(systems)} systems, {len(rows)} rows, {levels}", file=sys.stderr)
sys.exit(1 if errors else 0)
