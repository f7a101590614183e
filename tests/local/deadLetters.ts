import assert from "node:assert/strict";
import { z } from "zod";
import { BrokerClient } from "../../local/clients/broker";
import { plainItem, TableClient } from "../../local/clients/tables";
import { eventually } from "./harness";
import type { KeptRun } from "./keptRun";

const SINK = "dev-orders-sink";

const letters = z.array(
  z.object({ offset: z.number(), place: z.string(), message: z.string(), state: z.string() }),
);

/** The dead letters of a run with 20 orders: three records that the sink refuses, and a mend. */
export function testDeadLetters(kept: KeptRun): void {
  let tables: TableClient;
  let kafka: BrokerClient;

  async function run(...args: string[]): Promise<string> {
    const { stdout, stderr, exitCode } = await kept.command(...args);
    assert.equal(exitCode, 0, `${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  async function list(): Promise<z.output<typeof letters>> {
    const lines = (await run("deadletters", "list", "--json")).split("\n");
    return letters.parse(lines.filter(Boolean).map((line) => JSON.parse(line) as unknown));
  }

  function put(...records: { key: string; value: string }[]): Promise<void> {
    return kafka.send(
      "orders",
      records.map((record) => ({ ...record, headers: {} })),
    );
  }

  /** Has the sink make numbers of order ids that are texts. */
  async function mend(): Promise<void> {
    const at = `${kept.endpoints.connect}/connectors/${SINK}`;
    const config = (await (await fetch(`${at}/config`)).json()) as Record<string, string>;
    const cast = {
      transforms: "flatten,cast",
      "transforms.cast.type": "org.apache.kafka.connect.transforms.Cast$Value",
      "transforms.cast.spec": "orderid:int32",
    };
    const changed = await fetch(`${at}/config`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...config, ...cast }),
    });
    assert.ok(changed.ok, await changed.text());
  }

  /** Item names of the orders that the test has put, by their ids. */
  async function stored(): Promise<Record<string, unknown>> {
    const items = (await tables.scan("kafka_orders")).map(plainItem);
    const own = items.filter(({ orderid }) => Number(orderid) > 900_000);
    return Object.fromEntries(own.map(({ orderid, itemid }) => [String(orderid), itemid]));
  }

  async function eventuallyRefused(count: number): Promise<void> {
    await eventually(
      async () => (await kafka.count("orders-dead-letters")) === count,
      () => `there never were ${count} dead letters`,
    );
  }

  before(async () => {
    const { dynamoDb } = kept.endpoints;
    assert.ok(dynamoDb, "the run has no table");
    tables = new TableClient(dynamoDb);
    kafka = new BrokerClient(kept.endpoints.bootstrapServers);
    await kafka.connect();
  });
  after(async () => {
    tables.close();
    await kafka.close();
  });

  it("are listed and shown, replayed once after a mend, and never over a newer record", async () => {
    await put(
      { key: "900001", value: '{"orderid":"900001","itemid":"one"}' },
      { key: "900002", value: '{"orderid":"900002","itemid":"old"}' },
      { key: "x", value: "no JSON" },
    );
    await eventuallyRefused(3);
    await put({ key: "900002", value: '{"orderid":900002,"itemid":"new"}' });
    await eventually(
      async () => (await stored())["900002"] === "new",
      () => "the newer record was never stored",
    );
    const listed = await list();
    const byPlace = [...listed].sort((a, b) => (a.place < b.place ? -1 : 1));
    assert.deepEqual(
      byPlace.map(({ place, state }) => [place, state]),
      [
        ["orders/0/20", "waiting"],
        ["orders/0/21", "superseded"],
        ["orders/0/22", "waiting"],
      ],
    );
    const [one, , noJson] = byPlace;
    assert.ok(one && noJson);
    assert.match(one.message, /value\.orderid is of type S/);
    const shown = await run("deadletters", "show", String(noJson.offset));
    assert.match(shown, /^from +orders\/0\/22$/m);
    assert.match(shown, /^Value, as text, 7 characters:\nno JSON$/m);
    assert.match(shown, /^Stack trace:\norg\.apache\.kafka\.connect\.errors\.DataException/m);

    await mend();
    const first = await run("deadletters", "replay");
    assert.match(first, /orders\/0\/20 +sent, as orders\/0\/2\d/);
    assert.match(first, /orders\/0\/21 +superseded by orders\/0\/23/);
    await eventually(
      async () => (await stored())["900001"] === "one",
      () => "the replayed record was never stored",
    );
    assert.deepEqual(await stored(), { 900001: "one", 900002: "new" });

    // What is no JSON was refused again.
    await eventuallyRefused(4);
    const rest = await run("deadletters", "replay", "--dry-run");
    assert.equal(rest.match(/would be sent/g)?.length, 1);
    assert.match(rest, new RegExp(`^${one.offset} +orders/0/20 +replayed as orders/0/2\\d$`, "m"));
    await run("deadletters", "replay", "--only", String(one.offset));
    const records = await kafka.readAll("orders");
    const keys = records.flatMap(({ key }) => (key?.startsWith("9000") ? [key] : []));
    assert.deepEqual(keys.sort(), ["900001", "900001", "900002", "900002"]);
  });
}
