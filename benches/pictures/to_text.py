"""The bars and symbols of a plan as text for other drawing programs: to_text.py PLAN.json mermaid|plantuml

One section for each system, one bar for each of its stages, one mark for each symbol of the roadmap.
"""

import json
import sys
from datetime import date, timedelta


def mermaid(plan):
    out = ["gantt", "  dateFormat YYYY-MM-DD", "  axisFormat %Y-%m", "  todayMarker off"]
    for number, system in enumerate(plan["systems"]):
        out.append(f'  section {plain(system["name"])}')
        for n, stage in enumerate(system["stages"]):
            # Its ends are not included.
            to = date.fromisoformat(stage["to"]) + timedelta(1)
            out.append(f'  {plain(stage["name"])} :s{number}x{n}, {stage["from"]}, {to}')
        for mark in marks(system):
            out.append(f'  {mark["symbol"]} :milestone, {mark["date"]}, 0d')
    return out


def plantuml(plan):
    out = ["@startgantt", f'project starts {plan["horizon"]["from"]}', "printscale monthly"]
    for number, system in enumerate(plan["systems"]):
        out.append(f'-- {plain(system["name"])} --')
        for n, stage in enumerate(system["stages"]):
            task = f's{number}x{n}'
            out.append(f'[{plain(stage["name"])}] as [{task}] starts {stage["from"]}')
            out.append(f'[{task}] ends {stage["to"]}')
        for n, mark in enumerate(marks(system)):
            out.append(f'[{mark["symbol"]} {number}-{n}] happens {mark["date"]}')
    return out + ["@endgantt"]


def marks(system):
    return [m for m in system["milestones"] if m["symbol"]]


def plain(name):
    """Without the characters that both use themselves."""
    return "".join(" " if c in ":[]#;," else c for c in name)


plan = json.load(open(sys.argv[1], encoding="utf-8"))
print("\n".join({"mermaid": mermaid, "plantuml": plantuml}[sys.argv[2]](plan)))
