// The page in a real browser: every check by its name, the first failure ends it.
// usage: node check.mjs FOLDER   with the pages and expected.json that tests/page.rs has written
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const file = (name) => join(folder, `${name}.html`);

const TABS = ["roadmap", "systems", "dates", "budget", "load", "state"];
const checks = [];
const check = (name, run, options = {}) => checks.push({ name, run, options });

const rowNames = (page) => page.$$eval("#names button b", (all) => all.map((b) => b.textContent));
const column = (page, table, n) => page.$$eval(`#${table} tbody tr`, (rows, at) => rows.map((row) => row.children[at].textContent), n);
const count = (page) => page.locator("#count").textContent();

/** What axe finds that is serious or worse. */
async function serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations);
  return found.filter((v) => ["serious", "critical"].includes(v.impact)).flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
}

check("shows what the plan says", async ({ page }) => {
  assert.equal(await page.title(), expected.title);
  assert.deepEqual(await rowNames(page), expected.names);
  assert.equal(await page.locator("#rows .row").count(), expected.names.length);
  const slack = await page.$$eval("#names .slack", (all) => all.map((s) => s.textContent));
  assert.deepEqual(slack, expected.slack);
  for (const kind of ["request", "contract", "cutover"]) assert.equal(await page.locator(`#rows .sign.${kind}`).count(), expected[kind]);
  const flags = await page.$$eval(".flag title", (all) => all.map((t) => t.textContent));
  for (const line of expected.lines) assert.ok(flags.includes(line), line);
});

check("header and names stay while it is scrolled", async ({ page }) => {
  const places = () => page.evaluate(() => ["head", "names", "corner"].map((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.top)];
  }));
  for (let n = 0; n < 3; n += 1) await page.click("#zoom-in");
  const [[, top], [left], corner] = await places();
  await page.evaluate(() => {
    document.getElementById("gantt").scrollTo(500, 200);
  });
  await page.waitForTimeout(100);
  const [[headLeft, headTop], [namesLeft, namesTop], after] = await places();
  assert.equal(headTop, top);
  assert.equal(namesLeft, left);
  assert.deepEqual(after, corner);
  assert.ok(headLeft < 0 || headLeft < corner[0] + 300);
  assert.ok(namesTop < top + 76);
});

/** What is drawn of the rows in sight, by item: names, bars and symbols, labels and their places. */
const drawn = (page) => page.evaluate(() => {
  const told = (node) => [node.getAttribute("aria-label"), node.querySelector("text")?.textContent, node.querySelector("text")?.getAttribute("x")];
  const rows = [...document.querySelectorAll("#rows .row")].map((row) => [row.dataset.item, row.style.top, [...row.querySelectorAll("[data-part]")].map(told)]);
  return { rows, names: [...document.querySelectorAll("#names > *")].map((name) => [name.dataset.item, name.style.top]), head: document.getElementById("head").textContent };
});

check("what is scrolled is as what is drawn anew, and labels stay in sight", async ({ page }) => {
  for (let n = 0; n < 3; n += 1) await page.click("#zoom-in");
  for (const [left, top] of [[300, 0], [640, 900], [5000, 4000], [120, 2500], [130, 0], [0, 0]]) {
    await page.evaluate(([x, y]) => document.getElementById("gantt").scrollTo(x, y), [left, top]);
    await page.waitForTimeout(300);
    const scrolled = await drawn(page);
    await page.check("#arrows");
    await page.uncheck("#arrows");
    assert.deepEqual(scrolled, await drawn(page), `${left} ${top}`);
    const out = await page.evaluate(() => {
      const view = document.getElementById("gantt").getBoundingClientRect();
      const from = document.getElementById("names").getBoundingClientRect().right;
      const inside = (box) => box.right > from + 30 && box.left < view.right - 30;
      const bars = [...document.querySelectorAll("#rows .bar")].filter((bar) => bar.querySelector("text") && inside(bar.querySelector(".ground").getBoundingClientRect()));
      const cut = bars.filter((bar) => {
        const box = bar.querySelector("text").getBoundingClientRect();
        return box.left < from - 1 || box.right > view.right + 1;
      });
      return [bars.length > 3, cut.map((bar) => bar.getAttribute("aria-label"))];
    });
    assert.deepEqual(out, [true, []], `${left} ${top}`);
  }
}, { file: "many" });

check("what has the focus keeps it out of sight", async ({ page }) => {
  const active = () => page.evaluate(() => [document.activeElement.dataset.part, document.activeElement.dataset.row]);
  await page.locator("#names button").first().focus();
  await page.keyboard.press("ArrowRight");
  const [part] = await active();
  await page.evaluate(() => document.getElementById("gantt").scrollTo(0, 70 * 1000));
  await page.waitForTimeout(200);
  assert.deepEqual(await active(), [part, "0"]);
  assert.equal(await page.locator("#tip").isVisible(), false, "nothing is told of what is not seen");
  const order = () => page.$$eval("#rows .row", (rows) => rows.map((row) => Number(row.dataset.item)));
  const rows = await order();
  assert.deepEqual(rows, [...rows].sort((a, b) => a - b));
  assert.equal(rows[0], 0);
  assert.ok(rows.length < 40);
  await page.keyboard.press("ArrowDown");
  assert.equal((await active())[1], "1");
  assert.ok(await page.locator("#tip").isVisible());
  const sorted = await order();
  assert.deepEqual(sorted, [...sorted].sort((a, b) => a - b));
  assert.ok((await page.locator("#gantt").evaluate((view) => view.scrollTop)) < 100);
}, { file: "large" });

const planeWidth = (page) => page.evaluate(() => document.getElementById("body").getBoundingClientRect().width);

check("zooms by buttons, keys and wheel, pans by dragging", async ({ page }) => {
  const whole = await planeWidth(page);
  await page.click("#zoom-in");
  const once = await planeWidth(page);
  assert.ok(once > whole * 1.4, `${whole} ${once}`);
  await page.keyboard.press("+");
  assert.ok((await planeWidth(page)) > once * 1.4);
  await page.keyboard.press("0");
  assert.ok(Math.abs((await planeWidth(page)) - whole) < 2);
  // The day under the mouse stays there.
  const under = (x) => page.evaluate((at) => {
    const box = document.getElementById("body").getBoundingClientRect();
    return (at - box.left) / box.width;
  }, x);
  await page.mouse.move(900, 500);
  const day = await under(900);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await page.waitForTimeout(150);
  assert.ok((await planeWidth(page)) > whole * 2);
  assert.ok(Math.abs((await under(900)) - day) < 0.005);
  const left = await page.evaluate(() => document.getElementById("gantt").scrollLeft);
  await page.mouse.move(900, 500);
  await page.mouse.down();
  await page.mouse.move(1000, 500, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(100);
  const moved = await page.evaluate(() => document.getElementById("gantt").scrollLeft);
  assert.ok(Math.abs(left - moved - 100) < 3, `${left} ${moved}`);
  assert.equal(await page.locator("#details").isVisible(), false, "a drag is no click");
});

check("searches and filters, in every part", async ({ page }) => {
  const { search, owner, vendor, business } = expected.filters;
  for (const [act, names] of [
    [() => page.fill("#search", search[0]), search[1]],
    [() => page.selectOption("#owner", owner[0]), owner[1]],
    [() => page.selectOption("#vendor", vendor[0]), vendor[1]],
    [() => page.selectOption("#business", business[0]), business[1]],
    [() => page.check("#late"), expected.filters.late],
    [() => page.check("#critical"), expected.filters.critical],
  ]) {
    await act();
    assert.deepEqual(await rowNames(page), names);
    assert.ok((await count(page)).includes(String(names.length)));
    await page.click("#tab-systems");
    assert.deepEqual([...new Set(await column(page, "systems", 0))], names);
    await page.click("#tab-roadmap");
    await page.click("#clear");
    assert.deepEqual(await rowNames(page), expected.names);
  }
  await page.fill("#search", "no such system");
  assert.ok(await page.locator("#nothing").isVisible());
});

check("tells why under the mouse, and the whole chain on a click", async ({ page }) => {
  const sign = page.locator("#rows .sign.contract").first();
  await sign.hover();
  const tip = await page.locator("#tip").textContent();
  assert.ok(tip.includes(expected.why.sentence), tip);
  await sign.click();
  const details = page.locator("#details");
  const told = await details.textContent();
  for (const part of [expected.names[0], expected.why.sentence, expected.why.fact]) assert.ok(told.includes(part), part);
  assert.ok(await details.locator(".sure").first().isVisible());
  // Another date of the system, folded until it is asked for.
  const fold = details.locator("details.date").last();
  await fold.locator("summary").click();
  await fold.locator(".chain, p").first().waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await details.isVisible(), false);
  await page.locator("#rows .bar.work").first().hover();
  assert.ok(await page.locator("#tip").isVisible());
});

check("draws arrows when they are asked for", async ({ page }) => {
  assert.equal(await page.locator(".arrow").count(), await page.locator("#legend .arrow").count());
  await page.check("#arrows");
  assert.equal(await page.locator("#over .arrow").count(), expected.arrows);
});

check("groups rows under headings", async ({ page }) => {
  await page.selectOption("#group", "owner");
  assert.ok((await page.locator("#names .heading").count()) > 1);
  assert.equal((await rowNames(page)).length, expected.names.length);
  // A system stands under each of its businesses, and keys go through all of them.
  await page.selectOption("#group", "business");
  await page.locator("#names button").first().focus();
  for (let n = 0; n < 3 * expected.names.length; n += 1) await page.keyboard.press("ArrowDown");
  const rest = () => page.evaluate(() => {
    const view = document.getElementById("gantt");
    return [view.scrollHeight - view.clientHeight - view.scrollTop, document.activeElement.dataset.part];
  });
  assert.deepEqual(await rest(), [0, "name"]);
});

check("sorts its tables, and sums to the yen", async ({ page }) => {
  await page.click("#tab-systems");
  const slackAt = await page.$$eval("#systems thead th", (all) => all.findIndex((th) => /余裕|Slack/.test(th.textContent)));
  await page.locator("#systems thead button").nth(slackAt).click();
  const numbers = (await column(page, "systems", slackAt)).map((s) => Number(s.replace("−", "-").replace(/[^-\d]/g, "")));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  await page.locator("#systems thead button").nth(slackAt).click();
  const down = (await column(page, "systems", slackAt)).map((s) => Number(s.replace("−", "-").replace(/[^-\d]/g, "")));
  assert.deepEqual(down, [...numbers].sort((a, b) => b - a));
  assert.equal(await page.locator("#systems th").nth(slackAt).getAttribute("aria-sort"), "descending");
  await page.click("#tab-budget");
  assert.equal(await page.locator("#grand-total").textContent(), expected.total);
  assert.deepEqual(await column(page, "sums", 0), expected.years.map((y) => y[0]));
  const last = await page.$$eval("#sums tbody tr", (rows) => rows.map((row) => row.lastElementChild.textContent));
  assert.deepEqual(last, expected.years.map((y) => y[1]));
  assert.ok((await page.locator("#panel-budget .kind").count()) > 0);
  await page.click("#tab-load");
  assert.equal(await page.locator("#loads tbody tr").count(), expected.load);
  await page.click("#tab-dates");
  assert.equal(await page.locator("#alldates tbody tr").count(), Math.min(expected.dates, 200));
});

check("switches between plans, with one as a ghost of the other", async ({ page }) => {
  assert.deepEqual(await page.$$eval("#plan option", (all) => all.map((o) => o.textContent)), expected.plans);
  await page.selectOption("#ghost", "1");
  assert.ok((await page.locator("#rows .bar.ghost").count()) > 0);
  const delta = await page.locator(`#names [data-row="0"] .notes`).textContent();
  assert.ok(delta.includes("30"), delta);
  await page.click("#tab-systems");
  assert.ok((await page.locator("#systems").textContent()).includes("30"));
  await page.click("#tab-roadmap");
  await page.selectOption("#plan", "1");
  assert.equal(await page.locator("#rows .bar.ghost").count(), 0);
  await page.selectOption("#ghost", "0");
  assert.ok((await page.locator("#rows .bar.ghost").count()) > 0);
  await page.pdf({ path: join(folder, "several.pdf"), preferCSSPageSize: true, printBackground: true });
  await page.locator('#names [data-row="0"]').click();
  assert.ok(await page.locator("#details").isVisible());
}, { file: "several" });

check("speaks both languages, by day and by night", async ({ page }) => {
  await page.click("#lang");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.title(), expected.english);
  assert.ok((await page.locator("#tab-roadmap").textContent()) === "Roadmap");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const day = await ground();
  await page.click("#theme");
  assert.notEqual(await ground(), day);
  await page.click("#lang");
  assert.equal(await page.getAttribute("html", "lang"), "ja");
});

check("needs no mouse", async ({ page }) => {
  const active = () => page.evaluate(() => ({ ...document.activeElement.dataset, id: document.activeElement.id, label: document.activeElement.getAttribute("aria-label") }));
  await page.keyboard.press("/");
  assert.equal((await active()).id, "search");
  for (let n = 0; n < 40 && (await active()).part === undefined; n += 1) await page.keyboard.press("Tab");
  assert.equal((await active()).part, "name");
  await page.keyboard.press("ArrowRight");
  const first = await active();
  assert.notEqual(first.part, "name");
  assert.ok(first.label.includes(expected.names[0]));
  assert.ok(await page.locator("#tip").isVisible());
  await page.keyboard.press("ArrowDown");
  assert.equal((await active()).row, "1");
  await page.keyboard.press("Enter");
  assert.equal((await active()).id, "details-title");
  assert.ok((await page.locator("#details").textContent()).includes(expected.names[1]));
  await page.keyboard.press("Escape");
  assert.equal((await active()).row, "1");
  await page.keyboard.press("+");
  assert.equal((await active()).row, "1", "the focus outlives a zoom");
  await page.focus("#tab-roadmap");
  await page.keyboard.press("ArrowRight");
  assert.equal((await active()).id, "tab-systems");
  assert.ok(await page.locator("#systems").isVisible());
});

check("prints on A3", async ({ page }) => {
  await page.pdf({ path: join(folder, "roadmap.pdf"), preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok(await page.locator("#paper .sheet").first().isVisible());
  assert.equal(await page.locator("#gantt").isVisible(), false);
  assert.equal(await page.locator("#paper .row").count(), expected.names.length);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#paper .row").count(), 0);
  assert.ok(statSync(join(folder, "roadmap.pdf")).size > 10000);
});

check("prints many rows on many pages", async ({ page }) => {
  await page.pdf({ path: join(folder, "many.pdf"), preferCSSPageSize: true, printBackground: true });
}, { file: "many" });

check("fits a phone", async ({ page }) => {
  for (const tab of TABS) {
    await page.tap(`#tab-${tab}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${tab}: ${wide}`);
  }
  await page.tap("#tab-roadmap");
  await page.locator("#rows .bar").first().tap();
  assert.ok(await page.locator("#details").isVisible());
  const sheet = await page.locator("#details").evaluate((box) => [box.getBoundingClientRect().right <= innerWidth, box.scrollWidth <= box.clientWidth]);
  assert.deepEqual(sheet, [true, true]);
  await page.tap("#close");
  const before = await planeWidth(page);
  // Two fingers that part.
  const client = await page.context().newCDPSession(page);
  await page.locator("#gantt").scrollIntoViewIfNeeded();
  const box = await page.locator("#gantt").boundingBox();
  const y = Math.min(box.y + 250, 700);
  const points = (half) => [{ x: 250 - half, y, id: 0 }, { x: 250 + half, y, id: 1 }];
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(20) });
  for (const half of [30, 45, 60, 80]) await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(half) });
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForTimeout(200);
  assert.ok((await planeWidth(page)) > before * 1.5, `${before} ${await planeWidth(page)}`);
}, { launch: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });

check("fits a phone by night, in English, with a plan laid over another", async ({ page }) => {
  await page.tap("#lang");
  await page.selectOption("#ghost", "1");
  for (const tab of TABS) {
    await page.tap(`#tab-${tab}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${tab}: ${wide}`);
  }
  await page.tap("#tab-roadmap");
  assert.ok((await page.locator("#rows .bar.ghost").count()) > 0);
}, { file: "several", launch: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme: "dark" } });

for (const [name, options] of [["by day", {}], ["by night", { launch: { colorScheme: "dark" } }]]) {
  check(`has nothing serious for axe, ${name}`, async ({ page }) => {
    for (const tab of TABS) {
      await page.click(`#tab-${tab}`);
      assert.deepEqual(await serious(page), [], tab);
    }
    await page.click("#tab-roadmap");
    await page.check("#arrows");
    await page.evaluate(() => (document.getElementById("legend").open = true));
    await page.locator("#names button").first().click();
    for (const summary of await page.locator("#details summary").all()) await summary.click();
    assert.deepEqual(await serious(page), [], "details");
    await page.click("#lang");
    assert.deepEqual(await serious(page), [], "English");
  }, { ...options, file: "troubled" });
}

check("shows gaps and what is late before all else", async ({ page }) => {
  const badges = await page.locator("#badges").textContent();
  assert.ok(badges.includes("!!"), badges);
  assert.ok((await page.locator("#rows .bar.gap").count()) > 0);
  assert.ok((await page.locator("#names .name.bad").count()) > 0);
}, { file: "troubled" });

check("is not moved by hostile names", async ({ page }) => {
  assert.deepEqual(await rowNames(page), expected.hostile);
  for (const tab of TABS) await page.click(`#tab-${tab}`);
  await page.click("#tab-roadmap");
  for (const name of await page.locator("#names button").all()) {
    await name.click();
    await page.keyboard.press("Escape");
  }
  await page.locator("#rows .bar").first().hover();
  await page.pdf({ path: join(folder, "hostile.pdf"), preferCSSPageSize: true });
  const strange = await page.evaluate(() => ({
    images: document.querySelectorAll("img, iframe, object, embed, link, base, form[action], a[href]").length,
    scripts: [...document.scripts].filter((s) => s.type !== "application/json").length,
    owned: "owned" in globalThis,
  }));
  assert.deepEqual(strange, { images: 0, scripts: 1, owned: false });
}, { file: "hostile" });

check("allows no other script, style, markup or request", async ({ page }) => {
  const blocked = await page.evaluate(async () => {
    const broken = [];
    document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
    // A script element that is put into the page, an attribute, a style, a picture, a request.
    const put = (tag, set) => {
      const node = document.createElement(tag);
      try {
        set(node);
        document.body.append(node);
      } catch {
        broken.push("thrown");
      }
    };
    put("script", (node) => node.append(document.createTextNode("globalThis.owned = 1")));
    put("div", (node) => node.setAttribute("style", "position:fixed"));
    put("style", (node) => (node.textContent = "body { display: none }"));
    put("img", (node) => (node.src = "http://localhost:9/x.png"));
    try {
      await fetch("http://localhost:9/");
    } catch {
      broken.push("fetch");
    }
    put("div", (node) => (node.innerHTML = "<b>x</b>"));
    await new Promise((done) => setTimeout(done, 100));
    return { broken, owned: "owned" in globalThis, shown: getComputedStyle(document.body).display };
  });
  assert.equal(blocked.owned, false);
  assert.notEqual(blocked.shown, "none");
  for (const kind of ["style-src-attr", "style-src-elem", "img-src", "connect-src", "thrown", "fetch"]) assert.ok(blocked.broken.includes(kind), `${kind}: ${blocked.broken}`);
}, { complains: true });

check("draws of 2,000 systems only what is in sight", async ({ page }) => {
  assert.ok((await count(page)).includes("2,000"));
  const drawn = await page.locator("#rows .row").count();
  assert.ok(drawn > 5 && drawn < 60, String(drawn));
  await page.evaluate(() => document.getElementById("gantt").scrollTo(0, 70 * 1500));
  await page.waitForTimeout(200);
  assert.ok((await page.locator("#rows .row").count()) < 60);
  assert.ok((await page.locator('#names [data-row="1503"]').count()) === 1);
  await page.keyboard.press("/");
  await page.keyboard.type("1999");
  await page.waitForTimeout(300);
  assert.equal((await rowNames(page)).length, 1);
}, { file: "large" });

check("shows one system, and prints it", async ({ page }) => {
  assert.equal((await rowNames(page)).length, 1);
  for (const tab of TABS) await page.click(`#tab-${tab}`);
  await page.click("#tab-roadmap");
  for (const key of ["+", "+", "0", "-"]) await page.keyboard.press(key);
  await page.locator("#names button").first().focus();
  for (const key of ["ArrowDown", "ArrowUp", "PageDown", "End", "Home", "Enter"]) await page.keyboard.press(key);
  assert.ok(await page.locator("#details").isVisible());
  await page.pdf({ path: join(folder, "one.pdf"), preferCSSPageSize: true, printBackground: true });
}, { file: "one" });

check("stands an empty plan", async ({ page }) => {
  for (const tab of TABS) await page.click(`#tab-${tab}`);
  await page.click("#tab-roadmap");
  assert.ok(await page.locator("#nothing").isVisible());
  for (const key of ["+", "0", "-"]) await page.keyboard.press(key);
  await page.pdf({ path: join(folder, "empty.pdf"), preferCSSPageSize: true });
}, { file: "empty" });

const only = process.argv[3];
for (const { name, run, options } of checks) {
  if (only && !name.includes(only)) continue;
  const { context, close } = await launch(options.launch);
  try {
    const opened = await open(context, file(options.file ?? "sample"));
    await run(opened);
    if (!options.complains) assert.deepEqual(opened.complaints, []);
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}: ${error.stack}`);
    process.exitCode = 1;
    if (!only) break;
  } finally {
    await close();
  }
}
