"""What CP-SAT is given before it begins: all choices of each system, a first plan, and what it rules out.

The plan is the best of some orders of placing one system after another. Choices that no plan can take
that is at least as good, level by level, are left out: what each other system has to pay at least,
and the choice's own, exceed the level of the first plan.
"""

from collections import namedtuple
from zlib import crc32

from rules import ordinal, yen

# levels: gap days, hard late days, late days, yen (of what is not shared); shared: (kind, id, last day, steps)
Choice = namedtuple("Choice", "levels bridge target standard sign live shared")
Early = namedtuple("Early", "levels sign live shared")
Over = namedtuple("Over", "bridge target first standard early late")


class Choices:
    def __init__(self, city):
        self.city = city
        users = lambda key: [s.get(key) for s in city.systems.values()]
        self.alone = {key: {i for i in users(key) if i and users(key).count(i) == 1} for key in ("contract", "hardware")}
        self.shared = {p["id"]: p["systems"] for p in city.procurements if len(p["systems"]) > 1}
        self.straight = {sid: [] for sid in city.systems}
        self.over = {sid: [] for sid in city.systems}
        for s in city.systems.values():
            self.of(s)

    def leaving(self, s, bridge, cutover, reference):
        """What leaving the present service on a day costs: gap, yen by itself, and what is shared."""
        city = self.city
        gap, used, taken = city.present(s, bridge, cutover, reference)
        cost, shared = 0, []
        for kind, ends, records in [("contract", "ends", city.contracts), ("hardware", "expires", city.hardware)]:
            if s.get(kind) not in records:
                continue
            record = records[s[kind]]
            price, last = record.get("price", {}), min(used, ordinal(record[ends]))
            assert price.keys() <= {"month"} and "exit" not in record
            steps = taken[kind, s[kind]]
            if s[kind] in self.alone[kind]:
                cost += city.run([yen(price["month"])] if price else [], city.begin, last)
                cost += sum(city.step_yen(record, price, step) for step in steps)
            else:
                shared.append((kind, s[kind], last, steps))
        return gap, cost, shared

    def of(self, s):
        city, sid = self.city, s["id"]
        for target in dict.fromkeys(r[1] for r in city.routes[sid]):
            routes = [r for r in city.routes[sid] if r[1] == target]
            straight, standard = [r[0] for r in routes if r[2] is None], routes[0][3]
            for v, at in zip(standard.days, standard.signs) if straight else []:
                # Of bridges without work the one with the least gap: another takes the same steps, or covers less.
                bridge, (gap, cost, shared) = min(
                    ((b, self.leaving(s, b, v, standard.reference)) for b in straight), key=lambda c: (c[1][0], c[1][1]))
                hard, soft, own = self.live(s, standard, v)
                self.straight[sid].append(Choice((gap, hard, soft, own + cost), bridge, target, standard, at, v, shared))
            for bridge, _, first, _ in routes:
                if first is not None:
                    early = []
                    for v, at in zip(first.days, first.signs):
                        gap, cost, shared = self.leaving(s, bridge, v, first.reference)
                        hard, soft = city.late(s, v, False)
                        cost += self.once(first, v) + (city.penalty(s, v) if city.within(v) else 0)
                        early.append(Early((gap, hard, soft, cost), at, v, shared))
                    late = [Choice((0, *self.live(s, standard, v)), bridge, target, standard, at, v, [])
                            for v, at in zip(standard.days, standard.signs)]
                    self.over[sid].append(Over(bridge, target, first, standard, early, late))

    def once(self, move, cutover):
        return move.once if self.city.within(cutover - 1) else 0

    def live(self, s, standard, v):
        """Hard and soft late days of a standard's ▲, and its yen by itself."""
        city = self.city
        cost = city.penalty(s, v) if city.within(v) else 0
        if standard.id not in self.shared:
            last = min(city.end, city.calendar.plus(v, standard.p["term"]) - 1) if "term" in standard.p else city.end
            cost += self.once(standard, v) + city.run(standard.month, v, last)
        return *city.late(s, v, True), cost

    def trim(self, worth):
        """Leaves out what no plan can take that is as good as one that is worth so much."""
        for level in range(3):
            least = {}
            for sid in self.straight:
                bounds = [c.levels[level] for c in self.straight[sid]]
                bounds += [min((e.levels[level] for e in o.early), default=10 ** 9) + min((c.levels[level] for c in o.late), default=10 ** 9)
                           for o in self.over[sid]]
                least[sid] = min(bounds)
            room = worth[level] - sum(least.values())
            for sid, low in least.items():
                self.straight[sid] = [c for c in self.straight[sid] if c.levels[level] - low <= room]
                kept = []
                for o in self.over[sid]:
                    early, late = (min((c.levels[level] for c in part), default=10 ** 9) for part in (o.early, o.late))
                    kept.append(o._replace(early=[e for e in o.early if e.levels[level] + late - low <= room],
                                           late=[c for c in o.late if c.levels[level] + early - low <= room]))
                self.over[sid] = [o for o in kept if o.early and o.late]
            if room:
                break


class First:
    """Places systems one after the other, straight routes only."""

    def __init__(self, choices, turns=60):
        self.choices, self.city = choices, choices.city
        self.links = [(x if isinstance(x, dict) else {"system": x}) | {"of": s["id"]}
                      for s in self.city.systems.values() for x in s.get("after", [])]
        self.groups = {sid: {sid} for sid in self.city.systems}
        together = [[x["system"], x["of"]] for x in self.links if x.get("link") == "together"]
        for ids in together + list(choices.shared.values()):
            whole = set().union(*(self.groups[sid] for sid in ids))
            for sid in whole:
                self.groups[sid] = whole
        self.before = {sid: {x["system"] for x in self.links if x["of"] == sid and x.get("link", "hard") == "hard"}
                       for sid in self.city.systems}
        self.options = {}
        for group in {min(g): sorted(g) for g in self.groups.values()}.values():
            self.options[tuple(group)] = self.of(group)
        self.best, self.plan = None, None
        boost = dict.fromkeys(self.options, 0)
        for turn in range(turns if all(self.options.values()) else 0):
            plan = self.place(turn, boost)
            if plan:
                worth = tuple(sum(c.levels[n] for c in plan.values()) for n in range(4))
                if self.best is None or worth < self.best:
                    self.best, self.plan = worth, plan

    def of(self, group):
        """Ways to put a group live on one day, the best first."""
        by_day = []
        for sid in group:
            days = {}
            for c in self.choices.straight[sid]:
                days.setdefault(c.live, []).append(c)
            for here in days.values():
                here.sort(key=lambda c: c.levels)
            by_day.append(days)
        ways = []
        for day in sorted(set.intersection(*(set(d) for d in by_day))):
            if len(group) == 1:
                ways += [[c] for c in by_day[0][day]]
            else:
                ways += [[d[day][k] if k < len(d[day]) else d[day][0] for d in by_day]
                         for k in range(max(len(d[day]) for d in by_day))]
        ways.sort(key=lambda way: [sum(c.levels[n] for c in way) for n in range(4)])
        return ways

    def place(self, turn, boost):
        city = self.city
        load = {v: [0] * (city.last - city.as_of + 2) for v in city.vendors}
        cuts, live, plan = {}, {}, {}
        regret = lambda group: boost[group] + min(c.live for c in self.options[group][0])
        left = sorted(self.options, key=regret)
        # Each turn another order: what was late before comes earlier.
        if turn:
            left.sort(key=lambda group: regret(group) + crc32(f"{turn} {group}".encode()) % (40 * turn + 1))
        while left:
            group = next((g for g in left if all(b in live or b in g for sid in g for b in self.before[sid])), None)
            if group is None:
                return None
            left.remove(group)
            at_least = max((live[b] for sid in group for b in self.before[sid] if b in live), default=0)
            way = next((w for w in self.options[group] if w[0].live >= at_least and self.fits(w, load, cuts)), None)
            if way is None:
                return None
            for move, c in {c.standard.id: (c.standard, c) for c in way}.values():
                if move.vendor:
                    for day in range(c.sign - city.as_of, c.live - city.as_of):
                        load[move.vendor][day] += move.units
                    key = (move.vendor, city.month(c.live))
                    cuts[key] = cuts.get(key, 0) + move.units
            for sid, c in zip(group, way):
                live[sid], plan[sid] = c.live, c
            boost[group] -= 20 * any(c.levels[n] > self.options[group][0][i].levels[n] for i, c in enumerate(way) for n in range(3))
        return plan

    def fits(self, way, load, cuts):
        city, mine = self.city, {}
        rounds = {c.standard.id: (c.standard, c) for c in way}.values()
        for move, c in rounds:
            mine[move.vendor] = mine.get(move.vendor, 0) + move.units
        for move, c in rounds:
            if not move.vendor:
                continue
            vendor = city.vendors[move.vendor]
            if cuts.get((move.vendor, city.month(c.live)), 0) + mine[move.vendor] > vendor.get("cutovers-per-month", 10 ** 9):
                return False
            busy = load[move.vendor]
            if max(busy[c.sign - city.as_of:c.live - city.as_of]) + mine[move.vendor] > vendor.get("builds", 10 ** 9):
                return False
        return True
