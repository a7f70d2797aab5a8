"""The project of model.py by CP-SAT: cpsat.py CITIES SECONDS plain|bounded

plain: one model of everything, the last task as early as can be. bounded: one city at a time, told
the bound that its vendors' work gives. Prints the status and, for each city, its last working day.
"""

import sys

from ortools.sat.python import cp_model

from model import AFTER, CONTRACTS, LINKS, OPEN, PHASES, REQUESTS, TEAMS, WORK, cities, load_bound


def add(model, systems):
    """Adds a city; returns what its last task ends with."""
    tasks, teams = {}, {}
    for s in systems:
        for phase in PHASES:
            days = s["days"][phase]
            start = model.NewIntVar(0, len(OPEN) - days, "")
            tasks[s["i"], phase] = (start, start + days)
            if phase in WORK:
                teams.setdefault(s["vendor"], []).append(model.NewFixedSizeIntervalVar(start, days, ""))
        for phase, days in [("bud", REQUESTS), ("con", CONTRACTS)]:
            at = model.NewIntVarFromDomain(cp_model.Domain.FromValues(days), "")
            tasks[s["i"], phase] = (at, at)
        for phase, needs in AFTER.items():
            for need in needs:
                model.Add(tasks[s["i"], phase][0] >= tasks[s["i"], need][1])
    for a, b in LINKS:
        model.Add(tasks[a, "test"][0] >= tasks[b, "data"][1])
    for work in teams.values():
        model.AddCumulative(work, [1] * len(work), TEAMS)
    last = model.NewIntVar(0, len(OPEN), "")
    model.AddMaxEquality(last, [tasks[s["i"], "cut"][1] for s in systems])
    return last


def solve(parts, seconds, bounded):
    model = cp_model.CpModel()
    lasts = [add(model, systems) for systems in parts]
    goal = model.NewIntVar(0, len(OPEN), "")
    model.AddMaxEquality(goal, lasts)
    if bounded:
        model.Add(goal >= max(load_bound(systems) for systems in parts))
    model.Minimize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    status = solver.StatusName(solver.Solve(model))
    found = status in ("OPTIMAL", "FEASIBLE")
    return status, [solver.Value(last) for last in lasts] if found else []


def main():
    count, seconds, bounded = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "bounded"
    whole = cities(count)
    parts = [[systems] for systems in whole] if bounded else [whole]
    statuses, lasts = [], []
    for part in parts:
        status, last = solve(part, seconds, bounded)
        statuses.append(status)
        lasts += last
    worst = "OPTIMAL" if all(s == "OPTIMAL" for s in statuses) else min(statuses)
    print(worst.lower(), *[OPEN[last - 1] for last in lasts])


main()
