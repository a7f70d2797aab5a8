"""The project of model.py as an inventory of ikou: to_ikou.py CITIES FOLDER

A soft deadline asks of each city that its last ▲ be no later than its stretch_bound, the best that
there could be. What differs, since ikou plans contracts and not tasks:
- a vendor's work on a system is one stretch from ★ on, and takes a team all that time;
- ▲ is the first open day after a closed one, the day after the work;
- a system that waits for another's data goes live not before that other;
- the training, which lies beside the longer test, is left out.
"""

import json
import sys
from pathlib import Path

from model import HOLIDAYS, LINKS, OPEN, TEAMS, VENDORS, cities, stretch_bound, work_of

CALENDAR = """\
# The working days of benches/peers/model.py. Written by benches/peers/to_ikou.py.
[closed]
weekdays = ["saturday", "sunday"]
national-holidays = false
ranges = [
{ranges}
]

[window]
closed-days = 1

# The tender follows the request.
[budget]
request = {{ from = "10-01", to = "10-31" }}
preparation-from = "11-01"

[[blackout]]
id = "moving-season"
price = 0
"""

HEAD = """\
# {cities} of 17 systems, three vendors with two teams each: the project on which planners are
# compared. Written by benches/peers/to_ikou.py; docs/benchmarks.md tells what differs.
schema = 1

[municipality]
name = "例示市"
kind = "city"

[horizon]
from = 2026-04-01
to = 2031-03-31
"""


def calendar():
    ranges = "\n".join(f'  {{ from = "{m:02}-{d:02}", to = "{m:02}-{d:02}" }},' for m, d in HOLIDAYS)
    return CALENDAR.format(ranges=ranges)


def inventory(count):
    out = [HEAD.format(cities="A city" if count == 1 else f"{count} cities")]
    for c, systems in enumerate(cities(count)):
        of = (lambda name: name) if count == 1 else (lambda name, c=c: f"c{c}-{name}")
        last, ids = OPEN[stretch_bound(systems)], [of(f"s{s['i']}") for s in systems]
        out.append(f'[[deadline]]\nid = "{of("last")}"\nname = "最後の切替"\ndate = {last}\n'
                   + (f"systems = {json.dumps(ids)}\n" if count > 1 else ""))
        for v in range(VENDORS):
            out.append(f'[[vendor]]\nid = "{of(f"vendor-{v}")}"\nbuilds = {TEAMS}\n')
        for s in systems:
            i, days = s["i"], s["days"]
            after = ", ".join(f'"{of(f"s{b}")}"' for a, b in LINKS if a == i)
            out.append(f'[[contract]]\nid = "{of(f"present-{i}")}"\nends = 2036-03-31\n')
            out.append(f'[[system]]\nid = "{of(f"s{i}")}"\nname = "{s["name"]}"\n'
                       f'contract = "{of(f"present-{i}")}"\nbridges = ["none"]\n'
                       f'targets = ["gov-cloud"]\nafter = [{after}]\n')
            work = work_of(s)
            steps = ", ".join([
                '{ id = "build", configuration = true }',
                f'{{ id = "data", name = "データ移行", length = "{days["data"]}bd" }}',
                f'{{ id = "test", length = "{days["test"]}bd" }}',
                f'{{ id = "cutover", length = "{days["cut"]}bd" }}'])
            out.append(f'[[procurement]]\nid = "{of(f"s{i}/standard")}"\nsystems = ["{of(f"s{i}")}"]\n'
                       f'stage = "standard"\nvendor = "{of("vendor-" + str(s["vendor"]))}"\n'
                       f'method = {{ kind = "proposal", ground = "地方自治法施行令167条の2第1項第2号", '
                       f'lead = "{days["proc"]}bd" }}\n'
                       f'work = "{work}bd"\nactivities = [{steps}]\n')
    return "\n".join(out)


def main():
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    (folder / "schedules").mkdir(parents=True, exist_ok=True)
    (folder / "systems.toml").write_text(inventory(count), encoding="utf-8")
    (folder / "schedules" / "calendar.toml").write_text(calendar(), encoding="utf-8")


if __name__ == "__main__":
    main()
