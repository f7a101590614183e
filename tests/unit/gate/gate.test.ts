import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gate, type GateOptions } from "../../../gate/gate";
import { UserError } from "../../../support/userError";

interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

const cluster = { type: "aws:msk/cluster:Cluster", name: "kafka-cluster" };
const connector = { type: "aws:mskconnect/connector:Connector", name: "orders-sink-connector" };
const topic = { type: "aws:msk/topic:Topic", name: "orders-topic" };
const newer: Step = {
  op: "update",
  ...cluster,
  before: { kafkaVersion: "3.8.x", numberOfBrokerNodes: 3 },
  after: { kafkaVersion: "3.9.x", numberOfBrokerNodes: 3 },
};

/** What pulumi preview --json prints of some steps. */
function printed(...steps: readonly Step[]): string {
  return JSON.stringify({
    config: { "msk-pipeline:brokers": "2" },
    steps: steps.map(({ op, type, name, before, after }) => ({
      op,
      urn: `urn:pulumi:dev::msk-pipeline::${type}::${name}`,
      ...(before === undefined ? {} : { oldState: { type, custom: true, inputs: before } }),
      newState: { type, custom: true, inputs: after ?? {} },
    })),
  });
}

describe("The gate", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gate-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function passed(json: string, options: Partial<GateOptions> = {}) {
    const preview = join(folder, "preview.json");
    writeFileSync(preview, json);
    const texts: string[] = [];
    const settings = { stage: "prod", stack: "prod", allow: "", now: undefined, preview };
    const thrown: unknown = await gate({ ...settings, ...options }, (text) => {
      texts.push(text);
    }).catch((error: unknown) => error);
    return { text: texts.join(""), thrown };
  }

  it("lets pass what costs nothing, and summarises it", async () => {
    const { text, thrown } = await passed(
      printed(
        { op: "create", ...topic, name: "returns-topic" },
        {
          op: "update",
          ...connector,
          before: { capacity: { autoscaling: { mcuCount: 1, maxWorkerCount: 3 } } },
          after: { capacity: { autoscaling: { mcuCount: 2, maxWorkerCount: 3 } } },
        },
      ),
    );
    assert.equal(thrown, undefined);
    assert.match(text, /^### prod: may be deployed\n/);
    assert.match(text, /^\| Changed \| 1 \| Connector `orders-sink-connector` \|$/m);
    assert.match(text, /^\| Added \| 1 \| Topic `returns-topic` \|$/m);
    assert.match(
      text,
      /costs more: capacity\.autoscaling\.mcuCount from 1 to 2 \| \[source\]\(https:/,
    );
    assert.match(text, /up to 20 minutes; MSK Connect restarts it/);
  });

  for (const op of ["replace", "delete"]) {
    it(`refuses to ${op} what holds data, unless it is allowed by name`, async () => {
      const step = { op, ...topic, before: { name: "orders" }, after: { name: "sales" } };
      const { text, thrown } = await passed(printed(step));
      assert.match(
        text,
        /^### prod: refused\n\n- \*\*orders-topic would be .*records would be lost/,
      );
      assert.ok(text.includes(`To allow it: \`allow-${op}:orders-topic\``), text);
      assert.deepEqual(
        thrown,
        new UserError("The gate refuses the changes of prod, for 1 reason."),
      );
      for (const [allow, lets] of [
        [`bug allow-${op}:orders-topic`, true],
        [`allow-${op}:orders`, false],
        [`allow-${op === "delete" ? "replace" : "delete"}:orders-topic`, false],
      ] as const) {
        assert.equal((await passed(printed(step), { allow })).thrown === undefined, lets, allow);
      }
    });
  }

  it("lets a connector be replaced, and says for how long it is away", async () => {
    const { text, thrown } = await passed(printed({ op: "replace", ...connector }));
    assert.equal(thrown, undefined);
    assert.match(text, /records wait in the topic meanwhile/);
  });

  for (const [from, to] of [
    ["kafka.m7g.large", "express.m7g.large"],
    ["express.m7g.large", "kafka.m7g.large"],
  ] as const) {
    it(`refuses that ${from} become ${to}, whatever allows a restart`, async () => {
      const step = {
        op: "update",
        ...cluster,
        before: { brokerNodeGroupInfo: { instanceType: from } },
        after: { brokerNodeGroupInfo: { instanceType: to } },
      };
      const { text, thrown } = await passed(printed(step), {
        allow: "allow-broker-restart:sat:01-05",
      });
      assert.match(text, new RegExp(`kafka-cluster has ${from} and would get ${to}: .*not back`));
      assert.match(text, /docs\/operations\.md#from-standard-to-express-brokers/);
      assert.ok(thrown instanceof UserError);
    });
  }

  it("refuses that a serverless cluster takes the place of one with brokers, or the other way", async () => {
    const serverless = { type: "aws:msk/serverlessCluster:ServerlessCluster", name: cluster.name };
    for (const [old, made] of [
      [cluster, serverless],
      [serverless, cluster],
    ] as const) {
      const steps = [
        { op: "create", ...made },
        { op: "delete", ...old, before: {} },
      ];
      const { text, thrown } = await passed(printed(...steps));
      assert.match(text, /kafka-cluster would be deleted: the records of all topics/);
      assert.ok(thrown instanceof UserError);
    }
  });

  it("refuses that a topic leaves tiered storage, and nothing else of its configuration", async () => {
    const configs = (local?: string): { configs: string } => ({
      configs: JSON.stringify({
        "retention.ms": "604800000",
        ...(local && { "remote.storage.enable": "true", "local.retention.ms": local }),
      }),
    });
    const from = { op: "update", ...topic, before: configs("86400000") };
    const { text, thrown } = await passed(printed({ ...from, after: configs() }));
    assert.match(text, /orders-topic would leave tiered storage, and its records there would be/);
    assert.match(text, /docs\/operations\.md#tiered-storage/);
    assert.ok(thrown instanceof UserError);
    const shorter = await passed(printed({ ...from, after: configs("3600000") }));
    assert.equal(shorter.thrown, undefined);
    const entering = { op: "update", ...topic, before: configs(), after: configs("3600000") };
    assert.equal((await passed(printed(entering))).thrown, undefined);
  });

  it("refuses that brokers restart without a window, or in one that is too short", async () => {
    const { text } = await passed(printed(newer));
    assert.match(
      text,
      /3 brokers would restart \(another version of Kafka\), for up to 45 minutes/,
    );
    const seven = { numberOfBrokerNodes: 7 };
    const many = {
      ...newer,
      after: { ...newer.after, ...seven },
      before: { ...newer.before, ...seven },
    };
    const allow = "allow-broker-restart:sat:01-02";
    assert.equal((await passed(printed(newer), { allow })).thrown, undefined);
    assert.match(
      (await passed(printed(many), { allow })).text,
      /105 minutes, which is longer than sat:01-02/,
    );
  });

  it("refuses it outside of the window when the deployment begins, and near its end", async () => {
    const allow = "allow-broker-restart:fri-sat:23-01";
    const at = async (time: string): Promise<boolean> => {
      const { thrown } = await passed(printed(newer), { allow, now: new Date(time) });
      return thrown === undefined;
    };
    // A Friday.
    assert.equal(await at("2026-11-27T22:59:00Z"), false);
    assert.equal(await at("2026-11-27T23:00:00Z"), true);
    assert.equal(await at("2026-11-28T00:15:00Z"), true);
    assert.equal(await at("2026-11-28T00:16:00Z"), false);
    assert.equal(await at("2026-11-30T00:00:00Z"), false);
  });

  it("knows the brokers of a cluster that stays as it is by the stage's settings", async () => {
    const step = {
      ...{ op: "update", type: "aws:msk/configuration:Configuration", name: "kafka-configuration" },
      ...{ before: { serverProperties: "a=1" }, after: { serverProperties: "a=2" } },
    };
    assert.match((await passed(printed(step))).text, /2 brokers would restart/);
  });

  it("takes no restart for one where the cluster is made, or made anew", async () => {
    for (const op of ["create", "replace"]) {
      const allow = "allow-replace:kafka-cluster";
      const { text, thrown } = await passed(printed({ ...newer, op }), { allow });
      assert.deepEqual([thrown, text.includes("would restart")], [undefined, false]);
    }
  });

  it("refuses a restart together with any change of a connector, whatever is allowed", async () => {
    const allow = "allow-broker-restart:mon-sun:00-24";
    for (const op of ["create", "update", "replace", "delete"]) {
      const { text } = await passed(printed(newer, { op, ...connector }), { allow });
      assert.match(text, /restart while connectors change: orders-sink-connector/);
    }
  });

  it("refuses a preview that failed, and what is none", async () => {
    const diagnostics = [
      { message: "warning: old", severity: "warning" },
      { message: "error: no credentials\nsign in", severity: "error" },
    ];
    const { text } = await passed(JSON.stringify({ diagnostics }));
    assert.match(text, /\*\*The preview failed: error: no credentials\*\*[^]*sign in/);
    assert.ok(!text.includes("old"));
    for (const json of ["", "[]", '{"steps":[{"op":1}]}']) {
      const { thrown } = await passed(json);
      assert.ok(thrown instanceof UserError);
      assert.match(thrown.message, /preview\.json is .*pulumi preview --json prints/);
    }
  });

  it("refuses other changes than those that were approved", async () => {
    const digest = join(folder, "digest");
    await passed(printed({ op: "create", ...topic }), { digest });
    const expect = readFileSync(digest, "utf8");
    assert.equal((await passed(printed({ op: "create", ...topic }), { expect })).thrown, undefined);
    const { thrown } = await passed(printed({ op: "create", ...topic, after: { a: 1 } }), {
      expect,
    });
    assert.ok(thrown instanceof UserError);
    assert.match(thrown.message, /otherwise than was approved/);
  });
});
