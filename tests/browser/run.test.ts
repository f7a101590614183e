import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { Cli, removeDirectory, RUN_TIMEOUT_MS } from "../local/harness";
import { startChromium } from "./chromium";

const ORDERS = 500;

describe("A run that is followed in a browser", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let browser: Browser;
  let cli: Cli;

  before(async () => {
    browser = await startChromium();
    cli = new Cli(["local", "--ui", "--records", String(ORDERS)]);
    await cli.says(/shown at http/);
  });
  after(async () => {
    await browser.close();
    cli.child.kill("SIGINT");
    await cli.child;
    removeDirectory(cli.stateDirectory);
  });

  it("is there from its start to the comparison, with the table's items, until Ctrl-C", async () => {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(RUN_TIMEOUT_MS);
    await tab.goto(/http:\S+/.exec(cli.output)?.[0] ?? "");
    await tab.getByText("Everything is where it belongs").waitFor();
    const table = tab.getByRole("button", { name: "kafka_orders" });
    await table.getByText(`${ORDERS} items`).waitFor();
    await tab
      .getByRole("button", { name: "dev-orders-sink" })
      .getByText("RUNNING", { exact: true })
      .waitFor();
    const topic = tab.locator("#records article", { hasText: "topic" });
    assert.match(await topic.innerText(), /Key 49\d\n+\{"ordertime":/);
    const card = tab.locator("#records article", { hasText: "kafka_orders" });
    assert.match(await card.innerText(), /"orderid":\d+/);
    assert.match(
      await tab.locator("#said").innerText(),
      /500 orders in the topic, 500 in the table/,
    );
    cli.child.kill("SIGINT");
    await tab.getByText("No run; this page waits for the next one").waitFor();
    assert.equal(await cli.exitCode(), 0, cli.output);
  });
});
