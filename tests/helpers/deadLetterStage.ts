import assert from "node:assert/strict";
import { bundledDynamoDbSink } from "../../archives/catalogue";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import type { DeadLetterTarget } from "../../operate/deadLetters/tool";
import { UserError } from "../../support/userError";

export const orders = {
  name: "dev-orders-sink",
  kafkaConnectVersion: "3.7.x",
  config: {
    "errors.deadletterqueue.topic.name": "orders-dead-letters",
    "aws.dynamodb.pk.hash": "value.orderid",
    "aws.dynamodb.pk.sort": "",
  },
  worker: {},
  reads: [],
  writes: [],
  plugin: bundledDynamoDbSink,
};

export const sales = {
  ...orders,
  name: "dev-sales-sink",
  config: {
    "errors.deadletterqueue.topic.name": "sales-dead-letters",
    "aws.dynamodb.pk.hash": "key.ID",
    "aws.dynamodb.pk.sort": "value.at",
  },
};

/** A stage whose tool prints some lines, and what it was asked. */
export class FakeStage implements DeadLetterTarget {
  readonly asked: string[] = [];
  readonly printed: string[] = [];
  readonly noted: string[] = [];
  readonly output = {
    print: (text: string) => void this.printed.push(text),
    note: (text: string) => void this.noted.push(text),
  };

  constructor(
    private readonly lines: readonly object[],
    private readonly connectors: DeclaredStage["connectors"] = [orders],
    private readonly cutAt: number = Infinity,
  ) {}

  declared(): Promise<DeclaredStage> {
    return Promise.resolve({
      name: "dev",
      kafkaVersion: "3.9.x",
      serverProperties: {},
      topics: [],
      tables: [],
      database: undefined,
      connectors: this.connectors,
    });
  }

  runDeadLetterTool(args: readonly string[]) {
    this.asked.push(args.join(" "));
    const text = this.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    return Promise.resolve({ text: text.slice(0, this.cutAt), cut: text.length > this.cutAt });
  }
}

/** What a user is told of a failure that is theirs. */
export async function refusal(work: Promise<void>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return assert.fail("nothing was refused");
}
