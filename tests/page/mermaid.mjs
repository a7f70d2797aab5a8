// Mermaid's own program on every *.mmd of a folder. usage: node mermaid.mjs FOLDER
// Prints a JSON object: of each file the error, or the texts, the bars of a Gantt chart (label, left
// edge, width; in days from the first one), the edges of a graph. A picture is left beside each file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const folder = process.argv[2];
const script = fileURLToPath(new URL("node_modules/mermaid/dist/mermaid.min.js", import.meta.url));

/** In the page: draws a text and tells what is in the drawing. */
const draw = async (text) => {
  const place = document.getElementById("place");
  let drawn;
  try {
    drawn = await mermaid.render("drawn", text);
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
  place.innerHTML = drawn.svg;
  const all = (selector) => [...place.querySelectorAll(selector)];
  // Lines of a heading are pieces of one text.
  const told = (element) => element.textContent.replace(/\s+/g, " ").trim();
  return {
    texts: all("text, foreignObject").map(told).filter(Boolean),
    bars: all("rect.task").map((bar) => ({ x: bar.x.baseVal.value, width: bar.width.baseVal.value, milestone: bar.classList.contains("milestone") })),
    edges: all(".edgePaths path, path.flowchart-link").length,
    nodes: all("g.node").length,
  };
};

const { context, close } = await launch();
const found = {};
try {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".mmd")).sort()) {
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => !/^(about|data|blob):/.test(request.url()) && complaints.push(request.url()));
    await page.setContent("<!doctype html><meta charset=utf-8><div id=place style='width:1560px'></div>");
    await page.addScriptTag({ path: script });
    await page.evaluate(() => mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000, maxEdges: 10_000, gantt: { useWidth: 1500, leftPadding: 220 } }));
    const result = await page.evaluate(draw, readFileSync(join(folder, name), "utf8"));
    found[name] = { ...result, complaints };
    await page.screenshot({ path: join(folder, name.replace(/\.mmd$/, ".png")), fullPage: true });
    await page.close();
  }
} finally {
  await close();
}
console.log(JSON.stringify(found));
