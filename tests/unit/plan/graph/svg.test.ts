import assert from "node:assert/strict";
import { drawPlan } from "../../../../plan/graph/svg";
import { shortened, styles, widthOf, wrapped } from "../../../../plan/graph/text";
import { escaped } from "../../../../support/xml";
import { loadPlan } from "../../../../plan/load";
import { drawnPlans, renamed } from "../../../helpers/drawnPlans";
import { plan } from "../../../helpers/stagePlans";

/** Reads XML as far as a drawing has it; undefined where tags, attributes or references are wrong. */
function elements(xml: string): Map<string, number> | undefined {
  const counts = new Map<string, number>();
  const open: string[] = [];
  const text = "(?:[^<>&]|&(?:amp|lt|gt|quot|apos);)*";
  const tag = new RegExp(`<(/?)([a-z]+)((?: [a-zA-Z:-]+="${text}")*)(/?)>(${text})`, "y");
  while (tag.lastIndex < xml.length) {
    const [, end, name = "", , empty] = tag.exec(xml) ?? [];
    if (name === "") return undefined;
    if (end === "/" && open.pop() !== name) return undefined;
    if (end === "" && empty === "") open.push(name);
    if (end === "") counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return open.length === 0 ? counts : undefined;
}

describe("The SVG of a stage", () => {
  for (const [name, load] of drawnPlans) {
    it(`is XML with a title for every box and edge: ${name}`, async () => {
      const svg = drawPlan(await load());
      const found = elements(svg.trimEnd());
      assert.ok(found, "well-formed");
      assert.equal(found.get("svg"), 1);
      assert.equal(found.get("title"), (found.get("g") ?? 0) + 1);
      assert.equal(found.get("desc"), 1);
    });
  }

  it("is the same, byte for byte, of the same plan", async () => {
    const options = { stage: "staging", overrides: ["pipeline=all"] };
    assert.equal(drawPlan(await loadPlan(options)), drawPlan(await loadPlan(options)));
  });

  it("needs nothing from elsewhere, and suits light and dark pages", async () => {
    const svg = drawPlan(await plan("dev"));
    assert.doesNotMatch(
      svg.replace("http://www.w3.org/2000/svg", ""),
      /http|href|@import|<script|<image/,
    );
    assert.deepEqual(
      svg.match(/url\([^)]*\)/g)?.filter((url) => !url.startsWith("url(#")),
      [],
    );
    assert.match(svg, /prefers-color-scheme: dark/);
  });

  it("says in text what is drawn", async () => {
    const svg = drawPlan(await plan("dev"));
    assert.match(svg, /role="img" aria-labelledby="title desc"/);
    assert.match(svg, /<desc[^>]*>.*Table kafka_orders, key orderid \(N\), on demand\..*<\/desc>/);
    assert.match(svg, /<desc[^>]*>.*dev-orders-sink stores in kafka_orders\..*<\/desc>/);
  });

  it("has names as they are, whatever they mean in XML", async () => {
    const svg = drawPlan(renamed(await plan("dev"), "orders", "<b a='1'>&"));
    assert.ok(elements(svg.trimEnd()), "well-formed");
    assert.match(svg, /kafka_&lt;b a=&apos;1&apos;&gt;&amp;</);
    assert.equal(escaped('"\u0000\ud800'), "&quot;\ufffd\ufffd");
  });
});

describe("Text", () => {
  it("is no wider than it is measured to be in the widest font", () => {
    // Advances of DejaVu Sans Bold at 13 px, measured in Chromium.
    const measured = { "dev-orders-source": 134, SALES_ORDER: 109, "msk-pipeline-prod": 134 };
    for (const [text, width] of Object.entries(measured)) {
      assert.ok(widthOf(text, styles.name) >= width, text);
    }
  });

  it("is broken after punctuation, not within numbers, and ends where there is no more room", () => {
    const { detail } = styles;
    assert.deepEqual(wrapped("MySQL 8.0, Aurora 3.10.5", detail, 140, 2), [
      "MySQL 8.0, Aurora",
      "3.10.5",
    ]);
    assert.deepEqual(wrapped("aaaa bbbb cccc", detail, widthOf("aaaa bb", detail), 2), [
      "aaaa",
      "bbbb…",
    ]);
    assert.deepEqual(wrapped("a", detail, 1, 1), [""]);
    assert.deepEqual(wrapped("", detail, 100, 2), [""]);
  });

  it("is shortened at its start where its end tells more, by whole words", () => {
    const { detail } = styles;
    const width = widthOf("…ts_dev_orders", detail);
    assert.equal(shortened("offsets_dev_orders", detail, width, "start"), "…dev_orders");
    assert.equal(shortened("orders", detail, width, "start"), "orders");
  });
});
