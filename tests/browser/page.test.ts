import assert from "node:assert/strict";
import type { Browser, Page as Tab } from "playwright-core";
import { Page } from "../../local/ui/page";
import { assertAccessible } from "./accessible";
import { startChromium } from "./chromium";
import { troubled } from "./state";

describe("The page of a run in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let tab: Tab;
  const complaints: string[] = [];

  before(async () => {
    browser = await startChromium();
  });
  after(() => browser.close());

  beforeEach("serve the page", async () => {
    page = await Page.open("prod");
    page.show(troubled);
  });
  beforeEach("open a tab", async () => {
    complaints.length = 0;
    tab = await browser.newPage();
    tab.on("console", (message) => complaints.push(message.text()));
    tab.on("pageerror", ({ message }) => complaints.push(message));
  });
  beforeEach("look at the page", async () => {
    await tab.goto(page.url);
    await tab.locator(".part").first().waitFor();
  });
  afterEach(async () => {
    await tab.close();
    await page.close();
    assert.deepEqual(complaints, []);
  });

  it("has a box for each part, in columns from the left to the right", async () => {
    const boxes = await tab.locator(".part").evaluateAll((all) =>
      all.map((box) => ({
        name: box.querySelector("b")?.textContent,
        left: box.getBoundingClientRect().left,
      })),
    );
    const lefts = new Map(boxes.map(({ name, left }) => [name, left]));
    const columns = troubled.parts.slice(0, 4).map(({ name }) => lefts.get(name) ?? NaN);
    assert.deepEqual(
      columns,
      [...columns].sort((a, b) => a - b),
    );
    assert.equal(lefts.get("orders-dead-letters"), lefts.get("kafka_orders"));
    assert.equal(await tab.locator("path.way").count(), troubled.edges.length);
  });

  it("begins its picture at the left where the stage has no database", async () => {
    const first = await tab.locator(".part").first().boundingBox();
    const picture = await tab.locator("#picture").boundingBox();
    assert.ok(first && picture && first.x - picture.x < 10, JSON.stringify([first, picture]));
  });

  it("shows how far a pipeline is by bars of one length", async () => {
    const widths = await tab
      .locator("progress")
      .evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    assert.deepEqual(widths, [widths[0], widths[0]]);
  });

  it("says how parts and pipelines are, in words", async () => {
    const sink = tab.getByRole("button", { name: "prod-orders-sink" });
    assert.match(await sink.innerText(), /FAILED/);
    const topic = tab.getByRole("button", { name: "topic orders", exact: false });
    assert.match(await topic.first().innerText(), /20,000 records/);
    const pipeline = await tab.locator("#pipelines article").innerText();
    for (const words of ["5,000 of 20,000", "1,235 orders a second", "15,000 records waiting"]) {
      assert.ok(pipeline.includes(words), pipeline);
    }
    assert.ok(pipeline.includes("1 dead letter"), pipeline);
  });

  it("shows records as text, whatever they hold, and why there are dead letters", async () => {
    const records = await tab.locator("#records").innerText();
    assert.ok(records.includes('{"orderid":7,"note":"<b>bold</b>"}'), records);
    assert.ok(records.includes("Field orderid is missing"), records);
  });

  it("opens a part by keyboard, says why it has failed and how it is configured, and closes it", async () => {
    const sink = tab.getByRole("button", { name: "prod-orders-sink" });
    for (let i = 0; i < 20 && !(await isFocused(sink)); i += 1) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    assert.equal(await sink.getAttribute("aria-expanded"), "true");
    const details = tab.locator("#details");
    assert.match(await details.innerText(), /no such table/);
    assert.match(await details.getByRole("row").innerText(), /^topics\s+orders$/);
    await tab.keyboard.press("Space");
    assert.equal(await details.isVisible(), false);
  });

  it("follows the run without being asked, and keeps what is chosen", async () => {
    await tab.getByRole("button", { name: "prod-orders-sink" }).click();
    page.show({ phase: "complete", said: ["All 20,000 are in the table"] });
    await tab.getByText("Everything is where it belongs").waitFor();
    await tab.getByText("All 20,000 are in the table").waitFor();
    assert.ok(await tab.locator("#details").isVisible());
  });

  it("says that the run is over when it is", async () => {
    await page.close();
    await tab.getByText("The run has ended").waitFor();
    // That it cannot reconnect is what Chromium complains of.
    complaints.length = 0;
    page = await Page.open("prod");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 420]) {
      it(`breaks no rule of accessibility, ${colorScheme}, ${width} pixels wide`, async () => {
        await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await tab.setViewportSize({ width, height: 900 });
        await tab.getByRole("button", { name: "prod-orders-sink" }).click();
        await assertAccessible(tab);
      });
    }
  }
});

function isFocused(element: ReturnType<Tab["locator"]>): Promise<boolean> {
  return element.evaluate((node) => node === node.ownerDocument.activeElement);
}
