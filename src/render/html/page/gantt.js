// The roadmap on the screen: header and names stay, rows are drawn only where they are in sight.

// Rows that are drawn above and below what is in sight, and how many at once.
const OVERSCAN = 3;
const TOGETHER = 4;
// Milliseconds after which what was moved is at rest.
const RESTING = 120;
const HEADING = 26;

const gantt = { axis: null, settling: 0, under: null, over: null, items: [], tops: [], height: 0, nodes: new Map(), window: null, active: null };

/** Rows and headings in their order, with the place of each. */
function layOut() {
  const of = sheet();
  const rows = shownSystems();
  const items = [];
  if (state.group) {
    const groups = new Map();
    for (const n of rows) {
      const system = of.systems[n];
      const all = state.group === "business" ? system.businesses : [system[state.group]];
      const names = all.length ? all.map((b) => text(of, b)) : [""];
      const year = state.group === "year" ? [yearOf(of, system)] : names;
      for (const name of year) {
        const heading = name || word("other");
        if (!groups.has(heading)) groups.set(heading, []);
        groups.get(heading).push(n);
      }
    }
    for (const heading of [...groups.keys()].sort(byText)) {
      items.push({ heading, count: groups.get(heading).length });
      groups.get(heading).forEach((n) => items.push({ row: n }));
    }
  } else {
    rows.forEach((n) => items.push({ row: n }));
  }
  const height = rowHeight();
  gantt.items = items;
  gantt.tops = [];
  let top = 0;
  for (const item of items) {
    gantt.tops.push(top);
    top += item.heading === undefined ? height : HEADING;
  }
  gantt.height = top;
  // A system may stand under several headings; what is active keeps to a row of its own.
  const { active } = gantt;
  if (active && items[active.item]?.row !== active.row) active.item = items.findIndex((item) => item.row === active.row);
  return rows.length;
}

/** The fiscal year of the last ▲. */
function yearOf(of, system) {
  const day = cutover(system);
  const year = of.years.find(([from, to]) => day !== null && from <= day && day <= to);
  return year ? text(of, year[2]) : "";
}

const port = () => byId("gantt");
const namesWidth = () => byId("names").offsetWidth;
const room = () => Math.max(port().clientWidth - namesWidth() - 1, 60);

/** Draws everything anew: after a change of plan, filter, language, size or scale. */
function drawGantt() {
  const of = sheet();
  const count = layOut();
  const fit = room() / (of.to - of.from + 1);
  const scale = state.scale || fit;
  gantt.axis = axisOf(of, Math.min(Math.max(scale, NARROWEST), most(of)));
  const { width } = gantt.axis;
  byId("plane").style.width = `${Math.max(width, room())}px`;
  byId("plane").style.height = `${gantt.height}px`;
  byId("names").style.height = `${gantt.height}px`;
  byId("head").setAttribute("width", width);
  byId("head").setAttribute("height", HEAD_HEIGHT);
  const focused = isFocused();
  const height = rowHeight();
  gantt.under = grid(of, gantt.axis, height, -1, width + 1);
  gantt.over = dayLines(of, gantt.axis, height);
  byId("body").style.width = `${width}px`;
  byId("names").replaceChildren();
  byId("rows").replaceChildren();
  byId("over").replaceChildren();
  gantt.nodes.clear();
  gantt.window = null;
  byId("nothing").hidden = count > 0;
  byId("count").textContent = word("count", { n: grouped(count), of: grouped(of.systems.length) });
  drawSight(focused);
}

/** Whether the focus is on a part of the roadmap, which is about to be drawn anew. */
const isFocused = () => port().contains(document.activeElement) && document.activeElement.dataset.part !== undefined;

/** First item that lies at a height or below it. */
function itemAt(y) {
  let [low, high] = [0, gantt.tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (gantt.tops[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

const whole = (item) => Math.floor(item / TOGETHER) * TOGETHER;

/**
 * Draws what has come into sight, and takes away what has left it; what stays is not touched. Moved
 * aside, names and labels follow when it rests, or when it has moved by what is in sight.
 */
function drawSight(focused = isFocused(), rests = false) {
  const [of, axis, view] = [sheet(), gantt.axis, port()];
  const [left, top] = [view.scrollLeft, view.scrollTop];
  const right = left + room();
  const first = Math.max(whole(itemAt(top) - OVERSCAN), 0);
  const last = Math.min(whole(itemAt(top + view.clientHeight) + OVERSCAN) + TOGETHER, gantt.items.length) - 1;
  const before = gantt.window;
  const aside = before ? Math.abs(before.left - left) + Math.abs(before.right - before.left - right + left) : Infinity;
  const along = !before || before.first !== first || before.last !== last;
  clearTimeout(gantt.settling);
  if (!aside && !along) return;
  const follows = aside && (rests || aside > 0.9 * (right - left));
  if (follows) {
    byId("head").replaceChildren(header(of, axis, left, right));
    for (const { bars } of gantt.nodes.values()) bars.forEach((drawn) => placeLabel(of, axis, drawn, [left, right]));
  } else if (aside) {
    gantt.settling = setTimeout(() => drawSight(isFocused(), true), RESTING);
  }
  const placed = follows || !before ? { left, right } : before;
  gantt.window = { left: placed.left, right: placed.right, first, last };
  if (along) {
    // What has the focus keeps it when it is scrolled out of sight.
    const kept = focused && gantt.active ? gantt.active.item : -1;
    for (const [n, { name, row }] of gantt.nodes) {
      if ((n >= first && n <= last) || n === kept) continue;
      name.remove();
      row.remove();
      gantt.nodes.delete(n);
    }
    // From the last one up, so that each stands before the next, for those who are read to.
    let next = kept > last ? gantt.nodes.get(kept) : null;
    for (let n = last; n >= first; n -= 1) {
      let node = gantt.nodes.get(n);
      if (!node) {
        node = drawItem(of, n, axis, [left, right]);
        byId("names").insertBefore(node.name, next?.name ?? null);
        byId("rows").insertBefore(node.row, next?.row ?? null);
        gantt.nodes.set(n, node);
      }
      next = node;
    }
    if (state.arrows) drawOver(of, axis, first, last);
  }
  keepActive(focused);
}

const heightOf = (item) => (item.heading === undefined ? rowHeight() : HEADING);

/** A row with its name, or a heading; each row is a drawing of its own, so that no other is painted with it. */
function drawItem(of, n, axis, view) {
  const item = gantt.items[n];
  const name = drawName(of, n);
  if (item.heading !== undefined) return { name, row: atItem(n, el("div", { class: "heading" })), bars: [] };
  const system = of.systems[item.row];
  const row = svg("svg", { class: n % 2 ? "row" : "row even", width: axis.width, height: rowHeight(), role: "group", "aria-label": nameOf(of, system), "data-item": n, "data-system": system.id });
  row.append(gantt.under.cloneNode(true));
  const bars = drawRow(of, item.row, axis, view, row);
  const lines = gantt.over.cloneNode(true);
  // Dashes go on from row to row.
  lines.setAttribute("stroke-dashoffset", gantt.tops[n]);
  row.append(lines);
  return { name, row: atItem(n, row), bars };
}

/** Puts an element where an item lies. */
function atItem(n, node) {
  node.style.top = `${gantt.tops[n]}px`;
  node.style.height = `${heightOf(gantt.items[n])}px`;
  return node;
}

/** Arrows between rows in sight, over all of them. */
function drawOver(of, axis, first, last) {
  const base = gantt.tops[first] ?? 0;
  const end = last >= 0 ? gantt.tops[last] + heightOf(gantt.items[last]) : 0;
  const place = (row) => {
    for (let n = first; n <= last; n += 1) {
      if (gantt.items[n].row === row) return gantt.tops[n] - base;
    }
    return null;
  };
  const over = byId("over");
  over.setAttribute("width", axis.width);
  over.setAttribute("height", Math.max(end - base, 0));
  over.style.top = `${base}px`;
  over.replaceChildren(drawArrows(of, axis, place));
}

/** The name of a row, its owner, slack and notes; or a heading. */
function drawName(of, n) {
  const item = gantt.items[n];
  if (item.heading !== undefined) {
    return atItem(n, el("div", { class: "name heading" }, el("b", {}, item.heading), ` ${word("systems", { n: item.count })}`));
  }
  const system = of.systems[item.row];
  const notes = system.notes.map(([mark, note]) => el("span", { class: `note ${mark}` }, text(of, note)));
  const slack = days(system.slack);
  const delta = moved(system);
  return atItem(n,
    el("button", { type: "button", class: `name${system.bad ? " bad" : ""}${n % 2 ? "" : " even"}`, tabindex: "-1", "data-item": n, "data-row": item.row, "data-part": "name", "data-index": 0 },
      el("b", {}, nameOf(of, system)),
      el("span", { class: "unseen" }, word("slack")),
      el("span", { class: `slack ${slackMark(system)}` }, slack),
      el("span", { class: "owner" }, text(of, system.owner)),
      el("span", { class: "notes" }, ...(delta ? [delta] : []), ...notes)));
}

const slackMark = (system) => (system.slack < 0 ? "bad" : system.least ? "warn" : "good");

/** How many days earlier or later than in the other plan a system goes live. */
function moved(system) {
  const same = inGhost(system);
  if (!same) return null;
  const [now, then] = [cutover(system), cutover(same)];
  if (now === null || then === null || now === then) return null;
  const later = now - then;
  return el("span", { class: `note ${later > 0 ? "warn" : "good"}` }, `▲ ${word(later > 0 ? "later" : "earlier", { n: Math.abs(later) })}`);
}

/** Puts the elements of the roadmap into the page, once. */
function buildGantt() {
  const body = el("div", { id: "body", role: "group" }, el("div", { id: "rows" }), svg("svg", { id: "over" }));
  document.body.append(svg("svg", { id: "patterns", width: 0, height: 0, "aria-hidden": "true" }, patterns()));
  byId("panel-roadmap").append(
    el("div", { id: "tools", role: "toolbar" }),
    el("div", { id: "gantt", role: "group", "aria-describedby": "keys-hint" },
      el("div", { id: "corner" }),
      svg("svg", { id: "head", "aria-hidden": "true" }),
      el("div", { id: "names" }),
      el("div", { id: "plane" }, body)),
    el("p", { id: "nothing", hidden: true }),
    el("p", { id: "keys-hint" }),
    el("details", { id: "legend" }));
  let asked = false;
  port().addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      drawSight();
      placeTip();
    });
  }, { passive: true });
  new ResizeObserver(() => {
    if (state.tab === "roadmap") drawGantt();
  }).observe(port());
}
