// A headless Chromium in which nothing is fetched, and whatever it complains of is kept.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A browser with a folder of its own, which goes when it is closed. */
export async function launch(options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "ikou-page-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.IKOU_CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    viewport: { width: 1600, height: 900 },
    ...options,
  });
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { context, folder, close };
}

/** Opens a page; `complaints` holds console messages, errors, dialogs and requests. */
export async function open(context, file) {
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const complaints = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => request.url() !== url && complaints.push(`request: ${request.url()}`));
  await page.goto(url);
  await page.waitForSelector("#count");
  return { page, complaints };
}
