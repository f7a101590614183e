import assert from "node:assert/strict";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { EngineStack, type Snapshot } from "../engine/engineStack";
import { registeredByEngine } from "../engine/registered";
import { installPackage, type InstalledPackage } from "../helpers/installedPackage";
import { AS_THE_EXAMPLE, assertSame } from "./comparable";
import { ProgramStack } from "./programStack";
import { installPythonSdk, type PythonSdk } from "./pythonSdk";

describe("Programs in Python", function () {
  this.timeout(600_000);
  let installed: InstalledPackage;
  let sdk: PythonSdk;

  before(async () => {
    [installed, sdk] = await Promise.all([installPackage(), installPythonSdk()]);
  });
  after(() => Promise.all([installed.remove(), sdk.remove()]));

  function open(source: string): Promise<ProgramStack> {
    return ProgramStack.open(installed, { source, name: "msk-pipeline", env: sdk.env });
  }

  describe("that of examples/", () => {
    let program: ProgramStack;
    let ofTypeScript: Snapshot;
    before(async () => {
      program = await open(join(projectRoot, "examples/python"));
    });
    after(() => {
      program.close();
    });

    it("deploys what stage dev has of the same components", async () => {
      const stage = await EngineStack.open("dev", { settings: AS_THE_EXAMPLE });
      try {
        assert.deepEqual(Object.keys(await program.preview()), ["create"]);
        await Promise.all([stage.up(), program.up()]);
        ofTypeScript = stage.snapshot();
        assertSame(program.registered(), registeredByEngine(ofTypeScript));
      } finally {
        stage.close();
      }
    });

    it("takes over what TypeScript has deployed, without making anything anew", async () => {
      program.takeOver(ofTypeScript);
      assert.deepEqual(Object.keys(await program.preview()), ["same", "update"]);
      await program.up();
    });

    it("changes nothing when it runs again, and leaves nothing when it goes", async () => {
      assert.deepEqual(Object.keys(await program.preview()), ["same"]);
      await program.destroy();
      assert.deepEqual(program.registered(), []);
    });
  });

  it("are told every input at fault, and what it may be", async () => {
    const program = await open(join(__dirname, "wrong"));
    try {
      const reasons = [
        /MskConnector orders-sink: connector\.table_name_format is unknown here: there are .*tableNameFormat/,
        /connector\.tableNameFormat must be set/,
        /connector\.name must be known when the program runs: a plain value, no output of a resource/,
        /connector\.topics must be a list, got "orders"/,
        /connector\.tasks must be a whole number, got 1\.5/,
        /kafkaConnectVersion must be one of 2\.7\.1, 3\.7\.x, got "3\.6"/,
      ];
      await assert.rejects(program.up(), ({ message }: Error) => {
        for (const reason of reasons) assert.match(message, reason);
        return true;
      });
    } finally {
      program.close();
    }
  });
});
