import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../../../support/userError";
import { projectRoot } from "../../../../support/projectRoot";
import { StackOutputs } from "../../../../operate/aws/stackOutputs";

const clusterArn = "arn:aws:kafka:eu-west-1:123456789012:cluster/msk-pipeline-dev/uuid";

/** A PATH with nothing on it but what a test puts there. */
class Programs {
  readonly folder = mkdtempSync(join(tmpdir(), "programs-"));
  readonly #path = process.env["PATH"];

  /** Writes a program of sh, which notes its arguments in a file of its name. */
  add(name: string, script: string): void {
    const log = `echo "$@" >> '${this.folder}/${name}.log'`;
    writeFileSync(join(this.folder, name), `#!/bin/sh\n${log}\n${script}\n`, { mode: 0o755 });
  }

  argumentsOf(name: string): string[] {
    return readFileSync(join(this.folder, `${name}.log`), "utf8")
      .trim()
      .split("\n");
  }

  use(): void {
    process.env["PATH"] = this.folder;
  }

  remove(): void {
    process.env["PATH"] = this.#path;
    rmSync(this.folder, { recursive: true });
  }
}

describe("StackOutputs", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    programs.use();
  });
  afterEach(() => {
    programs.remove();
  });

  const says = (outputs: object): string => `echo '${JSON.stringify(outputs)}'`;

  it("asks Pulumi for the stage's, and lets be those it does not know", async () => {
    programs.add("pulumi", says({ clusterArn, vpcId: "vpc-1", topics: { orders: "orders" } }));
    const outputs = await StackOutputs.read("staging");
    assert.equal(outputs.get("clusterArn"), clusterArn);
    assert.deepEqual(programs.argumentsOf("pulumi"), [
      `stack output --json --non-interactive --stack staging --cwd ${projectRoot}`,
    ]);
  });

  it("says of one that is missing when there is one", async () => {
    programs.add("pulumi", says({ clusterArn }));
    const outputs = await StackOutputs.read("dev");
    const refusal = (name: "tables" | "clientInstanceId" | "databaseSecretArn"): string => {
      try {
        outputs.get(name);
        return "";
      } catch (error) {
        assert.ok(error instanceof UserError);
        return error.message;
      }
    };
    assert.match(refusal("tables"), /Stage dev has no output tables\..*pulumi up/);
    assert.match(refusal("clientInstanceId"), /setting kafkaClient is true/);
    assert.match(refusal("databaseSecretArn"), /setting pipeline is cdc or all/);
  });

  it("refuses outputs of another program, naming them", async () => {
    programs.add("pulumi", says({ clusterArn: 5 }));
    await assert.rejects(StackOutputs.read("dev"), /not those of this program:[^]*clusterArn/);
  });

  const failures: readonly (readonly [what: string, said: string, remedy: RegExp])[] = [
    ["there is no such stack", "error: no stack named 'dev' found", /pulumi up --stack dev/],
    [
      "nobody is logged in",
      "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      /with pulumi login/,
    ],
    ["anything else fails", "error: the disk is full", /Try it yourself: pulumi stack output/],
  ];
  for (const [what, said, remedy] of failures) {
    it(`passes on what Pulumi says when ${what}, and what to do`, async () => {
      programs.add("pulumi", `echo "${said}" >&2; exit 255`);
      await assert.rejects(StackOutputs.read("dev"), (error) => {
        assert.ok(error instanceof UserError);
        assert.ok(error.message.includes(said), error.message);
        assert.match(error.message, remedy);
        return true;
      });
    });
  }

  it("says where Pulumi is to be had when it is not on PATH", async () => {
    await assert.rejects(StackOutputs.read("dev"), /no pulumi on PATH.*https:\/\/www\.pulumi\.com/);
  });
});

describe("session", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
  });
  afterEach(() => {
    programs.remove();
  });

  /** Runs the command in a process of its own, since it takes Ctrl-C for itself. */
  function session() {
    return execa(process.execPath, ["--import", "tsx", "cli/main.ts", "session"], {
      cwd: projectRoot,
      reject: false,
      env: { PATH: programs.folder },
    });
  }

  it("opens one on the client instance in the cluster's region, with a shell that reads the profile", async () => {
    programs.add("aws", 'if [ "$1" = ssm ]; then echo welcome; fi');
    programs.add("session-manager-plugin", "");
    programs.add("pulumi", `echo '${JSON.stringify({ clusterArn, clientInstanceId: "i-1" })}'`);
    const { exitCode, stdout } = await session();
    assert.deepEqual([exitCode, stdout], [0, "welcome"]);
    assert.equal(
      programs.argumentsOf("aws").at(-1),
      "ssm start-session --target i-1 --region eu-west-1 " +
        `--document-name AWS-StartInteractiveCommand --parameters {"command":["bash --login"]}`,
    );
  });

  it("fails as the AWS CLI does", async () => {
    programs.add("aws", 'if [ "$1" = ssm ]; then echo "TargetNotConnected" >&2; exit 254; fi');
    programs.add("session-manager-plugin", "");
    programs.add("pulumi", `echo '${JSON.stringify({ clusterArn, clientInstanceId: "i-1" })}'`);
    const { exitCode, stderr } = await session();
    assert.equal(exitCode, 1);
    assert.match(stderr, /TargetNotConnected[^]*session on i-1 ended with exit code 254/);
  });

  it("says what to install", async () => {
    assert.match((await session()).stderr, /no aws on PATH.*https:\/\/docs\.aws\.amazon\.com/);
    programs.add("aws", "");
    assert.match((await session()).stderr, /no session-manager-plugin on PATH.*install-plugin/);
  });
});
