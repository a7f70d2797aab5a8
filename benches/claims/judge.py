"""Holds ikou's plan and CP-SAT's of one city to each other: judge.py IKOU FOLDER AS-OF PLAN.json CPSAT.json [pinned]

Levels are compared up to yen. A bound of one above a plan of the other is a wrong claim of one of
them, and so are two proofs that differ: printed, exit 1. With "pinned" each program also values the
other's decisions: the routes alone are allowed, and all other days are blackouts; both must find the
same levels there, so that their models are the same as far as these two plans go.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LEVELS = ["gap_days", "hard_late_days", "late_days", "cost_yen"]
CPSAT = Path(__file__).resolve().parent / "cpsat_city.py"
YEARS = range(2020, 2050)


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def ikou_levels(plan):
    """Levels and bounds; no levels where there is no plan, or one that lacks a ▲."""
    outcome = plan["outcome"]
    if any(conflict["rule"] == "complete" for conflict in outcome.get("conflicts", [])):
        return None, []
    objective, bound = outcome.get("objective") or {}, outcome.get("bound") or {}
    return ([objective[level] for level in LEVELS] if objective else None), cut(bound.get(level) for level in LEVELS)


def cpsat_levels(result):
    levels = result["levels"]
    return (result["found"][-1][1] if result["found"] else None), cut(level["bound"] for level in levels)


def cut(bounds):
    """Bounds up to the first level without one."""
    out = []
    for bound in bounds:
        if bound is None:
            break
        out.append(round(bound))
    return out


def proved(levels, bounds):
    """How many levels, from the first on, are proved."""
    n = 0
    while levels and n < len(bounds) and n < len(LEVELS) and levels[n] == bounds[n]:
        n += 1
    return n


def contradictions(one, other):
    """What is wrong between two, each levels and bounds."""
    wrong = []
    for (who, (_, bounds)), (whose, (levels, _)) in [(one, other), (other, one)]:
        if levels and bounds > levels[:len(bounds)]:
            wrong.append(f"{who} claims at least {bounds}, {whose} has a plan of {levels}")
    return wrong


def decisions_of_ikou(plan):
    out = {}
    for system in plan["systems"]:
        days = {m["stage"] == "standard": m["date"] for m in system["milestones"] if m["kind"] == "cutover"}
        out[system["id"]] = (system["route"]["bridge"], system["route"]["target"], [days[k] for k in sorted(days)])
    return out


def decisions_of_cpsat(result):
    return {sid: (p["bridge"], p["target"], [m[1] for m in p["moves"]]) for sid, p in result["plan"].items()}


def pin(folder, decisions, to):
    """The same city with nothing left to decide but ★."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    text, out = (to / "systems.toml").read_text(encoding="utf-8"), []
    for part in re.split(r"(?m)^(?=\[\[)", text):
        if part.startswith("[[system]]"):
            bridge, target, _ = decisions[re.search(r'(?m)^id\s*=\s*"(.*)"', part)[1]]
            part = re.sub(r"(?m)^(bridges|targets)\s*=.*\n", "", part).rstrip("\n")
            part += f'\nbridges = ["{bridge}"]\ntargets = ["{target}"]\n\n'
        out.append(part)
    (to / "systems.toml").write_text("".join(out), encoding="utf-8")
    blackouts = []

    def blackout(sid, years, first, last):
        blackouts.append(f'\n[[blackout]]\nid = "pin-{len(blackouts)}"\nname = "pin"\nsystems = ["{sid}"]\n'
                         f'years = {list(years)}\nfrom = "{first}"\nto = "{last}"\nhard = true\n')

    for sid, (_, _, days) in decisions.items():
        mine = {int(day[:4]) for day in days}
        blackout(sid, [y for y in YEARS if y not in mine], "01-01", "12-31")
        for year in mine:
            at = "01-01"
            for day in sorted(d[5:] for d in days if int(d[:4]) == year) + ["12-32"]:
                before = f"{day[:3]}{int(day[3:]) - 1:02}"
                if before[3:] == "00":
                    month = int(day[:2]) - 1
                    before = f"{month:02}-{[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]}" if month else ""
                if before >= at:
                    blackout(sid, [year], at, before)
                at = after(day)
    schedules = to / "schedules"
    schedules.mkdir(exist_ok=True)
    calendar = schedules / "calendar.toml"
    before = calendar.read_text(encoding="utf-8") if calendar.exists() else ""
    calendar.write_text(before + "".join(blackouts), encoding="utf-8")


def after(day):
    month, number = int(day[:2]), int(day[3:])
    last = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return f"{month:02}-{number + 1:02}" if number < last else f"{month + 1:02}-01"


def run_ikou(ikou, folder, as_of, *more):
    out = Path(folder) / "plan.json"
    subprocess.run([ikou, "plan", str(Path(folder) / "systems.toml"), "--as-of", as_of, "--output", str(out), *more],
                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return load(out)


def run_cpsat(folder, as_of, seconds):
    out = Path(folder) / "cpsat.json"
    subprocess.run([sys.executable, str(CPSAT), str(folder), as_of, str(seconds), str(out)], check=True)
    return load(out)


def main():
    ikou, folder, as_of = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    plan, result = load(sys.argv[4]), load(sys.argv[5])
    mine, theirs = ikou_levels(plan), cpsat_levels(result)
    wrong = contradictions(("ikou", mine), ("CP-SAT", theirs))
    if mine[0] and result["levels"][-1]["status"] == "infeasible":
        wrong.append(f"CP-SAT finds no plan possible, ikou has one of {mine[0]}")
    if theirs[0] and not mine[0] and plan["outcome"]["status"] == "infeasible":
        wrong.append(f"ikou finds no plan possible, CP-SAT has one of {theirs[0]}")
    if len(sys.argv) > 6:
        for whose, levels, decisions in [("ikou", mine[0], decisions_of_ikou(plan)),
                                         ("CP-SAT", theirs[0], decisions_of_cpsat(result) if result["plan"] else None)]:
            if not levels:
                continue
            with tempfile.TemporaryDirectory() as name:
                pin(folder, decisions, Path(name))
                by_ikou = ikou_levels(run_ikou(ikou, name, as_of, "--effort", "quick"))[0]
                by_cpsat = cpsat_levels(run_cpsat(name, as_of, 60))[0]
            for who, found in [("ikou", by_ikou), ("CP-SAT", by_cpsat)]:
                if found == levels and whose == "ikou" and who == "CP-SAT" and theirs[1] > levels[:len(theirs[1])]:
                    wrong.append("CP-SAT's own model takes ikou's plan at that: its proof is false")
                if found != levels:
                    wrong.append(f"{whose}'s plan of {levels} is worth {found} to {who}")
    for line in wrong:
        print(f"WRONG: {folder}: {line}")
    if not wrong:
        print(f"{folder}: ikou {mine[0]} proved {proved(*mine)}, CP-SAT {theirs[0]} proved {proved(*theirs)}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
