// What the page holds: words, plans, reasons. Texts are looked up by number, days counted from 1970-01-01.

const DAY = 86400000;

const parsed = (id) => JSON.parse(document.getElementById(id).textContent);

const page = parsed("page");
const sheets = [];
const chains = [];

/** A plan of the page, read when it is first shown. */
function sheetOf(n) {
  sheets[n] ??= parsed(`plan-${n}`);
  return sheets[n];
}

/** Reasons and facts of a plan, read when somebody first asks. */
function whyOf(n) {
  chains[n] ??= parsed(`why-${n}`);
  return chains[n];
}

let lang = document.documentElement.lang === "en" ? 1 : 0;

/** A text of a plan, or of its reasons, in the language of the page. */
function text(of, number) {
  const said = of.texts[number];
  return Array.isArray(said) ? said[lang] : said;
}

/** A word of the page itself; {name} stands for a value. */
function word(key, values = {}) {
  return page.words[key][lang].replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** 2026-03-31 */
function iso(day) {
  return new Date(day * DAY).toISOString().replace(/T.*/, "");
}

const thousands = new Intl.NumberFormat("en-US");
const grouped = (n) => thousands.format(n).replace("-", "−");
const yen = (n) => word("yen", { n: grouped(n) });
const days = (n) => word("days", { n: grouped(n) });
const span = (from, to) => word("span", { from: iso(from), to: iso(to) });

/** For searching: one form of wide and narrow letters, none of their case. */
const folded = (said) => said.normalize("NFKC").toLowerCase();

/** In the order of the page's language. */
function byText(a, b) {
  return a.localeCompare(b, lang ? "en" : "ja", { numeric: true });
}
