"""Cities of 20 systems for the claims: city.py moderate|tight|over-subscribed NUMBER FOLDER

The same class and number are always the same files: randomness is a hash of both and of a counter.
Four vendors; each system may go to two or three platforms, each with a vendor, a price and a length
of its own; contracts end and are extended step by step at a price, a server is shared and re-leased,
two systems share a round, some may be moved to a cloud first; soft deadlines with weights, hard ones,
hard and soft links, systems that go live together. A class says how much of the vendors' time until
the deadlines the work takes: half, four fifths, or more than there is.
Running prices of what systems share, of bridges and of interfaces are multiples of 377,580 yen, so
that each day of any month is whole yen: cpsat_city.py adds them up without rounding.
"""

import sys
from pathlib import Path

CLASSES = {"moderate": 0.5, "tight": 0.8, "over-subscribed": 1.15}
AS_OF = "2023-04-03"
PARTS = 377_580
VENDORS, SYSTEMS, MONTHS = 4, 20, 24
PLATFORMS = {"gov-cloud": "gov-cloud", "other-cloud": "vendor-cloud", "own-standard": "own"}
MASK = (1 << 64) - 1

HEAD = """\
# A city of 20 systems, {kind}, number {number}. Written by benches/claims/city.py.
schema = 1

[municipality]
name = "例示市"
kind = "city"

[horizon]
from = 2023-04-01
to = 2030-03-31

[[deadline]]
id = "standard"
date = 2026-03-31
systems = [{normal}]

[[deadline]]
id = "pressing"
date = 2025-12-31
weight = 3
systems = [{pressing}]

[[deadline]]
id = "must"
date = 2026-09-30
hard = true
systems = [{must}]
"""

# Time for reference is left out: it would make the term of a bridge longer than its service.
ROUTES = "# Written by benches/claims/city.py.\n" + "".join(
    f'\n[[target]]\nid = "{target}"\n[target.move]\nreference = "0d"\n' for target in PLATFORMS)


def counter(kind, number):
    """A stream of numbers in 0 .. 2^64 - 1: splitmix64 of a counter."""
    at = (sorted(CLASSES).index(kind) * 1_000_003 + number * 7919 + 1) << 20
    while True:
        at += 1
        z = (at * 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def quoted(numbers):
    return ", ".join(f'"s{n}"' for n in numbers)


def city(kind, number):
    stream = counter(kind, number)
    pick = lambda low, high: low + next(stream) % (high - low + 1)
    pressing, must = [n for n in range(SYSTEMS) if n % 3 == 1], [n for n in range(SYSTEMS) if n % 7 == 3]
    normal = [n for n in range(SYSTEMS) if n not in pressing]
    out = [HEAD.format(kind=kind, number=number, normal=quoted(normal), pressing=quoted(pressing), must=quoted(must))]
    server, pair = [n for n in range(SYSTEMS) if n % 6 == 2], (14, 15)
    bridged = [n for n in range(SYSTEMS) if n % 6 == 5 and n not in pair]
    loads, bodies = [0] * VENDORS, []
    for n in range(SYSTEMS):
        incumbent, size = pick(0, VENDORS - 1), pick(5, 40)
        monthly = size * pick(4, 12) * 10_000
        bridges = ["none", "extend"] + (["re-lease"] if n in server else []) + (["rehost"] if n in bridged else [])
        targets = ["gov-cloud"] if n in pair else list(PLATFORMS)[:pick(2, 3)]
        year, month, by = pick(2024, 2026), pick(1, 12), pick(1, 2) * 6
        month = max(month, 7) if year == 2024 else month
        after = []
        if n in (2, 3, 5, 7, 16):
            after.append('"s0"')
        if n in (4, 6, 9):
            after.append('"s1"')
        if n in (8, 10, 12):
            after.append(f'{{ system = "s0", link = "soft", interface = {{ once = {pick(1, 3)}_000_000, month = {PARTS // 2 * 2} }} }}')
        if n == 18:
            after.append('{ system = "s17", link = "together" }')
        text = [f'[[contract]]\nid = "c{n}"\nvendor = "v{incumbent}"\nends = {year}-{month:02}-28\n'
                f'price = {{ month = {monthly} }}\nnotice = {{ by = "3M" }}\n'
                f'extend = {{ by = "{by}M", at-most = {36 // by}, price = {{ once = {monthly * pick(0, 3)}, '
                f'month = {monthly * pick(11, 15) // 10} }} }}\n',
                f'[[system]]\nid = "s{n}"\nname = "システム{n}"\ncontract = "c{n}"\n'
                + ('hardware = "server"\n' if n in server else "")
                + f'bridges = [{", ".join(map(chr(34).__add__, (b + chr(34) for b in bridges)))}]\n'
                f'targets = [{", ".join(map(chr(34).__add__, (t + chr(34) for t in targets)))}]\n'
                f'after = [{", ".join(after)}]\n']
        if n in bridged:
            text.append(f'[[procurement]]\nid = "s{n}/bridge"\nsystems = ["s{n}"]\nstage = "rehost"\nvendor = "v{incumbent}"\n'
                        f'term = "{pick(1, 3) * 6}M"\nextend = {{ by = "6M", at-most = 6, price = {{ once = 500_000, '
                        f'month = {monthly * 12 // 10} }} }}\n'
                        f'cost = [{{ per = "once", yen = {size}00_000 }}, {{ per = "month", yen = {max(1, monthly // PARTS) * PARTS} }}]\n')
        works = []
        for i, target in enumerate(targets):
            vendor = incumbent if i == 0 else (incumbent + pick(1, VENDORS - 1)) % VENDORS
            work = pick(11, 16) - 2 * (i == 0 and n not in pair)
            works.append((work, vendor))
            # The pair is one round, written under its first system.
            if n == pair[1]:
                continue
            users = pair if n == pair[0] else (n,)
            running = max(1, monthly * pick(6, 14) // 10 // PARTS) * PARTS
            once = size * (90 if i == 0 else 60 if i == 1 else 50) * pick(80, 120) * 100
            text.append(f'[[procurement]]\nid = "s{n}/{target}"\nsystems = [{quoted(users)}]\nstage = "standard"\n'
                        f'platform = "{PLATFORMS[target]}"\nvendor = "v{vendor}"\nwork = "{work}M"\n'
                        f'activities = [{{ id = "requirements", length = "2M" }}, {{ id = "build", configuration = true }}, '
                        f'{{ id = "test", length = "2M" }}]\n'
                        f'cost = [{{ per = "once", yen = {once} }}, {{ per = "month", yen = {running} }}]\n')
        if n != pair[1]:
            for work, vendor in works:
                loads[vendor] += work / len(works)
        bodies += text
    for v in range(VENDORS):
        need = loads[v] / (MONTHS * CLASSES[kind])
        builds = max(1, int(need + 0.5)) if kind == "over-subscribed" else max(2, int(need + 0.999))
        cutovers = {"moderate": 3, "tight": 2, "over-subscribed": 1}[kind]
        out.append(f'[[vendor]]\nid = "v{v}"\nbuilds = {builds}\ncutovers-per-month = {cutovers}\n')
    out.append(f'[[hardware]]\nid = "server"\nplatform = "own"\nexpires = 2025-{pick(3, 12):02}-28\n'
               f'price = {{ month = {PARTS * pick(2, 5)} }}\n'
               f'extend = {{ by = "12M", at-most = 3, price = {{ month = {PARTS * pick(3, 8)} }} }}\n')
    return "\n".join(out + bodies)


def main():
    kind, number, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    (folder / "schedules").mkdir(parents=True, exist_ok=True)
    (folder / "systems.toml").write_text(city(kind, number), encoding="utf-8")
    (folder / "schedules" / "routes.toml").write_text(ROUTES, encoding="utf-8")


if __name__ == "__main__":
    main()
