import assert from "node:assert/strict";
import { bundledDynamoDbSink } from "../../../archives/catalogue";
import type { WholeRecord } from "../../../local/clients/readTopic";
import type { DeclaredConnector } from "../../../local/declared/declaredStage";
import { chainsOf } from "../../../local/pipelines/counted/chain";
import { CountedLane } from "../../../local/pipelines/counted/lane";

function connector(
  name: string,
  topics: { readonly reads?: readonly string[]; readonly writes?: readonly string[] },
): DeclaredConnector {
  const plugin = bundledDynamoDbSink;
  const none = { kafkaConnectVersion: "3.7.x", config: {}, worker: {}, plugin };
  return { name, reads: [], writes: [], ...none, ...topics };
}

const source = connector("source", { writes: ["clicks"] });
const sink = connector("sink", { reads: ["clicks"], writes: ["clicks-dead"] });
const second = connector("second", { reads: ["clicks"] });

/** A broker with so many records in each topic, of which groups have taken so many. */
function broker(topics: Readonly<Record<string, number>>, taken: Readonly<Record<string, number>>) {
  const record = (topic: string, i: number): WholeRecord => ({
    partition: 0,
    offset: String(i),
    key: null,
    value: `${topic} ${i}`,
    headers: topic.endsWith("-dead") ? { "__connect.errors.exception.message": `bad ${i}` } : {},
  });
  return {
    count: (topic: string) => Promise.resolve(topics[topic] ?? 0),
    consumed: (group: string) => Promise.resolve(taken[group] ?? 0),
    readLast: (topic: string, most: number) => {
      const records = Array.from({ length: topics[topic] ?? 0 }, (_, i) => record(topic, i));
      return Promise.resolve(records.reverse().slice(0, most));
    },
  };
}

function laneOf(
  connectors: readonly DeclaredConnector[],
  topics: Readonly<Record<string, number>>,
  taken: Readonly<Record<string, number>>,
): CountedLane {
  const [chain, ...others] = chainsOf(connectors);
  assert.ok(chain);
  assert.deepEqual(others, []);
  return new CountedLane(chain, 10, broker(topics, taken));
}

describe("Connectors that no lane compares", () => {
  it("hang together by what goes through them, not by where dead letters go", () => {
    const apart = connector("apart", { reads: ["views"], writes: ["clicks-dead"] });
    assert.deepEqual(chainsOf([sink, apart, second, source]), [
      {
        topics: [{ topic: "clicks", groups: ["connect-sink", "connect-second"] }],
        deadLetterTopics: ["clicks-dead"],
      },
      {
        topics: [{ topic: "views", groups: ["connect-apart"] }],
        deadLetterTopics: ["clicks-dead"],
      },
    ]);
  });

  it("hang together by a connector that comes last", () => {
    const views = connector("views", { writes: ["views"] });
    const both = connector("both", { reads: ["clicks", "views"] });
    assert.equal(chainsOf([source, views]).length, 2);
    assert.equal(chainsOf([source, views, both]).length, 1);
  });

  it("are as far as the slowest of their sinks", async () => {
    const lane = laneOf(
      [source, sink, second],
      { clicks: 12, "clicks-dead": 1 },
      { "connect-sink": 12, "connect-second": 4 },
    );
    const counts = await lane.look();
    assert.deepEqual(counts, {
      bars: [
        { name: "produced", value: 12 },
        { name: "taken", value: 4 },
      ],
      lag: 8,
      deadLettered: 1,
    });
    assert.equal(await lane.settled(counts, 60_000), false);
  });

  it("are done once enough is taken, though the source goes on", async () => {
    const lane = laneOf([source, sink], { clicks: 50 }, { "connect-sink": 10 });
    assert.equal(await lane.settled(await lane.look(), 0), true);
  });

  it("are done when the source has no more, which one look cannot tell", async () => {
    const lane = laneOf([source, sink], { clicks: 3 }, { "connect-sink": 3 });
    assert.equal(await lane.settled(await lane.look(), 0), false);
    assert.equal(await lane.settled(await lane.look(), 6_000), true);
    const silent = laneOf([source, sink], {}, {});
    assert.equal(await silent.settled(await silent.look(), 60_000), false);
  });

  it("need no sink", async () => {
    const lane = laneOf([source], { clicks: 10 }, {});
    assert.deepEqual((await lane.look()).bars, [{ name: "produced", value: 10 }]);
    assert.equal(await lane.settled(await lane.look(), 0), true);
    const { summary, fault } = await lane.conclude();
    assert.deepEqual(
      [summary, fault],
      ["10 records in clicks; the last: no key clicks 9", undefined],
    );
  });

  it("fail for what could not be stored, with the last one's reason", async () => {
    const lane = laneOf([source, sink], { clicks: 10, "clicks-dead": 2 }, { "connect-sink": 10 });
    const { numbers, fault } = await lane.conclude();
    assert.deepEqual(numbers, { produced: 10, taken: 10, deadLettered: 2 });
    assert.equal(fault, "2 records could not be stored; why the last could not: bad 1");
  });
});
