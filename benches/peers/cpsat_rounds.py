"""What is best for the project as to_ikou.py writes it, by CP-SAT: cpsat_rounds.py [SECONDS]

Rounds in one stretch, ▲ on the first open day after a closed one, not before the systems it waits
for. Prints the least day of the last ▲, then the least Σ ▲ (days from the first) with that last day.
"""

import sys

from ortools.sat.python import cp_model

from model import CONTRACTS, GO_LIVE, LINKS, OPEN, START, TEAMS, VENDORS, cities, work_of

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0


def solve(last=None):
    """The least last ▲ where none is given, else the least Σ ▲ up to it."""
    model = cp_model.CpModel()
    days = cp_model.Domain.FromValues([n for n in GO_LIVE if last is None or n <= last])
    live, teams = {}, {v: [] for v in range(VENDORS)}
    for s in cities(1)[0]:
        work = work_of(s)
        start = model.NewIntVar(CONTRACTS[0], len(OPEN), "")
        length = model.NewIntVar(work, len(OPEN), "")
        live[s["i"]] = model.NewIntVarFromDomain(days, "")
        teams[s["vendor"]].append(model.NewIntervalVar(start, length, live[s["i"]], ""))
    for after, before in LINKS:
        model.Add(live[after] >= live[before])
    for work in teams.values():
        model.AddCumulative(work, [1] * len(work), TEAMS)
    if last is None:
        goal = model.NewIntVar(0, len(OPEN), "")
        model.AddMaxEquality(goal, list(live.values()))
    else:
        # Calendar days, as the plan counts them.
        day = [(d - START).days for d in OPEN]
        goal = 0
        for var in live.values():
            at = model.NewIntVar(0, day[-1], "")
            model.AddElement(var, day, at)
            goal += at
    model.Minimize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    status = solver.StatusName(solver.Solve(model))
    return status, round(solver.ObjectiveValue()), round(solver.BestObjectiveBound()), {
        i: OPEN[solver.Value(var)] for i, var in sorted(live.items())}


status, last, bound, plan = solve()
print(f"last ▲ {OPEN[last]} {status} bound {OPEN[bound]}")
status, total, bound, plan = solve(last)
print(f"Σ ▲ {total} {status} bound {bound}")
for i, day in plan.items():
    print(f"  s{i} {day}")
