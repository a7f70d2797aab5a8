#!/usr/bin/env python3
"""A plan in the files of other planners, read and scheduled by their programs.

usage: oracle_planners.py mspdi|tjp FILE PLAN.json FOLDER

mspdi: MPXJ reads the file; its tasks have the dates of plan.json, its calendar the holidays of an
independent table, its cutovers the deadlines of the plan. Then all dates are taken away and MPXJ's
MicrosoftScheduler calculates them anew from links, durations, calendars and constraints.
tjp: Debian's tj3 schedules the file, and its dates are those of plan.json.
Prints what differs, one line each; exit 1 if anything differs, 2 where a program is missing.
"""

import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

form, source, plan_file, folder = sys.argv[1], *map(Path, sys.argv[2:5])
plan = json.loads(plan_file.read_text(encoding="utf-8"))
errors, compared = [], 0
DAY = timedelta(days=1)


def same(what, ours, theirs):
    global compared
    compared += 1
    if ours != theirs:
        errors.append(f"{what}: ikou {ours}, {form} {theirs}")


def wanted():
    """(system, round, id, first day, last day) of everything that the plan dates."""
    for system in plan["systems"]:
        for s in system["stages"]:
            yield system["id"], s["round"] or "", s["id"], s["from"], max(s["to"], s["from"])
        for a in system["activities"]:
            yield system["id"], a["round"], a["id"], a["from"], max(a["to"], a["from"])
        for m in system["milestones"]:
            yield system["id"], m["round"], m["kind"], m["date"], m["date"]


def mspdi():
    try:
        import holidays
        import jpype
        import mpxj
        mpxj.startJVM()
    except Exception as missing:  # no package, or no Java
        print(type(missing).__name__, missing)
        sys.exit(2)
    java = jpype.JClass
    Day, DateTime = java("java.time.LocalDate"), java("java.time.LocalDateTime")

    def day(moment):
        return f"{int(moment.getYear()):04}-{int(moment.getMonthValue()):02}-{int(moment.getDayOfMonth()):02}"

    project = java("org.mpxj.reader.UniversalProjectReader")().read(str(source))
    tasks = [t for t in project.getTasks() if not t.getSummary() and t.getOutlineLevel() and int(t.getOutlineLevel()) == 2]

    def dates():
        return Counter(
            (str(t.getText(1)), str(t.getText(2) or ""), str(t.getText(3)), day(t.getStart()), day(t.getFinish()))
            for t in tasks)

    ours = Counter(wanted())
    for what in sorted((ours - dates()) + (dates() - ours)):
        errors.append(f"as written: {what}")
    same("tasks", sum(ours.values()), len(tasks))

    closed = holidays.country_holidays("JP", years=range(2021, 2028))
    calendar = project.getDefaultCalendar()
    one = date.fromisoformat(plan["horizon"]["from"])
    # A plan without facts of its calendar has none of the city's own closed days.
    known = any(path.startswith("calendar.closed") for path in plan["facts"])
    while known and one <= date.fromisoformat(plan["horizon"]["to"]):
        new_year = (one.month, one.day) >= (12, 29) or (one.month, one.day) <= (1, 3)
        works = one.weekday() < 5 and one not in closed and not new_year
        same(f"open on {one}", works, bool(calendar.isWorkingDate(Day.of(one.year, one.month, one.day))))
        one += DAY
    bounds = {d["id"]: d["bounds"] for d in plan["deadlines"]}
    for system in plan["systems"]:
        own = [d["date"] for d in system["deadlines"] if bounds.get(d["id"]) == "standard.cutover"]
        target = next((s["round"] for s in system["stages"] if s["id"] == "standard" and s["kind"] == "service"), None)
        found = [t for t in tasks if str(t.getText(1)) == system["id"] and str(t.getText(3)) == "cutover" and t.getMilestone()
                 and str(t.getText(2)) == target]
        for task in found:
            deadline = task.getDeadline()
            same(f"deadline of {system['id']}", min(own, default=None), day(deadline) if deadline else None)
    # A hard link is a link between cutovers.
    hard = sum(1 for link in plan["links"] if link["kind"] in ("hard", "together"))
    starts = sum(1 for t in tasks for r in t.getPredecessors() if str(r.getType()) == "START_START" or str(r.getType()) == "SS")
    if known:
        same("hard links", hard, starts)

    # Without dates of its own, but for what has happened.
    free = 0
    for task in tasks:
        if task.getActualStart() is None:
            task.setStart(None)
            task.setFinish(None)
            free += str(task.getConstraintType()) == "AS_SOON_AS_POSSIBLE"
    begin = project.getProjectProperties().getStartDate()
    java("org.mpxj.cpm.MicrosoftScheduler")().schedule(project, begin)
    for what in sorted((ours - dates()) + (dates() - ours)):
        errors.append(f"scheduled anew: {what}")
    same("tasks whose day only links say", True, free > len(plan["systems"]))


def tjp():
    if not shutil.which("tj3"):
        print("no tj3")
        sys.exit(2)
    run = subprocess.run(["tj3", "--silent", "--output-dir", str(folder), str(source)], capture_output=True, text=True)
    said = run.stdout + run.stderr
    if run.returncode or "Error" in said:
        print(said)
        sys.exit(1)
    rows = list(csv.DictReader((folder / "dates.csv").open(encoding="utf-8"), delimiter=";"))
    theirs = Counter()
    for row in rows:
        system, _, task = row["Id"].partition(".")
        if task:
            first, last = (datetime.strptime(row[k], "%Y-%m-%d-%H:%M") for k in ("Start", "End"))
            if last.hour == 0 and last > first:
                last -= DAY  # midnight ends the day before
            theirs[plan["systems"][int(system[1:]) - 1]["id"], f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"] += 1
    ours = Counter((system, first, last) for system, _, _, first, last in wanted())
    for what in sorted((ours - theirs) + (theirs - ours)):
        errors.append(f"{'ikou' if what in ours - theirs else 'tj3'}: {what}")
    same("tasks", sum(ours.values()), sum(theirs.values()))
    global compared
    compared += sum(ours.values())


{"mspdi": mspdi, "tjp": tjp}[form]()
print("\n".join(errors) if errors else f"{compared} compared")
sys.exit(1 if errors else 0)
