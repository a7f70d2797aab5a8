// Paper: the roadmap on A3, as many rows a page as it holds, each page with its header; then the tables
// that are shown.

const SHEET = { width: 1500, height: 1034, names: 230, head: 62, foot: 40 };

/** Pages of the rows that the filters leave. */
function paperPages() {
  const of = sheet();
  const width = SHEET.width - SHEET.names;
  const axis = axisOf(of, width / (of.to - of.from + 1));
  const rows = gantt.items.filter((item) => item.row !== undefined).map((item) => item.row);
  const each = Math.max(Math.floor((SHEET.height - SHEET.head - HEAD_HEIGHT - SHEET.foot) / rowHeight()), 1);
  const count = Math.max(Math.ceil(rows.length / each), 1);
  return Array.from({ length: count }, (_, n) => paperPage(of, axis, rows.slice(n * each, (n + 1) * each), n + 1, count));
}

function paperPage(of, axis, rows, number, count) {
  const height = rows.length * rowHeight();
  const inner = (x, y, ...children) => svg("g", { transform: `translate(${x} ${y})` }, ...children);
  const top = SHEET.head + HEAD_HEIGHT;
  const page = svg("svg", { viewBox: `0 0 ${SHEET.width} ${SHEET.height}`, class: "sheet" });
  page.append(
    svg("text", { x: 0, y: 26, class: "title" }, text(of, of.title)),
    svg("text", { x: 0, y: 46, class: "quiet" }, `${text(of, of.dates)}  ${word("plan")}: ${text(of, of.name)}  ${text(of, of.status[1])}`),
    svg("text", { x: SHEET.width, y: 26, class: "quiet end" }, word("page", { n: number, of: count })),
    svg("rect", { x: 0, y: SHEET.head, width: SHEET.names, height: HEAD.years + HEAD.quarters + HEAD.months, class: "year" }),
    svg("text", { x: 10, y: SHEET.head + 30, class: "year start" }, word("system")),
    inner(SHEET.names, SHEET.head, header(of, axis, 0, axis.width)),
    inner(SHEET.names, top, grid(of, axis, height, -1, axis.width + 1)));
  rows.forEach((row, n) => {
    const system = of.systems[row];
    const y = top + n * rowHeight();
    const notes = system.notes.map((note) => text(of, note[1])).join(" ");
    const cut = (said, room, size) => cutTo(said, room, size);
    const bars = svg("g", { class: "row", transform: `translate(${SHEET.names} ${y})` });
    drawRow(of, row, axis, null, bars);
    page.append(
      svg("path", { d: `M0 ${y}H${SHEET.width}`, class: "rule" }),
      svg("text", { x: 6, y: y + 20, class: `row-name ${system.bad ? "bad" : ""}` }, cut(nameOf(of, system), SHEET.names - 66, 13)),
      svg("text", { x: SHEET.names - 6, y: y + 20, class: `end ${slackMark(system)}` }, days(system.slack)),
      svg("text", { x: 6, y: y + 36, class: "quiet" }, cut(text(of, system.owner), SHEET.names - 12, 11)),
      svg("text", { x: 6, y: y + 51, class: system.late ? "bad" : "quiet" }, cut(notes, SHEET.names - 12, 11)),
      bars);
  });
  page.append(inner(SHEET.names, top, dayLines(of, axis, height)));
  if (state.arrows) {
    const place = (row) => (rows.includes(row) ? rows.indexOf(row) * rowHeight() : null);
    page.append(inner(SHEET.names, top, drawArrows(of, axis, place)));
  }
  page.append(inner(0, top + height + 14, legendLine(of)));
  return el("div", { class: "page" }, page);
}

/** A text cut to a width, with a mark that it goes on. */
function cutTo(said, room, size) {
  if (wide(said, size) <= room) return said;
  const letters = [...said];
  while (letters.length && wide(`${letters.join("")}…`, size) > room) letters.pop();
  return `${letters.join("")}…`;
}

/** Looks and symbols that occur. */
function occurring(of) {
  const [looks, signs] = [new Set(), new Set()];
  for (const system of of.systems) {
    system.lanes.flat().forEach((bar) => looks.add(bar.look));
    system.symbols.forEach((sign) => signs.add(sign[0]));
  }
  const inOrder = (all, found) => all.filter((name) => found.has(name));
  return {
    looks: inOrder(["present", "cloud", "extension", "new", "own-server", "standard", "work", "operation", "reference", "gap"], looks),
    signs: inOrder(["request", "supplementary", "debt-burden", "contract", "cutover"], signs),
  };
}

/** The legend in one line of a page. */
function legendLine(of) {
  const group = svg("g", { class: "legend" });
  const { looks, signs } = occurring(of);
  let [x, y] = [0, 8];
  const put = (mark, said) => {
    const width = 26 + wide(said, 10.5) + 14;
    if (x + width > SHEET.width) [x, y] = [0, y + 15];
    group.append(svg("g", { transform: `translate(${x} ${y})` }, mark, svg("text", { x: 24, y: 4, class: "start" }, said)));
    x += width;
  };
  signs.forEach((kind) => put(svg("g", { class: `sign ${kind}` }, svg("path", { d: shape(kind, 10, 0, 5), class: "glyph" })), word(`symbol-${kind}`)));
  looks.forEach((look) => put(svg("g", { class: `bar ${look}` }, svg("path", { d: "M0 -5H20V5H0Z", class: "ground" })), word(`look-${look}`)));
  put(svg("g", { class: "bar assumed" }, svg("path", { d: "M0 -5H20V5H0Z", class: "hatch" })), word("look-assumed"));
  return group;
}

let theme = null;

function toPaper() {
  theme ??= state.theme;
  document.documentElement.dataset.theme = "light";
  layOut();
  byId("paper").replaceChildren(...(state.tab === "roadmap" ? paperPages() : []));
}

function fromPaper() {
  byId("paper").replaceChildren();
  document.documentElement.dataset.theme = theme ?? state.theme;
  theme = null;
}
