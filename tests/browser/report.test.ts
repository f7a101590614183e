import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page as Tab } from "playwright-core";
import { writeReport } from "../../local/report/write";
import { HOSTILE, madeUpReport } from "../helpers/madeUpReport";
import { assertAccessible } from "./accessible";
import { startChromium } from "./chromium";

describe("The report of a run in a browser", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  const file = join(folder, "report.html");
  let browser: Browser;
  let tab: Tab;
  const complaints: string[] = [];

  before(async () => {
    writeReport(file, madeUpReport);
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    complaints.length = 0;
    // Without scripts, as a mail program or a viewer of build artifacts shows it.
    const context = await browser.newContext({ javaScriptEnabled: false });
    tab = await context.newPage();
    tab.on("console", (message) => complaints.push(message.text()));
    tab.on("request", (request) => complaints.push(request.url()));
    await tab.goto(pathToFileURL(file).href);
  });
  afterEach(() => tab.context().close());

  it("loads nothing but itself, and is styled without a script", async () => {
    assert.deepEqual(complaints, [pathToFileURL(file).href]);
    const card = tab.locator(".card").first();
    assert.equal(await card.evaluate((node) => getComputedStyle(node).borderTopWidth), "1px");
  });

  it("has three plots of each pipeline, with what they show in words", async () => {
    const orders = tab.getByRole("article", { name: "orders", exact: true });
    for (const name of ["Rate over time", "Lag over time", "Latency"]) {
      const plot = orders.getByRole("img", { name, exact: true });
      assert.equal(await plot.count(), 1);
      assert.match(await plot.locator("desc").innerHTML(), /\d/);
    }
    await orders.locator("figcaption", { hasText: "99 % 1 s, the longest 1 s" }).waitFor();
  });

  it("shows names and records as text, whatever they hold", async () => {
    await tab.getByRole("heading", { name: HOSTILE, exact: true }).waitFor();
    assert.ok((await tab.getByRole("article").nth(1).innerText()).includes(HOSTILE));
    assert.equal(await tab.locator("img").count(), 0);
  });

  it("opens the values of a pipeline by keyboard", async () => {
    const values = tab.getByRole("table").first();
    assert.equal(await values.isVisible(), false);
    await tab.getByText("Values of orders").first().focus();
    await tab.keyboard.press("Enter");
    await values.waitFor();
    assert.match(await values.getByRole("row").last().innerText(), /^36\.0\s+15,000\s+14,500\s/);
  });

  for (const width of [1280, 420]) {
    it(`writes no two texts of a plot over each other, ${width} pixels wide`, async () => {
      await tab.setViewportSize({ width, height: 900 });
      for (const plot of await tab.locator("svg.plot").all()) {
        const boxes = await Promise.all(
          (await plot.locator("text").all()).map((text) => text.boundingBox()),
        );
        const frame = await plot.boundingBox();
        const overlapping = boxes.flatMap((a, i) =>
          boxes.slice(i + 1).filter((b) => a && b && overlap(a, b)),
        );
        assert.deepEqual(overlapping, []);
        for (const box of boxes) assert.ok(box && frame && within(box, frame), "cut off");
      }
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`breaks no rule of accessibility, ${colorScheme}, ${width} pixels wide`, async () => {
        const scripted = await browser.newPage({ colorScheme });
        await scripted.setViewportSize({ width, height: 900 });
        await scripted.goto(pathToFileURL(file).href);
        for (const values of await scripted.locator("summary").all()) await values.click();
        await assertAccessible(scripted);
        await scripted.close();
      });
    }
  }
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Box, b: Box): boolean {
  const [across, down] = [a.x < b.x + b.width && b.x < a.x + a.width, a.y < b.y + b.height];
  return across && down && b.y < a.y + a.height;
}

function within(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}
