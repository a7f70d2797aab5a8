"""CP-SAT on projects of PSPLIB: psplib_cpsat.py FOLDER [SECONDS [WORKERS]], beside `cargo bench --bench psplib`.

FOLDER holds projects in the format of Patterson (J30_1.txt ...). Prints each makespan with the bound and the
processor seconds of solving, and the sums; reading and making the model are not counted. Needs ortools.
"""

import resource
import sys
from pathlib import Path

from ortools.sat.python import cp_model


def read(path):
    """Capacities, and activities: (days, units, followers)."""
    numbers = iter(map(int, path.read_text(encoding="utf-8").split()))
    count, resources = next(numbers), next(numbers)
    capacities = [next(numbers) for _ in range(resources)]
    activities = []
    for _ in range(count):
        days, units = next(numbers), [next(numbers) for _ in range(resources)]
        activities.append((days, units, [next(numbers) - 1 for _ in range(next(numbers))]))
    return capacities, activities


def model_of(capacities, activities):
    model = cp_model.CpModel()
    most = sum(days for days, _, _ in activities)
    starts = [model.new_int_var(0, most, "") for _ in activities]
    spans = [model.new_fixed_size_interval_var(s, a[0], "") for s, a in zip(starts, activities)]
    for start, (days, _, followers) in zip(starts, activities):
        for other in followers:
            model.add(starts[other] >= start + days)
    for r, capacity in enumerate(capacities):
        users = [(span, a[1][r]) for span, a in zip(spans, activities) if a[1][r] and a[0]]
        model.add_cumulative([span for span, _ in users], [units for _, units in users], capacity)
    end = model.new_int_var(0, most, "")
    for start, (days, _, _) in zip(starts, activities):
        model.add(end >= start + days)
    model.minimize(end)
    return model


def main():
    folder, limit = Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 30
    proved, times = 0, []
    for path in sorted(folder.glob("*.txt")):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = limit
        solver.parameters.num_workers = int(sys.argv[3]) if len(sys.argv) > 3 else 1
        model = model_of(*read(path))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        status = solver.solve(model)
        times.append(resource.getrusage(resource.RUSAGE_SELF).ru_utime - before)
        proved += status == cp_model.OPTIMAL
        print(path.stem, round(solver.objective_value), round(solver.best_objective_bound), f"{times[-1]:.3f}")
    times.sort()
    print(f"{len(times)} projects: {proved} proved; {sum(times):.1f} s of processor, "
          f"median {times[len(times) // 2]:.3f}, longest {times[-1]:.1f}")


main()
