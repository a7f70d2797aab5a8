"""Runs ikou and CP-SAT on cities and prints what each found: table.py run IKOU FOLDER AS-OF | table.py show FOLDER...

run: in the folder of one city, each effort of ikou (the median of up to five cold processes while they
are quick), ikou interrupted after 0.7 s, 1 s and 10 s, CP-SAT for ten seconds; all is kept in
FOLDER/claims.json, and judged (exit 1 where one claims what the other refutes).
show: Markdown tables for docs/benchmarks.md, classes by the folders' names up to the last hyphen.
"""

import json
import math
import resource
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from judge import LEVELS, contradictions, cpsat_levels, ikou_levels, proved, run_cpsat

SECONDS = 10


def plan(ikou, folder, as_of, effort, limit=None):
    """One cold process: elapsed and processor seconds, levels, bounds, status."""
    out = folder / "plan.json"
    out.unlink(missing_ok=True)
    command = [ikou, "plan", str(folder / "systems.toml"), "--as-of", as_of, "--effort", effort, "--output", str(out)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, told = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    elapsed = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if process.returncode not in (0, 3):
        sys.exit(f"{folder}: exit {process.returncode}: {told.decode()[-2000:]}")
    whole = json.loads(out.read_text(encoding="utf-8"))
    levels, bounds = ikou_levels(whole)
    return {"elapsed": round(elapsed, 3), "processor": round(used, 3), "levels": levels, "bounds": bounds,
            "status": whole["outcome"]["status"], "steps": whole["outcome"]["steps"], "cut": whole["outcome"].get("cut")}


def run(ikou, folder, as_of):
    runs = {}
    for effort in ("quick", "normal"):
        times = []
        while len(times) < 5 and (not times or sum(t["elapsed"] for t in times) < 1):
            times.append(plan(ikou, folder, as_of, effort, 60))
        runs[effort] = times[0] | {key: statistics.median(t[key] for t in times) for key in ("elapsed", "processor")}
    # An effort that ends before is what there is.
    runs["thorough"] = runs[str(SECONDS)] = done = plan(ikou, folder, as_of, "thorough", SECONDS)
    for limit in (0.7, 1):
        runs[str(limit)] = done if done["elapsed"] < limit and not done["cut"] else plan(ikou, folder, as_of, "thorough", limit)
    result = run_cpsat(folder, as_of, SECONDS)
    wrong = []
    for name, found in runs.items():
        wrong += contradictions((f"ikou ({name})", (found["levels"], found["bounds"])), ("CP-SAT", cpsat_levels(result)))
    (folder / "claims.json").write_text(json.dumps({"ikou": runs, "cpsat": result, "wrong": wrong}), encoding="utf-8")
    for line in wrong:
        print(f"WRONG: {folder}: {line}")
    best, theirs = runs["thorough"], cpsat_levels(result)
    print(f"{folder.name}: ikou {best['status']} {best['levels']}, proved {proved(best['levels'], best['bounds'])}; "
          f"CP-SAT {theirs[0]}, proved {proved(*theirs)}", file=sys.stderr)
    return bool(wrong)


# ---- What was found --------------------------------------------------------------------------------


def found_by(result, seconds):
    """CP-SAT's best plan so far."""
    best = [levels for at, levels in result["found"] if at <= seconds]
    return min(best) if best else None


def bound_at(result, seconds):
    """CP-SAT's bounds so far: of levels proved, and of the one it was at."""
    out = []
    for n in range(len(LEVELS)):
        here = [b for at, level, b in result["bounds"] if at <= seconds and level == n]
        if not here:
            break
        out.append(math.ceil(max(here) - 1e-6))
        level = result["levels"][n] if n < len(result["levels"]) else None
        if not level or level["status"] != "optimal" or level["seconds"] > seconds:
            break
    return out


def gap(levels, bounds):
    """How far the first level that is not proved lies over its bound: its name, and by how much."""
    n = proved(levels, bounds)
    if n == len(LEVELS):
        return "proved"
    bound = bounds[n] if n < len(bounds) else 0
    if LEVELS[n] == "cost_yen":
        return f"yen {100 * (levels[n] - bound) / max(levels[n], 1):.1f} %" if bound else "yen, no bound"
    return f"{LEVELS[n]} {bound} to {levels[n]}"


def better(mine, theirs):
    return "ikou" if theirs is None or mine and mine < theirs else "CP-SAT" if mine is None or theirs < mine else "same"


def triple(levels):
    return "–" if levels is None else " / ".join(str(x) for x in levels[:3])


def yen(levels):
    return "–" if levels is None else f"{levels[3] / 1e6:,.1f}"


def mean(times):
    times = [max(t, 0.001) for t in times]
    return f"{math.exp(sum(map(math.log, times)) / len(times)):.2f}" if times else "–"


def proof_seconds(result):
    levels = result["levels"]
    return levels[-1]["seconds"] if len(levels) == len(LEVELS) and levels[-1]["status"] == "optimal" else None


def show(folders):
    classes = {}
    for folder in folders:
        classes.setdefault(folder.name.rpartition("-")[0], []).append((folder.name, json.loads((folder / "claims.json").read_text())))
    print("| class | cities | proved up to yen: ikou quick | normal | thorough | CP-SAT, 10 s | both prove, and agree "
          "| ikou's plan better, same, worse than CP-SAT's after 1 s | after 10 s "
          "| ikou s: quick | normal | thorough | s to proof where both prove: ikou | CP-SAT |")
    print("|" + "---|" * 14)
    for kind, cases in classes.items():
        count = {e: sum(proved(c["ikou"][e]["levels"], c["ikou"][e]["bounds"]) == 4 for _, c in cases) for e in ("quick", "normal", "thorough")}
        theirs = [proof_seconds(c["cpsat"]) for _, c in cases]
        both, mine_s, their_s = 0, [], []
        for (_, c), at in zip(cases, theirs):
            efforts = [c["ikou"][e] for e in ("quick", "normal", "thorough")]
            first = next((e for e in efforts if proved(e["levels"], e["bounds"]) == 4), None)
            if first and at is not None:
                both += first["levels"] == cpsat_levels(c["cpsat"])[0]
                mine_s.append(first["elapsed"])
                their_s.append(at)
        compared = []
        for seconds in (1, SECONDS):
            who = [better(c["ikou"][str(seconds)]["levels"], found_by(c["cpsat"], seconds)) for _, c in cases]
            compared.append(f"{who.count('ikou')}, {who.count('same')}, {who.count('CP-SAT')}")
        times = [f"{statistics.median(c['ikou'][e]['elapsed'] for _, c in cases):.2f}" for e in ("quick", "normal", "thorough")]
        print(f"| {kind} | {len(cases)} | {count['quick']} | {count['normal']} | {count['thorough']} | {sum(t is not None for t in theirs)} "
              f"| {both} of {len(mine_s)} | {compared[0]} | {compared[1]} | {' | '.join(times)} | {mean(mine_s)} | {mean(their_s)} |")
    print("\nSeconds of ikou are medians over the cities, those to proof geometric means. CP-SAT's begin with solving:"
          " reading the rules, its first plan and the model are made in Python before, and not counted.\n")
    print("Gap days / hard late days / weighted late days, then million yen, and how far the first level that is not proved lies over its bound:\n")
    print("| city | ikou after 0.7 s: bound | ikou after 1 s | yen | bound | CP-SAT after 1 s | yen | bound | better "
          "| ikou after 10 s | yen | bound | CP-SAT after 10 s | yen | bound | better |")
    print("|" + "---|" * 16)
    for cases in classes.values():
        for name, c in cases:
            row = [name, gap(c["ikou"]["0.7"]["levels"], c["ikou"]["0.7"]["bounds"]) if c["ikou"]["0.7"]["levels"] else "–"]
            for seconds in (1, SECONDS):
                mine, theirs = c["ikou"][str(seconds)], found_by(c["cpsat"], seconds)
                row += [triple(mine["levels"]), yen(mine["levels"]), gap(mine["levels"], mine["bounds"]) if mine["levels"] else "–"]
                row += [triple(theirs), yen(theirs), gap(theirs, bound_at(c["cpsat"], seconds)) if theirs else "–"]
                row.append(better(mine["levels"], theirs))
            print("| " + " | ".join(row) + " |")
    wrong = [line for cases in classes.values() for _, c in cases for line in c["wrong"]]
    print(f"\nClaims that the other refutes: {len(wrong)}")
    for line in wrong:
        print(f"- {line}")
    return bool(wrong)


if __name__ == "__main__":
    if sys.argv[1] == "run":
        sys.exit(run(sys.argv[2], Path(sys.argv[3]), sys.argv[4]))
    sys.exit(show([Path(name) for name in sys.argv[2:]]))
