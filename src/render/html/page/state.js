// What the reader has chosen.

const TABS = ["roadmap", "systems", "dates", "budget", "load", "state"];

const state = {
  tab: "roadmap",
  plan: 0,
  ghost: -1,
  theme: "light",
  search: "",
  owner: "",
  vendor: "",
  business: "",
  late: false,
  critical: false,
  assumed: false,
  group: "",
  arrows: false,
  // Pixels to a day; 0: as many as fit.
  scale: 0,
  sort: {},
};

const sheet = () => sheetOf(state.plan);
const ghost = () => (state.ghost >= 0 && state.ghost !== state.plan ? sheetOf(state.ghost) : null);

const nameOf = (of, system) => text(of, system.name);

/** The system with the same id in the other plan. */
function inGhost(system) {
  const other = ghost();
  if (!other) return null;
  other.byId ??= new Map(other.systems.map((s) => [s.id, s]));
  return other.byId.get(system.id) ?? null;
}

/** The ▲ of the standard: the last one. */
function cutover(system) {
  const all = system.symbols.filter((symbol) => symbol[0] === "cutover");
  return all.length ? all[all.length - 1][1] : null;
}

function chosen(of, system) {
  if (state.owner && text(of, system.owner) !== state.owner) return false;
  if (state.vendor && text(of, system.vendor) !== state.vendor) return false;
  if (state.business && !system.businesses.some((b) => text(of, b) === state.business)) return false;
  if (state.late && !system.late) return false;
  if (state.critical && !system.critical) return false;
  if (state.assumed && !system.assumed) return false;
  if (!state.search) return true;
  const said = [system.name, system.owner, system.vendor, system.route, ...system.businesses].map((n) => text(of, n));
  const hay = folded([system.id, ...said].join(" "));
  return folded(state.search).split(/\s+/).every((part) => hay.includes(part));
}

/** Numbers of the systems that the filters leave. */
function shownSystems() {
  const of = sheet();
  return of.systems.map((_, n) => n).filter((n) => chosen(of, of.systems[n]));
}

const filtering = () =>
  Boolean(state.search || state.owner || state.vendor || state.business || state.late || state.critical || state.assumed);
