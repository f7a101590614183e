import assert from "node:assert/strict";
import { over, shareOf, upTo } from "../../../../local/report/axis";
import { histogram } from "../../../../local/report/figures";
import { barPlot, linePlot, type Plot } from "../../../../local/report/plot";

describe("An axis of values", () => {
  for (const most of [1e-3, 0.07, 0.3, 1, 3, 7, 99, 1_234, 20_000, 987_654, 5e9]) {
    it(`has few ticks, which rise evenly from 0 to no less than ${most}`, () => {
      const { ticks, high } = upTo("orders", most);
      const values = ticks.map(({ value }) => value);
      assert.ok(values.length >= 3 && values.length <= 6, values.join());
      assert.equal(values[0], 0);
      assert.equal(values.at(-1), high);
      assert.ok(high >= most && high <= most * 2, `${high} for ${most}`);
      const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
      assert.ok(Math.min(...steps) > 0);
      assert.ok(Math.max(...steps) - Math.min(...steps) < high * 1e-9, steps.join());
      assert.equal(new Set(ticks.map(({ text }) => text)).size, ticks.length);
    });
  }

  it("is there where there is nothing", () => {
    assert.deepEqual(
      upTo("orders", 0).ticks.map(({ text }) => text),
      ["0", "1"],
    );
  });

  it("writes thousands short", () => {
    assert.deepEqual(
      upTo("orders", 12_000).ticks.map(({ text }) => text),
      ["0", "5K", "10K", "15K"],
    );
  });
});

describe("An axis of time", () => {
  it("has its ticks between its first and its last second", () => {
    const { label, low, high, ticks } = over("later", 6.3, 18.8);
    assert.deepEqual([label, low, high], ["seconds later", 6.3, 18.8]);
    assert.deepEqual(
      ticks.map(({ text }) => text),
      ["8", "10", "12", "14", "16", "18"],
    );
  });

  it("is in minutes where it is long", () => {
    const { label, ticks } = over("later", 30, 3_600);
    assert.equal(label, "minutes later");
    assert.deepEqual(
      ticks.map(({ value, text }) => [value, text]),
      [10, 20, 30, 40, 50, 60].map((minute) => [minute * 60, String(minute)]),
    );
  });

  it("puts a run of one look into the middle", () => {
    const axis = over("later", 7, 7);
    assert.equal(shareOf(axis, 7), 0.5);
    assert.deepEqual(axis.ticks, [{ value: 7, text: "7" }]);
  });
});

const plot: Plot = {
  ...{ id: "a", title: "Rate & lag", description: "<at most> 100" },
  x: over("later", 0, 10),
  y: upTo("orders", 100),
};

describe("A plot", () => {
  it("has its points where their values lie", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 5, y: 100 },
      { x: 10, y: 50 },
    ];
    const { text } = linePlot(plot, [{ kind: "lag", points }], []);
    assert.match(text, /<path class="line lag" d="M0 160L500 0L1000 80"\/>/);
  });

  it("is a dot of one point, and has no line of none", () => {
    const { text } = linePlot(
      plot,
      [
        { kind: "entered", points: [{ x: 5, y: 50 }] },
        { kind: "done", points: [] },
      ],
      [],
    );
    assert.match(text, /<path class="line entered" d="M500 80L500 80"\/>/);
    assert.doesNotMatch(text, /class="line done"|NaN|undefined|Infinity/);
  });

  it("marks times, even a moment", () => {
    const spans = [
      { from: 2, to: 4 },
      { from: 6, to: 6 },
    ];
    const { text } = linePlot(plot, [], spans);
    assert.match(text, /<rect class="span" x="200" y="0" width="200" height="160"\/>/);
    assert.match(text, /<rect class="span" x="600" y="0" width="1" height="160"\/>/);
  });

  it("has a title and a description, as text", () => {
    const { text } = barPlot(plot, []);
    assert.match(text, /role="img" aria-labelledby="a-title" aria-describedby="a-desc"/);
    assert.match(text, /<title id="a-title">Rate &amp; lag<\/title>/);
    assert.match(text, /<desc id="a-desc">&lt;at most&gt; 100<\/desc>/);
  });
});

describe("A histogram", () => {
  it("has every time in one of its bars", () => {
    const bars = histogram([0, 0.1, 0.3, 0.3, 2]);
    assert.ok(bars.length <= 21, String(bars.length));
    assert.equal(
      bars.reduce((sum, { y }) => sum + y, 0),
      100,
    );
    assert.equal(bars[0]?.from, 0);
    assert.ok((bars.at(-1)?.to ?? 0) > 2);
  });

  it("is one bar of times that are all 0", () => {
    assert.deepEqual(
      histogram([0, 0]).map(({ y }) => y),
      [100],
    );
  });
});
