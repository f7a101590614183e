import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { evaluateLanguage } from "../../plan/languages/evaluate";
import { loadPlan, nameArchive } from "../../plan/load";
import type { Plan } from "../../plan/plan";
import { projectRoot } from "../../support/projectRoot";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { plan } from "../helpers/stagePlans";
import { AS_THE_EXAMPLE } from "./comparable";
import { InstalledProgram } from "./installedProgram";
import { installPythonSdk, type PythonSdk } from "./pythonSdk";

const planSchema = z.object({
  outputs: z.record(z.string(), z.unknown()),
  resources: z.array(
    z.object({
      urn: z.string(),
      type: z.string(),
      name: z.string(),
      parent: z.string().nullable(),
      inputs: z.record(z.string(), z.unknown()),
      options: z.record(z.string(), z.unknown()),
    }),
  ),
});

type Planned = z.output<typeof planSchema>["resources"][number];

describe("The plan of a program in another language", function () {
  this.timeout(120_000);
  let installed: InstalledPackage;
  let sdk: PythonSdk;
  const made: InstalledProgram[] = [];

  before(async () => {
    [installed, sdk] = await Promise.all([installPackage(), installPythonSdk()]);
  });
  after(async () => {
    for (const program of made) program.remove();
    await Promise.all([installed.remove(), sdk.remove()]);
  });

  function program(source: string): InstalledProgram {
    const project = { source: join(projectRoot, source), name: "msk-pipeline", env: sdk.env };
    const opened = new InstalledProgram(installed, project);
    made.push(opened);
    return opened;
  }

  async function failing(edit: (text: string) => string): Promise<string> {
    const python = program("examples/python");
    python.change("__main__.py", edit);
    const { exitCode, stdout, stderr } = await python.run(["plan", "--stage", "dev"]);
    assert.deepEqual([exitCode, stdout], [1, ""]);
    return stderr;
  }

  it("has what that of stage dev has of the same components, for Python", async () => {
    const { stdout, stderr } = await program("examples/python").run([
      ...["plan", "--stage", "dev", "--json"],
    ]);
    assert.equal(stderr, "");
    const { resources, outputs } = planSchema.parse(JSON.parse(stdout));
    const ofStage = await plan("dev", ...overrides(AS_THE_EXAMPLE));
    const expected = ofStage.resources.map(({ parent = null, ...each }) => ({ ...each, parent }));
    assert.deepEqual(
      new Map(resources.map(comparable)),
      new Map(planSchema.shape.resources.parse(expected).map(comparable)),
    );
    assert.deepEqual(outputs["clusterArn"], ofStage.outputs["clusterArn"]);
    assert.deepEqual(outputs["bootstrapServers"], ofStage.outputs["bootstrapServers"]);
  });

  it("is made for YAML, whose host asks for the schema", async () => {
    const { exitCode, stdout, stderr } = await program("tests/languages/yaml").run([
      ...["plan", "--stage", "dev"],
    ]);
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 0, stdout: YAML_PLAN, stderr: "" });
  });

  it("is refused with the exception that a program raises", async () => {
    const said = await failing((text) =>
      text.replace("source = run(", 'raise ValueError("no source today")\n\nsource = run('),
    );
    assert.match(said, /^Program failed with an unhandled exception:\nTraceback /);
    assert.match(
      said,
      /__main__\.py", line \d+, in <module>\n.*\nValueError: no source today\n?$/s,
    );
  });

  it("is refused with what a component says of a property", async () => {
    const said = await failing((text) => text.replace("brokers=2,", 'brokers="many",'));
    assert.equal(said, 'MskCluster kafka: brokers must be a whole number, got "many"');
  });

  it("is refused with what a component says when it is made", async () => {
    const said = await failing((text) => text.replace("zones=2,", "zones=1,"));
    assert.equal(said, "Network: zones must be a whole number from 2 to 3, got 1");
  });

  it("shows what a program prints, beside the plan", async () => {
    const python = program("examples/python");
    python.change("__main__.py", (text) => `${text}\nprint("made of", len(TAGS), "tags")\n`);
    const { exitCode, stdout, stderr } = await python.run(["plan", "--stage", "dev"]);
    assert.deepEqual([exitCode, stderr], [0, "made of 3 tags"]);
    assert.match(stdout, /^msk-pipeline dev: \d+ resources\n/);
  });

  it("is another than one that is made at the same time", async () => {
    const environment = { ...process.env };
    Object.assign(process.env, sdk.env);
    const root = join(projectRoot, "examples/python");
    const runtime = { name: "python", options: {} };
    const config = { "aws:region": "eu-west-1" };
    const options = { project: "orders", stack: "test", config, runCommand: nameArchive };
    const [python, stage] = await Promise.all([
      evaluateLanguage({ root, main: root, runtime }, options),
      loadPlan({ stage: "dev" }),
    ]).finally(() => {
      process.env = environment;
    });
    assert.deepEqual(namespaces(python), ["urn:pulumi:test::orders"]);
    assert.deepEqual(namespaces(stage), ["urn:pulumi:dev::msk-pipeline"]);
    assert.match(String(python.outputs["clusterArn"]), /^arn:aws:kafka:eu-west-1:/);
    assert.match(String(stage.outputs["clusterArn"]), /^arn:aws:kafka:us-east-1:/);
  });

  it("needs the host of the language", async () => {
    const { exitCode, stderr } = await program("examples/python").run(["plan", "--stage", "dev"], {
      PATH: "/nowhere",
    });
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      "There is no pulumi-language-python on PATH, which runs a program with runtime: python. It comes with the Pulumi CLI: install that by https://www.pulumi.com/docs/install/",
    );
  });

  it("leaves no process behind when it is interrupted", async () => {
    const python = program("examples/python");
    const { command } = await python.startEndless(["plan", "--stage", "dev"]);
    command.kill("SIGINT");
    assert.equal((await command).signal, "SIGINT");
    await python.nothingLeft();
  });
});

function overrides(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).map(([key, value]) => `${key}=${value}`);
}

function namespaces({ resources }: Pick<Plan, "resources">): string[] {
  return [...new Set(resources.map(({ urn }) => urn.split("::").slice(0, 2).join("::")))];
}

/**
 * What a program registers. Arguments of components may be left out, commands are those of the package,
 * and an archive may lie anywhere.
 */
function comparable({ urn, type, name, parent, options, inputs }: Planned): [string, unknown] {
  const given = type.startsWith("msk-pipeline:") ? {} : { ...inputs, create: undefined };
  return [urn, { type, name, parent, options, inputs: given }];
}

const YAML_PLAN = `msk-pipeline dev: 4 resources
├─ table  msk-pipeline:components:DynamoDbTable
│  └─ table-table  aws:dynamodb:Table
└─ orders  msk-pipeline:components:KafkaTopic
   └─ orders-topic  aws:msk:Topic

Outputs
  connector: dev-orders-source
  masked: [secret]
  table: arn:aws:dynamodb:us-east-1:123456789012:table/kafka_orders
  topic: orders`;
