"""A city of systems.toml by CP-SAT: cpsat_city.py FOLDER AS-OF SECONDS [OUT.json]

ikou's problem as rules.py reads it, restricted to what it knows, and stated as well as we can: one
literal for each route and day that ▲ may lie on, with ★ as late as the rules let it (which is best
for all levels up to yen), so that gaps, lateness and yen are sums of literals; work is optional
intervals in one cumulative for each vendor; ▲ of a month are sums of literals. Levels one after the
other: gap days, hard late days, late days, yen; each with the time that is left, the level before
kept at what was found, its plan as the hint. Seconds are those of solving, making the model (told
apart) not counted. Writes for each level value, bound, status, and every better plan with its second.
The version is ortools 9.14.6206: 9.15.6755 proves false optima of these models where a system may go
over a bridge (a plan of the same model, which it takes when told, is better).
"""

import json
import os
import sys
import time

from ortools.sat.python import cp_model

from first import Choices, First
from rules import PARTS, City, date, yen

LEVELS = ["gap_days", "hard_late_days", "late_days", "cost_yen"]


class Model:
    def __init__(self, choices):
        self.choices, self.city, self.shared = choices, choices.city, choices.shared
        self.m = cp_model.CpModel()
        self.zero = self.city.as_of                    # days count from it
        self.terms = {level: [] for level in LEVELS}   # (coefficient, literal or variable)
        self.constant = dict.fromkeys(LEVELS, 0)
        self.live, self.sign = {}, {}                  # by system: ▲ and ★ of the standard
        self.columns = {}                              # by system: (literal, choice, over which bridge)
        self.bridged = {}                              # by system: (literal, ▲ and ★ of a bridge, which)
        self.days = {}                                 # by system: (literal, ▲ of the standard)
        self.work, self.busy, self.cutovers = {}, {}, {}   # by vendor
        self.steps, self.used = {}, {}                 # of what systems share
        self.rounds = {}
        for s in self.city.systems.values():
            self.system(s)
        self.share()
        self.links()
        self.capacities()

    def add(self, level, amount, literal):
        if amount:
            self.terms[level].append((amount, literal))

    def expression(self, level):
        expr = cp_model.LinearExpr.weighted_sum([t for _, t in self.terms[level]], [a for a, _ in self.terms[level]])
        return expr + self.constant[level]

    # ---- One system ------------------------------------------------------------------------------

    def system(self, s):
        m, sid, choices = self.m, s["id"], self.choices
        straight, over = choices.straight[sid], choices.over[sid]
        every = straight + [c for o in over for c in o.late]
        domain = lambda days: cp_model.Domain.from_values(sorted({d - self.zero for d in days}))
        self.live[sid] = live = m.new_int_var_from_domain(domain(c.live for c in every), f"live {sid}")
        self.sign[sid] = sign = m.new_int_var_from_domain(domain(c.sign for c in every), f"sign {sid}")
        self.columns[sid], self.days[sid], self.bridged[sid] = [], [], []
        # What every choice costs at least is a constant: a level may be settled by it.
        cheapest = lambda part, n: min(c.levels[n] for c in part)
        self.base = [min([c.levels[n] for c in straight] + [cheapest(o.early, n) + cheapest(o.late, n) for o in over])
                     for n in range(len(LEVELS))]
        for level, amount in zip(LEVELS, self.base):
            self.constant[level] += amount
        whole, present = [], {}
        for c in straight:
            y = m.new_bool_var("")
            whole.append(y)
            present.setdefault(c.target, []).append(y)
            self.choose(s, y, c, None)
            self.note_shared(y, c.shared)
        for o in over:
            p = m.new_bool_var("")
            whole.append(p)
            present.setdefault(o.target, []).append(p)
            self.over_bridge(s, p, o)
        m.add_exactly_one(whole)
        for target, literals in present.items():
            mine = [c for c in every if c.target == target]
            on = None
            if len(present) > 1:
                on = m.new_bool_var("")
                m.add_exactly_one([*literals, on.negated()])
            self.occupy(sid, mine[0].standard, mine, sign, live, on)

    def choose(self, s, y, c, over):
        """A literal that puts ▲ of the standard on a day."""
        sid = s["id"]
        self.m.add(self.live[sid] == c.live - self.zero).only_enforce_if(y)
        self.m.add(self.sign[sid] == c.sign - self.zero).only_enforce_if(y)
        self.columns[sid].append((y, c, over))
        self.days[sid].append((y, c.live))
        self.cut(c.standard, c.live, y)
        self.burden(c.standard, c.sign, c.live, y)
        for level, amount, base in zip(LEVELS, c.levels, self.base):
            self.add(level, amount - (0 if over else base), y)

    def note_shared(self, y, shared):
        for kind, i, last, steps in shared:
            self.used.setdefault((kind, i), []).append((y, last))
            for n, step in enumerate(steps, 1):
                self.steps.setdefault((kind, i, n), (step, []))[1].append(y)

    def over_bridge(self, s, p, o):
        """A route over a bridge with work: two ▲, and the bridge's term with its steps between them."""
        city, m, sid, first, standard = self.city, self.m, s["id"], o.first, o.standard
        assert first.id not in self.shared and standard.id not in self.shared and standard.reference[:-1] == "0"
        assert first.p.get("term") and all(x % PARTS == 0 for x in first.month)
        domain = lambda days: cp_model.Domain.from_values(sorted({d - self.zero for d in days}))
        start = m.new_int_var_from_domain(domain(e.sign for e in o.early), "")
        moved = m.new_int_var_from_domain(domain(e.live for e in o.early), "")
        early, late, ends, costs, parts, needs = [], [], [], [], [], []
        for e in o.early:
            y = m.new_bool_var("")
            early.append(y)
            m.add(moved == e.live - self.zero).only_enforce_if(y)
            m.add(start == e.sign - self.zero).only_enforce_if(y)
            self.bridged[sid].append((y, e, o))
            self.cut(first, e.live, y)
            self.burden(first, e.sign, e.live, y)
            self.note_shared(y, e.shared)
            for level, amount, base in zip(LEVELS, e.levels, self.base):
                self.add(level, amount - base, y)
            end = city.calendar.plus(e.live, first.p["term"]) - 1
            steps = city.ladder(end, first.p.get("extend"), first.p.get("notice"))
            ends.append([end] + [step[1] for step in steps])
            price = {"month": sum(first.month)} if first.month else {}
            costs.append([city.step_yen(first.p, price, step) for step in steps])
            parts.append(city.parts[e.live])
        for c in o.late:
            y = m.new_bool_var("")
            late.append(y)
            needs.append(c.live - city.calendar.closed_before(c.live) - 1)
            self.choose(s, y, c, o)
        m.add_exactly_one([*early, p.negated()])
        m.add_exactly_one([*late, p.negated()])
        m.add(moved + 1 <= self.live[sid]).only_enforce_if(p)
        self.occupy(sid, first, o.early, start, moved, p)
        def sums(values, literals):
            """A variable for what the one literal that holds stands for; nothing where none does."""
            var = m.new_int_var(min(0, *values), max(0, *values), "")
            m.add(cp_model.LinearExpr.weighted_sum(literals, values) == var)
            return var

        need, more = sums([n - self.zero for n in needs], late), []
        assert len({len(e) for e in ends}) == 1
        for n in range(len(ends[0])):
            g = m.new_bool_var("")  # the service is needed after n steps
            more.append(g)
            m.add_implication(g, p)
            reach = sums([e[n] - self.zero for e in ends], early)
            m.add(need <= reach).only_enforce_if([p, g.negated()])
            m.add(need >= reach + 1).only_enforce_if(g)
            if n:
                m.add_implication(g, more[n - 1])
        # Month by month within the base term: the lesser of two stretches.
        price, top = sum(first.month) // PARTS, city.parts[city.end + 1]
        paid_until, paid_from = sums([city.parts[min(n, city.end) + 1] for n in needs], late), sums(parts, early)
        if price:
            run = m.new_int_var(0, top, "")
            until = paid_until - paid_from
            term = sums([city.parts[min(e[0], city.end) + 1] - q for e, q in zip(ends, parts)], early)
            m.add(run == until).only_enforce_if([p, more[0].negated()])
            m.add(run == term).only_enforce_if(more[0])
            m.add(run == 0).only_enforce_if(p.negated())
            self.add("cost_yen", price, run)
        paid = [(price, run)] if price else []
        for n in range(len(more) - 1):
            cost = m.new_int_var(0, max(c[n] for c in costs), "")
            m.add(cost == sums([c[n] for c in costs], early)).only_enforce_if(more[n])
            m.add(cost == 0).only_enforce_if(more[n].negated())
            self.add("cost_yen", 1, cost)
            paid.append((1, cost))
        # Whatever the steps are, each month of the service is paid for: this makes the relaxation strong.
        rate = [price] if price else []
        for e, steps in zip(ends, costs):
            for n, yen_of in enumerate(steps):
                months = city.parts[min(e[n + 1], city.end) + 1] - city.parts[min(e[n], city.end) + 1]
                rate += [yen_of // months] if months else []
        if paid and min(rate, default=0):
            until = paid_until - paid_from
            m.add(sum(a * x for a, x in paid) >= min(rate) * until).only_enforce_if(more[-1].negated())
            m.add(sum(a * x for a, x in paid) >= min(rate) * (until - top * more[-1]))
        gap = m.new_int_var(0, city.end - city.begin + 1, "")
        least = max(city.as_of, city.begin) - 1
        m.add(gap >= sums([min(n, city.end) - self.zero for n in needs], late)
              - sums([min(max(e[-1], least), city.end) - self.zero for e in ends], early)).only_enforce_if(more[-1])
        self.add("gap_days", 1, gap)

    # ---- Capacities ------------------------------------------------------------------------------

    def cut(self, move, v, y):
        if move.vendor and "cutovers-per-month" in self.city.vendors[move.vendor]:
            month = self.cutovers.setdefault((move.vendor, self.city.month(v)), {})
            month.setdefault((move.id, v) if move.id in self.shared else (id(y), v), (move.units, []))[1].append(y)

    def burden(self, move, sign, live, y):
        """Notes whom a choice keeps busy in the middle of each month: rows for the linear relaxation."""
        if move.vendor and "builds" in self.city.vendors[move.vendor] and move.id not in self.shared:
            for month in range(self.city.month(sign - 15) + 1, self.city.month(live - 16) + 1):
                self.busy.setdefault((move.vendor, month), []).append((move.units, y))

    def occupy(self, sid, move, choices, sign, live, on):
        """The work of a move, where a literal holds (always where there is none)."""
        if not move.vendor or "builds" not in self.city.vendors[move.vendor]:
            return
        if move.id in self.shared:
            self.rounds.setdefault(move.id, (move, []))[1].append((sid, sign, live))
            return
        sizes = sorted({c.live - c.sign for c in choices})
        size = self.m.new_int_var_from_domain(cp_model.Domain.from_values(sizes), "")
        work = self.m.new_optional_interval_var(sign, size, live, on, "") if on is not None else self.m.new_interval_var(sign, size, live, "")
        self.work.setdefault(move.vendor, []).append((work, move.units))

    def capacities(self):
        m, city = self.m, self.city
        for move, users in self.rounds.values():
            first, last = (m.new_int_var(0, 10 ** 6, "") for _ in range(2))
            m.add_min_equality(first, [sign for _, sign, _ in users])
            m.add_max_equality(last, [live for _, _, live in users])
            work = m.new_interval_var(first, m.new_int_var(1, 10 ** 5, ""), last, "")
            self.work.setdefault(move.vendor, []).append((work, move.units))
        for vendor, works in self.work.items():
            m.add_cumulative([w for w, _ in works], [u for _, u in works], city.vendors[vendor]["builds"])
        for (vendor, _), rows in self.busy.items():
            m.add(sum(u * y for u, y in rows) <= city.vendors[vendor]["builds"])
        for (vendor, _), cuts in self.cutovers.items():
            amounts = []
            for (key, v), (units, literals) in cuts.items():
                if len(literals) == 1:
                    amounts.append((units, literals[0]))
                else:
                    any_of = m.new_bool_var("")
                    for y in literals:
                        m.add_implication(y, any_of)
                    amounts.append((units, any_of))
            m.add(sum(u * y for u, y in amounts) <= city.vendors[vendor]["cutovers-per-month"])

    # ---- What is shared, and links ---------------------------------------------------------------

    def share(self):
        m, city = self.m, self.city
        for (kind, i, n), (step, literals) in self.steps.items():
            record = (city.contracts if kind == "contract" else city.hardware)[i]
            z = m.new_bool_var("")
            users = {}
            for sid in city.systems:
                mine = {id(y) for y, *_ in self.columns[sid]} | {id(y) for y, *_ in self.bridged[sid]}
                users[sid] = [y for y in literals if id(y) in mine]
            for mine in users.values():
                if mine:
                    m.add(sum(mine) <= z)
            self.add("cost_yen", city.step_yen(record, record.get("price", {}), step), z)
        for (kind, i), uses in self.used.items():
            record = (city.contracts if kind == "contract" else city.hardware)[i]
            price = yen(record.get("price", {}).get("month", 0))
            assert price % PARTS == 0
            if price:
                most = m.new_int_var(0, city.parts[city.end + 1], "")
                for sid in city.systems:
                    mine = {id(y) for y, *_ in self.columns[sid]} | {id(y) for y, *_ in self.bridged[sid]}
                    own = [(y, city.parts[last + 1]) for y, last in uses if id(y) in mine]
                    if own:
                        m.add(most >= sum(q * y for y, q in own))
                self.add("cost_yen", price // PARTS, most)
        for round_id, sids in self.shared.items():
            move = next(mv for mv in city.moves.values() if mv.id == round_id)
            assert all(x % PARTS == 0 for x in move.month) and "term" not in move.p
            assert all(len({r[1] for r in city.routes[sid]}) == 1 for sid in sids)
            top = city.parts[city.end + 1]
            begun = m.new_int_var(0, top, "")
            after = m.new_bool_var("")   # its last ▲ lies too late to be paid within the horizon
            beyond = []
            for sid in sids:
                m.add(begun <= sum(city.parts[v] * y for y, v in self.days[sid]))
                is_late = m.new_bool_var("")
                m.add(self.live[sid] >= city.end + 2 - self.zero).only_enforce_if(is_late)
                beyond.append(is_late)
            m.add_bool_or(beyond).only_enforce_if(after)
            self.constant["cost_yen"] += move.once + sum(move.month) // PARTS * top
            self.add("cost_yen", -move.once, after)
            self.add("cost_yen", -(sum(move.month) // PARTS), begun)

    def links(self):
        m, city = self.m, self.city
        for s in city.systems.values():
            for link in s.get("after", []):
                link = link if isinstance(link, dict) else {"system": link}
                a, b, kind = link["system"], s["id"], link.get("link", "hard")
                if kind == "hard":
                    m.add(self.live[a] <= self.live[b])
                elif kind == "together":
                    m.add(self.live[a] == self.live[b])
                else:
                    self.interface(a, b, link.get("interface", {}))

    def interface(self, a, b, price):
        m, city = self.m, self.city
        assert price.keys() <= {"once", "month"} and price.get("month", 0) % PARTS == 0
        if price.get("once"):
            pays, same, late = (m.new_bool_var("") for _ in range(3))
            m.add_bool_or([pays, same, late])
            m.add(self.live[a] == self.live[b]).only_enforce_if(same)
            m.add(self.live[a] > city.end - self.zero).only_enforce_if(late)
            m.add(self.live[b] > city.end - self.zero).only_enforce_if(late)
            self.add("cost_yen", price["once"], pays)
        if price.get("month"):
            apart = m.new_int_var(0, city.parts[city.end + 1], "")
            at = {s: sum(city.parts[v] * y for y, v in self.days[s]) for s in (a, b)}
            m.add(apart >= at[a] - at[b])
            m.add(apart >= at[b] - at[a])
            self.add("cost_yen", price["month"] // PARTS, apart)


class Watch(cp_model.CpSolverSolutionCallback):
    """Every better plan, and when."""

    def __init__(self, expressions, began, found):
        super().__init__()
        self.expressions, self.began, self.found = expressions, began, found

    def on_solution_callback(self):
        levels = [self.value(e) for e in self.expressions]
        if not self.found or levels < self.found[-1][1]:
            self.found.append((round(time.perf_counter() - self.began, 3), levels))


def hint(model, values):
    model.m.clear_hints()
    for i, value in enumerate(values):
        model.m.add_hint(model.m.get_int_var_from_proto_index(i), value)


def chosen_first(model):
    """The literals of the first plan."""
    plan = model.choices.first.plan
    return {y.index for sid, columns in model.columns.items() for y, c, over in columns if over is None and plan[sid] is c}


def complete(model, chosen):
    """A plan's levels and its whole hint: what hangs on its literals is found by fixing them."""
    m = model.m.clone()
    for columns in [*model.columns.values(), *model.bridged.values()]:
        for y, *_ in columns:
            m.add(m.get_bool_var_from_proto_index(y.index) == int(y.index in chosen))
    m.minimize(cp_model.LinearExpr.weighted_sum(
        [m.get_int_var_from_proto_index(t.index) for _, t in model.terms["cost_yen"]], [a for a, _ in model.terms["cost_yen"]]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(m) == cp_model.OPTIMAL:
        hint(model, list(solver.response_proto.solution))
        return [solver.value(cp_model.LinearExpr.weighted_sum(
            [m.get_int_var_from_proto_index(t.index) for _, t in model.terms[level]], [a for a, _ in model.terms[level]]))
            + model.constant[level] for level in LEVELS]
    return None


def solve(model, seconds, first, workers=2):
    m, expressions = model.m, [model.expression(level) for level in LEVELS]
    began, found, bounds, out, values = time.perf_counter(), [], [], [], None
    # Whether the first plan is as good as what is proved so far: what it has in the next level can be had.
    same = bool(first)
    if first:
        found.append((0.0, first))
    at = lambda: round(time.perf_counter() - began, 3)
    for n, level in enumerate(LEVELS):
        left = seconds - (time.perf_counter() - began)
        if left <= 0.01:
            break
        if n < len(LEVELS) - 1 and (not model.terms[level] or same and first[n] == model.constant[level]):
            # No choice is left in it, or the first plan has what is the least for each system by itself.
            value = model.constant[level]
            m.add(expressions[n] <= value)
            same = same and first[n] == value
            bounds.append((at(), n, value))
            out.append({"level": level, "status": "optimal", "value": value, "bound": value, "seconds": at()})
            continue
        m.minimize(expressions[n])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = left
        solver.parameters.linearization_level = 2
        solver.parameters.log_search_progress = "LOG" in os.environ
        for pair in os.environ.get("CPSAT", "").split():
            key, value = pair.split("=")
            setattr(solver.parameters, key, type(getattr(solver.parameters, key))(int(value)))
        solver.best_bound_callback = lambda b, n=n: bounds.append((at(), n, b))
        status = solver.solve(m, Watch(expressions, began, found))
        name = solver.status_name(status)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = None if name == "INFEASIBLE" else solver.best_objective_bound
            out.append({"level": level, "status": name.lower(), "value": None, "bound": bound, "seconds": at()})
            break
        values = list(solver.response_proto.solution)
        value = round(solver.objective_value)
        bound = min(value, -int(-solver.best_objective_bound // 1))
        bounds.append((at(), n, bound))
        out.append({"level": level, "status": name.lower(), "value": value, "bound": bound, "seconds": at()})
        if status != cp_model.OPTIMAL:
            break
        same = same and first[n] == value
        hint(model, values)
        m.add(expressions[n] <= value)
    return out, found, bounds, values, at()


def decisions(model, values):
    plan = {}
    for sid, columns in model.columns.items():
        c, over = next((c, over) for y, c, over in columns if values[y.index])
        moves = [(e.sign, e.live) for y, e, o in model.bridged[sid] if o is over and values[y.index]] + [(c.sign, c.live)]
        plan[sid] = {"bridge": c.bridge, "target": c.target, "moves": [[str(date(a)), str(date(b))] for a, b in moves]}
    return plan


def main():
    folder, as_of, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    began = time.perf_counter()
    choices = Choices(City(folder, as_of))
    read = time.perf_counter() - began
    choices.first = First(choices)
    if choices.first.plan:
        choices.trim(choices.first.best)
    model = Model(choices)
    first = complete(model, chosen_first(model)) if choices.first.plan else None
    built = time.perf_counter() - began
    levels, found, bounds, values, spent = solve(model, seconds, first)
    if values and levels[-1]["status"] != "optimal":
        # A plan that was not proved may be counted too dear by what is only bounded from below.
        last = complete(model, {i for i, value in enumerate(values) if value == 1})
        if last and last < found[-1][1]:
            found.append((min(spent, seconds), last))
    result = {"levels": levels, "found": found, "bounds": bounds, "seconds": spent,
              "read_seconds": round(read, 2), "build_seconds": round(built - read, 2),
              "literals": sum(map(len, model.columns.values())), "first": first, "plan": values and decisions(model, values)}
    text = json.dumps(result, ensure_ascii=False)
    if len(sys.argv) > 4:
        with open(sys.argv[4], "w", encoding="utf-8") as file:
            file.write(text + "\n")
    else:
        print(text)


if __name__ == "__main__":
    main()
