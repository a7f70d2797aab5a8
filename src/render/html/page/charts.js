// Money by fiscal year, and work at the same time against what a vendor or team can do.

const KINDS = 8;

/** A picture as wide as its place, with a name for those who do not see it. */
const picture = (width, height, name, ...children) =>
  svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": name, class: "picture" }, ...children);

/** The rows of money that the filters leave. */
function moneyRows(of) {
  if (!filtering()) return of.money.rows;
  const shown = new Set(shownSystems());
  return of.money.rows.filter((row) => row[1].some((n) => shown.has(n)));
}

/** Yen by year and kind. */
function sums(of, rows) {
  const all = of.money.years.map(() => of.money.kinds.map(() => 0));
  for (const [year, , , kind, , amount] of rows) all[year][kind] += amount;
  return all;
}

/** A round number above another. */
function above(n) {
  const unit = 10 ** Math.max(Math.floor(Math.log10(Math.max(n, 1))), 0);
  return [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].map((m) => m * unit).find((m) => m >= n) ?? n;
}

function moneyChart(of, all) {
  const [width, height, left, bottom] = [Math.max(120 * all.length + 110, 320), 300, 100, 36];
  const totals = all.map((year) => year.reduce((a, b) => a + b, 0));
  const top = above(Math.max(...totals, 1));
  const y = (n) => height - bottom - (n / top) * (height - bottom - 24);
  const chart = picture(width, height, word("money-chart"));
  for (let n = 0; n <= 4; n += 1) {
    const value = (top / 4) * n;
    chart.append(svg("path", { d: `M${left} ${y(value)}H${width}`, class: "rule" }), svg("text", { x: left - 6, y: y(value) + 4, class: "end" }, grouped(value)));
  }
  const [each, other] = [(width - left) / Math.max(all.length, 1), ghost()];
  const then = other ? new Map(other.money.years.map(([year], n) => [year, sums(other, other.money.rows)[n].reduce((a, b) => a + b, 0)])) : null;
  all.forEach((kinds, n) => {
    const x = left + each * n + each * 0.18;
    let from = 0;
    kinds.forEach((amount, kind) => {
      if (!amount) return;
      const told = `${text(of, of.money.years[n][1])} ${text(of, of.money.kinds[kind])} ${yen(amount)}`;
      chart.append(svg("rect", { x, width: each * 0.64, y: y(from + amount), height: Math.max(y(from) - y(from + amount), 0), class: `kind k${kind % KINDS}` }, svg("title", {}, told)));
      from += amount;
    });
    const label = fitting([text(of, of.money.years[n][1]), String(of.money.years[n][0])], each, 11);
    chart.append(svg("text", { x: x + each * 0.32, y: height - bottom + 16 }, label), svg("text", { x: x + each * 0.32, y: y(totals[n]) - 5, class: "total" }, grouped(totals[n])));
    const was = filtering() ? undefined : then?.get(of.money.years[n][0]);
    if (was !== undefined) chart.append(svg("path", { d: `M${x - 6} ${y(was)}H${x + each * 0.64 + 6}`, class: "was" }, svg("title", {}, `${word("ghost")}: ${yen(was)}`)));
  });
  const legend = of.money.kinds.map((kind, n) => el("li", {}, el("span", { class: `swatch k${n % KINDS}` }), text(of, kind)));
  if (other && !filtering()) legend.push(el("li", {}, el("span", { class: "swatch was" }), `${word("ghost")}: ${text(other, other.name)}`));
  return el("figure", {}, chart, el("figcaption", {}, el("ul", { class: "swatches" }, ...legend)));
}

function drawBudget() {
  const of = sheet();
  const rows = moneyRows(of);
  const all = sums(of, rows);
  const total = (list) => list.reduce((a, b) => a + b, 0);
  const years = all.map((kinds, n) => ({ n, kinds }));
  const sumColumns = [
    { name: word("year"), value: (row) => of.money.years[row.n][0], node: (row) => text(of, of.money.years[row.n][1]) },
    ...of.money.kinds.map((kind, n) => ({ name: text(of, kind), number: true, value: (row) => row.kinds[n], node: (row) => grouped(row.kinds[n]) })),
    { name: word("total"), number: true, value: (row) => total(row.kinds), node: (row) => grouped(total(row.kinds)) },
  ];
  const foot = el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, word("total")),
    ...of.money.kinds.map((_, n) => el("td", { class: "number" }, grouped(total(all.map((kinds) => kinds[n]))))),
    el("td", { class: "number", id: "grand-total" }, grouped(total(rows.map((row) => row[5]))))));
  const names = (row) => row[1].map((n) => nameOf(of, of.systems[n])).join("、");
  const columns = [
    { name: word("year"), value: (row) => of.money.years[row[0]][0], node: (row) => text(of, of.money.years[row[0]][1]) },
    { name: word("system"), value: names, node: (row) => el("span", {}, ...row[1].flatMap((n, at) => [at ? (lang ? ", " : "、") : "", systemLink(of, of.systems[n])])) },
    { name: word("round"), value: (row) => text(of, row[2]) },
    { name: word("kind"), value: (row) => text(of, of.money.kinds[row[3]]) },
    { name: word("instrument"), value: (row) => text(of, of.money.instruments[row[4]]) },
    { name: word("amount"), number: true, value: (row) => row[5], node: (row) => grouped(row[5]) },
  ];
  byId("panel-budget").replaceChildren(
    ...(filtering() ? [el("p", { class: "remark" }, word("filtered"))] : []),
    moneyChart(of, all),
    table("sums", word("money"), sumColumns, years, foot),
    table("money", word("money-rows"), columns, rows));
}

/** Work at the same time over the period. */
function loadChart(of, load) {
  const [width, height] = [720, 56];
  const x = (day) => ((day - of.from) / (of.to - of.from + 1)) * width;
  const top = Math.max(load.most, ...load.steps.map((s) => s[3] ?? 0), 1);
  const y = (n) => height - 14 - (n / top) * (height - 20);
  const chart = picture(width, height, `${text(of, load.name)}: ${loadTold(load)}`);
  for (const [from, to] of of.years) chart.append(svg("path", { d: `M${x(from)} 0V${height - 14}`, class: "rule" }), svg("text", { x: (x(from) + x(to + 1)) / 2, y: height - 3 }, fitting(of.years.filter((v) => v[0] === from).flatMap((v) => [text(of, v[2]), text(of, v[3])]), x(to + 1) - x(from), 10)));
  let limit = "";
  for (const [from, to, units, capacity] of load.steps) {
    const full = capacity !== null && units >= capacity ? (units > capacity ? "over" : "full") : "";
    if (units) chart.append(svg("rect", { x: x(from), width: Math.max(x(to + 1) - x(from), 0.5), y: y(units), height: y(0) - y(units), class: `load ${full}` }, svg("title", {}, `${span(from, to)}: ${units}`)));
    if (capacity !== null) limit += `M${x(from)} ${y(capacity)}H${x(to + 1)}`;
  }
  chart.append(svg("path", { d: limit, class: "limit" }));
  return chart;
}

const loadTold = (load) => (load.capacity === null ? word("load-most", { n: load.most }) : word("load-of", { n: load.most, of: load.capacity }));

function drawLoad() {
  const of = sheet();
  const ratio = (row) => (row.capacity === null ? null : row.most / row.capacity);
  const columns = [
    { name: word("provider"), value: (row) => text(of, row.name), node: (row) => el("span", {}, text(of, row.name), row.team ? ` (${word("team")})` : "") },
    { name: word("peak"), number: true, value: (row) => row.most },
    { name: word("capacity"), number: true, value: (row) => row.capacity, node: (row) => (row.capacity === null ? word("none") : String(row.capacity)) },
    { name: word("ratio"), number: true, value: ratio, node: (row) => (ratio(row) === null ? "" : el("span", { class: `note ${row.over ? "bad" : ""}` }, `${Math.round(ratio(row) * 100)}%`)) },
    { name: word("load-chart"), value: (row) => row.most, node: (row) => loadChart(of, row) },
  ];
  byId("panel-load").replaceChildren(el("p", { class: "remark" }, word("load-remark")), table("loads", word("tab-load"), columns, of.load));
}

/** What is known about the plan: status, warnings, what it was made from. */
function drawState() {
  const of = sheet();
  const list = (all) => el("ul", { class: "notices" }, ...all.map(([mark, said]) => el("li", { class: mark }, text(of, said))));
  const parts = [
    el("h2", {}, word("warnings")),
    of.warnings.length ? list(of.warnings) : el("p", {}, word("none")),
    el("h2", {}, word("outcome")),
    list(of.outcome),
  ];
  if (of.changes.length) {
    const columns = [
      { name: word("path"), value: (row) => text(of, row[0]) },
      { name: word("old"), value: (row) => text(of, row[1]) },
      { name: word("new"), value: (row) => text(of, row[2]) },
    ];
    parts.push(el("h2", {}, word("changes")), table("changes", word("changes"), columns, of.changes));
  }
  const lines = of.lines.filter((line) => line.kind !== "as-of").map((line) => el("li", {}, text(of, line.label)));
  parts.push(el("h2", {}, word("deadlines")), el("ul", {}, ...lines), el("h2", {}, word("inputs")));
  parts.push(el("ul", {}, ...of.inputs.map(([path, hash]) => el("li", {}, text(of, path), " ", el("code", { class: "hash" }, hash)))));
  parts.push(el("p", { class: "remark" }, word("read-only")));
  byId("panel-state").replaceChildren(...parts);
}
