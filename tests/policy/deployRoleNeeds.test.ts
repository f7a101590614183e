import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { stageNames } from "../../plan/stageConfig";
import { requests, type Row } from "./iam/decisions";
import { rolesOfStages } from "./iam/tables";
import type { Request } from "./iam/simulate";
import { workOfRoles } from "./deployRole/boundaryCalls";
import { callsByType, needed } from "./deployRole/needs";
import { checkCalls, operateCalls } from "./deployRole/operateCalls";
import { functionCalls } from "./deployRole/programCalls";
import {
  decisions,
  deployment,
  refused,
  roleWith,
  statementsOf,
  type Decision,
  type Deployment,
  type Kind,
} from "./deployRole/roles";

const settings: Readonly<Record<string, readonly string[]>> = {
  prod: ["nat=onePerAz", "logArchiveDays=730", 'alarmSubscribers=["on-call@example.com"]'],
  staging: ["databaseVersion=16.8", "recordFormat=avro", 'consumerAccounts=["210987654321"]'],
};

/** Between them, they have all that a stage can have. */
const variants = [
  ...stageNames(projectRoot).map((stage) => [stage, ...(settings[stage] ?? [])]),
  ["dev", "brokerType=serverless"],
];

/** What each role, or policy, is for. */
const asked: Readonly<Record<Kind, (deployed: Deployment) => Request[]>> = {
  boundary: (deployed) => workOfRoles(deployed, rolesOfStages[deployed.here.stage.stage] ?? []),
  deploy: ({ stage, here }) => [...needed(stage.plan), ...requests(checkCalls(here))],
  operate: ({ here }) =>
    requests(Object.values(operateCalls).flatMap((calls): Row[] => calls(here))),
  preview: ({ stage }) => needed(stage.plan, ["read"]),
};

interface Work {
  readonly deployed: Deployment;
  readonly decided: readonly Decision[];
}

const works = new Map<Kind, Promise<Work[]>>();
/** Says how the variants' requests are decided; once for each role. */
function workOf(kind: Kind): Promise<Work[]> {
  const known =
    works.get(kind) ??
    Promise.all(
      variants.map(async ([stage = "", ...settings]) => {
        const deployed = await deployment(stage, ...settings);
        const role = roleWith(kind, deployed.here.stage, statementsOf(kind, deployed.here.stage));
        return { deployed, decided: await decisions(deployed, role, asked[kind](deployed)) };
      }),
    );
  works.set(kind, known);
  return known;
}

for (const kind of ["boundary", "deploy", "operate", "preview"] as const) {
  describe(`rights: ${kind}`, function () {
    // The first test of each has every request decided.
    this.timeout(300_000);
    it("are enough", async () => {
      const work = await workOf(kind);
      assert.deepEqual(
        work.flatMap(({ decided }) => refused(decided)),
        [],
      );
    });

    it("has no action and no resource that nothing needs", async () => {
      const used = new Set(
        (await workOf(kind)).flatMap(({ deployed: { here }, decided }) => {
          const statements = statementsOf(kind, here.stage);
          return decided
            .flatMap(([, { grants }]) => grants)
            .flatMap((grant) => {
              const [, sid = "", action = "", resource = ""] = grant.split(" ");
              const found = statements.find(({ Sid }) => Sid === sid);
              return [`${sid} ${action}`, `${sid} resource ${found?.Resource.indexOf(resource)}`];
            });
        }),
      );
      const { here } = await deployment("prod");
      const written = statementsOf(kind, here.stage).flatMap(({ Sid, Action, Resource }) => [
        ...Action.map((action) => `${Sid} ${action}`),
        ...Resource.map((_, index) => `${Sid} resource ${index}`),
      ]);
      assert.deepEqual(
        written.filter((right) => !used.has(right)),
        [],
      );
    });

    for (const sid of sidsOf(kind)) {
      it(`needs ${sid}: without it something is refused`, async () => {
        const work = await workOf(kind);
        const without = await Promise.all(
          work.map(async ({ deployed, decided }) => {
            const { stage } = deployed.here;
            const by = decided.filter(([, { grants }]) =>
              grants.some((g) => g.split(" ")[1] === sid),
            );
            const rest = statementsOf(kind, stage).filter(({ Sid }) => Sid !== sid);
            const role = roleWith(kind, stage, rest);
            return refused(
              await decisions(
                deployed,
                role,
                by.map(([request]) => request),
              ),
            );
          }),
        );
        assert.notEqual(without.flat().length, 0);
      });
    }
  });
}

describe("what deployments and commands call", () => {
  it("is said of each function that the program asks the provider", () => {
    const source = readFileSync(join(projectRoot, "plan/computed.ts"), "utf8");
    const known = [...source.matchAll(/case "(aws:\w+\/(get\w+):\2)"/g)].map(([, token]) => token);
    assert.deepEqual(known.sort(), Object.keys(functionCalls).sort());
  });

  it("is said of each command of the SDK that operate/ sends", () => {
    const files = readdirSync(join(projectRoot, "operate"), { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => file.endsWith(".ts") && !file.startsWith("local"));
    const shared = ["connectorLog.ts", "connectorOperation.ts"].map(
      (file) => `deploy/steps/${file}`,
    );
    const sent = [...sources.map((file) => `operate/${file}`), ...shared].flatMap((file) => {
      const source = readFileSync(join(projectRoot, file), "utf8");
      // A paginator sends the command of its name.
      const pages = [...source.matchAll(/ paginate(\w+)\(/g)].map(([, name]) => `${name}Command`);
      return [...[...source.matchAll(/new (\w+Command)\(/g)].map(([, name]) => name), ...pages];
    });
    const said = Object.keys(operateCalls).filter((name) => name.endsWith("Command"));
    assert.deepEqual([...new Set(sent)].sort(), said.sort());
  });

  it("is published somewhere", () => {
    for (const [type, { sources }] of Object.entries(callsByType)) {
      assert.ok(sources.length > 0, type);
      for (const source of sources) {
        const found = source.startsWith("https://") || existsSync(join(projectRoot, source));
        assert.ok(found, `${type}: ${source}`);
      }
    }
  });

  it("fails the proof for a type of which nobody has said it", async () => {
    const { stage } = await deployment("dev");
    const [resource] = stage.plan.resources;
    assert.ok(resource);
    const unknown = { ...resource, type: "aws:sqs/queue:Queue", name: "queue" };
    const plan = { ...stage.plan, resources: [...stage.plan.resources, unknown] };
    assert.throws(() => needed(plan), /Nobody has said what aws:sqs\/queue:Queue calls of AWS/);
  });
});

/** The statements are the same for every stage, whose name alone differs. */
function sidsOf(kind: Kind): string[] {
  const stage = {
    partition: "aws",
    region: "us-east-1",
    account: "123456789012",
    project: "msk-pipeline",
    stage: "prod",
    tableNames: "kafka_",
    stateBucket: "state",
    stateKeyArn: "arn:aws:kms:us-east-1:123456789012:key/state",
  };
  return statementsOf(kind, stage).map(({ Sid }) => Sid);
}
