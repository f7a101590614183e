import assert from "node:assert/strict";
import { execa } from "execa";
import { projectRoot } from "../../../support/projectRoot";
import { newStateDirectory, removeDirectory } from "../../local/harness";

describe("The commands for a running pipeline", function () {
  this.timeout(60_000);
  const stateDirectory = newStateDirectory();
  after(() => {
    removeDirectory(stateDirectory);
  });

  const refused: readonly (readonly [args: string[], ...says: RegExp[]])[] = [
    [["topics"], /No pipeline of stage dev runs on this machine/, /--keep/, /--aws/],
    [["consume"], /missing required argument 'topic'/],
    [["consume", "a b"], /'a b'/, /'topic'/, /1 to 249 letters/],
    [["consume", "orders", "--count", "0"], /--count <number>/, /'0'/, /whole number from 1/],
    [["deadletters", "show", "1.5"], /'1\.5'/, /'offset'/, /whole number from 0/],
    [["deadletters", "replay", "--only", "1", "last"], /--only/, /'last'/, /whole number from 0/],
    [["table", "--items", "ten"], /--items <number>/, /'ten'/, /whole number from 1/],
  ];
  for (const [args, ...says] of refused) {
    it(`refuse ${args.join(" ")}, without a stack trace`, async () => {
      const { exitCode, stdout, stderr } = await execa(
        "node",
        ["--import", "tsx", "cli/main.ts", ...args],
        { cwd: projectRoot, reject: false, env: { PIPELINE_STATE_DIR: stateDirectory } },
      );
      assert.deepEqual([exitCode, stdout], [1, ""]);
      for (const pattern of says) assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }
});
