"""The project of model.py for TaskJuggler: to_taskjuggler.py CITIES FILE

It has no rule for budgets and contracts: a helper resource that works in the first week of October
or April only stands for each. Dates are given with their time zone, since the header is read in UTC.
"""

import datetime as dt
import sys
from pathlib import Path

from model import AFTER, END, HOLIDAYS, LINKS, NAMES, PHASES, START, TEAMS, VENDORS, WORK, cities

DAY = dt.timedelta(1)


def gate(name, month):
    """A resource that is away but for the first week of a month."""
    away, day = [], START
    for year in range(2026, 2031):
        first = dt.date(year, month, 1)
        if first <= START:
            continue
        away.append((day, first))
        day = first + 7 * DAY
    away.append((day, END + DAY))
    spans = ",\n    ".join(f"unemployed {a} - {b}" for a, b in away)
    return f'resource {name} "{name}" {{\n  leaves {spans}\n}}'


def text(count):
    out = ['project lg "標準化移行" 2026-04-01-00:00-+0900 - 2031-04-01-00:00-+0900 {\n'
           '  timezone "Asia/Tokyo"\n  timeformat "%Y-%m-%d"\n  dailyworkinghours 8\n'
           '  timingresolution 60 min\n  workinghours mon - fri 9:00 - 17:00\n}']
    for year in range(START.year, END.year + 1):
        for month, day in HOLIDAYS:
            if START <= dt.date(year, month, day) <= END:
                out.append(f'leaves holiday "休日" {dt.date(year, month, day)}')
    for c in range(count):
        for v in range(VENDORS):
            out += [f'resource c{c}v{v}t{t} "事業者{v}班{t}"' for t in range(TEAMS)]
        out += [gate(f"c{c}request", 10), gate(f"c{c}contract", 4)]
    for c, systems in enumerate(cities(count)):
        out.append(f'task c{c} "団体{c}" {{')
        for s in systems:
            out.append(f' task s{s["i"]} "{s["name"]}" {{')
            for phase in PHASES + ["bud", "con"]:
                needs = [f"!{p}" for p in AFTER[phase]]
                if phase == "test":
                    needs += [f"!!s{b}.data" for a, b in LINKS if a == s["i"]]
                when = "depends " + ", ".join(needs) if needs else f"start {START}"
                teams = f'c{c}v{s["vendor"]}t0 {{ alternative c{c}v{s["vendor"]}t1 persistent }}'
                what = (f"effort 1h allocate c{c}request" if phase == "bud"
                        else f"effort 1h allocate c{c}contract" if phase == "con"
                        else f'effort {s["days"][phase]}d allocate {teams}' if phase in WORK
                        else f'length {s["days"][phase]}d')
                out.append(f'  task {phase} "{NAMES[phase]}" {{ {what} {when} }}')
            out.append(" }")
        out.append("}")
    out.append('taskreport csv "tasks" { formats csv columns id, start, end timeformat "%Y-%m-%d-%H" }')
    return "\n".join(out) + "\n"


Path(sys.argv[2]).write_text(text(int(sys.argv[1])), encoding="utf-8")
