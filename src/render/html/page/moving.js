// Moving about the roadmap: zoom and pan by mouse, touch and keys; one part of it is focused.

/** Zooms so that the day under a pixel of the window stays there. */
function zoom(factor, at = room() / 2) {
  const of = sheet();
  const view = port();
  const day = (view.scrollLeft + at) / gantt.axis.scale;
  const fit = room() / (of.to - of.from + 1);
  const scale = Math.min(Math.max(gantt.axis.scale * factor, fit), Math.max(most(of), fit));
  state.scale = scale <= fit * 1.001 ? 0 : scale;
  drawGantt();
  view.scrollLeft = day * gantt.axis.scale - at;
  drawSight(isFocused(), true);
  say(word("zoomed", { n: Math.round((gantt.axis.scale / fit) * 100) }));
}

function zoomFit() {
  state.scale = 0;
  drawGantt();
}

/** Scrolls to the days around a day. */
function showDay(day) {
  port().scrollLeft = gantt.axis.x(day) - room() / 2;
}

/** Parts of a row by date: its name, its bars, its symbols. */
function partsOf(system) {
  const parts = [];
  system.lanes.forEach((bars, lane) => bars.forEach((bar, index) => parts.push({ part: `bar${lane}`, index, day: bar.from })));
  system.symbols.forEach((sign, index) => parts.push({ part: "sign", index, day: sign[1] }));
  parts.sort((a, b) => a.day - b.day || a.part.localeCompare(b.part) || a.index - b.index);
  return [{ part: "name", index: 0, day: -Infinity }, ...parts];
}

/** What is active when a part is. */
const activeOf = (node) => ({
  item: Number(node.closest("[data-item]").dataset.item),
  row: Number(node.dataset.row),
  part: node.dataset.part,
  index: Number(node.dataset.index),
});

/** The element of what is active, where it is drawn. */
function partNode() {
  const { active } = gantt;
  const node = active && gantt.nodes.get(active.item);
  if (!node) return null;
  return active.part === "name" ? node.name : node.row.querySelector(`[data-part="${active.part}"][data-index="${active.index}"]`);
}

let tabbed = null;

/** One part takes part in tabbing; it keeps the focus when its row is drawn anew. */
function keepActive(focused) {
  const node = partNode() ?? port().querySelector("[data-part]");
  if (node !== tabbed) {
    tabbed?.setAttribute("tabindex", "-1");
    node?.setAttribute("tabindex", "0");
    tabbed = node;
  }
  if (focused && node && node !== document.activeElement) node.focus({ preventScroll: true });
}

/** Moves the focus to a part of a row, and the row into sight. */
function activate(item, part, index, day) {
  gantt.active = { item, row: gantt.items[item].row, part, index };
  const view = port();
  const [top, height] = [gantt.tops[item], heightOf(gantt.items[item])];
  const visible = view.clientHeight - HEAD_HEIGHT;
  if (top < view.scrollTop) view.scrollTop = top;
  else if (top + height > view.scrollTop + visible) view.scrollTop = top + height - visible;
  if (day !== undefined && Number.isFinite(day)) {
    const x = gantt.axis.x(day);
    if (x < view.scrollLeft || x > view.scrollLeft + room() - 60) view.scrollLeft = x - room() / 3;
  }
  drawSight(isFocused(), true);
  keepActive(true);
  partNode()?.focus({ preventScroll: true });
}

/** Rows above and below, by so many. */
function step(by) {
  const rows = gantt.items.map((item, n) => (item.row === undefined ? -1 : n)).filter((n) => n >= 0);
  const of = sheet();
  const { item, row, part, index } = gantt.active;
  const at = rows[Math.min(Math.max(rows.indexOf(item) + by, 0), rows.length - 1)];
  const from = partsOf(of.systems[row]).find((p) => p.part === part && p.index === index);
  const parts = partsOf(of.systems[gantt.items[at].row]);
  const day = from?.day ?? -Infinity;
  const same = parts.filter((p) => p.part === part);
  const near = (same.length ? same : parts).reduce((best, p) => (Math.abs(p.day - day) < Math.abs(best.day - day) ? p : best));
  activate(at, near.part, near.index, near.day);
}

/** Parts of the same row, by so many. */
function along(by) {
  const { item, row, part, index } = gantt.active;
  const parts = partsOf(sheet().systems[row]);
  const at = parts.findIndex((p) => p.part === part && p.index === index);
  const to = parts[Math.min(Math.max(at + by, 0), parts.length - 1)];
  activate(item, to.part, to.index, to.day);
}

function ganttKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => along(1),
    ArrowLeft: () => along(-1),
    PageDown: () => step(8),
    PageUp: () => step(-8),
    Home: () => along(-1000),
    End: () => along(1000),
    Enter: () => openPart(event.target),
    " ": () => openPart(event.target),
  };
  const act = keys[event.key];
  if (!act || !gantt.active) return;
  event.preventDefault();
  act();
}

const distance = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);

function listenToMoves() {
  const view = port();
  view.addEventListener("focusin", (event) => {
    if (event.target.dataset.part === undefined) return;
    gantt.active = activeOf(event.target);
    keepActive(false);
    showTip(event.target);
  });
  view.addEventListener("focusout", hideTip);
  view.addEventListener("keydown", ganttKey);
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), event.clientX - view.getBoundingClientRect().left - namesWidth());
  }, { passive: false });

  // Two fingers zoom, one pans as the browser does.
  let pinch = null;
  const spread = (event) => {
    if (event.touches.length !== 2) {
      pinch = null;
      return;
    }
    event.preventDefault();
    const now = distance(event.touches);
    const middle = (event.touches[0].clientX + event.touches[1].clientX) / 2 - view.getBoundingClientRect().left - namesWidth();
    if (pinch && Math.abs(now / pinch - 1) < 0.02) return;
    if (pinch) zoom(now / pinch, Math.max(middle, 0));
    pinch = now;
  };
  view.addEventListener("touchstart", (event) => {
    pinch = null;
    // What is touched may be drawn anew meanwhile, and still it alone is told of the moves.
    event.target.addEventListener("touchmove", spread, { passive: false });
  }, { passive: true });

  // The mouse drags the ground; a drag is no click.
  let drag = null;
  let dragged = false;
  view.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0 || !event.target.closest("#plane, #head")) return;
    drag = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop, far: false };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (Math.abs(dx) + Math.abs(dy) > 5) drag.far = true;
    if (!drag.far) return;
    hideTip();
    view.classList.add("dragged");
    view.scrollLeft = drag.left - dx;
    view.scrollTop = drag.top - dy;
  });
  addEventListener("pointerup", () => {
    dragged = Boolean(drag?.far);
    drag = null;
    view.classList.remove("dragged");
  });
  view.addEventListener("click", (event) => {
    if (!dragged) openPart(event.target);
    dragged = false;
  });
  view.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || drag?.far) return;
    const node = event.target.closest("[data-part]");
    if (node) showTip(node);
    else hideTip();
  });
  view.addEventListener("pointerleave", hideTip);
}
