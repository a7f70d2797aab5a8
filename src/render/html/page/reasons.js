// Why a date is what it is: a short form under the mouse, the whole chain on a click.

/** The part of a plan that an element stands for. */
function partOf(node) {
  const { row, part, index } = node.dataset;
  const of = sheet();
  const system = of.systems[Number(row)];
  if (!system) return null;
  if (part.startsWith("bar")) return { of, system, bar: system.lanes[Number(part.slice(3))][Number(index)] };
  if (part === "sign") return { of, system, sign: system.symbols[Number(index)] };
  return { of, system };
}

const sure = (fact) => el("span", { class: `sure ${fact[4]}` }, word(`sure-${fact[4]}`));

/** A fact: path, value, place, how sure, source. */
function factLine(why, number) {
  const fact = why.facts[number];
  const [path, value, file, line, , source, who] = fact;
  return el("li", { class: "fact" },
    el("code", {}, `${text(why, path)} = ${text(why, value)}`), " ", sure(fact),
    el("span", { class: "place" }, `${text(why, file)}:${line}`),
    source ? el("span", { class: "place" }, word("source", { name: text(why, source) })) : null,
    who ? el("span", { class: "place" }, word("confirmed", { name: text(why, who) })) : null);
}

/** The first reasons of a chain, breadth first. */
function firstReasons(why, number, most) {
  const [open, seen] = [[number], new Set()];
  while (open.length && seen.size < most) {
    const next = open.shift();
    if (seen.has(next) || !why.reasons[next]) continue;
    seen.add(next);
    open.push(...(why.reasons[next].from ?? []));
  }
  return [...seen];
}

/** What a reason is the reason of, seen from a system. */
function anchorTold(why, reason, of, system) {
  const [row, what, stage, day] = reason.of;
  const name = of.systems[row] === system ? "" : `${nameOf(of, of.systems[row])} `;
  return `${name}${text(why, what)} (${text(why, stage)}) ${iso(day)}`;
}

/** A chain of reasons as nested lists; what was told once is not told again. */
function chainList(why, number, of, system, told = new Set(), depth = 0) {
  const reason = why.reasons[number];
  if (!reason) return null;
  const item = el("li", {}, depth ? el("b", {}, `← ${anchorTold(why, reason, of, system)}`) : null, depth ? " " : null);
  if (told.has(number) || depth > 40) {
    item.append(word("told"));
    return el("ul", { class: "chain" }, item);
  }
  told.add(number);
  item.append(text(why, reason.text));
  if (reason.free) item.append(` ${word("free", { from: iso(reason.free[0]), to: iso(reason.free[1]) })}`);
  if (reason.facts?.length) item.append(el("ul", { class: "facts" }, ...reason.facts.map((n) => factLine(why, n))));
  for (const previous of reason.from ?? []) item.append(chainList(why, previous, of, system, told, depth + 1) ?? "");
  return el("ul", { class: "chain" }, item);
}

// The tip under the mouse and at the focus.

function tipOf({ of, system, bar, sign }) {
  const why = whyOf(state.plan);
  const lines = [];
  let reason = null;
  let facts = [];
  if (bar) {
    lines.push(el("b", {}, text(of, bar.labels[0])), el("span", {}, span(bar.from, bar.to)));
    facts = why.groups[bar.facts];
    const dates = bar.dates.map((n) => system.dates[n]).filter((date) => date[6]);
    for (const date of dates) lines.push(el("span", {}, `${date[6]} ${text(of, date[0])} ${iso(date[1])}`));
    reason = dates.at(-1)?.[4] ?? null;
  } else if (sign) {
    lines.push(el("b", {}, `${word(`symbol-${sign[0]}`)} ${iso(sign[1])}`));
    reason = sign[3] === null ? null : system.dates[sign[3]][4];
  } else {
    lines.push(el("span", {}, text(of, system.route)), el("span", {}, `${word("slack")} ${days(system.slack)}`));
    lines.push(...system.notes.map(([mark, note]) => el("span", { class: `note ${mark}` }, text(of, note))));
  }
  if (reason !== null) {
    const all = firstReasons(why, reason, 3);
    all.forEach((n, at) => {
      const told = why.reasons[n];
      lines.push(el("span", { class: "why" }, at ? `← ${anchorTold(why, told, of, system)}: ` : "", text(why, told.text)));
    });
    facts = all.flatMap((n) => why.reasons[n].facts ?? []);
  }
  const told = facts.slice(0, 2).map((n) => why.facts[n]);
  for (const fact of told) {
    const source = fact[5] ? ` ${word("source", { name: text(why, fact[5]) })}` : "";
    lines.push(el("span", { class: "from" }, sure(fact), ` ${text(why, fact[0])} = ${text(why, fact[1])}${source}`));
  }
  lines.push(el("span", { class: "hint" }, word("click")));
  return [el("span", { class: "who" }, nameOf(of, system)), ...lines];
}

let tipFor = null;

function showTip(node) {
  const found = partOf(node);
  if (!found) return;
  const tip = byId("tip");
  tip.replaceChildren(...tipOf(found));
  tip.hidden = false;
  tipFor = node;
  placeTip();
}

/** Puts the tip beside what it tells of; hides it when that has left the window. */
function placeTip() {
  const tip = byId("tip");
  if (tip.hidden) return;
  const at = tipFor.getBoundingClientRect();
  const view = port().getBoundingClientRect();
  if (!tipFor.isConnected || at.bottom < view.top || at.top > view.bottom || at.right < view.left || at.left > view.right) {
    hideTip();
    return;
  }
  const left = Math.min(Math.max(at.left, view.left), innerWidth - tip.offsetWidth - 8);
  const below = at.bottom + 6;
  tip.style.left = `${Math.max(left, 8)}px`;
  tip.style.top = `${below + tip.offsetHeight > innerHeight ? Math.max(at.top - tip.offsetHeight - 6, 4) : below}px`;
}

function hideTip() {
  byId("tip").hidden = true;
}

// The details: all there is to say about a system, and about the date or bar that was chosen.

let before = null;

function openPart(target) {
  const node = target.closest?.("[data-part]");
  const found = node && partOf(node);
  if (!found) return;
  gantt.active = activeOf(node);
  openDetails(found);
}

function openDetails(found) {
  hideTip();
  before = found;
  drawDetails(found);
  byId("details").hidden = false;
  document.body.classList.add("with-details");
  byId("details-title").focus();
}

function closeDetails() {
  if (byId("details").hidden) return;
  byId("details").hidden = true;
  before = null;
  document.body.classList.remove("with-details");
  if (state.tab === "roadmap") {
    drawGantt();
    keepActive(true);
  }
}

/** A date with its whole chain, folded until it is asked for. */
function dateFold(of, system, date, open) {
  const [what, day, stage, round, reason, done, symbol] = date;
  const title = `${symbol ? `${symbol} ` : ""}${text(of, what)} ${iso(day)}`;
  const fold = el("details", { class: "date", open },
    el("summary", {}, el("b", {}, title), " ", el("span", { class: "place" }, `${text(of, stage)} ${text(of, round)}`), done ? ` ${word("done")}` : ""));
  const fill = () => {
    if (fold.childElementCount > 1) return;
    const why = whyOf(state.plan);
    fold.append((reason !== null && chainList(why, reason, of, system)) || el("p", {}, word("no-reason")));
  };
  if (open) fill();
  else fold.addEventListener("toggle", fill, { once: true });
  return fold;
}

const pairs = (all) => el("dl", {}, ...all.filter(([, value]) => value && value.length !== 0).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, ...[value].flat())]));

function drawDetails(found) {
  const { of, system, bar, sign } = found;
  const why = whyOf(state.plan);
  const box = byId("details");
  const parts = [
    el("button", { type: "button", id: "close", "aria-label": word("close"), onclick: closeDetails }, "×"),
    el("h2", { id: "details-title", tabindex: "-1" }, nameOf(of, system)),
  ];
  if (bar) {
    parts.push(el("h3", {}, `${text(of, bar.labels[0])} ${span(bar.from, bar.to)}`));
    bar.dates.forEach((n) => parts.push(dateFold(of, system, system.dates[n], Boolean(system.dates[n][6]))));
    const facts = why.groups[bar.facts];
    if (facts.length) parts.push(el("h3", {}, word("facts")), el("ul", { class: "facts" }, ...facts.map((n) => factLine(why, n))));
  } else if (sign && sign[3] !== null) {
    parts.push(dateFold(of, system, system.dates[sign[3]], true));
  }
  const other = inGhost(system);
  const deadlines = system.deadlines.map(([name, day, slack]) => el("span", { class: `line ${slack < 0 ? "bad" : ""}` }, `${text(of, name)} ${iso(day)} (${days(slack)})`));
  parts.push(
    el("h3", {}, word("system")),
    el("p", {}, ...system.notes.map(([mark, note]) => el("span", { class: `note ${mark}` }, text(of, note)))),
    pairs([
      [word("id"), system.id],
      [word("owner"), text(of, system.owner)],
      [word("vendor"), text(of, system.vendor)],
      [word("business"), system.businesses.map((b) => el("span", { class: "line" }, text(of, b)))],
      [word("route"), text(of, system.route)],
      [word("slack"), days(system.slack)],
      [word("deadlines"), deadlines],
      [word("ghost"), other ? [`▲ ${cutover(other) === null ? word("none") : iso(cutover(other))}`, " ", moved(system) ?? word("same")] : ""],
    ]),
    el("h3", {}, word("all-dates")),
    ...system.dates.map((date) => dateFold(of, system, date, false)));
  if (system.steps.length) {
    parts.push(el("h3", {}, word("steps")));
    for (const [name, from, to, stage, reason] of system.steps) {
      const fold = dateFold(of, system, [name, from, stage, 0, reason, 0, 0], false);
      fold.querySelector("b").textContent = `${text(of, name)} ${span(from, to)}`;
      parts.push(fold);
    }
  }
  box.replaceChildren(...parts);
  box.scrollTop = 0;
}
