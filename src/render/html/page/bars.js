// One row of the roadmap: bars, symbols, and the other plan as a ghost below them.

const ROW = { height: 70, ghost: 14 };
const LANES = [
  { y: 7, height: 22 },
  { y: 32, height: 15 },
  { y: 49, height: 4 },
];
const SIGNS_Y = 58;
const LABEL = 11.5;

const rowHeight = () => ROW.height + (ghost() ? ROW.ghost : 0);

/** The outline of a bar; pointed where it goes on outside the period. */
function outline(x, y, width, height, before, beyond) {
  const tip = Math.min(7, width / 3);
  const [left, right, middle, bottom] = [x, x + width, y + height / 2, y + height];
  const start = before ? `M${left + tip} ${y}` : `M${left} ${y}`;
  const end = beyond ? `H${right - tip}L${right} ${middle}L${right - tip} ${bottom}` : `H${right}V${bottom}`;
  const back = before ? `H${left + tip}L${left} ${middle}Z` : `H${left}Z`;
  return start + end + back;
}

/** The outline of a symbol around a point. */
function shape(kind, x, y, r = 6) {
  switch (kind) {
    case "request":
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case "supplementary":
    case "debt-burden":
      return `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;
    case "contract": {
      let star = "";
      for (let n = 0; n < 10; n += 1) {
        const [length, angle] = [n % 2 ? r * 0.46 : r * 1.15, (Math.PI * n) / 5 - Math.PI / 2];
        star += `${n ? "L" : "M"}${(x + length * Math.cos(angle)).toFixed(2)} ${(y + length * Math.sin(angle)).toFixed(2)}`;
      }
      return `${star}Z`;
    }
    default:
      return `M${x} ${y - r}L${x + r} ${y + r * 0.85}H${x - r}Z`;
  }
}

/** A bar as it is told to those who do not see it. */
function barTold(of, system, bar) {
  const said = [nameOf(of, system), text(of, bar.labels[0]), span(bar.from, bar.to)];
  if (bar.assumed) said.push(word("assumed"));
  return said.join(" ");
}

const signTold = (of, system, sign) => `${nameOf(of, system)} ${word(`symbol-${sign[0]}`)} ${iso(sign[1])}`;

/** What is written in a part belongs to its name: some speak to their screen what they see. */
function written(node, said) {
  const told = node.getAttribute("aria-label");
  if (!told.includes(said)) node.setAttribute("aria-label", `${told} ${said}`);
}

/** A part of a row that can be pointed at, chosen and focused. */
function part(row, kind, index, attributes, told, ...children) {
  return svg("g", { ...attributes, role: "button", tabindex: "-1", "aria-label": told, "data-row": row, "data-part": kind, "data-index": index }, ...children);
}

/** Symbols, each on its day, or beside it where it would cover the one before. */
function placed(system, axis) {
  const order = system.symbols.map((sign, index) => ({ sign, index })).sort((a, b) => a.sign[1] - b.sign[1]);
  let last = -Infinity;
  for (const place of order) {
    place.at = axis.x(place.sign[1]);
    place.x = Math.max(place.at, last + 13);
    last = place.x;
  }
  return order;
}

function drawSigns(of, system, row, axis, group) {
  const order = placed(system, axis);
  let taken = -Infinity;
  order.forEach(({ sign, index, x, at }, n) => {
    const [kind, , label] = sign;
    const node = part(row, "sign", index, { class: `sign ${kind}` }, signTold(of, system, sign));
    let [from, to] = [x - 8, x + 8];
    if (x - at > 3) node.append(svg("path", { class: "thread", d: `M${at} ${SIGNS_Y - 9}L${x} ${SIGNS_Y}` }));
    node.append(svg("path", { class: "glyph", d: shape(kind, x, SIGNS_Y) }));
    const said = text(of, label);
    const forms = [said, said.replace(/^\S+\s+/, "")];
    const next = n + 1 < order.length ? order[n + 1].x - 8 : axis.width;
    const [before, after] = [x - 9 - Math.max(taken, 0), next - x - 9];
    // ▲ is told on the side of the work that ends there.
    const sides = kind === "cutover" ? [[before, -1], [after, 1]] : [[after, 1], [before, -1]];
    taken = x + 8;
    for (const form of forms) {
      const width = wide(form, 10.5);
      const fits = sides.filter(([room]) => room >= width);
      const free = ([, way]) => !crossed(of, axis, way < 0 ? x - 9 - width : x + 9, way < 0 ? x - 9 : x + 9 + width);
      const side = fits.find(free) ?? fits[0];
      if (!side) continue;
      node.append(svg("text", { x: x + side[1] * 9, y: SIGNS_Y + 4, class: side[1] < 0 ? "left" : "" }, form));
      written(node, form);
      if (side[1] > 0) [to, taken] = [x + 9 + width, x + 9 + width + 3];
      else from = x - 9 - width;
      break;
    }
    // All of it can be pointed at, not only its ink.
    node.append(svg("rect", { class: "hit", x: from, y: SIGNS_Y - 9, width: to - from, height: 20 }));
    group.append(node);
  });
}

/** Whether a vertical line goes through a stretch. */
const crossed = (of, axis, from, to) => of.lines.some((line) => from - 2 < lineX(axis, line) && lineX(axis, line) < to + 2);

/** The widest part of a stretch that no vertical line goes through. */
function widest(of, axis, [from, to]) {
  const cuts = of.lines.map((line) => lineX(axis, line)).filter((x) => from < x && x < to).sort((a, b) => a - b);
  const edges = [from, ...cuts, to];
  let best = [from, from];
  for (let n = 0; n + 1 < edges.length; n += 1) {
    if (edges[n + 1] - edges[n] > best[1] - best[0]) best = [edges[n], edges[n + 1]];
  }
  return best;
}

/** A bar, and where its label is to be. */
function drawBar(of, system, row, axis, bar, lane, index) {
  const { y, height } = LANES[lane];
  const x = axis.x(bar.from);
  const width = Math.max(axis.x(bar.to + 1) - x, 1);
  const d = outline(x, y, width, height, bar.before, bar.beyond);
  const kind = `bar ${bar.look}${bar.assumed ? " assumed" : ""}`;
  const told = barTold(of, system, bar);
  const node = part(row, `bar${lane}`, index, { class: kind }, told, svg("path", { d, class: "ground" }));
  if (bar.assumed) node.append(svg("path", { d, class: "hatch" }));
  const forms = lane < 2 ? bar.labels.map((n) => text(of, n)) : [];
  return { node, told, forms, bar, x, width, base: y + height / 2 + 4.2, sight: null, label: "", text: null };
}

/** The label lies where its bar is in sight, and beside lines where there is room. */
function placeLabel(of, axis, drawn, view) {
  const { node, forms, bar, x, width } = drawn;
  if (!forms.length) return;
  let sight = view ? [Math.max(x, view[0]), Math.min(x + width, view[1])] : [x, x + width];
  if (sight[1] <= sight[0]) sight = [x, x + width];
  if (drawn.sight && drawn.sight[0] === sight[0] && drawn.sight[1] === sight[1]) return;
  drawn.sight = sight;
  const [whole, free] = [sight, widest(of, axis, sight)].map(([from, to]) => {
    const pad = (from === x && bar.before ? 8 : 3) + (to === x + width && bar.beyond ? 8 : 3);
    return { middle: (from + to) / 2, label: fitting(forms, to - from - pad, LABEL, bar.look === "standard") };
  });
  const at = free.label && free.label === whole.label ? free : whole;
  if (at.label !== drawn.label) {
    drawn.text?.remove();
    drawn.text = at.label ? svg("text", { y: drawn.base }, at.label) : null;
    if (drawn.text) node.append(drawn.text);
    drawn.label = at.label;
    node.setAttribute("aria-label", drawn.told);
    written(node, at.label);
  }
  drawn.text?.setAttribute("x", at.middle);
}

/** The same system in the other plan: thin bars and hollow ▲ below the row. */
function drawGhost(system, axis, group) {
  const same = inGhost(system);
  if (!same) return;
  const other = ghost();
  const y = ROW.height - 2;
  for (const bar of same.lanes[0]) {
    const [from, to] = [Math.max(bar.from, axis.from), Math.min(bar.to, axis.to)];
    if (from > to) continue;
    const width = Math.max(axis.x(to + 1) - axis.x(from), 1);
    const told = `${word("ghost")}: ${barTold(other, same, bar)}`;
    group.append(svg("g", { class: `bar ghost ${bar.look}` },
      svg("title", {}, told),
      svg("rect", { x: axis.x(from), y, width, height: 8, class: "ground" })));
  }
  for (const sign of same.symbols) {
    if (sign[0] !== "cutover" || sign[1] < axis.from || sign[1] > axis.to) continue;
    group.append(svg("g", { class: "sign ghost cutover" },
      svg("title", {}, `${word("ghost")}: ${signTold(other, same, sign)}`),
      svg("path", { class: "glyph", d: shape("cutover", axis.x(sign[1]), y + 5, 5) })));
  }
}

/**
 * Draws a row into an element of SVG and gives its bars, so that labels can move later; `view`: the
 * pixels that are in sight, or none on paper.
 */
function drawRow(of, row, axis, view, group) {
  const system = of.systems[row];
  if (system.bad) group.append(svg("rect", { x: 0, y: 0, width: axis.width, height: rowHeight(), class: "alarm" }));
  const bars = system.lanes.flatMap((all, lane) => all.map((bar, index) => drawBar(of, system, row, axis, bar, lane, index)));
  for (const drawn of bars) {
    placeLabel(of, axis, drawn, view);
    group.append(drawn.node);
  }
  drawGhost(system, axis, group);
  drawSigns(of, system, row, axis, group);
  return bars;
}

/** Patterns that bars are filled with, for the screen and for paper. */
function patterns() {
  const lines = (name, kind) =>
    svg("pattern", { id: name, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("path", { d: "M0 0V6", class: kind }));
  return svg("defs", {}, lines("hatched", "hatch-line"), lines("alarmed", "alarm-line"));
}

/** Arrows between two rows that are in sight, from the ▲ that comes first. */
function drawArrows(of, axis, place) {
  const group = svg("g", { class: "arrows" });
  for (const link of of.links) {
    const [from, to] = [place(link.from), place(link.to)];
    if (from === null || to === null || link.fromDay === null || link.toDay === null) continue;
    const [x1, x2] = [axis.x(link.fromDay), axis.x(link.toDay)];
    const [y1, y2] = [from + SIGNS_Y, to + SIGNS_Y];
    const turn = Math.max(x1, x2) + 14;
    group.append(svg("g", { class: `arrow ${link.look}` },
      svg("title", {}, text(of, link.title)),
      svg("path", { d: `M${x1 + 7} ${y1}H${turn}V${y2}H${x2 + 9}` }),
      svg("path", { class: "point", d: `M${x2 + 8} ${y2}l7 -3.5v7Z` })));
  }
  return group;
}
