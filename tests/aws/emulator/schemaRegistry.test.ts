import assert from "node:assert/strict";
import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  GetSchemaByDefinitionCommand,
  GetSchemaVersionCommand,
  GlueClient,
  PutSchemaVersionMetadataCommand,
  RegisterSchemaVersionCommand,
} from "@aws-sdk/client-glue";
import { LOCAL_CREDENTIALS } from "../../../local/clients/localCredentials";
import { freePort } from "../../../local/run/ports";
import { serveSchemas } from "../../../local/services/schemas/serve";
import "../../../support/awsSdk";
import { refusalOf } from "./emulation";
import { Moto } from "./moto";

const RegistryName = "msk-pipeline-dev";
const SchemaId = { RegistryName, SchemaName: "orders" };

function order(...fields: readonly object[]): string {
  const all = [{ name: "orderid", type: "int" }, ...fields];
  return JSON.stringify({ type: "record", name: "order", namespace: "ksql", fields: all });
}

const first = order();
const compatible = order({ name: "note", type: ["null", "string"], default: null });

/** What both are asked, one after the other, as AWS's converter asks it. */
async function conversation(glue: GlueClient): Promise<unknown[]> {
  const said: unknown[] = [];
  const ask = async (send: () => Promise<Answer>): Promise<Answer> => {
    const answer = await send().catch(refusalOf);
    said.push(comparable(answer));
    return answer;
  };
  const create = new CreateSchemaCommand({
    RegistryId: { RegistryName },
    SchemaName: "orders",
    DataFormat: "AVRO",
    Compatibility: "BACKWARD",
    SchemaDefinition: first,
  });
  const find = (SchemaDefinition: string): GetSchemaByDefinitionCommand =>
    new GetSchemaByDefinitionCommand({ SchemaId, SchemaDefinition });
  const register = (SchemaDefinition: string): RegisterSchemaVersionCommand =>
    new RegisterSchemaVersionCommand({ SchemaId, SchemaDefinition });
  await ask(() => glue.send(find(first)));
  const { SchemaVersionId } = await ask(() => glue.send(create));
  await ask(() => glue.send(create));
  await ask(() => glue.send(find(first)));
  await ask(() => glue.send(register(first)));
  const second = await ask(() => glue.send(register(compatible)));
  assert.notEqual(second.SchemaVersionId, SchemaVersionId);
  for (const id of [SchemaVersionId, second.SchemaVersionId, ABSENT]) {
    await ask(() => glue.send(new GetSchemaVersionCommand({ SchemaVersionId: id })));
  }
  const MetadataKeyValue = { MetadataKey: "x-amz-meta-transport", MetadataValue: "orders" };
  await ask(() =>
    glue.send(new PutSchemaVersionMetadataCommand({ SchemaVersionId, MetadataKeyValue })),
  );
  return said;
}

const ABSENT = "00000000-0000-4000-8000-000000000000";

interface Answer {
  readonly SchemaVersionId?: string | undefined;
  readonly refusal?: string;
}

/** Members that the stand-in leaves out, since AWS's converter reads none of them. */
const LEFT_OUT = ["$metadata", "CreatedTime", "RegistryArn", "LatestVersion"];

/** An answer without what is made up anew each time, and without the emulator's 0 for no number. */
function comparable(answer: object): unknown {
  const known = Object.entries(answer).filter(
    ([name, value]) =>
      !LEFT_OUT.includes(name) && value !== undefined && value !== null && value !== 0,
  );
  return Object.fromEntries(
    known.map(([name, value]) => [name, name === "SchemaVersionId" ? "an id" : (value as unknown)]),
  );
}

describe("What stands in for the AWS Glue Schema Registry", function () {
  this.timeout(300_000);
  const over = new AbortController();
  let moto: Moto;
  let clients: readonly [theirs: GlueClient, ours: GlueClient];

  before(async () => {
    moto = await Moto.start();
    const port = await freePort();
    await serveSchemas([RegistryName], port, over.signal);
    const client = (endpoint: string): GlueClient =>
      new GlueClient({
        endpoint,
        region: "us-east-1",
        credentials: LOCAL_CREDENTIALS,
        maxAttempts: 1,
      });
    clients = [client(moto.endpoint), client(`http://127.0.0.1:${port}`)];
    await clients[0].send(new CreateRegistryCommand({ RegistryName }));
  });
  after(async () => {
    for (const client of clients) client.destroy();
    over.abort();
    await moto.stop();
  });

  it("answers as the emulator does", async () => {
    const [theirs, ours] = clients;
    const expected = await conversation(theirs);
    assert.ok(expected.length > 8);
    assert.deepEqual(await conversation(ours), expected);
  });

  it("tells a version that is not there by the words that AWS's converter looks for", async () => {
    // The emulator says that the schema is not there, with which the converter gets to the same.
    const find = new GetSchemaByDefinitionCommand({
      SchemaId,
      SchemaDefinition: order({ name: "x", type: "int" }),
    });
    await assert.rejects(clients[1].send(find), {
      name: "EntityNotFoundException",
      message: /^Schema version is not found\./,
    });
  });

  it("refuses, unlike the emulator, a version that cannot read the one before", async () => {
    const needed = order({ name: "customer", type: "string" });
    const [, ours] = clients;
    const { SchemaVersionId, Status } = await ours.send(
      new RegisterSchemaVersionCommand({ SchemaId, SchemaDefinition: needed }),
    );
    assert.equal(Status, "FAILURE");
    const version = await ours.send(new GetSchemaVersionCommand({ SchemaVersionId }));
    assert.equal(version.Status, "FAILURE");
  });

  it("knows no registry but the stage's, and no other operation", async () => {
    const [, ours] = clients;
    await assert.rejects(
      ours.send(
        new CreateSchemaCommand({
          RegistryId: { RegistryName: "another" },
          SchemaName: "orders",
          DataFormat: "AVRO",
          Compatibility: "BACKWARD",
          SchemaDefinition: first,
        }),
      ),
      { name: "EntityNotFoundException", message: "Registry is not found. RegistryName: another" },
    );
    await assert.rejects(ours.send(new CreateRegistryCommand({ RegistryName })), {
      name: "InvalidInputException",
      message: "CreateRegistry is not served here.",
    });
  });
});
