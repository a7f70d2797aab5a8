// The roadmap on the screen: header and names stay, rows are drawn only where they are in sight.

const OVERSCAN = 6;
const HEADING = 26;

const gantt = { axis: null, items: [], tops: [], height: 0, nodes: new Map(), window: null, active: null };

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
  byId("names").replaceChildren();
  byId("rows").replaceChildren();
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

/** Draws what has come into sight, and takes away what has left it. */
function drawSight(focused = isFocused()) {
  const [of, axis, view] = [sheet(), gantt.axis, port()];
  const [left, top] = [view.scrollLeft, view.scrollTop];
  const right = left + room();
  const first = Math.max(itemAt(top) - OVERSCAN, 0);
  const last = Math.min(itemAt(top + view.clientHeight) + OVERSCAN, gantt.items.length - 1);
  const moved = !gantt.window || gantt.window.left !== left || gantt.window.right !== right;
  if (!moved && gantt.window.first === first && gantt.window.last === last) return;
  if (moved) {
    byId("head").replaceChildren(header(of, axis, left, right));
    gantt.nodes.forEach(({ row }) => row.remove());
    gantt.nodes.forEach((node) => (node.row = null));
  }
  gantt.window = { left, right, first, last };
  const base = gantt.tops[first] ?? 0;
  const end = last >= 0 ? gantt.tops[last] + heightOf(gantt.items[last]) : 0;
  for (const [n, node] of gantt.nodes) {
    if (n < first || n > last) {
      node.name.remove();
      node.row?.remove();
      gantt.nodes.delete(n);
    }
  }
  const rows = byId("rows");
  for (let n = first; n <= last; n += 1) {
    let node = gantt.nodes.get(n);
    if (!node) {
      node = { name: drawName(of, n), row: null };
      byId("names").append(node.name);
      gantt.nodes.set(n, node);
    }
    const item = gantt.items[n];
    if (!node.row) {
      node.row = item.heading === undefined
        ? drawRow(of, item.row, axis, [left, right])
        : svg("g", {}, svg("rect", { width: axis.width, height: HEADING, class: "heading" }));
      node.row.dataset.item = n;
      rows.append(node.row);
    }
    node.row.setAttribute("transform", `translate(0 ${gantt.tops[n] - base})`);
  }
  const body = byId("body");
  const height = Math.max(end - base, 0);
  body.setAttribute("width", axis.width);
  body.setAttribute("height", height);
  body.style.top = `${base}px`;
  byId("under").replaceChildren(stripes(axis, first, last, base), grid(of, axis, height, left - 2, right + 2));
  const place = (row) => {
    for (let n = first; n <= last; n += 1) {
      if (gantt.items[n].row === row) return gantt.tops[n] - base;
    }
    return null;
  };
  byId("over").replaceChildren(dayLines(of, axis, height));
  if (state.arrows) byId("over").append(drawArrows(of, axis, place));
  keepActive(focused);
}

const heightOf = (item) => (item.heading === undefined ? rowHeight() : HEADING);

function stripes(axis, first, last, base) {
  const group = svg("g");
  for (let n = first; n <= last; n += 1) {
    if (n % 2 === 0 && gantt.items[n].heading === undefined) {
      group.append(svg("rect", { y: gantt.tops[n] - base, width: axis.width, height: rowHeight(), class: "stripe" }));
    }
  }
  return group;
}

/** The name of a row, its owner, slack and notes; or a heading. */
function drawName(of, n) {
  const item = gantt.items[n];
  const place = (node) => {
    node.style.top = `${gantt.tops[n]}px`;
    node.style.height = `${heightOf(item)}px`;
    return node;
  };
  if (item.heading !== undefined) {
    return place(el("div", { class: "name heading" }, el("b", {}, item.heading), ` ${word("systems", { n: item.count })}`));
  }
  const system = of.systems[item.row];
  const notes = system.notes.map(([mark, note]) => el("span", { class: `note ${mark}` }, text(of, note)));
  const slack = days(system.slack);
  const delta = moved(system);
  return place(
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
  const body = svg("svg", { id: "body", role: "group" }, svg("g", { id: "under" }), svg("g", { id: "rows" }), svg("g", { id: "over" }));
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
    });
  }, { passive: true });
  new ResizeObserver(() => {
    if (state.tab === "roadmap") drawGantt();
  }).observe(port());
}
