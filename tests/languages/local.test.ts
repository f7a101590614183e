import assert from "node:assert/strict";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { RUN_TIMEOUT_MS } from "../local/harness";
import { InstalledProgram } from "./installedProgram";
import { installPythonSdk, type PythonSdk } from "./pythonSdk";
import { pipelinesOf } from "../helpers/reportFile";

const ORDERS = 200;

describe("The program in Python of examples/, on this machine", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let installed: InstalledPackage;
  let sdk: PythonSdk;
  let program: InstalledProgram;

  before(async () => {
    [installed, sdk] = await Promise.all([installPackage(), installPythonSdk()]);
    const source = join(projectRoot, "examples/python");
    program = new InstalledProgram(installed, { source, name: "orders", env: sdk.env });
  });
  after(async () => {
    program.remove();
    await Promise.all([installed.remove(), sdk.remove()]);
  });

  it("moves its orders through a broker and a worker into its table", async () => {
    const report = join(program.folder, "report.json");
    const { exitCode, stdout, stderr } = await program.run([
      ...["local", "--stage", "dev", "--records", String(ORDERS), "--report", report],
    ]);
    assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
    const pipelines = pipelinesOf(report);
    const counts = { produced: ORDERS, stored: ORDERS, missing: 0, duplicates: 0, deadLettered: 0 };
    assert.deepEqual(pipelines, { orders: { counts } });
  });

  it("ends as any run does when it is interrupted while the program runs", async () => {
    const { command } = await program.startEndless(["local", "--stage", "dev"]);
    command.kill("SIGINT");
    const { exitCode, stderr } = await command;
    assert.deepEqual(
      [exitCode, stderr],
      [130, "Interrupted by SIGINT: everything that was started is stopped."],
    );
    await program.nothingLeft();
  });
});
