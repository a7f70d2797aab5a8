// How fast a page is in headless Chromium, without a graphics card. usage: node measure.mjs PAGE.html
// Prints medians of five openings: MB | first paint | rows drawn | frames of scrolling: median | 95 % | longest | zoom | search
import { statSync } from "node:fs";
import { launch } from "./browser.mjs";
import { pathToFileURL } from "node:url";

const file = process.argv[2];
const RUNS = 5;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds of each frame while it is scrolled down by a screen every six frames. */
const scroll = () =>
  new Promise((done) => {
    const view = document.getElementById("gantt");
    const frames = [];
    let last = performance.now();
    const step = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      view.scrollTop += 120;
      if (frames.length < 180) requestAnimationFrame(step);
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

const all = [];
for (let run = 0; run < RUNS; run += 1) {
  const { context, close } = await launch();
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
  const frames = (await page.evaluate(scroll)).sort((a, b) => a - b);
  const zoom = await page.evaluate(act, "zoom");
  const search = await page.evaluate(act, "search");
  all.push([paint, drawn, median(frames), frames[Math.floor(frames.length * 0.95)], frames.at(-1), zoom, search]);
  await close();
}
const columns = all[0].map((_, n) => median(all.map((run) => run[n])).toFixed(n < 2 || n > 4 ? 0 : 1));
console.log([(statSync(file).size / 1e6).toFixed(2), ...columns].join(" | "));
