"""ikou's rules as far as the claims need them, in plain Python: docs/rules.md and docs/model.md read anew.

Nothing is shared with the program but its data files, the built-in calendar and routes. Days are
ordinals (date.toordinal()). What this does not know is refused: teams and in-house work, money that
is voted or signed, actuals, councils' votes on contracts, platforms that end, currencies, indices.
"""

import bisect
import datetime as dt
import tomllib
from pathlib import Path

BUILTIN = Path(__file__).resolve().parent.parent.parent / "src" / "builtin"
# A month is so many parts, a whole number of them for each of its days.
PARTS = 377_580
NEVER = dt.date(2400, 1, 1).toordinal()


def date(day):
    return dt.date.fromordinal(day)


def ordinal(value):
    """A date as the files write it."""
    return value.toordinal() if isinstance(value, dt.date) else dt.date.fromisoformat(value).toordinal()


def length_of_month(year, month):
    return (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)).day


def in_year(text, year):
    """MM-DD of a calendar year; 02-29 is the last of February."""
    month, day = map(int, text.split("-"))
    return dt.date(year, month, min(day, length_of_month(year, month))).toordinal()


def in_fiscal(text, year):
    return in_year(text, year if int(text[:2]) >= 4 else year + 1)


def fiscal(day):
    at = date(day)
    return at.year if at.month >= 4 else at.year - 1


def upper(value):
    """The upper end of a range, which a plan uses."""
    return str(value).split("..")[-1]


def yen(value):
    return int(upper(value).replace("_", ""))


def nth_monday(year, month, n):
    first = dt.date(year, month, 1)
    return first + dt.timedelta((7 - first.weekday()) % 7 + 7 * (n - 1))


def national_holidays(year):
    """国民の祝日に関する法律, from 2022 on."""
    spring = int(20.8431 + 0.242194 * (year - 1980) - (year - 1980) // 4)
    autumn = int(23.2488 + 0.242194 * (year - 1980) - (year - 1980) // 4)
    fixed = [(1, 1), (2, 11), (2, 23), (3, spring), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11),
             (9, autumn), (11, 3), (11, 23)]
    days = {dt.date(year, m, d) for m, d in fixed}
    days |= {nth_monday(year, m, n) for m, n in [(1, 2), (7, 3), (9, 3), (10, 2)]}
    one = dt.timedelta(1)
    for day in sorted(days):
        if day.weekday() == 6:
            while day in days:
                day += one
            days.add(day)
    return days | {d + one for d in days if d + 2 * one in days and d.weekday() != 5}


def merged(base, over):
    """The city's file over the built-in one: key by key, records matched by id or kind."""
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {k: merged(base[k], v) if k in base and k != "activity" else v for k, v in over.items()}
    if isinstance(base, list) and isinstance(over, list) and over and isinstance(over[0], dict):
        key = "id" if "id" in over[0] else "kind"
        if all(isinstance(r, dict) and key in r for r in base):
            records = {r[key]: r for r in base}
            for r in over:
                records[r[key]] = merged(records[r[key]], r) if r[key] in records else r
            return list(records.values())
    return over


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


class Calendar:
    FIRST, LAST = dt.date(2020, 1, 1).toordinal(), dt.date(2050, 1, 1).toordinal()

    def __init__(self, rules):
        closed = rules["closed"]
        names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        weekdays = {names.index(w) for w in closed["weekdays"]}
        days = {d for d in range(self.FIRST, self.LAST) if date(d).weekday() in weekdays}
        for year in range(2020, 2050):
            if closed["national-holidays"]:
                days |= {d.toordinal() for d in national_holidays(year)}
            for r in closed["ranges"]:
                end = in_year(r["to"], year + (r["to"] < r["from"]))
                days |= set(range(in_year(r["from"], year), end + 1))
        # The New Year before the first year.
        for r in closed["ranges"]:
            if r["to"] < r["from"]:
                days |= set(range(self.FIRST, in_year(r["to"], 2020) + 1))
        assert not closed["add"] and not closed["remove"]
        self.open = [d not in days for d in range(self.FIRST, self.LAST)]
        self.window = max(1, rules["window"]["closed-days"])
        self.budget, self.sessions, self.blackouts = rules["budget"], rules["session"], rules["blackout"]

    def is_open(self, day):
        return self.open[day - self.FIRST]

    def back(self, day):
        while not self.is_open(day):
            day -= 1
        return day

    def forward(self, day):
        while not self.is_open(day):
            day += 1
        return day

    def closed_before(self, day):
        n = 0
        while not self.is_open(day - n - 1):
            n += 1
        return n

    def go_live(self, day):
        return self.is_open(day) and self.closed_before(day) >= self.window

    def plus(self, day, length, times=1):
        """First day after so many lengths from a day; the other way with a minus."""
        if length.endswith("bd"):
            number, step = int(length[:-2]) * times, 1 if times > 0 else -1
            while number:
                day += step
                if self.is_open(day if step < 0 else day - 1):
                    number -= step
            return day
        number, unit = int(length[:-1]) * times, length[-1]
        if unit == "M":
            at = date(day)
            months = at.year * 12 + at.month - 1 + number
            year, month = months // 12, months % 12 + 1
            return dt.date(year, month, min(at.day, length_of_month(year, month))).toordinal()
        return day + number * {"W": 7, "d": 1}[unit]

    def season(self, year):
        """● , vote, and the first notice for money of a fiscal year's initial budget."""
        b = self.budget
        first, last = (in_fiscal(b["request"][k], year - 1) for k in ("from", "to"))
        assert self.forward(first) <= self.back(last)
        return (self.back(last), self.back(in_fiscal(b["vote"], year - 1)),
                self.forward(in_fiscal(b["preparation-from"], year - 1)))

    def ordinance(self, cutover):
        """The last vote of a session before ▲."""
        year = fiscal(cutover)
        votes = [self.back(in_fiscal(s["vote"], y)) for y in (year - 1, year) for s in self.sessions]
        votes += [self.season(y)[1] for y in (year, year + 1)]
        return max(v for v in votes if v < cutover)

    def in_blackout(self, rule, day):
        for year in (date(day).year, date(day).year - 1):
            if "years" in rule and rule["years"] and year not in rule["years"]:
                continue
            if in_year(rule["from"], year) <= day <= in_year(rule["to"], year + (rule["to"] < rule["from"])):
                return True
        return False


class Move:
    """What one system may have done to it: a round on one of its routes."""

    def __init__(self, city, system, rule, standard):
        self.system, self.rule, self.standard = system, rule, standard
        stage, calendar = rule["stage"], city.calendar
        mine = [p for p in city.procurements if system["id"] in p["systems"] and p["stage"] == stage]
        mine = [p for p in mine if p.get("platform") == rule["platform"]] or [p for p in mine if "platform" not in p]
        p = mine[0] if mine else {"id": f"{system['id']}/{stage}", "systems": [system["id"]], "stage": stage}
        known = {"id", "systems", "stage", "vendor", "units", "method", "work", "available", "activities", "term",
                 "extend", "notice", "cost", "platform"}
        assert p.keys() <= known, p.keys() - known
        self.p, self.id = p, p["id"]
        self.vendor, self.units = p.get("vendor"), p.get("units", 1)
        method = next(m for m in city.methods if m["kind"] == p.get("method", {}).get("kind", rule["method"]))
        assert method["kind"] != "in-house"
        self.lead = upper(p.get("method", {}).get("lead", method["lead"]))
        self.work = upper(p.get("work", rule["length"]))
        self.activities = p["activities"] if "activities" in p else rule.get("activity", [])
        self.once = sum(yen(c["yen"]) for c in p.get("cost", []) if c["per"] == "once")
        self.month = [yen(c["yen"]) for c in p.get("cost", []) if c["per"] == "month"]
        assert all(c["per"] in ("once", "month") and c.keys() <= {"per", "yen"} for c in p.get("cost", []))
        self.reference = rule["reference"]
        self.tables(city, calendar)

    def tables(self, city, calendar):
        """The days ▲ may lie on, and for each the latest ★ (the best one for all levels up to yen)."""
        fill = next((i for i, a in enumerate(self.activities) if "length" not in a), None)
        before = self.activities[:fill] if fill is not None else []
        after = self.activities[fill + 1 if fill is not None else 0:]
        configured = next((i for i, a in enumerate(self.activities) if a.get("configuration")), None)
        by_sign = configured is None or fill is not None and configured <= fill
        signs, ready, filled = [], [], []
        available = ordinal(self.p["available"]) if "available" in self.p else city.as_of
        years = {}
        for sign in range(max(city.as_of, available), city.last + 1):
            if not (calendar.is_open(sign) or date(sign).month == 4 and date(sign).day == 1):
                continue
            year = fiscal(sign)
            if year not in years:
                request, vote, prepared = calendar.season(year)
                asked = calendar.back(calendar.plus(request, self.rule["enquiry"], -1)) if "enquiry" in self.rule else request
                years[year] = (min(request, vote, asked) >= city.as_of, vote, prepared)
            in_time, vote, prepared = years[year]
            notice = calendar.back(calendar.plus(sign, self.lead, -1))
            if not in_time or vote > sign or notice < max(prepared, city.as_of):
                continue
            day, configuration = sign, sign
            for i, a in enumerate(before):
                if i == configured:
                    configuration = day
                day = calendar.plus(day, upper(a["length"]))
            if configured == fill and fill is not None:
                configuration = day
            if self.rule.get("pia") and by_sign and self.assessed(city, configuration) < city.as_of:
                continue
            signs.append(sign)
            ready.append(calendar.plus(sign, self.work))
            filled.append(day)
        self.days, self.signs = [], []
        for v in city.go_live:
            if any(b.get("hard") and calendar.in_blackout(b, v) for b in city.blackouts_of(self.system)):
                continue
            end, configuration = v, None
            for i in range(len(after) - 1, -1, -1):
                end = calendar.plus(end, upper(after[i]["length"]), -1)
                if configured is not None and i + len(self.activities) - len(after) == configured:
                    configuration = end
            # Up to how late ★ may be: the work, and at least a day for the activity without a length.
            at = bisect.bisect_right(ready, v)
            at = min(at, bisect.bisect_left(filled, end) if fill is not None else bisect.bisect_right(signs, end))
            acts = [v]
            if self.rule.get("ordinance"):
                acts.append(calendar.ordinance(v))
            if "resident-notice" in self.rule:
                acts.append(calendar.back(calendar.plus(v, self.rule["resident-notice"], -1)))
            if self.rule.get("pia") and not by_sign:
                acts.append(self.assessed(city, configuration))
            if self.standard:
                # The operation is asked for in the season before its fiscal year.
                acts.append(calendar.season(fiscal(v))[0])
            if at and min(acts) >= city.as_of:
                self.days.append(v)
                self.signs.append(signs[at - 1])

    def assessed(self, city, configuration):
        pia = city.calendar.back(configuration - 1)
        return city.calendar.back(city.calendar.plus(pia, city.pia_lead, -1))


class City:
    def __init__(self, folder, as_of):
        folder = Path(folder)
        text = read(folder / "systems.toml")
        known = {"schema", "municipality", "horizon", "deadline", "hardware", "vendor", "contract", "system", "procurement"}
        assert text.keys() <= known, text.keys() - known
        rules = merged(read(BUILTIN / "calendar.toml"), read(folder / "schedules" / "calendar.toml"))
        routes = merged(read(BUILTIN / "routes.toml"), read(folder / "schedules" / "routes.toml"))
        self.calendar, self.methods = Calendar(rules), rules["method"]
        assert "population" not in text["municipality"]
        self.pia_lead = upper(routes["pia"]["lead"])
        self.as_of = ordinal(as_of)
        self.begin, self.end = (ordinal(text["horizon"][k]) for k in ("from", "to"))
        self.last = self.calendar.plus(self.end, "60M")
        self.go_live = [d for d in range(self.as_of, self.last + 1) if self.calendar.go_live(d)]
        self.deadlines = text.get("deadline", [])
        self.contracts = {c["id"]: c for c in text.get("contract", [])}
        self.hardware = {h["id"]: h for h in text.get("hardware", [])}
        self.vendors = {v["id"]: v for v in text.get("vendor", [])}
        self.procurements = text.get("procurement", [])
        self.systems = {s["id"]: s for s in text.get("system", [])}
        self.bridges = {b["id"]: b for b in routes["bridge"]}
        self.targets = {t["id"]: t for t in routes["target"]}
        # Parts of months before each day, nothing outside the horizon.
        self.parts, total = {}, 0
        for day in range(self.begin - 4000, self.last + 4000):
            self.parts[day] = total
            if self.begin <= day <= self.end:
                total += PARTS // length_of_month(date(day).year, date(day).month)
        self.moves, self.routes, self.months = {}, {}, {}
        for s in self.systems.values():
            for bridge in s.get("bridges", ["none"]):
                for target in s.get("targets", ["gov-cloud"]):
                    first = self.move(s, self.bridges[bridge]["move"], False) if "move" in self.bridges[bridge] else None
                    standard = self.move(s, self.targets[target]["move"], True)
                    self.routes.setdefault(s["id"], []).append((bridge, target, first, standard))

    def move(self, system, rule, standard):
        key = (system["id"], rule["stage"], rule["platform"])
        if key not in self.moves:
            self.moves[key] = Move(self, system, rule, standard)
        return self.moves[key]

    def blackouts_of(self, system):
        return [b for b in self.calendar.blackouts
                if not b.get("systems") and not b.get("businesses") or system["id"] in b.get("systems", [])
                or set(system.get("businesses", [])) & set(b.get("businesses", []))]

    def penalty(self, system, day):
        return sum(b.get("price", 0) for b in self.blackouts_of(system)
                   if not b.get("hard") and self.calendar.in_blackout(b, day))

    def run(self, amounts, first, last):
        """Yen of monthly prices over a stretch, each rounded by itself."""
        if last < first:
            return 0
        parts = self.parts[last + 1] - self.parts[first]
        return sum((2 * x * parts + PARTS) // (2 * PARTS) for x in amounts)

    def month(self, day):
        if day not in self.months:
            self.months[day] = date(day).year * 12 + date(day).month
        return self.months[day]

    def within(self, day):
        return self.begin <= day <= self.end

    def late(self, system, day, standard):
        """Hard late days and weighted soft ones of a ▲."""
        hard = soft = 0
        for d in self.deadlines:
            if d.get("systems") and system["id"] not in d["systems"]:
                continue
            if (d.get("bounds", "standard.cutover") == "standard.cutover") != standard:
                continue
            own = {e["system"]: e["date"] for e in d.get("exceptions", [])}
            days = max(0, day - ordinal(own.get(system["id"], d["date"])))
            if d.get("hard"):
                hard += days
            else:
                soft += days * d.get("weight", 1)
        return hard, soft

    def ladder(self, end, extend, notice):
        """Of each step that can be taken in time: first day and last day."""
        steps, at, calendar = [], end, self.calendar
        for n in range(1, (extend or {"at-most": 0}).get("at-most", 1) + 1):
            begin = at + 1
            fourth = date(begin).month == 4 and date(begin).day == 1
            contract = begin if fourth else calendar.back(at)
            acts = [contract, *calendar.season(fiscal(contract))[:2]]
            if notice and notice.get("kind", "to-extend") == "to-extend":
                acts.append(calendar.back(calendar.plus(begin, upper(notice["by"]), -1) - 1))
            if min(acts) < self.as_of:
                break
            at = calendar.plus(end + 1, upper(extend["by"]), n) - 1
            steps.append((begin, at))
        return steps

    def step_yen(self, record, price, step):
        """What a step costs: the extension's price, else the price before."""
        price = record["extend"].get("price") or price
        assert price.keys() <= {"month", "once"}
        paid = price.get("once", 0) if self.within(step[0]) and "price" in record["extend"] else 0
        return paid + self.run([yen(price["month"])] if "month" in price else [], *step)

    def present(self, system, bridge, cutover, reference):
        """The present service when its successor goes live: gap days, last day used, and by contract and
        hardware the number of steps and the steps."""
        need = cutover - self.calendar.closed_before(cutover) - 1
        things = {}
        c, h = self.contracts.get(system.get("contract")), self.hardware.get(system.get("hardware"))
        if c:
            steps = self.ladder(ordinal(c["ends"]), c.get("extend"), c.get("notice")) if self.bridges[bridge]["extends-contract"] else []
            things["contract", c["id"]] = (ordinal(c["ends"]), steps)
        if h:
            steps = self.ladder(ordinal(h["expires"]), h.get("extend"), h.get("notice")) if self.bridges[bridge]["extends-hardware"] else []
            things["hardware", h["id"]] = (ordinal(h["expires"]), steps)
        reach = min([need] + [steps[-1][1] if steps else end for end, steps in things.values()])
        taken, covered = {}, NEVER
        for name, (end, steps) in things.items():
            ends = [end] + [s[1] for s in steps]
            n = next(n for n, e in enumerate(ends) if e >= reach)
            taken[name], covered = steps[:n], min(covered, ends[n])
        gap = self.gap(covered, need, self.begin)
        kept = min(self.calendar.plus(cutover, reference) - 1, covered)
        used = max(min(need, covered), kept if kept >= cutover else 0)
        return gap, used, taken

    def gap(self, covered, need, begin):
        """Days without cover, from the as-of date on, within the horizon."""
        return max(0, min(need, self.end) - max(covered, begin - 1, self.as_of - 1, self.begin - 1))
