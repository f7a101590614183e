import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineStack } from "../engine/engineStack";
import { registeredByEngine } from "../engine/registered";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { readPage } from "../helpers/pages";
import { assertSame } from "./comparable";
import { ProgramStack } from "./programStack";

const EVERYTHING = {
  pipeline: "all",
  recordFormat: "avro",
  customerManagedKey: "true",
  logArchiveDays: "400",
  flowLogs: "true",
  deadLetters: "true",
  openMonitoring: "true",
  alarms: "true",
  alarmSubscribers: ["a@example.com"],
};

describe("A program in YAML", function () {
  this.timeout(600_000);
  let installed: InstalledPackage;
  let program: ProgramStack;

  before(async () => {
    installed = await installPackage();
    const source = join(__dirname, "stage");
    program = await ProgramStack.open(installed, { source, name: "msk-pipeline", env: {} });
  });
  after(async () => {
    program.close();
    await installed.remove();
  });

  it("in docs/languages.md deploys", async () => {
    const page = readPage("docs/languages.md");
    const text = /```yaml\n(name: orders\n.*?)```/s.exec(page)?.[1] ?? assert.fail("no program");
    const source = await mkdtemp(join(tmpdir(), "documented-"));
    await writeFile(join(source, "Pulumi.yaml"), text);
    const documented = await ProgramStack.open(installed, { source, name: "orders", env: {} });
    try {
      await documented.up();
      assert.deepEqual(Object.keys(await documented.preview()), ["same"]);
    } finally {
      documented.close();
      await rm(source, { recursive: true });
    }
  });

  it("deploys by the components what stage dev has with all that a stage can have", async () => {
    const stage = await EngineStack.open("dev", { settings: EVERYTHING });
    try {
      assert.deepEqual(Object.keys(await program.preview()), ["create"]);
      await Promise.all([stage.up(), program.up()]);
      assertSame(program.registered(), registeredByEngine(stage.snapshot()));
    } finally {
      stage.close();
    }
  });

  it("changes nothing when it runs again, and leaves nothing when it goes", async () => {
    assert.deepEqual(Object.keys(await program.preview()), ["same"]);
    await program.destroy();
    assert.deepEqual(program.registered(), []);
  });
});
