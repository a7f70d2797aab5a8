"""The simulation of `ikou risk` once more, by another hand and in numpy: reads the tables of a policy
(what is drawn, where a contract and a cutover may slip to) and prints how often each deadline is kept
and the quantiles of each cutover, as JSON. All runs are done at once, one round after another.

    python3 oracle_risk.py TABLES.json RUNS SEED
"""

import json
import sys
import time

import numpy as np

NEVER = 2_000_000


def drawn(rng, variable, runs):
    """Values of a variable, by its textbook definition; days are rounded to the nearest."""
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
    if variable["kind"] == "yen":
        return values
    return np.floor(values + 0.5).astype(np.int64)


class Simulation:
    def __init__(self, tables, runs, seed):
        self.t = tables
        self.runs = runs
        rng = np.random.default_rng(seed)
        self.values = [drawn(rng, v, runs) for v in tables["variables"]]
        self.days = [np.array(c["days"] + [NEVER]) for c in tables["cutovers"]]
        full = lambda day: np.full(runs, day, dtype=np.int64)
        self.live = [full(c["planned"]) for c in tables["cutovers"]]
        self.start = [full(w["start"]) for w in tables["works"]]
        # By crew: the works placed so far, with first and last day of each run.
        self.placed = [[] for _ in tables["crews"]]
        self.months = np.array(tables["months"])
        self.counted = [[] for _ in tables["crews"]]

    def run(self):
        for batch in self.t["batches"]:
            self.settle(batch)

    def settle(self, batch):
        """Places works again and again until no cutover of theirs moves."""
        kept = [len(p) for p in self.placed]
        counted = [len(c) for c in self.counted]
        mine = [c for w in batch for c in range(*self.t["works"][w]["cutovers"])]
        alone = len(mine) == 1
        floor = {c: np.full(self.runs, -1, dtype=np.int64) for c in mine}
        for _ in range(200):
            for p, n in zip(self.placed, kept):
                del p[n:]
            for p, n in zip(self.counted, counted):
                del p[n:]
            before = [self.live[c].copy() for c in mine]
            for w in batch:
                self.place(w, floor)
            for c in mine:
                floor[c] = np.maximum(floor[c], self.live[c])
            if alone or all((a == self.live[c]).all() for a, c in zip(before, mine)):
                break

    def begin(self, work, least, longer):
        """The first day to begin on, and the first day after the work."""
        if work["in_house"]:
            house = np.array(work["house"])
            slots = np.append(np.array(work["slots"]), NEVER)
            ready = slots[np.searchsorted(house, least)] + longer
            return np.where(ready >= NEVER, NEVER, least), np.minimum(ready, NEVER)
        signs = np.array(work["signs"] + [[NEVER, NEVER, NEVER]])
        at = np.searchsorted(signs[:, 0], least)
        at = np.minimum(at, len(signs) - 1)
        ready = np.maximum(signs[at, 1] + longer, signs[at, 2])
        return signs[at, 0], np.minimum(ready, NEVER)

    def place(self, w, floor):
        work = self.t["works"][w]
        if work["over"]:
            return
        runs = self.runs
        least = np.full(runs, work["start"], dtype=np.int64)
        if work["available"] is not None:
            least = np.maximum(least, self.values[work["available"]])
        longer = np.zeros(runs, dtype=np.int64)
        if work["length"] is not None:
            v, planned = work["length"]
            longer = self.values[v] - planned
        crew = work["crew"]
        while True:
            start, ready = self.begin(work, least, longer)
            if crew is not None:
                counted = len(self.counted[crew])
            last = np.full(runs, -1, dtype=np.int64)
            for c in range(*work["cutovers"]):
                self.cut_over(w, c, ready, floor)
                last = np.maximum(last, self.live[c])
            if crew is None:
                break
            free = self.free_from(work, crew, start, last - 1)
            blocked = (free > start) & (start < NEVER) & (last < NEVER)
            if not blocked.any():
                break
            del self.counted[crew][counted:]
            least = np.where(blocked, free, least)
        self.start[w] = start
        if crew is not None:
            gone = (start >= NEVER) | (last >= NEVER)
            first = np.maximum(start, self.t["as_of"])
            self.placed[crew].append(
                (np.where(gone, NEVER, first), np.where(gone, -1, last - 1), work["units"])
            )

    def cut_over(self, w, c, ready, floor):
        cutover = self.t["cutovers"][c]
        if cutover["happened"]:
            return
        least = np.maximum(ready, cutover["planned"])
        for before, later in cutover["after"]:
            least = np.maximum(least, self.live[before] + later)
        least = np.minimum(np.maximum(least, floor[c]), NEVER)
        days = self.days[c]
        at = np.searchsorted(days, least)
        crew = self.t["works"][w]["crew"]
        if crew is not None and self.t["crews"][crew]["cutovers_per_month"]:
            at = self.month_with_room(w, c, crew, days, at)
        self.live[c] = days[at]
        if crew is not None:
            self.counted[crew].append((w, c, self.live[c], self.t["works"][w]["units"]))

    def month(self, day):
        return self.months[np.clip(day - self.t["first"], 0, len(self.months) - 1)]

    def month_with_room(self, w, c, crew, days, at):
        most = np.array(self.t["crews"][crew]["cutovers_per_month"])
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
            room = used <= most[np.clip(day - self.t["first"], 0, len(most) - 1)]
            for other in earlier:
                room |= self.live[other] == day
            room |= day >= NEVER
            if room.all():
                return at
            at = np.where(room, at, at + 1)

    def free_from(self, work, crew, start, end):
        """The first day from which the work could run to its end, each run by itself."""
        builds = self.t["crews"][crew]["builds"]
        start = np.maximum(start, self.t["as_of"])
        free = np.full(self.runs, -1, dtype=np.int64)
        points = [np.minimum(last, end) for _, last, _ in self.placed[crew]]
        points += [np.minimum(np.full(self.runs, to - 1), end) for _, to, _ in builds]
        for point in points:
            load = np.full(self.runs, work["units"], dtype=np.int64)
            for first, last, units in self.placed[crew]:
                load += np.where((first <= point) & (point <= last), units, 0)
            most = np.full(self.runs, 2**32 - 1, dtype=np.int64)
            for a, b, n in builds:
                most = np.where((a <= point) & (point < b), n, most)
            full = (load > most) & (point >= start) & (point <= end)
            free = np.where(full, np.maximum(free, point + 1), free)
        return free


def main():
    tables = json.load(open(sys.argv[1], encoding="utf-8"))
    runs, seed = int(sys.argv[2]), int(sys.argv[3])
    began, began_processor = time.perf_counter(), time.process_time()
    simulation = Simulation(tables, runs, seed)
    simulation.run()
    kept = [
        int((simulation.live[d["cutover"]] <= d["date"]).sum()) for d in tables["dues"]
    ]
    every = np.ones(runs, dtype=bool)
    for d in tables["dues"]:
        every &= simulation.live[d["cutover"]] <= d["date"]
    quantiles = [
        [int(np.sort(live)[int(np.ceil(runs * q)) - 1]) for q in (0.5, 0.8, 0.95)]
        for live in simulation.live
    ]
    late = [
        int((start > work["close"]).sum()) if not work["in_house"] else 0
        for start, work in zip(simulation.start, tables["works"])
    ]
    seconds = time.perf_counter() - began
    processor_seconds = time.process_time() - began_processor
    print(
        json.dumps(
            {
                "runs": runs,
                "seconds": seconds,
                "processor_seconds": processor_seconds,
                "kept": kept,
                "all": int(every.sum()),
                "quantiles": quantiles,
                "year_lost": late,
            }
        )
    )


main()
