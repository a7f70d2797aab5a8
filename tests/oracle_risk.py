"""The simulation of `ikou risk` once more, by another hand and in numpy: reads the tables of a policy
(what is drawn, where a contract and a cutover may slip to, what carries each service and what is paid)
and prints what the runs come to, as JSON: how often each deadline is kept, quantiles of cutovers and of
yen by fiscal year, gaps, steps of extension, contracts in another fiscal year, money carried over, and
how often each work is on the chain behind the last cutover or behind a missed deadline. All runs are
done at once, one round after another; also the one run in which everything is as planned.

    python3 oracle_risk.py TABLES.json RUNS SEED [days]

`days`: the days of contracts and cutovers only, and the deadlines that they keep.
"""

import json
import sys
import time

import numpy as np

NEVER = 2_000_000
LONG_AGO = -NEVER
# What pushed a cutover: nothing, its work, all cutovers of a month taken; from AFTER on, another cutover.
PLANNED, WORK, MONTH, AFTER = 0, 1, 2, 3
NOBODY = -1


def drawn(rng, variable, runs):
    """Values of a variable, by its textbook definition; rounded to the nearest day or yen."""
    low, likely, high = variable["low"], variable["likely"], variable["high"]
    shape = variable["shape"]
    if low == high:
        values = np.full(runs, float(low))
    elif shape == "uniform":
        values = rng.uniform(low, high, runs)
    elif shape == "triangular":
        values = rng.triangular(low, likely, high, runs)
    elif shape == "pert":
        mode = (likely - low) / (high - low)
        values = low + (high - low) * rng.beta(1 + 4 * mode, 1 + 4 * (1 - mode), runs)
    else:
        middle = (np.log(low) + np.log(high)) / 2
        width = (np.log(high) - np.log(low)) / (2 * 1.6448536269514722)
        values = rng.lognormal(middle, width, runs)
    values = np.floor(values + 0.5)
    return values.astype(np.int64 if variable["kind"] == "yen" else np.int32)


def same(values):
    """The one value of all runs, where they have one."""
    return bool(values.size) and bool((values == values[0]).all())


class Tables:
    """What all runs look up; made once."""

    def __init__(self, t):
        self.t = t
        self.first, self.last = t["first"], t["last"]
        known = {}
        for cutover in t["cutovers"]:
            key = tuple(cutover["days"])
            if key not in known:
                days = np.array(cutover["days"] + [NEVER], dtype=np.int32)
                every = np.arange(self.first, self.last + 1)
                known[key] = days, np.searchsorted(days, every).astype(np.int32)
        self.days = [known[tuple(c["days"])] for c in t["cutovers"]]
        self.go_lives = [np.array(c["go_lives"] + [0], dtype=np.int32) for c in t["cutovers"]]
        self.penalties = [np.array(c["penalties"] + [0], dtype=np.int64) for c in t["cutovers"]]
        self.signs = [
            np.array(w["signs"] + [[NEVER] * 3], dtype=np.int32) for w in t["works"]
        ]
        self.house = [np.array(w["house"], dtype=np.int32) for w in t["works"]]
        self.slots = [np.array(w["slots"] + [NEVER], dtype=np.int32) for w in t["works"]]
        self.months = np.array(t["months"], dtype=np.int32)
        self.monthly = [np.array(c["cutovers_per_month"], dtype=np.int64) for c in t["crews"]]
        m = t["money"]
        self.horizon, self.count_from = m["horizon"], m["count_from"]
        self.year_ends = np.array(m["year_ends"], dtype=np.int32)
        self.service = np.array(m["service_starts"], dtype=np.int32)
        self.unit = m["month_parts"]
        parts = self.unit // np.array(m["month_lengths"], dtype=np.int64)
        self.parts = np.concatenate([[0], np.cumsum(parts)])
        self.references = [np.array(r, dtype=np.int32) for r in m["references"]]
        self.taxes = (
            np.array([f for f, _ in m["taxes"]], dtype=np.int32),
            np.array([100] + [100 + p for _, p in m["taxes"]], dtype=np.int64),
        )
        self.indices = [
            (
                np.array([f for f, _ in steps], dtype=np.int32),
                np.array([m["index_whole"]] + [v for _, v in steps], dtype=np.int64),
            )
            for steps in m["indices"]
        ]
        self.ends = [ragged(w["ends"]) for w in m["works"]]


def ragged(rows):
    """Rows of several lengths as a matrix, the last of each repeated, with the lengths."""
    most = max([len(row) for row in rows] + [1])
    filled = [(row + [row[-1] if row else NEVER] * most)[:most] for row in rows]
    return np.array(filled, dtype=np.int32).reshape(-1, most), np.array([len(r) for r in rows])


class Simulation:
    def __init__(self, tables, runs, values):
        self.tables, self.t = tables, tables.t
        self.runs = runs
        self.values = values
        full = lambda day: np.full(runs, day, dtype=np.int32)
        self.live = [full(c["planned"]) for c in self.t["cutovers"]]
        self.at = [full(c["days"].index(c["planned"])) for c in self.t["cutovers"]]
        self.why = [full(PLANNED) for _ in self.t["cutovers"]]
        self.start = [full(w["start"]) for w in self.t["works"]]
        self.crewed = [full(NOBODY) for _ in self.t["works"]]
        # By crew: the works placed so far, with first and last day of each run.
        self.placed = [[] for _ in self.t["crews"]]
        self.counted = [[] for _ in self.t["crews"]]

    # Days.

    def slip(self):
        for batch in self.t["batches"]:
            self.settle(batch)

    def settle(self, batch):
        """Places works again and again until no cutover of theirs moves."""
        kept = [len(p) for p in self.placed]
        counted = [len(c) for c in self.counted]
        mine = [c for w in batch for c in range(*self.t["works"][w]["cutovers"])]
        alone = len(mine) == 1
        floor = {} if alone else {c: np.full(self.runs, -1, dtype=np.int32) for c in mine}
        for _ in range(200):
            for p, n in zip(self.placed, kept):
                del p[n:]
            for p, n in zip(self.counted, counted):
                del p[n:]
            before = [self.live[c] for c in mine]
            for w in batch:
                self.place(w, floor)
            if alone:
                break
            for c in mine:
                floor[c] = np.maximum(floor[c], self.live[c])
            if all((a == self.live[c]).all() for a, c in zip(before, mine)):
                break

    def begin(self, w, least, longer):
        """The first day to begin on, and the first day after the work."""
        if self.t["works"][w]["in_house"]:
            at = np.searchsorted(self.tables.house[w], least)
            ready = self.tables.slots[w][at] + longer
            return np.where(ready >= NEVER, NEVER, least), np.minimum(ready, NEVER)
        signs = self.tables.signs[w]
        at = np.minimum(np.searchsorted(signs[:, 0], least), len(signs) - 1)
        ready = np.maximum(signs[at, 1] + longer, signs[at, 2])
        return signs[at, 0], np.minimum(ready, NEVER)

    def place(self, w, floor):
        work = self.t["works"][w]
        if work["over"]:
            return
        runs = self.runs
        least = np.full(runs, work["start"], dtype=np.int32)
        if work["available"] is not None:
            least = np.maximum(least, self.values[work["available"]])
        longer = np.int32(0)
        if work["length"] is not None:
            v, planned = work["length"]
            longer = self.values[v] - np.int32(planned)
        crew = work["crew"]
        behind = np.full(runs, NOBODY, dtype=np.int32)
        while True:
            start, ready = self.begin(w, least, longer)
            if crew is not None:
                counted = len(self.counted[crew])
            last = np.full(runs, -1, dtype=np.int32)
            for c in range(*work["cutovers"]):
                self.cut_over(w, c, ready, floor)
                last = np.maximum(last, self.live[c])
            if crew is None:
                break
            free, other = self.free_from(work, crew, start, last - 1)
            blocked = (free > start) & (start < NEVER) & (last < NEVER)
            if not blocked.any():
                break
            del self.counted[crew][counted:]
            least = np.where(blocked, free, least)
            behind = np.where(blocked, other, behind)
        self.start[w] = start
        self.crewed[w] = np.where(start > work["start"], behind, NOBODY)
        if crew is not None:
            gone = (start >= NEVER) | (last >= NEVER)
            first = np.maximum(start, self.t["as_of"])
            taken = np.where(gone, NEVER, first), np.where(gone, -1, last - 1)
            self.placed[crew].append((w, *taken, work["units"]))

    def cut_over(self, w, c, ready, floor):
        cutover = self.t["cutovers"][c]
        if cutover["happened"]:
            return
        least = np.maximum(ready, cutover["planned"])
        why = np.where(ready > cutover["planned"], WORK, PLANNED).astype(np.int32)
        for before, later in cutover["after"]:
            day = self.live[before] + np.int32(later)
            why[day > least] = AFTER + before
            least = np.maximum(least, day)
        if floor:
            least = np.maximum(least, floor[c])
            why = np.where((why == PLANNED) & (least > cutover["planned"]), self.why[c], why)
        least = np.minimum(least, NEVER)
        days, following = self.tables.days[c]
        at = following[np.clip(least - self.tables.first, 0, len(following) - 1)]
        at = np.where(least > self.tables.last, len(days) - 1, at)
        crew = self.t["works"][w]["crew"]
        if crew is not None and self.t["crews"][crew]["cutovers_per_month"]:
            at = self.month_with_room(w, c, crew, days, at, why)
        self.live[c], self.at[c], self.why[c] = days[at], at, why
        if crew is not None:
            self.counted[crew].append((w, c, self.live[c], self.t["works"][w]["units"]))

    def month(self, day):
        months = self.tables.months
        return months[np.clip(day - self.tables.first, 0, len(months) - 1)]

    def month_with_room(self, w, c, crew, days, at, why):
        most = self.tables.monthly[crew]
        units = self.t["works"][w]["units"]
        earlier = [x for x in range(self.t["works"][w]["cutovers"][0], c)]
        while True:
            day = days[at]
            month = self.month(day)
            used = np.full(self.runs, units, dtype=np.int64)
            counted = []
            for work, other, live, n in self.counted[crew]:
                # A round counts once a day.
                twice = [l for (v, l) in counted if v == work]
                again = np.zeros(self.runs, dtype=bool)
                for l in twice:
                    again |= l == live
                used += np.where((self.month(live) == month) & ~again & (live < NEVER), n, 0)
                counted.append((work, live))
            room = used <= most[np.clip(day - self.tables.first, 0, len(most) - 1)]
            for other in earlier:
                room |= self.live[other] == day
            room |= day >= NEVER
            if room.all():
                return at
            why[~room] = MONTH
            at = np.where(room, at, at + 1)

    def free_from(self, work, crew, start, end):
        """The first day from which the work could run to its end, each run by itself, and behind whom."""
        builds = self.t["crews"][crew]["builds"]
        placed = self.placed[crew]
        start = np.maximum(start, self.t["as_of"])
        free = np.full(self.runs, -1, dtype=np.int32)
        other = np.full(self.runs, NOBODY, dtype=np.int32)
        if len(builds) == 1:
            # As long as all together find room, nobody is in the way.
            load = np.full(self.runs, work["units"], dtype=np.int64)
            for _, first, last, units in placed:
                load += np.where((first <= end) & (start <= last), units, 0)
            if (load <= builds[0][2]).all():
                return free, other
        latest = np.full(self.runs, NOBODY, dtype=np.int32)
        points = []
        for w, first, last, _ in placed:
            overlaps = (first <= end) & (start <= last)
            latest = np.where(overlaps, w, latest)
            points.append((np.minimum(last, end), w))
        ends = [np.minimum(np.full(self.runs, to - 1, dtype=np.int32), end) for _, to, _ in builds]
        points += [(point, latest) for point in ends]
        for point, who in points:
            load = np.full(self.runs, work["units"], dtype=np.int64)
            for _, first, last, units in placed:
                load += np.where((first <= point) & (point <= last), units, 0)
            most = np.full(self.runs, 2**32 - 1, dtype=np.int64)
            for a, b, n in builds:
                most = np.where((a <= point) & (point < b), n, most)
            full = (load > most) & (point >= start) & (point <= end) & (point + 1 > free)
            free = np.where(full, point + 1, free)
            other = np.where(full, who, other)
        return free, other

    # Cover.

    def service_start(self, day):
        service = self.tables.service
        return service[np.clip(day - self.tables.first, 0, len(service) - 1)]

    def uncovered(self, cover, need):
        since = np.maximum(cover + 1, self.tables.count_from)
        return np.maximum(np.minimum(need, self.tables.horizon[1]) - since + 1, 0)

    def reference(self, table, c, cover):
        """The last day of reference to a service that is covered so far, after a cutover."""
        if table is None:
            return np.int32(LONG_AGO)
        ends = self.tables.references[table]
        go_live = self.tables.go_lives[c][self.at[c]]
        kept = (self.live[c] < NEVER) & (cover >= self.live[c])
        return np.where(kept, np.minimum(cover, ends[go_live]), LONG_AGO)

    def needed_until(self, c):
        live = self.live[c]
        return np.where(live < NEVER, self.service_start(live) - 1, NEVER)

    def cover(self):
        """By system: gap days and steps; by carrier's user and by cutover: how the service is used."""
        self.gaps, self.steps = [], []
        self.present, self.used = [], [None] * len(self.t["cutovers"])
        carriers = self.t["money"]["carriers"]
        for system in self.t["systems"]:
            bridge, standard = system["bridge"], system["standard"]
            then = standard if bridge is None else bridge
            need = self.needed_until(then)
            carried = []
            for key, extends in zip(("contract", "hardware"), system["extends"]):
                if system[key] is None:
                    carried.append(None)
                    continue
                carrier = carriers[system[key]]
                ends = np.array([carrier["end"]] + [to for _, to in carrier["steps"]], dtype=np.int32)
                most = len(ends) - 1 if extends else carrier["signed"]
                carried.append((ends, carrier["signed"], most))
            reach = np.minimum(need, system["platform_end"])
            for ends, _, most in filter(None, carried):
                reach = np.minimum(reach, ends[most])
            cover = np.full(self.runs, system["platform_end"], dtype=np.int32)
            steps = []
            for one in carried:
                if one is None:
                    steps.append(np.zeros(self.runs, dtype=np.int32))
                    continue
                ends, signed, most = one
                taken = signed + np.searchsorted(ends[signed : most + 1], reach)
                taken = np.minimum(taken, most)
                steps.append(taken)
                cover = np.minimum(cover, ends[taken])
            table = system["references"][1 if bridge is None else 0]
            last = np.maximum(np.minimum(need, cover), self.reference(table, then, cover))
            self.present.append((last, steps))
            gap = self.uncovered(cover, need)
            extended = steps[0] + steps[1]
            if bridge is not None:
                used = self.bridge(system, bridge, standard)
                gap = gap + used[0]
                extended = extended + used[2]
                self.used[bridge] = used[1:]
            since = self.service_start(self.live[standard])
            cover = np.maximum(system["limits"][1], since - 1)
            gap = gap + np.where(self.live[standard] < NEVER, self.uncovered(cover, NEVER), 0)
            self.used[standard] = (
                np.full(self.runs, system["limits"][1], dtype=np.int32),
                np.zeros(self.runs, dtype=np.int32),
                self.tables.go_lives[standard][self.at[standard]],
            )
            self.gaps.append(gap)
            self.steps.append(extended)

    def bridge(self, system, c, standard):
        w = self.t["cutovers"][c]["work"]
        go_live = self.tables.go_lives[c][self.at[c]]
        if self.t["money"]["works"][w]["one_term"]:
            for other in range(*self.t["works"][w]["cutovers"]):
                at = self.tables.go_lives[other][self.at[other]]
                go_live = np.where(self.live[other] < NEVER, np.minimum(go_live, at), go_live)
        rows, lengths = self.tables.ends[w]
        need = self.needed_until(standard)
        limit = system["limits"][0]
        steps = np.zeros(self.runs, dtype=np.int32)
        cover = np.full(self.runs, limit, dtype=np.int32)
        if len(lengths):
            ends = rows[go_live]
            some = lengths[go_live] > 0
            reach = np.minimum(np.minimum(need, limit), ends[:, -1])
            steps = np.where(some, (ends < reach[:, None]).sum(axis=1, dtype=np.int32), 0)
            end = np.take_along_axis(ends, steps[:, None], axis=1)[:, 0]
            cover = np.where(some, np.minimum(end, limit), limit)
        since = self.service_start(self.live[c])
        reference = self.reference(system["references"][1], standard, cover)
        last = np.maximum(np.minimum(need, cover), reference)
        gap = self.uncovered(np.maximum(cover, since - 1), need)
        lives = self.live[c] < NEVER
        return np.where(lives, gap, 0), last, np.where(lives, steps, 0), go_live

    # Yen.

    def gross(self, amount, on):
        """An amount with the index and the tax of a day."""
        yen = amount["yen"] if amount["variable"] is None else self.values[amount["variable"]]
        if amount["index"] is None and not amount["untaxed"]:
            return yen
        if same(on):
            on = on[:1]
        if amount["index"] is not None:
            days, values = self.tables.indices[amount["index"]]
            value = values[np.searchsorted(days, on, side="right")]
            yen = yen * value // self.t["money"]["index_whole"]
        if amount["untaxed"]:
            days, percents = self.tables.taxes
            yen = yen * percents[np.searchsorted(days, on, side="right")] // 100
        return yen

    def once(self, yen, on, in_year_of=None):
        low, high = self.tables.horizon
        yen = np.where((low <= on) & (on <= high), yen, 0)
        year = np.searchsorted(self.tables.year_ends, on if in_year_of is None else in_year_of)
        if same(year):
            self.years[min(year[0], len(self.years) - 1)] += yen
            return
        for y in np.unique(year[yen != 0]):
            self.years[y] += np.where(year == y, yen, 0)

    def months_of(self, since, to):
        """Parts of months from the first day of a stretch to the end of each year: what all prices share."""
        low, high = self.tables.horizon
        since, to = np.maximum(since, low), np.minimum(to, high)
        if same(since) and same(to):
            since, to = since[:1], to[:1]
        parts, first = self.tables.parts, self.tables.first
        before = parts[np.clip(since, low, high) - first]
        most = int(to.max(initial=low))
        all_of = []
        for y, end in enumerate(self.tables.year_ends):
            until = np.minimum(to, end)
            so_far = np.where(until >= since, parts[np.maximum(until, low) - first + 1] - before, 0)
            all_of.append((y, so_far))
            if most <= end:
                break
        return [(y, so_far) for y, so_far in all_of if so_far.any()]

    def running(self, yen, yearly, months):
        """Whole yen by year of a price by days, each stretch so far rounded to the nearest."""
        twice = 2 * self.tables.unit * (12 if yearly else 1)
        before = 0
        for y, so_far in months:
            if int(np.max(yen)) * int(so_far.max()) < 2**61:
                accrued = (yen * (so_far * 2) + twice // 2) // twice
            else:
                whole, rest = np.divmod(yen, twice)
                accrued = whole * (so_far * 2) + (rest * (so_far * 2) + twice // 2) // twice
            self.years[y] += accrued - before
            before = accrued

    def stretch(self, prices, since, to, lives=True):
        """Prices of a stretch of days."""
        if not prices:
            return
        months = self.months_of(since, np.where(lives, to, LONG_AGO))
        for price in prices:
            yen = self.gross(price["amount"], since)
            if price["over"] == "once":
                self.once(np.where(lives & (since <= to), yen, 0), since)
            elif months:
                self.running(yen, price["over"] == "year", months)

    def pay(self):
        money = self.t["money"]
        self.years = np.zeros((len(money["year_ends"]), self.runs), dtype=np.int64)
        for carrier in money["carriers"]:
            self.carrier(carrier)
        for w, work in enumerate(money["works"]):
            self.work(w, work)
        for link in money["links"]:
            a, b = (self.live[c] for c in link["ends"])
            self.stretch(link["prices"], np.minimum(a, b), np.maximum(a, b) - 1)
        for c, penalties in enumerate(self.tables.penalties):
            if penalties.any():
                self.once(penalties[self.at[c]], self.live[c])

    def carrier(self, carrier):
        if not carrier["users"]:
            return
        which = int(carrier["hardware"])
        last = np.maximum.reduce([self.present[u][0] for u in carrier["users"]])
        steps = np.maximum.reduce([self.present[u][1][which] for u in carrier["users"]])
        steps = np.maximum(steps, carrier["signed"])
        since = np.full(self.runs, self.tables.horizon[0], dtype=np.int32)
        self.stretch(carrier["present"], since, np.minimum(last, carrier["end"]))
        self.extend(carrier["extension"], carrier["steps"], steps)
        self.leave(carrier["exit"], last, carrier["end"])

    def extend(self, prices, stretches, steps):
        most = int(steps.max(initial=0))
        for n, (since, to) in enumerate(stretches[:most]):
            days = np.full(self.runs, since, dtype=np.int32), np.full(self.runs, to, dtype=np.int32)
            self.stretch(prices, *days, lives=True if (steps > n).all() else steps > n)

    def leave(self, fee, last, end):
        if fee["yen"] or fee["variable"] is not None:
            self.once(np.where(last < end, self.gross(fee, last + 1), 0), last + 1)

    def work(self, w, paid):
        work = self.t["works"][w]
        runs = self.runs
        first = np.full(runs, NEVER, dtype=np.int32)
        last_cutover = np.full(runs, LONG_AGO, dtype=np.int32)
        last, steps, go_live, last_go_live = last_cutover, np.int32(0), np.int32(0), np.int32(0)
        lives = np.zeros(runs, dtype=bool)
        for c in range(*work["cutovers"]):
            until, taken, slot = self.used[c]
            live = self.live[c]
            mine = live < NEVER
            first = np.minimum(first, live)
            later = mine & (live > last_cutover)
            last_go_live = np.where(later, self.tables.go_lives[c][self.at[c]], last_go_live)
            last_cutover = np.where(later, live, last_cutover)
            last = np.where(mine, np.maximum(last, until), last)
            longer = mine & (~lives | (taken > steps))
            go_live = np.where(longer, slot, go_live)
            steps = np.where(longer, np.maximum(steps, taken), steps)
            lives = lives | mine
        rows, lengths = self.tables.ends[w]
        if len(lengths):
            ends, some = rows[go_live], lengths[go_live] > 0
            steps = np.minimum(steps, np.maximum(lengths[go_live] - 1, 0))
        else:
            ends, some, steps = np.full((runs, 1), NEVER), np.zeros(runs, dtype=bool), steps * 0
        base = ends[:, 0]
        paid_on = np.where(lives, last_cutover - (not work["in_house"]), LONG_AGO)
        running = []
        for cost in paid["costs"]:
            if cost["over"] != "once":
                running.append({"over": cost["over"], "amount": cost["amount"]})
                continue
            year = np.minimum(np.maximum(self.worked(w, cost, last_go_live, paid_on), self.tables.horizon[0]), paid_on)
            self.once(self.gross(cost["amount"], paid_on), paid_on, year)
        self.stretch(running, first, np.minimum(last, base), lives)
        own = paid["extension"]
        for n in range(1, int(steps.max(initial=0)) + 1):
            since = np.where(steps >= n, ends[:, n - 1] + 1, 1)
            to = np.where(steps >= n, ends[:, n], 0)
            self.stretch(running if own is None else own, since, to, lives & (steps >= n))
        if paid["exit"] is not None:
            leaves = lives & some
            self.leave(paid["exit"], np.where(leaves, last, NEVER), base)

    def worked(self, w, cost, last_go_live, paid_on):
        """The last day of the activity that is paid for; else the day of payment."""
        if cost["worked_by_sign"]:
            known = dict(map(tuple, cost["worked_by_sign"]))
            starts, inverse = np.unique(self.start[w], return_inverse=True)
            days = np.array([known.get(int(s), NEVER) for s in starts], dtype=np.int32)[inverse]
        elif cost["worked_by_go_live"]:
            days = np.array(cost["worked_by_go_live"], dtype=np.int32)[last_go_live]
        else:
            return paid_on
        return np.where(days == NEVER, paid_on, days)

    # What is told.

    def chains(self):
        """Runs in which each work is behind the last cutover, and behind a missed deadline."""
        works, cutovers = self.t["works"], self.t["cutovers"]
        of = np.array([c["work"] for c in cutovers], dtype=np.int64)
        why, behind = np.array(self.why), np.array(self.crewed)
        ends = []
        for work in works:
            at = np.full(self.runs, work["cutovers"][0])
            latest = self.live[work["cutovers"][0]]
            for c in range(work["cutovers"][0] + 1, work["cutovers"][1]):
                at = np.where(self.live[c] >= latest, c, at)
                latest = np.maximum(latest, self.live[c])
            ends.append(at)
        ends = np.array(ends)

        def followed(begun):
            marks = np.zeros((len(works), self.runs), dtype=bool)
            for c, which in begun:
                run = np.nonzero(which)[0]
                at = np.full(len(run), c)
                for _ in range(len(cutovers) + 1):
                    w = of[at]
                    marks[w, run] = True
                    pushed, other = why[at, run], behind[w, run]
                    before = np.where(pushed >= AFTER, pushed - AFTER, NOBODY)
                    crew = (pushed == WORK) & (other != NOBODY)
                    before = np.where(crew, ends[other, run], before)
                    on = before != NOBODY
                    run, at = run[on], before[on]
                    if not len(run):
                        break
            return [int(n) for n in marks.sum(axis=1)]

        standards = [s["standard"] for s in self.t["systems"]]
        last = np.maximum.reduce([self.live[c] for c in standards])
        on_last = followed([(c, self.live[c] == last) for c in standards])
        late = [(d["cutover"], self.live[d["cutover"]] > d["date"]) for d in self.t["dues"]]
        return last, on_last, followed(late)

    def kept(self):
        dues = [(d, self.live[d["cutover"]] <= d["date"]) for d in self.t["dues"]]
        every, hard = np.ones((2, self.runs), dtype=bool)
        for due, kept in dues:
            every &= kept
            if due["hard"]:
                hard &= kept
        count = lambda which: int(which.sum())
        days = [self.quantiles(live) for live in self.live]
        return {
            "kept": [count(kept) for _, kept in dues],
            "all": count(every),
            "hard": count(hard),
            "quantiles": days,
        }

    def quantiles(self, values):
        ranks = [int(np.ceil(self.runs * q)) - 1 for q in (0.5, 0.8, 0.95)]
        return [int(v) for v in np.partition(values, ranks)[ranks]]

    def told(self, planned):
        """All that runs come to; `planned`: the one in which everything is as planned."""
        count = lambda which: int(which.sum())
        mean = lambda values: [float(values.mean()), float(values.std())]
        more = [gap > of[0] for gap, of in zip(self.gaps, planned.gaps)]
        works = list(zip(self.start, self.t["works"]))
        lost = [
            (start > w["close"]) & (not w["in_house"]) | (start >= NEVER) for start, w in works
        ]
        carried = []
        for (_, work), gone in zip(works, lost):
            last = np.maximum.reduce([self.live[c] for c in range(*work["cutovers"])])
            reached = not work["in_house"] and not work["over"]
            carried.append(count(~gone & (last - 1 > work["reach"])) if reached else 0)
        last, on_last, on_late = self.chains()
        return {
            "no_gap": self.runs - count(np.logical_or.reduce(more)),
            "gap": [count(m) for m in more],
            "gap_days": [mean(gap) for gap in self.gaps],
            "extended": [count(s > of[0]) for s, of in zip(self.steps, planned.steps)],
            "start_late": [count(start > w["start"]) for start, w in works],
            "year_lost": [count(l) for l in lost],
            "carried": carried,
            "last": self.quantiles(last),
            "on_last": on_last,
            "on_late": on_late,
            "yen": [self.quantiles(yen) for yen in [*self.years, self.years.sum(axis=0)]],
            "mean_yen": [mean(yen) for yen in [*self.years, self.years.sum(axis=0)]],
        }


def simulated(tables, runs, seed, days_only):
    planned = None
    if not days_only:
        of = lambda v: np.array([v["planned"]], dtype=np.int64 if v["kind"] == "yen" else np.int32)
        planned = Simulation(tables, 1, [of(v) for v in tables.t["variables"]])
        planned.slip()
        planned.cover()
        planned.pay()
    rng = np.random.default_rng(seed)
    simulation = Simulation(tables, runs, [drawn(rng, v, runs) for v in tables.t["variables"]])
    simulation.slip()
    told = simulation.kept()
    if planned:
        simulation.cover()
        simulation.pay()
        told |= simulation.told(planned)
        told["planned"] = {
            "gap_days": [int(gap[0]) for gap in planned.gaps],
            "yen": [int(yen[0]) for yen in planned.years],
        }
    return told


def main():
    text = json.load(open(sys.argv[1], encoding="utf-8"))
    runs, seed = int(sys.argv[2]), int(sys.argv[3])
    tables = Tables(text)
    began, began_processor = time.perf_counter(), time.process_time()
    told = simulated(tables, runs, seed, sys.argv[4:] == ["days"])
    told["runs"] = runs
    told["seconds"] = time.perf_counter() - began
    told["processor_seconds"] = time.process_time() - began_processor
    print(json.dumps(told))


main()
