// The page is drawn, and listens.

const DRAW = { roadmap: drawGantt, systems: drawSystems, dates: drawDates, budget: drawBudget, load: drawLoad, state: drawState };

/** Draws the part that is shown. */
function redraw() {
  const shown = shownSystems().length;
  byId("count").textContent = word("count", { n: grouped(shown), of: grouped(sheet().systems.length) });
  DRAW[state.tab]();
}

function showTab(name, focus = false) {
  state.tab = name;
  hideTip();
  for (const tab of TABS) {
    const own = tab === name;
    byId(`tab-${tab}`).setAttribute("aria-selected", own);
    byId(`tab-${tab}`).tabIndex = own ? 0 : -1;
    byId(`panel-${tab}`).hidden = !own;
  }
  document.body.dataset.tab = name;
  redraw();
  if (focus) byId(`tab-${name}`).focus();
}

function drawTabs() {
  byId("tabs").setAttribute("aria-label", word("tabs"));
  byId("tabs").replaceChildren(...TABS.map((name) =>
    el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, "aria-selected": String(name === state.tab), tabindex: name === state.tab ? "0" : "-1", onclick: () => showTab(name) }, word(`tab-${name}`))));
}

/** The heading: whose plan, as of when, and what must not be overlooked. */
function drawHeading() {
  const of = sheet();
  document.title = text(of, of.title);
  byId("title").textContent = text(of, of.title);
  byId("dates").textContent = text(of, of.dates);
  const [mark, status] = of.status;
  const bad = of.warnings.filter((warning) => warning[0] === "bad");
  const loud = (bad.length ? bad : []).slice(0, 2).map((warning) => el("li", { class: "bad" }, `!! ${text(of, warning[1])}`));
  const toState = (said, kind) => el("li", { class: kind }, el("button", { type: "button", class: "link", onclick: () => showTab("state", true) }, said));
  byId("badges").replaceChildren(
    el("li", { class: mark }, text(of, status)),
    el("li", {}, `${word("plan")}: ${text(of, of.name)}`),
    el("li", {}, `${word("cost")}: ${yen(of.money.total)}`),
    ...(of.warnings.length ? [toState(word("warning-count", { n: of.warnings.length }), bad.length ? "bad" : "warn")] : []),
    ...loud);
}

function drawLegend() {
  const of = sheet();
  const { looks, signs } = occurring(of);
  const small = (...children) => svg("svg", { width: 24, height: 14, viewBox: "0 -7 24 14", "aria-hidden": "true" }, ...children);
  const entry = (mark, said) => el("li", {}, mark, said);
  byId("legend").replaceChildren(
    el("summary", {}, word("legend")),
    el("ul", { class: "swatches" },
      ...signs.map((kind) => entry(small(svg("g", { class: `sign ${kind}` }, svg("path", { d: shape(kind, 12, 0), class: "glyph" }))), word(`symbol-${kind}`))),
      ...looks.map((look) => entry(small(svg("g", { class: `bar ${look}` }, svg("path", { d: "M1 -6H23V6H1Z", class: "ground" }))), word(`look-${look}`))),
      entry(small(svg("g", { class: "bar assumed" }, svg("path", { d: "M1 -6H23V6H1Z", class: "hatch" }))), word("look-assumed")),
      ...["as-of", "hardware", "deadline"].map((kind) => entry(small(svg("g", { class: "day-lines" }, svg("path", { d: "M12 -7V7", class: kind }))), word(`line-${kind}`))),
      ...["hard", "soft", "together"].map((look) => entry(small(svg("g", { class: `arrow ${look}` }, svg("path", { d: "M1 0H22" }))), word(`link-${look}`)))),
    el("p", {}, word("lanes")),
    el("p", {}, word("keys")));
}

/** Everything anew: another plan, another language. */
function drawAll() {
  document.documentElement.lang = lang ? "en" : "ja";
  drawHeading();
  drawControls();
  drawTabs();
  drawFilters();
  drawTools();
  drawLegend();
  byId("corner").textContent = word("system");
  byId("gantt").setAttribute("aria-label", word("tab-roadmap"));
  byId("body").setAttribute("aria-label", word("tab-roadmap"));
  byId("keys-hint").textContent = word("keys");
  byId("nothing").textContent = word("nothing");
  byId("details").dataset.close = word("close");
  showTab(state.tab);
}

function key(event) {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "Escape") {
    hideTip();
    closeDetails();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = { "+": () => zoom(1.5), ";": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: zoomFit, "/": () => byId("search").focus() };
  const act = acts[event.key];
  if (!act || (event.key !== "/" && state.tab !== "roadmap")) return;
  event.preventDefault();
  act();
}

function tabKey(event) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = TABS.indexOf(state.tab);
  const to = event.key === "Home" ? 0 : event.key === "End" ? TABS.length - 1 : way && (at + way + TABS.length) % TABS.length;
  if (to === undefined) return;
  event.preventDefault();
  showTab(TABS[to], true);
}

function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    state.theme = dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = state.theme;
  };
  follow();
  dark.addEventListener("change", () => {
    follow();
    drawControls();
  });
  buildGantt();
  drawAll();
  listenToMoves();
  byId("tabs").addEventListener("keydown", tabKey);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", key);
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}

start();
