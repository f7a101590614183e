import assert from "node:assert/strict";
import { KafkaTopic, MskConnector, type MskConnectorArgs } from "../../../../components";
import { parseExpectation } from "../../../../deploy/steps/checkConnector";
import { evaluate } from "../../../../plan/evaluate";
import { fingerprint } from "../../../../support/fingerprint";
import {
  clusterArn,
  connector,
  connectorArgs,
  deployConnector as deploy,
} from "../../../helpers/connectors";
import { assertWaitsFor, one } from "../../../helpers/resources";

const CONNECTOR = "aws:mskconnect/connector:Connector";
const WORKER = "aws:mskconnect/workerConfiguration:WorkerConfiguration";
const COMMAND = "command:local:Command";

describe("A change of an MskConnector", () => {
  it("makes it anew for a configuration when updates replace, the old one going first", async () => {
    const { options } = one(await deploy(), CONNECTOR);
    assert.deepEqual(options.replaceOnChanges, ["#initerror", "connectorConfiguration"]);
    assert.equal(options.deleteBeforeReplace, true);
  });

  it("updates it when updates are in place, unless it failed when it was made", async () => {
    const { options } = one(await deploy({ updates: "inPlace" }), CONNECTOR);
    assert.deepEqual(options.replaceOnChanges, ["#initerror"]);
    assert.equal(options.deleteBeforeReplace, true);
  });

  it("makes its workers' new configuration before it is stopped", async () => {
    assert.equal(one(await deploy(), WORKER).options.deleteBeforeReplace, false);
  });

  it("renames its workers' configuration with its content", async () => {
    const worker = { ...connector.worker, "offset.flush.interval.ms": "1" };
    const before = one(await deploy(), WORKER).inputs["name"];
    const after = one(await deploy({ connector: { ...connector, worker } }), WORKER).inputs["name"];
    assert.notEqual(before, after);
  });

  it("stops it before the topic of its offsets is made anew: it hangs on the topic itself", async () => {
    const { resources } = await evaluate(() => {
      const { topic } = new KafkaTopic("offsets", {
        clusterArn,
        topic: connector.offsets,
        partitions: 1,
        replicationFactor: 2,
        minInsyncReplicas: 1,
      });
      new MskConnector("source", { ...connectorArgs(), offsetsTopic: topic });
    });
    const worker = one(resources, WORKER);
    assertWaitsFor(worker, [one(resources, "aws:msk/topic:Topic")]);
    assertWaitsFor(one(resources, CONNECTOR), [worker]);
    assert.match(
      String(worker.inputs["propertiesFileContent"]),
      /^offset\.storage\.topic=__amazon_msk_connect_offsets_dev_orders-source$/m,
    );
  });

  for (const updates of ["replace", "inPlace"] as const) {
    it(`is followed by a verification when updates are ${updates}`, async () => {
      const resources = await deploy({ updates });
      const deployed = one(resources, CONNECTOR);
      const verification = one(resources, COMMAND);
      assert.equal(verification.inputs["create"], "node --import tsx deploy/verifyConnector.ts");
      assertWaitsFor(verification, [deployed]);
      const { expected, ...others } = parseExpectation(String(verification.inputs["stdin"]));
      assert.deepEqual(others, {
        connectorArn: deployed.state["arn"],
        urn: deployed.urn,
        unverified: [],
        logGroupName: one(resources, "aws:cloudwatch/logGroup:LogGroup").inputs["name"],
      });
      assert.equal(expected["quickstart"], fingerprint({ quickstart: "orders" })["quickstart"]);
      assert.deepEqual(Object.keys(expected).sort(), Object.keys(connector.config).sort());
    });
  }

  it("is verified when it makes or updates the connector, and only then", async () => {
    const triggers = async (args: Partial<MskConnectorArgs> = {}): Promise<unknown> =>
      one(await deploy(args), COMMAND).inputs["triggers"];
    const before = await triggers();
    assert.deepEqual(await triggers({ logs: { retentionDays: 7 } }), before);
    const config = { ...connector.config, "max.interval": "200" };
    for (const change of [
      { connector: { ...connector, config } },
      { capacity: { mcu: 2, workers: 1, maxWorkers: 1 } },
      // Another connector, which one that is made anew is too, has another ARN.
      { connector: { ...connector, name: "dev-another-source" } },
    ]) {
      assert.notDeepEqual(await triggers(change), before);
    }
  });

  it("is not one of the number of tasks where MSK Connect sets that", async () => {
    const scaled = await deploy({ capacity: { mcu: 1, workers: 1, maxWorkers: 2 } });
    const tasks = ['connectorConfiguration["tasks.max"]'];
    assert.deepEqual(one(scaled, CONNECTOR).options.ignoreChanges, tasks);
    const { unverified } = parseExpectation(String(one(scaled, COMMAND).inputs["stdin"]));
    assert.deepEqual(unverified, ["tasks.max"]);
    assert.equal(one(await deploy(), CONNECTOR).options.ignoreChanges, undefined);
  });
});
