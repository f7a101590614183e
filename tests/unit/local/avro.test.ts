import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { CreateSchemaCommand, GlueClient } from "@aws-sdk/client-glue";
import { avroType, AvroValues } from "../../../local/clients/avro";
import { LOCAL_CREDENTIALS } from "../../../local/clients/localCredentials";
import { freePort } from "../../../local/run/ports";
import { serveSchemas } from "../../../local/services/schemas/serve";

const DEFINITION = JSON.stringify({
  type: "record",
  name: "order",
  namespace: "ksql",
  fields: [
    { name: "ordertime", type: "long" },
    { name: "note", type: ["null", "string"], default: null },
    {
      name: "address",
      type: { type: "record", name: "address", fields: [{ name: "zip", type: "long" }] },
    },
  ],
});

describe("Values in Avro", () => {
  const over = new AbortController();
  let values: AvroValues;
  let header: (compression: number) => Buffer;

  before(async () => {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    await serveSchemas(["dev"], port, over.signal);
    const client = new GlueClient({
      endpoint,
      region: "us-east-1",
      credentials: LOCAL_CREDENTIALS,
    });
    const { SchemaVersionId = "" } = await client.send(
      new CreateSchemaCommand({
        RegistryId: { RegistryName: "dev" },
        SchemaName: "orders",
        DataFormat: "AVRO",
        Compatibility: "BACKWARD",
        SchemaDefinition: DEFINITION,
      }),
    );
    client.destroy();
    const id = Buffer.from(SchemaVersionId.replaceAll("-", ""), "hex");
    header = (compression) => Buffer.concat([Buffer.from([3, compression]), id]);
    values = AvroValues.at(endpoint);
  });
  after(() => {
    values.close();
    over.abort();
  });

  const order = { ordertime: 1_487_715_775_521, note: "fragile", address: { zip: 4020 } };
  const bytes = (value: unknown): Buffer => avroType(DEFINITION).toBuffer(value);

  it("become the JSON that they would be without Avro", async () => {
    const value = Buffer.concat([header(0), bytes(order)]);
    assert.deepEqual(JSON.parse(await values.text(value)), order);
    const none = { ...order, note: null };
    const empty = await values.text(Buffer.concat([header(0), bytes(none)]));
    assert.deepEqual(JSON.parse(empty), none);
  });

  it("are read where they are compressed", async () => {
    const value = Buffer.concat([header(5), deflateSync(bytes(order))]);
    assert.deepEqual(JSON.parse(await values.text(value)), order);
  });

  it("keep every digit of a number that JavaScript's have not", async () => {
    const large = { ...order, ordertime: "9007199254740993" };
    const text = await values.text(Buffer.concat([header(0), bytes(large)]));
    assert.deepEqual(JSON.parse(text), large);
  });

  it("are text where no converter has written them", async () => {
    assert.equal(await values.text(Buffer.from("{orderid: 7")), "{orderid: 7");
    assert.equal(await values.text(Buffer.from([3, 0])), "\u0003\u0000");
  });

  it("cannot be read without their schema", async () => {
    const id = Buffer.from("00000000000040008000000000000000", "hex");
    const unknown = Buffer.concat([Buffer.from([3, 0]), id, Buffer.from([1])]);
    await assert.rejects(values.text(unknown), { name: "EntityNotFoundException" });
  });
});
