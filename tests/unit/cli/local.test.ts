import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../../support/projectRoot";
import { Interrupted } from "../../../local/run/interrupt";
import { refusalOf } from "../../helpers/refusal";

describe("The command line", function () {
  this.timeout(60_000);

  const refused: readonly (readonly [args: string, ...says: RegExp[]])[] = [
    ["local --records 0", /--records <number>/, /'0'/, /whole number from 1/],
    ["local --records abc", /--records <number>/, /'abc'/, /whole number from 1/],
    ["local --records 1.5", /'1\.5'/, /whole number from 1/],
    ["local --records 9999999999", /'9999999999'/, /to 2147483647/],
    [`local --report ${join(tmpdir(), "none", "r.json")}`, /--report <file>/, /no folder \S+none/],
    [`local --report ${tmpdir()}`, /--report <file>/, /is a folder/],
    [`local --report ${join(tmpdir(), "none", "r.html")}`, /--report <file>/, /no folder \S+none/],
    ["local --report r.html --show-changes", /'--report <file>' cannot .* '--show-changes'/],
    ["plan --stage qa", /There is no stage "qa"/, /dev, prod, staging/],
    ["plan -c nonsense", /-c nonsense: must be key=value/],
    ["deploy", /unknown command 'deploy'/],
  ];
  for (const [args, ...says] of refused) {
    it(`refuses ${args}`, async () => {
      const said = await refusalOf(args.split(" "));
      for (const pattern of says) assert.match(said, pattern);
    });
  }

  const refusedByProcess: readonly (readonly [args: string, says: RegExp])[] = [
    ["local --records 0", /whole number from 1/],
    ["local --stage qa", /^There is no stage "qa"/],
    ["local -c kafkaConnectVersion=4", /kafkaConnectVersion: must be 2\.7\.1 or 3\.7\.x, got "4"/],
    ["validate --stage qa", /^There is no stage "qa"/],
  ];
  for (const [args, says] of refusedByProcess) {
    it(`ends ${args} before anything starts, without a stack trace`, async () => {
      const { exitCode, stdout, stderr } = await run(args.split(" "));
      assert.equal(exitCode, 1);
      assert.doesNotMatch(stdout, /DynamoDB|Kafka/);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it("prints what differs on this machine without starting anything", async () => {
    const { exitCode, stdout } = await run(["local", "--show-changes", "--records", "5"]);
    assert.equal(exitCode, 0);
    assert.match(stdout, /dev-orders-source\n {2}iterations: .*\n {4}-1 -> 5/);
  });

  it("prints a plan as JSON and nothing else", async () => {
    const { stdout } = await run(["plan", "--json", "--stage", "staging"]);
    assert.equal((JSON.parse(stdout) as { stack: string }).stack, "staging");
  });

  it("prints all of a plan into a pipe that is read late", async () => {
    const plan = "node --import tsx cli/main.ts plan --json --stage prod";
    // A shell's pipe, unlike one that Node.js makes, takes 64 KiB and no more until it is read.
    const { stdout } = await execa("sh", ["-c", `${plan} | { sleep 4; cat; }`], {
      cwd: projectRoot,
    });
    assert.ok(stdout.length > 64 * 1024, "the plan must be more than a pipe takes");
    assert.equal((JSON.parse(stdout) as { stack: string }).stack, "prod");
  });

  it("ends with the code that shells give a signal", () => {
    assert.deepEqual(
      [new Interrupted("SIGINT").exitCode, new Interrupted("SIGTERM").exitCode],
      [130, 143],
    );
  });
});

function run(args: readonly string[]) {
  return execa("node", ["--import", "tsx", "cli/main.ts", ...args], {
    cwd: projectRoot,
    reject: false,
  });
}
