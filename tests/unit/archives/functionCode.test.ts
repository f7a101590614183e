import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { bundle, functionCode } from "../../../archives/functionCode";
import { projectRoot } from "../../../support/projectRoot";
import { FakeAws } from "../../helpers/fakeAws";

const NAME = "restartFailedTasks";
const arn = "arn:aws:kafkaconnect:eu-west-1:123456789012:connector/prod-sink/id-1";

describe("The code of a function", () => {
  it("is the same bytes each time, and from wherever it is bundled", async () => {
    const module = JSON.stringify(join(projectRoot, "archives/functionCode.ts"));
    const script = `import(${module}).then(({ default: { bundle } }) => process.stdout.write(bundle("${NAME}")))`;
    const printed = await execa({
      cwd: tmpdir(),
      encoding: "buffer",
      stripFinalNewline: false,
    })`node --import ${createRequire(__filename).resolve("tsx")} --eval ${script}`;
    assert.ok(Buffer.from(bundle(NAME)).equals(Buffer.from(printed.stdout)));
    assert.ok(Buffer.from(bundle(NAME)).equals(Buffer.from(bundle(NAME))));
  });

  it("holds no path of the machine that bundled it", () => {
    const code = Buffer.from(bundle(NAME)).toString("utf8");
    assert.ok(!code.includes(projectRoot));
  });

  it("is kept in the cache under its content's hash, and found there again", async () => {
    const path = await functionCode(NAME);
    assert.match(path, /\/functions\/restartFailedTasks-[0-9a-f]{64}\.js$/);
    assert.equal(await functionCode(NAME), path);
  });

  it("fails for a function that there is not, by its name", () => {
    assert.throws(() => bundle("absent"), /functions\/absent\/handler\.ts/);
  });

  it("needs nothing but Node.js, and asks CloudWatch and MSK Connect as the SDK does", async () => {
    const aws = new FakeAws({
      DescribeAlarms: () => ({ MetricAlarms: [{ AlarmName: "failed", StateValue: "ALARM" }] }),
      restart: () => ({ connectorOperationArn: "arn:of:the:restart" }),
      "/operations": () => ({ connectorOperations: [] }),
      "GET /v1/connectors/": () => ({ connectorState: "RUNNING" }),
    });
    const { stdout } = await aws.listening((endpoint) => called(endpoint));
    assert.deepEqual(JSON.parse(stdout), {
      connector: arn,
      act: "restart",
      because: "restart 1 of 3 within an hour",
    });
    assert.deepEqual(
      aws.calls.map(({ operation, path }) => [operation, path]),
      [
        ["DescribeAlarms", "/"],
        ["GET /v1/connectors/", `/v1/connectors/${arn}`],
        ["/operations", `/v1/connectors/${arn}/operations`],
        ["restart", `/v1/connectors/${arn}/restart?onlyFailedTasks=true`],
      ],
    );
  });
});

/** Calls the handler in a process of its own, in a folder without any module, as Lambda does. */
async function called(endpoint: string): Promise<{ readonly stdout: string }> {
  const folder = await mkdtemp(join(tmpdir(), "function-"));
  const code = createRequire(__filename).resolve(await functionCode(NAME));
  try {
    return await execa("node", ["--eval", `require(${JSON.stringify(code)}).handler()`], {
      cwd: folder,
      env: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "none",
        AWS_SECRET_ACCESS_KEY: "none",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
        CONNECTORS: JSON.stringify({ failed: arn }),
        ONLY_FAILED_TASKS: "true",
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
