"""The project on which planners are compared: cities x 17 systems x 9 tasks, the same on every run.

Each system is analysed, asked for in the budget (first 1 October after it), procured, signed for
(first 1 April after that), built, filled with data, tested, taught and changed over. Build, data,
test and change-over take one of the two teams of the system's vendor each; a city has three vendors.
The test of a system waits for the data of the systems it depends on.
Days are working days: Monday to Friday without the holidays below.
"""

import bisect
import datetime as dt
import random

START, END = dt.date(2026, 4, 1), dt.date(2031, 3, 31)
PHASES = ["req", "proc", "build", "data", "test", "train", "cut"]
NAMES = dict(req="要件整理", bud="予算要求", proc="調達", con="契約", build="構築", data="データ移行",
             test="テスト", train="研修", cut="本番切替")
LENGTHS = dict(req=(30, 50), proc=(40, 60), build=(60, 100), data=(30, 50), test=(30, 50),
               train=(10, 20), cut=(3, 5))
# What takes a team, in order.
WORK = ["build", "data", "test", "cut"]
# What a task comes after, within its system.
AFTER = dict(req=[], bud=["req"], proc=["bud"], con=["proc"], build=["con"], data=["build"],
             test=["data"], train=["data"], cut=["test", "train"])
SYSTEMS = ["住民記録", "印鑑登録", "選挙人名簿管理", "固定資産税", "個人住民税", "法人住民税", "軽自動車税",
           "国民年金", "国民健康保険", "後期高齢者医療", "介護保険", "障害者福祉", "就学", "生活保護", "健康管理",
           "児童手当", "子ども子育て支援"]
# (system, the one whose data its test needs)
LINKS = sorted({(i, 0) for i in range(1, 17)}
               | {(8, 4), (9, 8), (10, 4), (11, 4), (13, 4), (15, 4), (16, 4), (12, 0)})
VENDORS, TEAMS = 3, 2
HOLIDAYS = [(1, 1), (1, 2), (1, 3), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11),
            (11, 3), (11, 23), (12, 29), (12, 30), (12, 31)]
# The last day of the last change-over of the first city at best; proved by the load of vendor 0:
# first 1 April of a contract, and what its six systems take of two teams.
BEST = dt.date(2029, 3, 23)


def cities(count, seed=42):
    """For each city its systems: number, name, vendor and lengths."""
    dice = random.Random(seed)
    return [
        [dict(i=i, name=name, vendor=i % VENDORS,
              days={p: dice.randint(*LENGTHS[p]) for p in PHASES})
         for i, name in enumerate(SYSTEMS)]
        for _ in range(count)
    ]


def is_open(day):
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def open_days(last=END):
    day, found = START, []
    while day <= last:
        if is_open(day):
            found.append(day)
        day += dt.timedelta(1)
    return found


OPEN = open_days()


def number(day):
    """How many working days lie before a day."""
    return bisect.bisect_left(OPEN, day)


def gates(month, first):
    return [number(dt.date(y, month, 1)) for y in range(first, 2031)]


REQUESTS, CONTRACTS = gates(10, 2026), gates(4, 2027)

# Days on which ikou lets a service go live: open ones after a closed one.
GO_LIVE = [n for n, day in enumerate(OPEN) if n and OPEN[n - 1] != day - dt.timedelta(1)]


def work_of(system):
    return sum(system["days"][p] for p in WORK)


def load_bound(systems):
    """No plan of a city has its last task done before so many working days: half of a vendor's work
    after the first 1 April of a contract."""
    loads = [sum(work_of(s) for s in systems if s["vendor"] == v) for v in range(VENDORS)]
    return CONTRACTS[0] + max(-(-load // TEAMS) for load in loads)


def stretch_bound(systems):
    """The least number of the last ▲ where each system is one stretch of work up to a day of GO_LIVE:
    for each vendor every split of its systems between two teams, in every order; links left out."""
    worst = 0
    for v in range(VENDORS):
        works = [work_of(s) for s in systems if s["vendor"] == v]
        every = (1 << len(works)) - 1
        done = [CONTRACTS[0]] + [10 ** 9] * every
        for team in range(1, every + 1):
            for n, work in enumerate(works):
                if team >> n & 1:
                    free = done[team & ~(1 << n)] + work
                    at = bisect.bisect_left(GO_LIVE, free)
                    if at < len(GO_LIVE):
                        done[team] = min(done[team], GO_LIVE[at])
        worst = max(worst, min(max(done[t], done[every & ~t]) for t in range(every + 1)))
    return worst
