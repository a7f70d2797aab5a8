#!/usr/bin/env python3
"""The network of plans against the scheduler of MPXJ, which does what Microsoft Project does.

usage: oracle_network.py FOLDER...   (each with systems.toml, calendar.toml and plan.json)

Work is a task in working days, ▲ a task of one day whose calendar has none but go-live days, a hard
link start-to-start, what goes live together one task. Its critical path method then gives how early
and how late each ★ and ▲ may lie; a second network, on a calendar of all days, gives the slack.
Prints what differs, one line each, and what was compared; exit 1 if anything differs, 2 where a
Python package is missing. Inventories are those of tests/oracle_network.rs: work in working days, as
of August 2021, so that the first budget is that of April 2022; no actuals, no extensions.
"""

import json
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

try:
    import holidays
    import jpype
    import mpxj
except ImportError as missing:
    print(missing)
    sys.exit(2)

mpxj.startJVM()
java = jpype.JClass
DateTime, Day, Week = java("java.time.LocalDateTime"), java("java.time.LocalDate"), java("java.time.DayOfWeek")
Project, Scheduler = java("org.mpxj.ProjectFile"), java("org.mpxj.cpm.MicrosoftScheduler")
Relation, Kind = java("org.mpxj.Relation$Builder"), java("org.mpxj.RelationType")
Duration, Unit = java("org.mpxj.Duration"), java("org.mpxj.TimeUnit")
Constraint, Mode, Hours = java("org.mpxj.ConstraintType"), java("org.mpxj.TaskMode"), java("org.mpxj.LocalTimeRange")

DAY = timedelta(days=1)
FIRST_MONEY = date(2022, 4, 1)
errors, compared = [], 0


def day_of(value):
    return date.fromisoformat(str(value))


def at(day, hour):
    return DateTime.of(day.year, day.month, day.day, hour, 0)


def back(moment):
    return date(int(moment.getYear()), int(moment.getMonthValue()), int(moment.getDayOfMonth()))


class City:
    """An inventory, and its calendar day by day."""

    def __init__(self, folder):
        def read(name):
            return tomllib.loads((folder / name).read_text(encoding="utf-8"))

        self.facts, rules = read("systems.toml"), read("calendar.toml")
        self.plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        to = day_of(self.facts["horizon"]["to"])
        self.end = to.replace(year=to.year + 5)
        self.as_of = day_of(self.plan["as_of"])
        self.closed = holidays.country_holidays("JP", years=range(self.as_of.year, self.end.year + 2))
        least = rules.get("window", {}).get("closed-days", 2)
        quiet = [(b["from"], b["to"]) for b in rules.get("blackout", []) if b.get("hard")]
        self.open, self.live = [], []
        day, run = self.as_of - 10 * DAY, 0
        while day <= self.end:
            if self.is_open(day):
                self.open.append(day)
                # No blackout of the generated calendars crosses the year's end.
                if run >= least and not any(f <= f"{day:%m-%d}" <= t for f, t in quiet):
                    self.live.append(day)
                run = 0
            else:
                run += 1
            day += DAY

    def is_open(self, day):
        new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
        return day.weekday() < 5 and day not in self.closed and not new_year

    def open_after(self, day):
        return next(d for d in self.open if d > day)


class Network:
    """Tasks of one project."""

    def __init__(self, city, days):
        self.city, self.file = city, Project()
        self.base = self.calendar(days)
        self.file.setDefaultCalendar(self.base)
        # Without a limit of its own everything may slip to the end of planning.
        self.task(1, self.base, city.end)

    def calendar(self, days):
        """A calendar of these days, or of all."""
        calendar = self.file.addDefaultBaseCalendar()
        hours = [h for h in calendar.getCalendarHours(Week.MONDAY)]
        for weekday in Week.values():
            calendar.setWorkingDay(weekday, days is None)
        if days is None:
            for weekday in (Week.SATURDAY, Week.SUNDAY):
                all_day = calendar.addCalendarHours(weekday)
                for range_ in hours:
                    all_day.add(Hours(range_.getStart(), range_.getEnd()))
        for day in days or []:
            exception = calendar.addCalendarException(Day.of(day.year, day.month, day.day))
            for range_ in hours:
                exception.add(Hours(range_.getStart(), range_.getEnd()))
        return calendar

    def task(self, days, calendar, first, last=None):
        """A task of so many days, not before the first, with a deadline."""
        task = self.file.addTask()
        task.setDuration(Duration.getInstance(days, Unit.DAYS))
        task.setRemainingDuration(task.getDuration())
        task.setActualDuration(Duration.getInstance(0, Unit.DAYS))
        task.setTaskMode(Mode.AUTO_SCHEDULED)
        task.setCalendar(calendar)
        task.setConstraintType(Constraint.START_NO_EARLIER_THAN)
        task.setConstraintDate(at(first, 8))
        if last:
            task.setDeadline(at(last, 17))
        return task

    def after(self, task, before, kind):
        task.addPredecessor(Relation().predecessorTask(before).type(kind))

    def schedule(self):
        Scheduler().schedule(self.file, at(self.city.open[0], 8))


def limits(city, system, bounds):
    """Last days by the deadlines that bound one ▲ of a system."""
    for d in city.facts.get("deadline", []):
        if system in d.get("systems", [system]) and d.get("bounds", "standard.cutover") == bounds:
            yield day_of(d["date"])


def groups(city):
    """Systems that go live together, by system."""
    group = {s["id"]: frozenset([s["id"]]) for s in city.facts["system"]}
    for s in city.facts["system"]:
        for link in s["after"]:
            if link["link"] == "together":
                both = group[s["id"]] | group[link["system"]]
                for member in both:
                    group[member] = both
    return group


def check(name, city):
    """Compares the dates of one plan."""
    systems = {s["id"]: s for s in city.facts["system"]}
    rounds = {(s, r["stage"]): r for r in city.facts["procurement"] for s in r["systems"]}
    ends = {c["id"]: day_of(c["ends"]) for c in city.facts.get("contract", [])}
    planned = {s["id"]: s for s in city.plan["systems"]}
    group = groups(city)

    def cover_before(system):
        """The first open day after the present service's cover."""
        contract = systems[system].get("contract")
        return [city.open_after(ends[contract])] if contract else []

    def bridged(system):
        return planned[system]["route"]["bridge"] != "none"

    def last_of(system):
        own = list(limits(city, system, "standard.cutover"))
        return own if bridged(system) else own + cover_before(system)

    net, slack = Network(city, city.open), Network(city, None)
    go_live = net.calendar(city.live)
    live, slips, works = {}, {}, {}
    for members in sorted(set(group.values()), key=sorted):
        last = min((d for m in members for d in last_of(m)), default=None)
        task = net.task(1, go_live, city.as_of, last)
        is_at = day_of(cutover(planned[min(members)], "standard", rounds)["date"])
        slip = slack.task(1, slack.base, is_at, last)
        for member in sorted(members):
            live[member], slips[member] = task, slip
            moves = [("standard", task)]
            if bridged(member):
                own = list(limits(city, member, "bridge.cutover")) + cover_before(member)
                before = net.task(1, go_live, city.as_of, min(own, default=None))
                net.after(task, before, Kind.FINISH_START)
                moves.append(("rehost", before))
            for stage, move in moves:
                round_ = rounds[member, stage]
                first = max(FIRST_MONEY, day_of(round_.get("available", FIRST_MONEY)))
                work = net.task(int(round_["work"].removesuffix("bd")), net.base, first)
                net.after(move, work, Kind.FINISH_START)
                works[round_["id"]] = (first, work, move)
    for s in city.facts["system"]:
        for link in s["after"]:
            if link["link"] == "hard" and group[s["id"]] != group[link["system"]]:
                net.after(live[s["id"]], live[link["system"]], Kind.START_START)
                slack.after(slips[s["id"]], slips[link["system"]], Kind.START_START)
    net.schedule()
    slack.schedule()

    def differs(what, ours, theirs):
        global compared
        compared += 1
        if ours != theirs:
            errors.append(f"{name}: {what}: ikou {ours}, MPXJ {theirs}")

    slacks = {}
    for id_, system in planned.items():
        for ours in system["network"]:
            first, work, move = works[ours["round"]]
            task = work if ours["kind"] == "contract" else move
            early, late = back(task.getEarlyStart()), back(task.getLateStart())
            # A contract may be signed on 1 April though the office is closed.
            if ours["kind"] == "contract" and (first.month, first.day) == (4, 1):
                early = first
            # Where the deadlines cannot be kept, the latest ★ is the earliest (docs/rules.md).
            if ours["kind"] == "contract":
                late = max(late, early)
            differs(f"{ours['round']} {ours['kind']} earliest", day_of(ours["earliest"]), early)
            differs(f"{ours['round']} {ours['kind']} latest", day_of(ours["latest"]), late)
        slip = slips[id_]
        slacks[id_] = (back(slip.getLateStart()) - back(slip.getEarlyStart())).days
        differs(f"{id_} slack", system["slack_days"], slacks[id_])
    least = min(slacks.values())
    for id_, system in planned.items():
        is_at = back(slips[id_].getEarlyStart())
        room = any(is_at < d <= is_at + DAY * slacks[id_] for d in city.live)
        differs(f"{id_} critical", system["critical"], slacks[id_] == least and not room)


def cutover(system, stage, rounds):
    round_ = rounds[system["id"], stage]["id"]
    return next(m for m in system["milestones"] if m["kind"] == "cutover" and m["round"] == round_)


for folder in sys.argv[1:]:
    check(Path(folder).name, City(Path(folder)))
print(*errors, sep="\n")
print(f"{compared} compared")
sys.exit(1 if errors else 0)
