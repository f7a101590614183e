import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
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
const config = { topics: "orders", "tasks.max": "1" };

function expectation(unverified: readonly string[] = []): Expectation {
  const expected = fingerprint(config);
  return parseExpectation(JSON.stringify({ connectorArn, expected, unverified }));
}

interface Connector {
  readonly connectorState: string;
  readonly connectorConfiguration?: Readonly<Record<string, string>>;
  readonly stateDescription?: { readonly message: string };
}

/** Amazon MSK Connect as far as the check asks it, on this machine. */
class FakeMskConnect {
  readonly operations: { readonly state: string; readonly message?: string }[] = [];
  described = 0;
  private readonly server: Server;

  constructor(private readonly states: readonly Connector[]) {
    this.server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? "");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(this.answer(path)));
    });
  }

  async verify(toVerify: Expectation): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const client = new KafkaConnectClient({
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "none", secretAccessKey: "none" },
    });
    try {
      await verifyConnector(client, toVerify, 1);
    } finally {
      client.destroy();
      this.server.close();
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
          "Mend the configuration and deploy again; the connector's log group says more.",
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

  it("fails for a connector that does not run, with MSK Connect's reason", async () => {
    const failed = { connectorState: "FAILED", stateDescription: { message: "no route" } };
    await assert.rejects(
      new FakeMskConnect([failed]).verify(expectation()),
      new UserError("orders-sink is FAILED: no route"),
    );
  });
});
