// Search and filters, and the switches above the page.

/** A list to choose from, under its name. */
function choice(id, name, options, value, change) {
  const select = el("select", { id, onchange: (event) => change(event.target.value) },
    ...options.map(([key, said]) => el("option", { value: key, selected: String(key) === String(value) }, said)));
  return el("label", {}, el("span", {}, name), select);
}

function check(id, name, value, change) {
  return el("label", { class: "check" }, el("input", { type: "checkbox", id, checked: value, onchange: (event) => change(event.target.checked) }), el("span", {}, name));
}

const button = (id, said, act, more = {}) => el("button", { type: "button", id, onclick: act, ...more }, said);

/** What occurs among the systems of the plan under a key, in order. */
function values(key) {
  const of = sheet();
  const all = of.systems.flatMap((system) => [system[key]].flat().map((n) => text(of, n)));
  const names = [...new Set(all)].filter(Boolean).sort(byText);
  return [["", word("all")], ...names.map((name) => [name, name])];
}

function filter(change) {
  Object.assign(state, change);
  byId("clear").disabled = !filtering();
  redraw();
  say(byId("count").textContent);
}

function drawFilters() {
  const typed = (event) => filter({ search: event.target.value.trim() });
  byId("filters").setAttribute("aria-label", word("filters"));
  byId("filters").replaceChildren(
    el("label", {}, el("span", {}, word("search")), el("input", { type: "search", id: "search", value: state.search, placeholder: word("search-hint"), autocomplete: "off", oninput: typed })),
    choice("owner", word("owner"), values("owner"), state.owner, (owner) => filter({ owner })),
    choice("vendor", word("vendor"), values("vendor"), state.vendor, (vendor) => filter({ vendor })),
    choice("business", word("business"), values("businesses"), state.business, (business) => filter({ business })),
    el("span", { class: "checks" },
      check("late", word("late"), state.late, (late) => filter({ late })),
      check("critical", word("critical"), state.critical, (critical) => filter({ critical })),
      check("assumed", word("assumed-only"), state.assumed, (assumed) => filter({ assumed }))),
    button("clear", word("clear"), clearFilters, { disabled: !filtering() }),
    el("output", { id: "count" }));
}

function clearFilters() {
  Object.assign(state, { search: "", owner: "", vendor: "", business: "", late: false, critical: false, assumed: false });
  drawFilters();
  redraw();
  byId("search").focus();
}

function drawTools() {
  const groups = ["", "owner", "vendor", "business", "year"].map((key) => [key, word(key ? `group-${key}` : "group-none")]);
  byId("tools").setAttribute("aria-label", word("tools"));
  byId("tools").replaceChildren(
    choice("group", word("group"), groups, state.group, (group) => {
      state.group = group;
      drawGantt();
    }),
    check("arrows", word("arrows"), state.arrows, (arrows) => {
      state.arrows = arrows;
      drawGantt();
    }),
    el("span", { class: "zoom", role: "group", "aria-label": word("zoom") },
      button("zoom-out", "−", () => zoom(1 / 1.5), { "aria-label": word("zoom-out"), title: word("zoom-out") }),
      button("zoom-fit", word("zoom-fit"), zoomFit),
      button("zoom-in", "+", () => zoom(1.5), { "aria-label": word("zoom-in"), title: word("zoom-in") }),
      button("today", word("today"), () => showDay(sheet().asOf))));
}

function drawControls() {
  const names = page.plans.map((name, n) => [n, name[lang]]);
  const others = [[-1, word("none")], ...names.filter(([n]) => n !== state.plan)];
  const several = names.length > 1
    ? [choice("plan", word("plan"), names, state.plan, showPlan), choice("ghost", word("compare"), others, state.ghost, showGhost)]
    : [];
  byId("controls").setAttribute("aria-label", word("controls"));
  byId("controls").replaceChildren(
    ...several,
    button("lang", lang ? "日本語" : "English", () => showLanguage(1 - lang), { lang: lang ? "ja" : "en" }),
    button("theme", word(state.theme === "dark" ? "light" : "dark"), () => showTheme(state.theme === "dark" ? "light" : "dark")),
    button("print", word("print"), () => print()));
}

function showPlan(value) {
  state.plan = Number(value);
  if (state.ghost === state.plan) state.ghost = -1;
  closeDetails();
  gantt.active = null;
  drawAll();
  say(text(sheet(), sheet().name));
}

function showGhost(value) {
  state.ghost = Number(value);
  drawAll();
}

function showLanguage(value) {
  lang = value;
  // Choices are texts of the language they were made in.
  Object.assign(state, { owner: "", vendor: "", business: "" });
  const found = before;
  drawAll();
  if (found && !byId("details").hidden) drawDetails(found);
  byId("lang").focus();
}

function showTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  drawControls();
  byId("theme").focus();
}
