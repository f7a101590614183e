import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { progressLines, progressText, stepLine } from "../../../local/view/format";
import { PlainView } from "../../../local/view/plain";
import type { LaneProgress, Progress } from "../../../local/watch/watch";

const connectors = [
  { name: "staging-orders-source", state: "RUNNING", tasks: 1, runningTasks: 1 },
  { name: "staging-orders-sink", state: "UNASSIGNED", tasks: 0, runningTasks: 0 },
];
const orders = lane({});

function lane({ produced = 20_000, stored = 5_000, lag = 15_000, rate = 1234.5 }): LaneProgress {
  const bars = [
    { name: "produced", value: produced },
    { name: "stored", value: stored },
  ];
  return { name: "orders", unit: "orders", total: 20_000, bars, deadLettered: 3, lag, rate };
}

const progress: Progress = { lanes: [orders], connectors };

describe("The live view", () => {
  for (const width of [40, 60, 80, 200]) {
    it(`fits ${width} columns`, () => {
      const step = {
        title: "Kafka Connect worker 3.7.2",
        state: "running",
        detail: "x".repeat(100),
        startedMs: 0,
      } as const;
      const lines = [stepLine(step, 100_000, width), ...progressLines(progress, width)];
      for (const line of lines.map(stripVTControlCharacters)) {
        if (!line.startsWith("●")) assert.ok(line.length <= Math.min(width, 80), line);
      }
    });
  }

  it("shows states, bars, lag, rate and dead letters", () => {
    const lines = progressLines(progress).map(stripVTControlCharacters);
    assert.match(lines[0] ?? "", /^● staging-orders-source {2}RUNNING +1 of 1 tasks running$/);
    assert.match(lines[3] ?? "", /^produced +█+ {2}20,000 of 20,000$/);
    assert.match(lines[4] ?? "", /^stored +█{12}░{36} {2}5,000 of 20,000$/);
    assert.match(lines[5] ?? "", /^lag +15,000 {3}rate 1,235 orders\/s$/);
    assert.equal(lines[6], "3 dead letters");
  });

  it("never overfills a bar when the source repeats orders", () => {
    const [, , , bar = ""] = progressLines({ lanes: [lane({ produced: 30_000 })], connectors });
    assert.equal(stripVTControlCharacters(bar).replace(/[^█]/g, "").length, 48);
  });
});

describe("The plain view", () => {
  it("writes one line for a step that succeeds, and one for one that fails", async () => {
    const lines: string[] = [];
    const view = new PlainView((line) => lines.push(line));
    const result = await view.step(
      "Broker",
      (note) => {
        note("downloads");
        return Promise.resolve(7);
      },
      (port) => `port ${port}`,
    );
    await assert.rejects(
      view.step("Worker", () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(result, 7);
    assert.deepEqual(
      lines.map((line) => line.replace(/\(.*\)/, "(time)")),
      ["Broker: downloads", "Broker: port 7 (time)", "Worker: failed (time)"],
    );
  });

  it("shows each pipeline of a run by itself", () => {
    const changes: LaneProgress = { ...orders, name: "cdc", unit: "changes", bars: [] };
    const lines = progressLines({ lanes: [orders, changes], connectors });
    assert.deepEqual(
      lines.map(stripVTControlCharacters).filter((line) => line.startsWith("lag")),
      ["lag       15,000   rate 1,235 orders/s", "lag       15,000   rate 1,235 changes/s"],
    );
  });
});

describe("The plain view on pipelines", () => {
  it("writes on each now and then, but always when all has arrived", () => {
    const lines: string[] = [];
    const view = new PlainView((line) => lines.push(line));
    const show = (...lanes: LaneProgress[]): void => {
      view.progress({ lanes, connectors });
    };
    const done = lane({ stored: 20_000, lag: 0 });
    const changes: LaneProgress = { ...orders, name: "cdc", unit: "changes" };
    show(orders);
    show(lane({ stored: 5_001 }), changes);
    show(done, changes);
    show({ ...done, rate: 0 }, changes);
    assert.deepEqual(lines, [
      progressText(orders, connectors),
      progressText(changes, connectors),
      progressText(done, connectors),
    ]);
  });
});
