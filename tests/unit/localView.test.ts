import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { progressLines, progressText, stepLine } from "../../local/view/format";
import { PlainView } from "../../local/view/plain";
import type { Progress } from "../../local/watch";

const progress: Progress = {
  records: 20_000,
  produced: 20_000,
  stored: 5_000,
  deadLettered: 3,
  lag: 15_000,
  rate: 1234.5,
  connectors: [
    { name: "staging-orders-source", state: "RUNNING", tasks: 1, runningTasks: 1 },
    { name: "staging-orders-sink", state: "UNASSIGNED", tasks: 0, runningTasks: 0 },
  ],
};

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
    const [, , , bar = ""] = progressLines({ ...progress, produced: 30_000 });
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

  it("writes on the orders now and then, but always when all are stored", () => {
    const lines: string[] = [];
    const view = new PlainView((line) => lines.push(line));
    view.progress(progress);
    view.progress({ ...progress, stored: 5_001 });
    view.progress({ ...progress, stored: 20_000, lag: 0 });
    view.progress({ ...progress, stored: 20_000, lag: 0, rate: 0 });
    assert.deepEqual(lines, [
      progressText(progress),
      progressText({ ...progress, stored: 20_000, lag: 0 }),
    ]);
  });
});
