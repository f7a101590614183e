import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { assertNoneRuns, Cli, newStateDirectory, removeDirectory } from "./harness";
import { RUN_TIMEOUT_MS } from "./harness";

describe("The end of a run", function () {
  this.timeout(RUN_TIMEOUT_MS);
  let folder: string;
  beforeEach(() => {
    folder = newStateDirectory();
  });
  afterEach(() => {
    removeDirectory(folder);
  });

  it("leaves no process after SIGINT in the middle", async () => {
    const cli = new Cli(["local", "--records", "1000000"], folder);
    await cli.says(/stored [1-9]/);
    const { processes } = cli;
    cli.child.kill("SIGINT");
    assert.equal(await cli.exitCode(), 130, cli.output);
    await assertNoneRuns(processes);
    assert.match(cli.output, /Interrupted by SIGINT/);
  });

  it("leaves no process after SIGINT while everything starts", async () => {
    const cli = new Cli(["local"], folder);
    await cli.says(/DynamoDB Local/);
    const { processes } = cli;
    cli.child.kill("SIGINT");
    assert.equal(await cli.exitCode(), 130, cli.output);
    await assertNoneRuns(processes);
  });

  it("ends with the log's last lines when a program dies", async () => {
    const cli = new Cli(["local", "--records", "1000000"], folder);
    await cli.says(/stored [1-9]/);
    const { processes } = cli;
    const broker = processes.find(({ title }) => title.startsWith("Kafka broker"));
    process.kill(broker?.pid ?? 0, "SIGKILL");
    assert.equal(await cli.exitCode(), 1);
    assert.match(cli.output, /Kafka broker 3\.9\.\d+ ended unexpectedly \(signal SIGKILL\)/);
    const log = /The end of (\S+broker\.log):/.exec(cli.output)?.[1] ?? "";
    assert.ok(existsSync(log), `no log is kept: ${cli.output}`);
    await assertNoneRuns(processes);
  });
});
