"""A city of systems.toml by CP-SAT: cpsat_city.py FOLDER AS-OF SECONDS [OUT.json]

ikou's problem as rules.py reads it, restricted to what it knows, and stated as well as we can: one
literal for each route and day that ▲ may lie on, with ★ as late as the rules let it (which is best
for all levels up to yen), so that gaps, lateness and yen are sums of literals; work is optional
intervals in one cumulative for each vendor; ▲ of a month are sums of literals. Levels one after the
other: gap days, hard late days, late days, yen; each with the time that is left, the level before
kept at what was found, its plan as the hint. Seconds are those of solving, making the model (told
apart) not counted. Writes for each level value, bound, status, and every better plan with its second.
"""

import json
import os
import sys
import time

from ortools.sat.python import cp_model

from rules import NEVER, PARTS, City, date, fiscal, ordinal, yen

LEVELS = ["gap_days", "hard_late_days", "late_days", "cost_yen"]


class Model:
    def __init__(self, city):
        self.city, self.m = city, cp_model.CpModel()
        self.terms = {level: [] for level in LEVELS}   # (coefficient, literal or variable)
        self.constant = 0
        self.live, self.sign = {}, {}                  # by system: ▲ and ★ of the standard
        self.columns = {}                              # by system: (literal, what is chosen)
        self.bridged = {}                              # by system: literals of a bridge's ▲ and ★
        self.work, self.cutovers = {}, {}              # by vendor
        self.days = {}                                 # by system: (literal, ▲ of the standard)
        self.steps, self.used = {}, {}                 # of what systems share
        self.rounds = {}
        self.shared = {}
        for p in city.procurements:
            if len(p["systems"]) > 1:
                assert p["stage"] == "standard"
                self.shared[p["id"]] = p["systems"]
        users = lambda key: [s.get(key) for s in city.systems.values()]
        self.alone = {key: {i for i in users(key) if i and users(key).count(i) == 1} for key in ("contract", "hardware")}
        for s in city.systems.values():
            self.system(s)
        self.share()
        self.links()
        self.capacities()

    def add(self, level, amount, literal):
        if amount:
            self.terms[level].append((amount, literal))

    def expression(self, level):
        expr = cp_model.LinearExpr.weighted_sum([t for _, t in self.terms[level]], [a for a, _ in self.terms[level]])
        return expr + (self.constant if level == "cost_yen" else 0)

    # ---- One system ------------------------------------------------------------------------------

    def leaving(self, s, bridge, cutover, reference):
        """What leaving the present service on a day costs: gap, yen by itself, steps and last days of
        what is shared."""
        city = self.city
        gap, used, taken = city.present(s, bridge, cutover, reference)
        cost, shared = 0, []
        for kind, ends, records in [("contract", "ends", city.contracts), ("hardware", "expires", city.hardware)]:
            if s.get(kind) not in records:
                continue
            record = records[s[kind]]
            price, last = record.get("price", {}), min(used, ordinal(record[ends]))
            assert price.keys() <= {"month"} and "exit" not in record
            steps = taken[kind, s[kind]]
            if s[kind] in self.alone[kind]:
                cost += city.run([yen(price["month"])] if price else [], city.begin, last)
                cost += sum(city.step_yen(record, price, step) for step in steps)
            else:
                shared.append((kind, s[kind], last, steps))
        return gap, cost, shared

    def once(self, move, cutover):
        return move.once if self.city.within(cutover - 1) else 0

    def system(self, s):
        city, m, sid = self.city, self.m, s["id"]
        days = [d for _, _, _, standard in city.routes[sid] for d in standard.days]
        signs = [d for _, _, _, standard in city.routes[sid] for d in standard.signs]
        self.live[sid] = live = m.new_int_var_from_domain(cp_model.Domain.from_values(days), f"live {sid}")
        self.sign[sid] = sign = m.new_int_var_from_domain(cp_model.Domain.from_values(signs), f"sign {sid}")
        self.columns[sid], self.days[sid], self.bridged[sid] = [], [], []
        whole = []
        for target in dict.fromkeys(r[1] for r in city.routes[sid]):
            routes = [r for r in city.routes[sid] if r[1] == target]
            straight = [r[0] for r in routes if r[2] is None]
            standard = routes[0][3]
            here = []
            for v, at in zip(standard.days, standard.signs) if straight else []:
                # Of bridges without work the one with the least gap: it takes the same steps or more cover.
                bridge, (gap, cost, shared) = min(
                    ((b, self.leaving(s, b, v, standard.reference)) for b in straight), key=lambda c: (c[1][0], c[1][1]))
                y = m.new_bool_var("")
                here.append(y)
                self.choose(s, y, standard, v, at, (bridge, target, None, None))
                self.add("gap_days", gap, y)
                self.add("cost_yen", cost, y)
                self.note_shared(y, shared)
            whole += here
            moved = [r for r in routes if r[2] is not None]
            taken = m.new_bool_var("") if straight and moved else None
            parts = [taken] if taken is not None else []
            if taken is not None:
                m.add_exactly_one([*here, taken.negated()])
            for bridge, _, first, _ in moved:
                p = m.new_bool_var("")
                parts.append(p)
                whole.append(p)
                self.over_bridge(s, p, bridge, target, first, standard)
            self.occupy(sid, standard, standard.signs, sign, live, standard.days, parts if moved else here)
        m.add_exactly_one(whole)

    def choose(self, s, y, standard, v, at, how):
        """A literal that puts ▲ of the standard on a day."""
        city, sid = self.city, s["id"]
        self.m.add(self.live[sid] == v).only_enforce_if(y)
        self.m.add(self.sign[sid] == at).only_enforce_if(y)
        self.columns[sid].append((y, *how, at, v))
        self.days[sid].append((y, v))
        self.cut(standard, v, y)
        hard, soft = city.late(s, v, True)
        self.add("hard_late_days", hard, y)
        self.add("late_days", soft, y)
        cost = city.penalty(s, v) if city.within(v) else 0
        if standard.id not in self.shared:
            last = city.end
            if "term" in standard.p:
                last = min(last, city.calendar.plus(v, standard.p["term"]) - 1)
            cost += self.once(standard, v) + city.run(standard.month, v, last)
        self.add("cost_yen", cost, y)

    def note_shared(self, y, shared):
        for kind, i, last, steps in shared:
            self.used.setdefault((kind, i), []).append((y, last))
            for n, step in enumerate(steps, 1):
                self.steps.setdefault((kind, i, n), (step, []))[1].append(y)

    def over_bridge(self, s, p, bridge, target, first, standard):
        """A route over a bridge with work: two ▲, and the bridge's term with its steps between them."""
        city, m, sid = self.city, self.m, s["id"]
        assert first.id not in self.shared and standard.id not in self.shared and standard.reference[:-1] == "0"
        assert first.p.get("term") and all(x % PARTS == 0 for x in first.month)
        start = m.new_int_var_from_domain(cp_model.Domain.from_values(first.signs), "")
        moved = m.new_int_var_from_domain(cp_model.Domain.from_values(first.days), "")
        early, late = [], []
        ends, costs, parts = [], [], []
        for v, at in zip(first.days, first.signs):
            y = m.new_bool_var("")
            early.append(y)
            m.add(moved == v).only_enforce_if(y)
            m.add(start == at).only_enforce_if(y)
            self.bridged[sid].append((y, at, v))
            self.cut(first, v, y)
            hard, soft = city.late(s, v, False)
            gap, cost, shared = self.leaving(s, bridge, v, first.reference)
            self.note_shared(y, shared)
            self.add("gap_days", gap, y)
            self.add("hard_late_days", hard, y)
            self.add("late_days", soft, y)
            self.add("cost_yen", cost + self.once(first, v) + (city.penalty(s, v) if city.within(v) else 0), y)
            end = city.calendar.plus(v, first.p["term"]) - 1
            steps = city.ladder(end, first.p.get("extend"), first.p.get("notice"))
            ends.append([end] + [step[1] for step in steps])
            price = {"month": sum(first.month)} if first.month else {}
            costs.append([city.step_yen(first.p, price, step) for step in steps])
            parts.append(city.parts[v])
        needs = []
        for v, at in zip(standard.days, standard.signs):
            y = m.new_bool_var("")
            late.append(y)
            needs.append(v - city.calendar.closed_before(v) - 1)
            self.choose(s, y, standard, v, at, (bridge, target, first, standard))
        m.add_exactly_one([*early, p.negated()])
        m.add_exactly_one([*late, p.negated()])
        m.add(moved + 1 <= self.live[sid]).only_enforce_if(p)
        self.occupy(sid, first, first.signs, start, moved, first.days, [p])
        sums = lambda values, literals: cp_model.LinearExpr.weighted_sum(literals, values)
        need = sums(needs, late)
        count = {len(e) for e in ends}
        assert len(count) == 1
        more, far = [], NEVER
        for n in range(count.pop()):
            g = m.new_bool_var("")  # the service is needed after n steps
            more.append(g)
            m.add_implication(g, p)
            reach = sums([e[n] for e in ends], early)
            m.add(need <= reach).only_enforce_if([p, g.negated()])
            m.add(need >= reach + 1).only_enforce_if(g)
            if n:
                m.add_implication(g, more[n - 1])
        # Month by month within the base term: the lesser of two stretches.
        price, top = sum(first.month) // PARTS, city.parts[city.end + 1]
        if price:
            run = m.new_int_var(0, top, "")
            until = sums([city.parts[min(n, city.end) + 1] for n in needs], late) - sums(parts, early)
            term = sums([city.parts[min(e[0], city.end) + 1] - q for e, q in zip(ends, parts)], early)
            m.add(run == until).only_enforce_if([p, more[0].negated()])
            m.add(run == term).only_enforce_if(more[0])
            m.add(run == 0).only_enforce_if(p.negated())
            self.add("cost_yen", price, run)
        for n in range(len(more) - 1):
            cost = m.new_int_var(0, max(c[n] for c in costs), "")
            m.add(cost == sums([c[n] for c in costs], early)).only_enforce_if(more[n])
            m.add(cost == 0).only_enforce_if(more[n].negated())
            self.add("cost_yen", 1, cost)
        gap = m.new_int_var(0, city.end - city.begin + 1, "")
        least = max(city.as_of, city.begin) - 1
        m.add(gap >= sums([min(n, city.end) for n in needs], late)
              - sums([min(max(e[-1], least), city.end) for e in ends], early)).only_enforce_if(more[-1])
        self.add("gap_days", 1, gap)

    # ---- Capacities ------------------------------------------------------------------------------

    def cut(self, move, v, y):
        if move.vendor and "cutovers-per-month" in self.city.vendors[move.vendor]:
            at = date(v)
            month = self.cutovers.setdefault((move.vendor, at.year, at.month), {})
            month.setdefault((move.id, v) if move.id in self.shared else (id(y), v), (move.units, []))[1].append(y)

    def occupy(self, sid, move, signs, sign, live, days, literals):
        """The work of a move, where any of the literals holds."""
        if not move.vendor or "builds" not in self.city.vendors[move.vendor] or not days:
            return
        if move.id in self.shared:
            self.rounds.setdefault(move.id, (move, []))[1].append((sid, sign, live))
            return
        m, sizes = self.m, [v - at for v, at in zip(days, signs)]
        size = m.new_int_var_from_domain(cp_model.Domain.from_values(sizes), "")
        if len({r[1] for r in self.city.routes[sid]}) == 1 and all(r[2] is None for r in self.city.routes[sid]):
            work = m.new_interval_var(sign, size, live, "")
        else:
            on = m.new_bool_var("")
            m.add_exactly_one([*literals, on.negated()])
            work = m.new_optional_interval_var(sign, size, live, on, "")
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
        for (vendor, _, _), cuts in self.cutovers.items():
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
                m.add(self.live[sid] >= city.end + 2).only_enforce_if(is_late)
                beyond.append(is_late)
            m.add_bool_or(beyond).only_enforce_if(after)
            self.constant += move.once + sum(move.month) // PARTS * top
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
            m.add(self.live[a] > city.end).only_enforce_if(late)
            m.add(self.live[b] > city.end).only_enforce_if(late)
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


def solve(model, seconds, workers=2):
    m, expressions = model.m, [model.expression(level) for level in LEVELS]
    began, found, bounds, out, values = time.perf_counter(), [], [], [], None
    for n, level in enumerate(LEVELS):
        left = seconds - (time.perf_counter() - began)
        if left <= 0.01:
            break
        trivial = values is not None and not model.terms[level]
        m.minimize(expressions[n])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = left
        solver.parameters.log_search_progress = "LOG" in os.environ
        at = lambda: round(time.perf_counter() - began, 3)
        solver.best_bound_callback = lambda b, n=n: bounds.append((at(), n, b))
        status = cp_model.OPTIMAL if trivial else solver.solve(m, Watch(expressions, began, found))
        name = "OPTIMAL" if trivial else solver.status_name(status)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = solver.best_objective_bound if values or name != "INFEASIBLE" else None
            out.append({"level": level, "status": name.lower(), "value": None, "bound": bound, "seconds": at()})
            break
        if not trivial:
            values = list(solver.response_proto.solution)
        value = 0 if trivial else round(solver.objective_value)
        bound = 0 if trivial else min(value, -int(-solver.best_objective_bound // 1))
        bounds.append((at(), n, bound))
        out.append({"level": level, "status": name.lower(), "value": value, "bound": bound, "seconds": at()})
        m.clear_hints()
        for i, value_of in enumerate(values):
            m.add_hint(m.get_int_var_from_proto_index(i), value_of)
        m.add(expressions[n] <= value)
        if status != cp_model.OPTIMAL:
            break
    return out, found, bounds, values, round(time.perf_counter() - began, 3)


def decisions(model, values):
    plan = {}
    for sid, columns in model.columns.items():
        y, bridge, target, first, standard, at, v = next(c for c in columns if values[c[0].index])
        moves = [(x, w) for y, x, w in model.bridged[sid] if first and values[y.index]] + [(at, v)]
        plan[sid] = {"bridge": bridge, "target": target, "moves": [[str(date(a)), str(date(b))] for a, b in moves]}
    return plan


def main():
    folder, as_of, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    began = time.perf_counter()
    city = City(folder, as_of)
    read = time.perf_counter() - began
    model = Model(city)
    built = time.perf_counter() - began
    levels, found, bounds, values, spent = solve(model, seconds)
    result = {"levels": levels, "found": found, "bounds": bounds, "seconds": spent,
              "read_seconds": round(read, 2), "build_seconds": round(built - read, 2),
              "literals": sum(map(len, model.columns.values())), "plan": values and decisions(model, values)}
    text = json.dumps(result, ensure_ascii=False)
    if len(sys.argv) > 4:
        with open(sys.argv[4], "w", encoding="utf-8") as file:
            file.write(text + "\n")
    else:
        print(text)


if __name__ == "__main__":
    main()
