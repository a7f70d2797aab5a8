"""An instance of the planning engine's studies as an inventory of ikou: to_ikou.py INSTANCE.json FOLDER

The instances (IKOU_ENGINE_INSTANCES) lie outside the repository. Of each, 20 systems with three routes
become 20 systems with three targets, one on each platform, by the vendor and at the price of the route:
- work is the phases after the procurement up to the change-over; it takes of its vendor the mean number
  of engineers, rounded, all that time; what a vendor has is its `builds`, and two of them change over in a month;
- the phases before it are the lead of the method and the first day that the product is available;
- bridging is an extension of the present contract by three months at a time: the monthly price, and a
  quarter of the yearly fee, once for each step (a step is paid whole);
- deadlines are days: a late day counts its weight, where the instance counts each miss once;
- change-over after change-over is a hard link, without the month between them that some have;
- no ▲ in December, March and April, of tax systems none in May and June either.
Left out, since ikou plans no such thing: the municipality's own staff, waits between phases, tests that
begin in an order, the care after ▲, two change-overs at once over all vendors.
"""

import datetime as dt
import json
import sys
from pathlib import Path

from city import PLATFORMS

AS_OF = "2022-08-01"
BEGIN = 2023  # the fiscal year of month 0
PROCUREMENT, CUTOVER = 1, 6
TEN_THOUSAND = 10_000

HEAD = """\
# {name}: an instance of 20 systems, {classes}. Written by benches/claims/to_ikou.py.
schema = 1

[municipality]
name = "例示市"
kind = "city"

[horizon]
from = 2023-04-01
to = 2028-12-31
"""

CALENDAR = """\
# Written by benches/claims/to_ikou.py.
[[blackout]]
id = "moving-season"
price = 0

[[blackout]]
id = "december"
name = "12月"
from = "12-01"
to = "12-31"
hard = true

[[blackout]]
id = "spring"
name = "3月・4月"
from = "03-01"
to = "04-30"
hard = true

[[blackout]]
id = "tax"
name = "当初課税"
from = "05-01"
to = "06-30"
hard = true
systems = [{tax}]
"""

ROUTES = "# Written by benches/claims/to_ikou.py.\n" + "".join(f"""
[[target]]
id = "{target}"
[target.move]
enquiry = "2M"
pia = false
ordinance = false
resident-notice = "0d"
reference = "0d"
""" for target in PLATFORMS)


def first_of(month):
    """First day of a month, counted from April of BEGIN."""
    return dt.date(BEGIN + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def last_before(unit, per_month):
    """Last day before a unit of time."""
    whole, half = divmod(unit, per_month)
    return first_of(whole) + dt.timedelta(15 * half - 1)


def length(units, per_month):
    return f"{units}M" if per_month == 1 else f"{round(units * 365.25 / 24)}d"


def inventory(name, instance):
    per_month = instance["upm"]
    classes = {"a": "moderate contention", "b": "tight", "c": "over-subscribed"}[name[0]]
    out = [HEAD.format(name=name, classes=classes)]
    for v, builds in enumerate(instance["vendor_cap"]):
        out.append(f'[[vendor]]\nid = "v{v}"\nbuilds = {builds}\ncutovers-per-month = 2\n')
    for i, s in enumerate(instance["systems"]):
        ends, bridge = s["contract_end"], s["bridge"]
        fee, monthly = bridge[ends + 1], bridge[ends + per_month + 1] - bridge[ends + 1]
        fee -= monthly
        after = sorted({p["i"] for p in instance["precs"] if p["j"] == i and p["ra"] == p["rb"] == CUTOVER})
        out.append(f'[[deadline]]\nid = "d{i}"\ndate = {last_before(s["deadline"], per_month)}\n'
                   f'weight = {s["weight"]}\nsystems = ["s{i}"]\n')
        if s["hard"] is not None:
            out.append(f'[[deadline]]\nid = "h{i}"\ndate = {last_before(s["hard"], per_month)}\n'
                       f'hard = true\nsystems = ["s{i}"]\n')
        out.append(f'[[contract]]\nid = "c{i}"\nends = {last_before(ends, per_month)}\n'
                   f'extend = {{ by = "3M", at-most = 20, price = {{ once = {fee * TEN_THOUSAND // 4}, '
                   f'month = {monthly * TEN_THOUSAND} }} }}\n')
        out.append(f'[[system]]\nid = "s{i}"\nname = "システム{i}"\ncontract = "c{i}"\nbridges = ["none", "extend"]\n'
                   f'targets = {json.dumps(list(PLATFORMS)[:len(s["routes"])])}\nafter = {json.dumps([f"s{b}" for b in after])}\n')
        for (target, platform), route in zip(PLATFORMS.items(), s["routes"]):
            work = range(PROCUREMENT + 1, CUTOVER + 1)
            units = sum(route["dur"][p] for p in work)
            engineers = max(1, round(sum(route["dur"][p] * route["veng"][p] for p in work) / units))
            before = route["dur"][0] + route["dur"][PROCUREMENT]
            lead = length(route["dur"][PROCUREMENT], per_month) if route["dur"][PROCUREMENT] else "1M"
            kind = "proposal" if route["dur"][PROCUREMENT] else "negotiated"
            out.append(f'[[procurement]]\nid = "s{i}/{target}"\nsystems = ["s{i}"]\nstage = "standard"\n'
                       f'platform = "{platform}"\nvendor = "v{route["vendor"]}"\nunits = {engineers}\n'
                       f'method = {{ kind = "{kind}", ground = "地方自治法施行令167条の2第1項第2号", lead = "{lead}" }}\n'
                       f'available = {last_before(before, per_month) + dt.timedelta(1)}\n'
                       f'work = "{length(units, per_month)}"\nactivities = [{{ id = "build", configuration = true }}]\n'
                       f'cost = [{{ per = "once", yen = {route["fixed"] * TEN_THOUSAND} }}]\n')
    return "\n".join(out)


def main():
    path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    instance = json.loads(path.read_text(encoding="utf-8"))
    (folder / "schedules").mkdir(parents=True, exist_ok=True)
    (folder / "systems.toml").write_text(inventory(path.stem, instance), encoding="utf-8")
    tax = ", ".join(f'"s{i}"' for i in range(len(instance["systems"])) if i % 4 == 1)
    (folder / "schedules" / "calendar.toml").write_text(CALENDAR.format(tax=tax), encoding="utf-8")
    (folder / "schedules" / "routes.toml").write_text(ROUTES, encoding="utf-8")


if __name__ == "__main__":
    main()
