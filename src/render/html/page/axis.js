// Days across: where a day lies, the header of years and months, the lines of the grid.

const NARROWEST = 0.05;
const WIDEST_DAY = 24;
const WIDEST_PAGE = 60000;

/** An axis of a plan at so many pixels to a day. */
function axisOf(of, scale) {
  const length = of.to - of.from + 1;
  return { from: of.from, to: of.to, scale, width: length * scale, x: (day) => (day - of.from) * scale };
}

/** The greatest scale that a browser can still draw. */
const most = (of) => Math.min(WIDEST_DAY, WIDEST_PAGE / (of.to - of.from + 1));

/** First days of months, with year and month, from a day to a day. */
function months(from, to) {
  const first = new Date(from * DAY);
  const all = [];
  for (let n = 0; ; n += 1) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1));
    const day = at.getTime() / DAY;
    if (day > to) return all;
    const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n + 1, 1) / DAY;
    const month = at.getUTCMonth() + 1;
    all.push({ day: Math.max(day, from), next: Math.min(next, to + 1), year: at.getUTCFullYear(), month });
  }
}

const HEAD = { years: 20, quarters: 15, months: 16, lines: 20 };
const HEAD_HEIGHT = HEAD.years + HEAD.quarters + HEAD.months + HEAD.lines;

/** The header about what is in sight between two pixels, and as far again to both sides. */
function header(of, axis, left, right) {
  const group = svg("g");
  const [first, last] = [2 * left - right, 2 * right - left];
  let y = 0;
  const cell = (from, to, top, height, kind, forms, size) => {
    const x = axis.x(from);
    const width = axis.x(to) - x;
    if (x > last || x + width < first) return;
    group.append(svg("rect", { x, y: top, width, height, class: kind }));
    // A name lies where its years are in sight.
    const seen = x < right && x + width > left;
    const [begin, end] = seen ? [Math.max(x, left), Math.min(x + width, right)] : [x, x + width];
    const said = fitting(forms, end - begin - (kind === "month" ? 0 : 4), size, kind.startsWith("year"));
    if (said) group.append(svg("text", { x: (begin + end) / 2, y: top + height / 2 + size * 0.36, class: kind }, said));
  };
  of.years.forEach(([from, to, name, brief], n) =>
    cell(from, to + 1, y, HEAD.years, n % 2 ? "year odd" : "year", [text(of, name), text(of, brief)], 12));
  y += HEAD.years;
  const all = months(axis.from, axis.to);
  for (let n = 0; n < all.length; ) {
    const quarter = (m) => Math.floor(((m + 8) % 12) / 3) + 1;
    let end = n;
    while (end + 1 < all.length && quarter(all[end + 1].month) === quarter(all[n].month)) end += 1;
    const number = quarter(all[n].month);
    cell(all[n].day, all[end].next, y, HEAD.quarters, "quarter", [word("quarter", { n: number }), `Q${number}`], 10);
    n = end + 1;
  }
  y += HEAD.quarters;
  for (const { day, next, year, month } of all) {
    // All months have their number, or none has.
    const forms = axis.scale * 28 > wide("12", 10) + 1 ? [`${year}-${String(month).padStart(2, "0")}`, String(month)] : [];
    cell(day, next, y, HEAD.months, "month", forms, 10);
  }
  y += HEAD.months;
  flags(of, axis, left, right, y, group);
  return group;
}

/** Names of the vertical lines: as-of day and deadlines, each where there is room. */
function flags(of, axis, left, right, y, group) {
  const taken = [];
  for (const line of of.lines) {
    const x = lineX(axis, line);
    const seen = x >= left - 1 && x <= right + 1;
    const [from, to] = seen ? [left, right] : [2 * left - right, 2 * right - left];
    if (x < from - 1 || x > to + 1) continue;
    const forms = [text(of, line.label), text(of, line.brief), iso(line.day)];
    for (const form of forms) {
      const width = wide(form, 10.5, true) + 8;
      const places = [x, x - width].filter((at) => at >= Math.max(0, from - 1) && at + width <= Math.min(axis.width, to));
      const at = places.find((p) => taken.every(([begin, end]) => p + width <= begin || p >= end));
      if (at === undefined) continue;
      taken.push([at, at + width]);
      group.append(
        svg("g", { class: `flag ${line.kind}` },
          svg("title", {}, forms[0]),
          svg("rect", { x: at, y: y + 2, width, height: HEAD.lines - 3 }),
          svg("text", { x: at + width / 2, y: y + HEAD.lines / 2 + 4.5 }, form)));
      break;
    }
  }
}

/** A deadline's line lies at the end of its day. */
const lineX = (axis, line) => axis.x(line.day + (line.kind === "as-of" ? 0 : 1));

/** Vertical lines of months, quarters and years, and those of days that matter, over a height. */
function grid(of, axis, height, left, right) {
  const paths = { month: "", quarter: "", year: "" };
  for (const { day, month } of months(axis.from, axis.to)) {
    const x = axis.x(day);
    if (x < left || x > right) continue;
    const kind = month === 4 ? "year" : month % 3 === 1 ? "quarter" : "month";
    paths[kind] += `M${x} 0V${height}`;
  }
  const group = svg("g", { class: "grid", "aria-hidden": "true" });
  for (const kind of ["month", "quarter", "year"]) {
    if (kind !== "month" || axis.scale * 30 > 7) group.append(svg("path", { d: paths[kind], class: kind }));
  }
  return group;
}

/** The lines of the as-of day and of deadlines, over everything else. */
function dayLines(of, axis, height) {
  const group = svg("g", { class: "day-lines", "aria-hidden": "true" });
  for (const line of of.lines) {
    const x = lineX(axis, line);
    group.append(svg("path", { d: `M${x} 0V${height}`, class: `${line.kind}${line.hard ? " hard" : ""}` }));
  }
  return group;
}
