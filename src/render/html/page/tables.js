// Tables that can be sorted; long ones grow as they are read.

const PIECE = 200;

/**
 * A table. Each column has a name and `value` (what rows are sorted by); `node` where a cell is not
 * the value itself, `number` where it stands to the right.
 */
function table(id, caption, columns, rows, foot = null) {
  const sorted = state.sort[id] ?? { column: -1, up: true };
  const order = [...rows];
  if (sorted.column >= 0) {
    const { value } = columns[sorted.column];
    const compare = (a, b) => {
      const [x, y] = [value(a), value(b)];
      // What is missing comes last, whichever way.
      if (x === null || y === null || x === "" || y === "") return (x === null || x === "") - (y === null || y === "");
      const way = typeof x === "number" && typeof y === "number" ? x - y : byText(String(x), String(y));
      return sorted.up ? way : -way;
    };
    order.sort(compare);
  }
  const head = columns.map((column, n) => {
    const own = sorted.column === n;
    const way = own ? (sorted.up ? "ascending" : "descending") : "none";
    const turn = () => {
      state.sort[id] = own && !sorted.up ? { column: -1, up: true } : { column: n, up: !own };
      if (!own) state.sort[id].up = true;
      else if (sorted.up) state.sort[id] = { column: n, up: false };
      redraw();
      document.querySelector(`#${id} [data-column="${n}"]`)?.focus();
    };
    const mark = own ? (sorted.up ? " ▲" : " ▼") : "";
    return el("th", { scope: "col", "aria-sort": way, class: column.number ? "number" : "" },
      el("button", { type: "button", "data-column": n, onclick: turn }, column.name, el("span", { "aria-hidden": "true" }, mark)));
  });
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    for (const row of order.slice(shown, shown + PIECE)) {
      body.append(el("tr", {}, ...columns.map((column, n) =>
        el(n ? "td" : "th", { class: column.number ? "number" : "", scope: n ? null : "row" }, column.node ? column.node(row) : String(column.value(row) ?? "")))));
    }
    shown = Math.min(shown + PIECE, order.length);
    more.textContent = word("more", { n: grouped(order.length - shown) });
    more.hidden = shown >= order.length;
  };
  more.addEventListener("click", grow);
  grow();
  if (!more.hidden) new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && !more.hidden && grow(), { rootMargin: "400px" }).observe(more);
  const empty = order.length ? null : el("p", { class: "nothing" }, word("nothing"));
  return el("div", { id, class: "table" },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...head)), body, foot), empty, more);
}

/** A cell of the table of systems. */
function told(of, cell) {
  if (cell === null) return "";
  return el("span", { class: `note ${cell.mark}${cell.day === undefined ? "" : " day"}` }, cell.day === undefined ? text(of, cell.text) : iso(cell.day));
}

const order = (of, cell) => (cell === null ? null : (cell.day ?? text(of, cell.text)));

/** Opens the details of a system. */
const systemLink = (of, system) => el("button", { type: "button", class: "link", onclick: () => openDetails({ of, system }) }, nameOf(of, system));

function drawSystems() {
  const of = sheet();
  const shown = new Set(shownSystems());
  const rows = of.rounds.filter((round) => shown.has(round[0])).map(([n, ...cells]) => ({ system: of.systems[n], cells }));
  const cell = (n, name) => ({ name, value: (row) => order(of, row.cells[n]), node: (row) => told(of, row.cells[n]) });
  const columns = [
    { name: word("system"), value: (row) => nameOf(of, row.system), node: (row) => systemLink(of, row.system) },
    { name: word("owner"), value: (row) => text(of, row.system.owner) },
    { name: word("vendor"), value: (row) => text(of, row.system.vendor) },
    { name: word("route"), value: (row) => text(of, row.system.route) },
    cell(0, word("work")),
    cell(1, `● ${word("request")}`),
    cell(2, `★ ${word("contract")}`),
    cell(3, `▲ ${word("cutover")}`),
    { name: word("slack"), number: true, value: (row) => row.system.slack, node: (row) => el("span", { class: `note ${slackMark(row.system)}` }, days(row.system.slack)) },
    { name: word("notes"), value: (row) => row.system.notes.map((note) => text(of, note[1])).join(" "), node: (row) => el("span", {}, ...row.system.notes.map(([mark, note]) => el("span", { class: `note ${mark}` }, text(of, note)))) },
  ];
  if (ghost()) {
    const other = (row) => inGhost(row.system);
    const then = (row) => (other(row) ? cutover(other(row)) : null);
    columns.splice(8, 0, { name: word("compared"), value: (row) => (then(row) === null ? null : cutover(row.system) - then(row)), node: (row) => (then(row) === null ? "" : el("span", {}, iso(then(row)), " ", moved(row.system) ?? "")) });
  }
  byId("panel-systems").replaceChildren(table("systems", word("tab-systems"), columns, rows), el("ul", { class: "keys" }, ...of.keys.map((key) => el("li", {}, text(of, key)))));
}

function drawDates() {
  const of = sheet();
  const rows = shownSystems().flatMap((n) => of.systems[n].dates.map((date) => ({ system: of.systems[n], date })));
  const columns = [
    { name: word("day"), value: (row) => row.date[1], node: (row) => el("span", { class: "day" }, iso(row.date[1])) },
    { name: word("what"), value: (row) => text(of, row.date[0]), node: (row) => el("span", {}, row.date[6] ? `${row.date[6]} ` : "", text(of, row.date[0]), row.date[5] ? ` ${word("done")}` : "") },
    { name: word("system"), value: (row) => nameOf(of, row.system), node: (row) => systemLink(of, row.system) },
    { name: word("owner"), value: (row) => text(of, row.system.owner) },
    { name: word("stage"), value: (row) => text(of, row.date[2]) },
    { name: word("why"), value: (row) => row.date[4], node: (row) => whyCell(of, row) },
  ];
  rows.sort((a, b) => a.date[1] - b.date[1]);
  byId("panel-dates").replaceChildren(table("alldates", word("tab-dates"), columns, rows));
}

/** The first sentence of a reason. */
function whyCell(of, { date }) {
  const why = whyOf(state.plan);
  const reason = date[4] === null ? null : why.reasons[date[4]];
  return reason ? text(why, reason.text) : "";
}
