// How fast a page is in headless Chromium, without a graphics card. usage: node measure.mjs PAGE.html
// Prints rows of a table, medians of five openings: what was opened, and what opening and acts take;
// then, for each way of scrolling, milliseconds between frames and the processor's milliseconds a
// frame. The same is done to an empty page of the same size: what the browser takes by itself.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { pathToFileURL } from "node:url";

const file = process.argv[2];
const RUNS = 5;
const FRAMES = 180;
/** Ways of scrolling: pixels a frame down and aside, and how often it is zoomed before. */
const WAYS = { slow: [40, 0, 0], fast: [120, 0, 0], aside: [0, 40, 4] };

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds between the frames while it is scrolled in each. */
const scroll = ([down, aside, count]) =>
  new Promise((done) => {
    const view = document.getElementById("gantt");
    view.scrollTo(0, 0);
    const frames = [];
    let last = 0;
    const step = (now) => {
      if (last) frames.push(now - last);
      last = now;
      view.scrollTop += down;
      view.scrollLeft += aside;
      if (frames.length < count) requestAnimationFrame(step);
      else done(frames.slice(5));
    };
    requestAnimationFrame(step);
  });

/** Milliseconds until what an act changes is on the screen. */
const act = (what) =>
  new Promise((done) => {
    const began = performance.now();
    if (what === "zoom") document.getElementById("zoom-in").click();
    else {
      const search = document.getElementById("search");
      search.value = "9";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    }
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  });

/** Processor milliseconds of the browser so far, all of its processes (Linux). */
function processor(folder) {
  let ticks = 0;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, "utf8").includes(folder)) continue;
      const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10;
}

async function scrolled(page, folder, [down, aside, zooms]) {
  for (let n = 0; n < zooms && (await page.locator("#zoom-in").count()); n += 1) await page.click("#zoom-in");
  await page.waitForTimeout(300);
  const before = processor(folder);
  const frames = (await page.evaluate(scroll, [down, aside, FRAMES])).sort((a, b) => a - b);
  const used = (processor(folder) - before) / FRAMES;
  return [median(frames), frames[Math.floor(frames.length * 0.95)], frames.at(-1), used];
}

const [opened, ways, empty] = [[], {}, {}];
for (let run = 0; run < RUNS; run += 1) {
  const { context, folder, close } = await launch();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("#rows .row")) requestAnimationFrame(() => (globalThis.drawn = performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => globalThis.drawn);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
  const [paint, drawn] = await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, globalThis.drawn]);
  for (const [name, way] of Object.entries(WAYS)) (ways[name] ??= []).push(await scrolled(page, folder, way));
  const size = await page.evaluate(() => {
    const box = (id) => document.getElementById(id).getBoundingClientRect();
    return [box("gantt").height, box("plane").width, box("plane").height];
  });
  const zoom = await page.evaluate(act, "zoom");
  const search = await page.evaluate(act, "search");
  opened.push([paint, drawn, zoom, search]);

  const control = join(tmpdir(), `ikou-empty-${process.pid}.html`);
  writeFileSync(control, `<!DOCTYPE html><style>body{margin:0}#gantt{height:${size[0]}px;overflow:auto}div div{width:${size[1]}px;height:${size[2]}px}</style><div id="gantt"><div></div></div>`);
  await page.goto(pathToFileURL(control).href);
  for (const [name, way] of Object.entries(WAYS)) (empty[name] ??= []).push(await scrolled(page, folder, way));
  await close();
}

const medians = (runs, places) => runs[0].map((_, n) => median(runs.map((run) => run[n])).toFixed(places));
console.log(`opened | ${(statSync(file).size / 1e6).toFixed(2)} | ${medians(opened, 0).join(" | ")}`);
for (const name of Object.keys(WAYS)) console.log(`${name} | ${medians(ways[name], 1).join(" | ")} | ${medians(empty[name], 1).join(" | ")}`);
