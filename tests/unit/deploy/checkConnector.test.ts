import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { UserError } from "../../../support/userError";
import { fingerprint } from "../../../support/fingerprint";
import {
  parseExpectation,
  verifyConnector,
  type Expectation,
} from "../../../deploy/steps/checkConnector";

const connectorArn = "arn:aws:kafkaconnect:eu-west-1:123456789012:connector/orders-sink/id-1";
const operationArn = `arn:aws:kafkaconnect:eu-west-1:123456789012:connector-operation/orders-sink/id-1/op`;
const urn = "urn:pulumi:dev::msk-pipeline::MskConnector$Connector::orders-sink-connector";
const config = { topics: "orders", "tasks.max": "1" };

function expectation(unverified: readonly string[] = []): Expectation {
  const expected = fingerprint(config);
  return parseExpectation(
    JSON.stringify({ connectorArn, urn, expected, unverified, logGroupName: "/sink" }),
  );
}

interface Connector {
  readonly connectorState: string;
  readonly connectorConfiguration?: Readonly<Record<string, string>>;
  readonly stateDescription?: { readonly code: string; readonly message: string };
}

/** Amazon MSK Connect and CloudWatch Logs as far as the check asks them, on this machine. */
class FakeMskConnect {
  readonly operations: { readonly state: string; readonly message?: string }[] = [];
  /** Pages of the log; without any it may not be read. */
  readonly log: { readonly message: string }[][] = [];
  described = 0;
  private readonly server: Server;

  constructor(private readonly states: readonly Connector[]) {
    this.server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? "");
      response.setHeader("content-type", "application/json");
      if (request.headers["x-amz-target"] === undefined) {
        response.end(JSON.stringify(this.answer(path)));
      } else {
        this.answerLogs(response);
      }
    });
  }

  async verify(toVerify: Expectation, seconds = 60): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const access = {
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "none", secretAccessKey: "none" },
    };
    const clients = {
      connect: new KafkaConnectClient(access),
      logs: new CloudWatchLogsClient(access),
    };
    try {
      await verifyConnector(clients, toVerify, { everyMs: 1, seconds });
    } finally {
      clients.connect.destroy();
      clients.logs.destroy();
      this.server.close();
    }
  }

  private answerLogs(response: ServerResponse): void {
    const events = this.log.shift();
    if (events === undefined) {
      response.statusCode = 400;
      response.setHeader("x-amzn-errortype", "AccessDeniedException");
      response.end(JSON.stringify({ message: "no logs:FilterLogEvents" }));
    } else {
      const more = this.log.length > 0 ? { nextToken: "more" } : {};
      response.end(JSON.stringify({ events, ...more }));
    }
  }

  private answer(path: string): unknown {
    if (path.startsWith("/v1/connectorOperations/")) {
      const { state, message } = this.operations[Number(path.slice(-1))] ?? {};
      return {
        connectorOperationState: state,
        ...(message === undefined ? {} : { errorInfo: { code: "InvalidConfig", message } }),
      };
    }
    if (path.endsWith("/operations")) {
      return {
        connectorOperations: this.operations.map((_, index) => ({
          connectorOperationArn: `${operationArn}-${index}`,
          connectorOperationType: "UPDATE_CONNECTOR_CONFIGURATION",
          creationTime: `2026-01-0${index + 1}T00:00:00Z`,
        })),
      };
    }
    this.described += 1;
    const connector = this.states[Math.min(this.described, this.states.length) - 1];
    return { connectorName: "orders-sink", connectorArn, ...connector };
  }
}

const running = (connectorConfiguration: Connector["connectorConfiguration"]): Connector => ({
  connectorState: "RUNNING",
  ...(connectorConfiguration === undefined ? {} : { connectorConfiguration }),
});

const failed: Connector = {
  connectorState: "FAILED",
  stateDescription: { code: "Unreachable", message: "no route" },
};

describe("verifyConnector", () => {
  it("is content with a connector that runs what was deployed", async () => {
    await new FakeMskConnect([running(config)]).verify(expectation());
  });

  it("waits until an update has ended, one way or the other", async () => {
    const msk = new FakeMskConnect([
      { connectorState: "UPDATING" },
      { connectorState: "UPDATING" },
      running(config),
    ]);
    await msk.verify(expectation());
    assert.equal(msk.described, 3);
  });

  it("says which keys differ and why MSK Connect rolled the update back", async () => {
    const msk = new FakeMskConnect([running({ topics: "returns", "tasks.max": "1", old: "1" })]);
    msk.operations.push({ state: "UPDATE_COMPLETE" });
    msk.operations.push({ state: "ROLLBACK_COMPLETE", message: "topics has no table" });
    await assert.rejects(
      msk.verify(expectation()),
      new UserError(
        [
          "MSK Connect did not keep the configuration of orders-sink: old, topics differ from what was deployed.",
          "Its last update is ROLLBACK_COMPLETE: InvalidConfig, topics has no table",
          "Fix the configuration and deploy again; the connector's log group says more.",
        ].join("\n"),
      ),
    );
  });

  it("says so when MSK Connect knows of no update", async () => {
    const msk = new FakeMskConnect([running({})]);
    await assert.rejects(msk.verify(expectation()), /MSK Connect lists no update of it\./);
  });

  it("leaves out what MSK Connect sets by itself", async () => {
    const scaled = running({ ...config, "tasks.max": "8" });
    await new FakeMskConnect([scaled]).verify(expectation(["tasks.max"]));
    await assert.rejects(new FakeMskConnect([scaled]).verify(expectation()), /tasks\.max differ/);
  });

  it("waits for a connector that is still being made", async () => {
    const msk = new FakeMskConnect([{ connectorState: "CREATING" }, running(config)]);
    await msk.verify(expectation());
    assert.equal(msk.described, 2);
  });

  it("does not wait for ever", async () => {
    const msk = new FakeMskConnect([{ connectorState: "UPDATING" }]);
    await assert.rejects(
      msk.verify(expectation(), 0),
      /is still being changed by MSK Connect: its update did not end within 0 s/,
    );
  });

  it("fails for a connector that does not run, with the reason, its log's end and what to do", async () => {
    const msk = new FakeMskConnect([failed]);
    const lines = Array.from({ length: 30 }, (_, i) => ({ message: `line ${i}\n` }));
    msk.log.push(lines.slice(0, 15), lines.slice(15));
    await assert.rejects(
      msk.verify(expectation()),
      new UserError(
        [
          "orders-sink is FAILED: Unreachable: no route",
          "The end of its log, /sink:",
          ...lines.slice(10).map(({ message }) => `  ${message.trimEnd()}`),
          `Fix the reason, then: pulumi up --replace '${urn}'`,
        ].join("\n"),
      ),
    );
  });

  it("tells the reason of a failure also where its log may not be read, or is empty", async () => {
    await assert.rejects(
      new FakeMskConnect([failed]).verify(expectation()),
      /FAILED: Unreachable: no route\n.*\n {2}It cannot be read: AccessDeniedException: no logs:FilterLogEvents\n/,
    );
    const silent = new FakeMskConnect([failed]);
    silent.log.push([]);
    await assert.rejects(
      silent.verify(expectation()),
      /\n {2}It has no line of the last half hour/,
    );
  });
});
