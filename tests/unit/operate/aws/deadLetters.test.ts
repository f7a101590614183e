import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { clientScript } from "../../../../operate/aws/clientScript";
import { UserError } from "../../../../support/userError";
import { FakeAws, outputs } from "../../../helpers/fakeAws";

const { signal } = new AbortController();

function answering(result: object): FakeAws {
  return new FakeAws({
    SendCommand: () => ({ Command: { CommandId: "command-1" } }),
    GetCommandInvocation: () => result,
  });
}

describe("A deployed stage's dead letters", () => {
  it("are read on the client, which signs in as its tools do", async () => {
    const aws = answering({ Status: "Success", StandardOutputContent: "lines" });
    const args = ["replay", "--topic", "it's"];
    const answer = await aws.ask((target) => target.runDeadLetterTool(args, signal));
    assert.deepEqual(answer, { text: "lines", errors: "", cut: false });
    const [{ InstanceIds, Parameters } = {}] = aws.inputs("SendCommand");
    assert.deepEqual(InstanceIds, [outputs.clientInstanceId]);
    const script = (Parameters as { readonly commands: readonly string[] }).commands.join("");
    const expected = [
      "'/opt/kafka-client/bin/dead-letters.sh' 'replay' '--topic' 'it'\\''s'",
      "'--bootstrap-server' 'b-1.example:9098,b-2.example:9098'",
      "'--command-config' '/etc/kafka/client-config.properties'",
      "'--lock' '/run/dead-letters.lock'",
    ];
    assert.equal(script.split("\n").at(-1), expected.join(" "));
  });

  it("say what the tool says when it fails", async () => {
    const said = "Another replay is going on; it holds /run/dead-letters.lock";
    const aws = answering({ Status: "Failed", StandardErrorContent: said });
    await assert.rejects(
      aws.ask((target) => target.runDeadLetterTool(["replay"], signal)),
      (error) => error instanceof UserError && error.message.includes(said),
    );
  });

  it("need a client instance", async () => {
    const { bootstrapServers } = outputs;
    await assert.rejects(
      answering({}).ask((target) => target.runDeadLetterTool(["list"], signal), {
        bootstrapServers,
      }),
      /kafkaClient is true/,
    );
  });
});

describe("The script for a tool on the client instance", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "client-script-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("says that an older instance does not have the tool", async () => {
    const ready = join(folder, "ready");
    const script = clientScript("dead-letters.sh", ["list"])
      .replaceAll("/var/lib/kafka-client-ready", ready)
      .replaceAll("/opt/kafka-client", folder);
    const starting = await execa("sh", ["-c", script], { reject: false });
    assert.deepEqual([starting.exitCode, starting.stdout], [1, ""]);
    assert.match(starting.stderr, /still installing its tools/);
    const old = await execa("sh", ["-c", `touch ${ready}\n${script}`], { reject: false });
    assert.deepEqual([old.exitCode, old.stdout], [1, ""]);
    assert.match(old.stderr, /made before it had dead-letters\.sh: deploy the stage/);
  });
});
