"""The project of model.py for utf8proj: to_utf8proj.py CITIES FILE

It knows neither alternatives nor gates: each system is given a team, and the first 1 October and
1 April stand as the earliest starts of request and contract.
"""

import datetime as dt
import sys
from pathlib import Path

from model import AFTER, END, HOLIDAYS, LINKS, NAMES, PHASES, START, TEAMS, VENDORS, WORK, cities


def text(count):
    out = ['project "標準化移行" {\n  start: 2026-04-01\n  end: 2031-03-31\n  calendar: std\n}',
           'calendar "std" {\n  working_days: mon-fri']
    for year in range(START.year, END.year + 1):
        for month, day in HOLIDAYS:
            if START <= dt.date(year, month, day) <= END:
                out.append(f'  holiday "休日" {dt.date(year, month, day)}')
    out.append("}")
    for c in range(count):
        for v in range(VENDORS):
            out += [f'resource c{c}v{v}t{t} "事業者{v}班{t}" {{ capacity: 1.0 }}' for t in range(TEAMS)]
    for c, systems in enumerate(cities(count)):
        out.append(f'task c{c} "団体{c}" {{')
        for s in systems:
            i, v = s["i"], s["vendor"]
            out.append(f' task s{i} "{s["name"]}" {{')
            for phase in PHASES + ["bud", "con"]:
                needs = list(AFTER[phase])
                if phase == "test":
                    needs += [f"c{c}.s{b}.data" for a, b in LINKS if a == i]
                what = (["duration: 1d start_no_earlier_than: 2026-10-01"] if phase == "bud"
                        else ["duration: 1d start_no_earlier_than: 2027-04-01"] if phase == "con"
                        else [f'effort: {s["days"][phase]}d',
                              f"assign: c{c}v{v}t{i // VENDORS % TEAMS}"] if phase in WORK
                        else [f'duration: {s["days"][phase]}d'])
                if needs:
                    what.append("depends: " + ", ".join(needs))
                out.append(f'  task {phase} "{NAMES[phase]}" {{ {" ".join(what)} }}')
            out.append(" }")
        out.append("}")
    return "\n".join(out) + "\n"


Path(sys.argv[2]).write_text(text(int(sys.argv[1])), encoding="utf-8")
