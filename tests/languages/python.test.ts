import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";
import { EngineStack } from "../engine/engineStack";
import { registeredByEngine, type Registered } from "../engine/registered";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { ProgramStack } from "./programStack";
import { installPythonSdk, type PythonSdk } from "./pythonSdk";

/** What stage dev has besides what the example has. */
const AS_THE_EXAMPLE = { kafkaClient: "false", alarms: "false", autoCreateTopics: "false" };

describe("The program in Python of examples/", function () {
  this.timeout(600_000);
  let installed: InstalledPackage;
  let sdk: PythonSdk;
  let program: ProgramStack;

  before(async () => {
    [installed, sdk] = await Promise.all([installPackage(), installPythonSdk()]);
    const source = join(projectRoot, "examples/python");
    program = await ProgramStack.open(installed, { source, name: "msk-pipeline", env: sdk.env });
  });
  after(async () => {
    program.close();
    await Promise.all([installed.remove(), sdk.remove()]);
  });

  it("deploys what stage dev has of the same components", async () => {
    const stage = await EngineStack.open("dev", { settings: AS_THE_EXAMPLE });
    try {
      await Promise.all([stage.up(), program.up()]);
      const ofStage = new Map(comparable(registeredByEngine(stage.snapshot())));
      const ofProgram = new Map(comparable(program.registered()));
      assert.deepEqual(
        [...ofStage.keys()].filter((key) => !ofProgram.has(key)),
        [],
      );
      for (const [key, resource] of ofProgram) assert.deepEqual(resource, ofStage.get(key), key);
    } finally {
      stage.close();
    }
  });
});

/**
 * What a program registers. Arguments of components may be left out, commands are those of the package,
 * and an archive may lie anywhere.
 */
function comparable(registered: readonly Registered[]): [string, unknown][] {
  return registered.map(({ type, name, parent, protect, inputs }) => {
    const isComponent = type.startsWith("msk-pipeline:");
    const archive = z.looseObject({ hash: z.string() }).safeParse(inputs["source"]).data?.hash;
    const given = { ...inputs, create: undefined, source: archive };
    return [`${type} ${name}`, { parent, protect, inputs: isComponent ? {} : given }];
  });
}
