"""Small cities of all that the claims know, where both programs prove: small.py IKOU FOLDER FIRST LAST

City N is always the same. Both plan it, the judge holds them to each other and lets each value the
other's plan; what is wrong stays in FOLDER/N, all else is taken away. Exit 1 if anything was wrong.
"""

import random
import shutil
import subprocess
import sys
from pathlib import Path

from city import PARTS, PLATFORMS

AS_OF = "2023-04-03"
BUSINESSES = ["kojin_juminzei", "kotei", "senkyo", "kokuho", "kosodate", "juki"]


def text_list(ids):
    return "[" + ", ".join(f'"{i}"' for i in ids) + "]"


def city(number):
    dice = random.Random(number)
    maybe, pick = lambda p: dice.random() < p, dice.randint
    count = pick(2, 5)
    ids = [f"s{n}" for n in range(count)]
    out = [f'schema = 1\n\n[municipality]\nname = "試験市"\nkind = "{dice.choice(["city", "town", "core-city"])}"\n\n'
           f'[horizon]\nfrom = 2023-{pick(1, 4):02}-01\nto = {pick(2027, 2029)}-{dice.choice(["03-31", "09-30", "12-15"])}\n']
    for n in range(pick(1, 3)):
        some = dice.sample(ids, pick(1, count))
        bounds = "bridge.cutover" if maybe(0.2) else "standard.cutover"
        exceptions = f'exceptions = [{{ system = "{some[0]}", date = 2027-03-31, reason = {pick(1, 4)} }}]\n' if maybe(0.2) else ""
        out.append(f'[[deadline]]\nid = "d{n}"\ndate = {pick(2024, 2026)}-{pick(1, 12):02}-28\nhard = {str(maybe(0.3)).lower()}\n'
                   f'weight = {pick(1, 4)}\nbounds = "{bounds}"\nsystems = {text_list(some)}\n{exceptions}')
    vendors = [f"v{n}" for n in range(pick(1, 2))]
    for v in vendors:
        out.append(f'[[vendor]]\nid = "{v}"\n' + (f"builds = {pick(1, 3) + 1}\n" if maybe(0.8) else "")
                   + (f"cutovers-per-month = {pick(2, 3)}\n" if maybe(0.6) else ""))
    server = maybe(0.5)
    if server:
        out.append(f'[[hardware]]\nid = "h"\nplatform = "own"\nexpires = {pick(2024, 2026)}-{pick(1, 12):02}-15\n'
                   f'price = {{ month = {PARTS * pick(1, 4)} }}\nextend = {{ by = "{pick(3, 14)}M", at-most = {pick(0, 4)}, '
                   f'price = {{ month = {pick(100, 900)}_777, once = {pick(0, 2) * 1_000_000 + 1} }} }}\nnotice = {{ by = "{pick(1, 8)}M" }}\n')
    pair = ids[-2:] if count > 2 and maybe(0.4) else []
    for n, sid in enumerate(ids):
        contract, re_lease = maybe(0.8), server and maybe(0.6)
        bridges = dice.sample(["none", "extend"] + (["re-lease"] if re_lease else []), 2)
        moved = sid not in pair and maybe(0.35)
        if moved:
            bridges = bridges + ["rehost"] if maybe(0.6) else ["rehost"]
        targets = ["gov-cloud"] if sid in pair else dice.sample(list(PLATFORMS), pick(1, 2))
        if contract:
            price = f"price = {{ month = {pick(100, 2000)}_333 }}\n" if maybe(0.8) else ""
            extended = f', price = {{ month = {pick(100, 3000)}_123{f", once = {pick(1, 9)}00_000" if maybe(0.5) else ""} }}' if maybe(0.7) else ""
            notice = f'notice = {{ by = "{pick(1, 9)}M" }}\n' if maybe(0.5) else ""
            out.append(f'[[contract]]\nid = "c{n}"\nends = {pick(2023, 2027)}-{pick(1, 12):02}-{dice.choice([28, 15])}\n{price}'
                       f'extend = {{ by = "{pick(1, 13)}M", at-most = {pick(0, 6)}{extended} }}\n{notice}')
        after = []
        if n and maybe(0.6):
            kind, other = dice.choice(["hard", "soft", "soft", "together"]), dice.choice(ids[:n])
            interface = f', interface = {{ once = {pick(0, 3) * 1_000_000}, month = {PARTS * pick(0, 2)} }}' if kind == "soft" else ""
            after.append(f'{{ system = "{other}", link = "{kind}"{interface} }}')
        business = [BUSINESSES[n]] if maybe(0.5) else []
        out.append(f'[[system]]\nid = "{sid}"\nname = "系{n}"\nbusinesses = {text_list(business)}\n'
                   + (f'contract = "c{n}"\n' if contract else "") + ('hardware = "h"\n' if server and (re_lease or maybe(0.3)) else "")
                   + f'bridges = {text_list(bridges)}\ntargets = {text_list(targets)}\nafter = [{", ".join(after)}]\n')
        if moved:
            extend = f'extend = {{ by = "{pick(3, 12)}M", at-most = {pick(1, 4)}, price = {{ month = {pick(100, 900)}_999 }} }}\n' if maybe(0.7) else ""
            out.append(f'[[procurement]]\nid = "{sid}/bridge"\nsystems = ["{sid}"]\nstage = "rehost"\nvendor = "{dice.choice(vendors)}"\n'
                       f'term = "{pick(3, 30)}M"\n{extend}cost = [{{ per = "once", yen = {pick(1, 9)}_000_000 }}, '
                       f'{{ per = "month", yen = {PARTS * pick(1, 3)} }}]\n')
        for target in targets:
            if pair and sid == pair[1]:
                continue
            users = pair if pair and sid == pair[0] else [sid]
            running = PARTS * pick(1, 5) if len(users) > 1 else pick(1000, 3000) * 1001
            more = ""
            if maybe(0.4):
                more += f"available = {pick(2024, 2026)}-{pick(1, 12):02}-01\n"
            if maybe(0.3):
                more += f'method = {{ kind = "open", lead = "{pick(3, 12)}W" }}\n'
            if maybe(0.3):
                more += 'work = "10M..13M"\n'
            elif maybe(0.4):
                more += f'work = "{pick(150, 500)}d"\nactivities = [{{ id = "requirements", length = "1M" }}, ' \
                        f'{{ id = "build", configuration = true }}, {{ id = "test", length = "{pick(2, 9)}W" }}]\n'
            if maybe(0.2):
                more += "units = 2\n"
            out.append(f'[[procurement]]\nid = "{sid}/{target}"\nsystems = {text_list(users)}\nstage = "standard"\n'
                       f'platform = "{PLATFORMS[target]}"\nvendor = "{dice.choice(vendors)}"\n{more}'
                       f'cost = [{{ per = "once", yen = {pick(1, 90)}_000_000 }}, {{ per = "month", yen = {running} }}]\n')
    calendar = []
    if maybe(0.3):
        calendar.append(f"[window]\nclosed-days = {dice.choice([1, 3])}\n")
    if maybe(0.3):
        calendar.append(f'[budget]\nrequest = {{ from = "{pick(8, 9):02}-01", to = "{pick(10, 11)}-{pick(10, 28)}" }}\n'
                        f'vote = "03-{pick(10, 28)}"\npreparation-from = "0{pick(1, 2)}-{pick(10, 28)}"\n')
    if maybe(0.4):
        calendar.append(f'[[blackout]]\nid = "ours"\nname = "繁忙"\nfrom = "{dice.choice(["12-20", "05-01", "09-10"])}"\n'
                        f'to = "{dice.choice(["01-20", "07-15", "10-31"])}"\nhard = {str(maybe(0.6)).lower()}\nprice = 1_234_567\n')
    routes = "".join(f'\n[[target]]\nid = "{t}"\n[target.move]\nreference = "0d"\n' for t in PLATFORMS)
    if "rehost" not in "".join(out) and maybe(0.7):
        routes = "\n[pia]\nlead = \"2M\"\n"
    return "\n".join(out), "\n".join(calendar), routes


def main():
    ikou, top = sys.argv[1], Path(sys.argv[2])
    here, wrong, agreed, seen = Path(__file__).resolve().parent, 0, 0, 0
    for number in range(int(sys.argv[3]), int(sys.argv[4]) + 1):
        folder = top / str(number)
        (folder / "schedules").mkdir(parents=True, exist_ok=True)
        for name, text in zip(("systems.toml", "schedules/calendar.toml", "schedules/routes.toml"), city(number)):
            (folder / name).write_text(text, encoding="utf-8")
        plan, result = folder / "plan.json", folder / "cpsat.json"
        done = subprocess.run([ikou, "plan", str(folder / "systems.toml"), "--as-of", AS_OF, "--output", str(plan)],
                              capture_output=True, text=True, check=False)
        if not plan.exists():
            print(f"{number}: {[line.strip() for line in done.stderr.splitlines() if '×' in line][:2]}", file=sys.stderr)
            shutil.rmtree(folder)
            continue
        model = subprocess.run([sys.executable, str(here / "cpsat_city.py"), str(folder), AS_OF, "20", str(result)],
                               capture_output=True, text=True, check=False)
        if model.returncode:
            print(f"{number}: {model.stderr.splitlines()[-1:]}", file=sys.stderr)
            continue
        verdict = subprocess.run([sys.executable, str(here / "judge.py"), ikou, str(folder), AS_OF, str(plan), str(result), "pinned"],
                                 capture_output=True, text=True, check=False)
        seen += 1
        print(f"{number}: {(verdict.stdout or verdict.stderr[-300:]).strip()}", flush=True)
        if verdict.returncode:
            wrong += 1
        elif "proved 4, CP-SAT" in verdict.stdout and verdict.stdout.strip().endswith("proved 4"):
            agreed += 1
            shutil.rmtree(folder)
    print(f"{seen} cities: both prove all and agree in {agreed}, {wrong} wrong", file=sys.stderr)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
