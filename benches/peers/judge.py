"""What a planner's dates are worth: judge.py taskjuggler|utf8proj|cpsat|ikou CITIES FILE

Prints the last working day of the first city, by how many working days cities end later than the
load bound on average, and how many links and capacities are broken, phases interrupted.
"""

import csv
import datetime as dt
import json
import math
import sys

from model import AFTER, LINKS, NAMES, OPEN, TEAMS, VENDORS, WORK, cities, load_bound, number

DAY = dt.timedelta(1)


def day(text):
    return dt.date.fromisoformat(text[:10])


def of_tasks(count, tasks):
    """Judges tasks: from and to, working days, the last not included."""
    lasts, links, crowded, interrupted = [], 0, 0, 0
    for c, systems in enumerate(cities(count)):
        at = {(s["i"], p): tasks[f"c{c}.s{s['i']}.{p}"] for s in systems for p in NAMES}
        pairs = [((s["i"], a), (s["i"], p)) for s in systems for p in AFTER for a in AFTER[p]]
        pairs += [((b, "data"), (a, "test")) for a, b in LINKS]
        links += sum(at[after][0] < at[before][1] for before, after in pairs)
        for s in systems:
            for phase in WORK:
                first, last = at[s["i"], phase]
                interrupted += last - first > s["days"][phase] + 1
        for v in range(VENDORS):
            # A phase that is interrupted leaves its team to others in between.
            mine = [(s, p) for s in systems if s["vendor"] == v for p in WORK]
            busy = [at[s["i"], p] for s, p in mine if at[s["i"], p][1] - at[s["i"], p][0] <= s["days"][p] + 1]
            crowded += sum(sum(a <= start < b for a, b in busy) > TEAMS for start, _ in busy)
        lasts.append(max(last for _, last in at.values()))
    return lasts, f"{links} links, {crowded} capacities broken, {interrupted} phases interrupted"


def taskjuggler(count, path):
    def at(text):
        """Working days and hours, of eight from nine on."""
        whole, hour = number(day(text)), int(text[11:13])
        return whole + min(max(hour - 9, 0), 8) / 8 if OPEN[whole:whole + 1] == [day(text)] else whole

    with open(path, encoding="utf-8") as file:
        rows = {r["Id"]: (at(r["Start"]), at(r["End"])) for r in csv.DictReader(file, delimiter=";")}
    # The hour that stands for a gate is none of the project's.
    tasks = {id_: (a, a) if id_.endswith((".bud", ".con")) else (a, b) for id_, (a, b) in rows.items()}
    return of_tasks(count, tasks)


def utf8proj(count, path):
    tasks = {}

    def walk(value):
        if isinstance(value, dict):
            id_ = value.get("task_id") or value.get("id")
            last = value.get("finish") or value.get("end")
            if id_ and last and "start" in value:
                first = number(day(value["start"]))
                tasks[id_] = (first, max(first, number(day(last) + DAY)))
            value = value.values()
        elif not isinstance(value, list):
            return
        for inner in value:
            walk(inner)

    with open(path, encoding="utf-8") as file:
        walk(json.load(file))
    return of_tasks(count, tasks)


def cpsat(count, path):
    with open(path, encoding="utf-8") as file:
        status, *lasts = file.read().split()
    return [number(day(last)) + 1 for last in lasts], f"0 broken by construction; {status}"


def ikou(count, path):
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    at = {}
    for system in plan["systems"]:
        dates = {m["kind"]: day(m["date"]) for m in system["milestones"]}
        at[system["id"]] = (number(dates["contract"]), number(dates["cutover"]))
    lasts, links, crowded, short = [], 0, 0, 0
    for c, systems in enumerate(cities(count)):
        own = {s["i"]: at[f"s{s['i']}" if count == 1 else f"c{c}-s{s['i']}"] for s in systems}
        links += sum(own[a][1] < own[b][1] for a, b in LINKS)
        for v in range(VENDORS):
            busy = [own[s["i"]] for s in systems if s["vendor"] == v]
            crowded += sum(sum(a <= start < b for a, b in busy) > TEAMS for start, _ in busy)
        short += sum(own[s["i"]][1] - own[s["i"]][0] < sum(s["days"][p] for p in WORK) for s in systems)
        lasts.append(max(last for _, last in own.values()))
    outcome = plan["outcome"]
    return lasts, (f"{links} links, {crowded} capacities broken, {short} too short; "
                   f"{outcome['status']}, {outcome['objective']['late_days']} days late "
                   f"(at least {outcome['bound'].get('late_days')}), {outcome['steps']} steps")


def main():
    who, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    lasts, kept = dict(taskjuggler=taskjuggler, utf8proj=utf8proj, cpsat=cpsat, ikou=ikou)[who](count, path)
    if not lasts:
        print(f"no plan | | {kept}")
        return
    later = [last - load_bound(systems) for last, systems in zip(lasts, cities(count))]
    # CP-SAT's one model of many cities hastens only the last of them.
    print(f"{OPEN[math.ceil(lasts[0]) - 1]} | {sum(later) / len(later):+.1f} | {kept}")


main()
