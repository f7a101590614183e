import assert from "node:assert/strict";
import type { WholeRecord } from "../../../local/clients/readTopic";
import { countLost, isPoison, POISON_HEADER } from "../../../local/pipelines/poison";

const flow = { topic: "orders", deadLetterTopic: "dead" };
const headers = { [POISON_HEADER]: "no key" };

function record(offset: number, own: WholeRecord["headers"] = {}): WholeRecord {
  return { partition: 0, offset: String(offset), key: null, value: "{}", headers: own };
}

/** As Connect's sink writes it, in a place of its own. */
function deadLetterOf(topic: string, { partition, offset }: WholeRecord): WholeRecord {
  const [from, where] = ["__connect.errors.topic", "__connect.errors.partition"];
  return record(1000 + Number(offset), {
    ...headers,
    [from]: topic,
    [where]: String(partition),
    "__connect.errors.offset": offset,
  });
}

function kafkaWith(...letters: readonly WholeRecord[]) {
  return {
    readAll: (topic: string) => {
      assert.equal(topic, flow.deadLetterTopic);
      return Promise.resolve([...letters]);
    },
  };
}

describe("Poisonous records", () => {
  const [order, first, second] = [record(0), record(1, headers), record(2, headers)];

  it("are known by their header", () => {
    assert.deepEqual([order, first].map(isPoison), [false, true]);
  });

  it("are lost where no dead letter tells of them", async () => {
    const kafka = kafkaWith(deadLetterOf("orders", second));
    assert.equal(await countLost([first, second], flow, kafka), 1);
  });

  it("are not made up for by the dead letter of another topic, or of an order", async () => {
    const kafka = kafkaWith(deadLetterOf("others", first), deadLetterOf("orders", order));
    assert.equal(await countLost([first], flow, kafka), 1);
  });

  it("are all lost where the sink has no dead-letter topic", async () => {
    const without = { ...flow, deadLetterTopic: undefined };
    assert.equal(await countLost([first], without, kafkaWith()), 1);
  });
});
