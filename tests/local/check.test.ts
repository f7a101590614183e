import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import type { Finding } from "../../operate/check/finding";
import { BrokerClient } from "../../local/clients/broker";
import { readState, type Endpoints } from "../../local/run/state";
import { projectRoot } from "../../support/projectRoot";
import { Cli, eventually, newStateDirectory, removeDirectory, RUN_TIMEOUT_MS } from "./harness";

interface Checked {
  readonly stage: string;
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

describe("check, of a run that is kept", function () {
  this.timeout(RUN_TIMEOUT_MS);
  const folder = newStateDirectory();
  let cli: Cli;
  let endpoints: Endpoints;

  async function check(): Promise<Checked & { readonly exitCode: number | undefined }> {
    const args = ["--import", "tsx", "cli/main.ts", "check", "--json"];
    const { stdout, exitCode } = await execa("node", args, {
      cwd: projectRoot,
      reject: false,
      env: { PIPELINE_STATE_DIR: folder },
    });
    return { ...(JSON.parse(stdout) as Checked), exitCode };
  }

  before(async () => {
    const settings = ["-c", "deadLetters=true", "-c", "ordersPartitions=2"];
    cli = new Cli(["local", "--keep", "--records", "200", ...settings], folder);
    await cli.says(/until Ctrl-C/);
    const [run = ""] = readdirSync(folder);
    const state = readState(join(folder, run));
    assert.ok(state?.endpoints);
    endpoints = state.endpoints;
  });
  after(async () => {
    cli.child.kill("SIGINT");
    await cli.child;
    removeDirectory(folder);
  });

  it("is good, by the settings that the run was started with", async () => {
    const { exitCode, healthy, findings } = await check();
    assert.deepEqual([exitCode, healthy], [0, true], JSON.stringify(findings, null, 2));
    const orders = findings.find(({ kind, name }) => kind === "topic" && name === "orders");
    assert.equal(orders?.says, "2 partitions, 1 copy");
    const lag = findings.find(({ kind }) => kind === "lag");
    assert.equal(lag?.says, "0 records behind");
  });

  it("warns of a record that the sink has set aside", async () => {
    const kafka = new BrokerClient(endpoints.bootstrapServers);
    await kafka.send("orders", [{ key: "1", value: "no JSON", headers: {} }]);
    let warnings: readonly Finding[] = [];
    await eventually(
      async () => {
        const { exitCode, findings } = await check();
        assert.equal(exitCode, 0);
        warnings = findings.filter(({ verdict }) => verdict === "warning");
        return warnings.length > 0;
      },
      () => "it never warned",
    );
    assert.deepEqual(
      warnings.map(({ name, says }) => [name, says]),
      [["orders-dead-letters", "1 record"]],
    );
  });

  it("fails for connectors that are paused or gone, with what the log says of them", async () => {
    const at = `${endpoints.connect}/connectors`;
    assert.ok((await fetch(`${at}/dev-orders-source/pause`, { method: "PUT" })).ok);
    assert.ok((await fetch(`${at}/dev-orders-sink`, { method: "DELETE" })).ok);
    let failed: readonly Finding[] = [];
    await eventually(
      async () => {
        const { exitCode, findings } = await check();
        failed = findings.filter(({ verdict }) => verdict === "failed");
        assert.equal(exitCode, failed.length > 0 ? 1 : 0);
        return failed.length === 2;
      },
      () => "both never failed",
    );
    assert.deepEqual(
      failed.map(({ name, says }) => [name, says.split(",")[0]]),
      [
        ["dev-orders-sink", "the stage declares it"],
        ["dev-orders-source", "PAUSED"],
      ],
    );
    const log = failed[1]?.details ?? [];
    assert.ok(log.length > 0 && log.every((line) => line.includes("dev-orders-source")));
  });
});
