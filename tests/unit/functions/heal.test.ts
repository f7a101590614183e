import assert from "node:assert/strict";
import { heal } from "../../../functions/restartFailedTasks/heal";
import { FakeAws, type Call } from "../../helpers/fakeAws";

const arnOf = (name: string): string =>
  `arn:aws:kafkaconnect:eu-west-1:123456789012:connector/prod-${name}/id-1`;
const sink = arnOf("sink");
const source = arnOf("source");

type Entry = Readonly<Record<string, string>>;
type Answers = ConstructorParameters<typeof FakeAws>[0];

const RUNNING = { connectorState: "RUNNING" };
const RESTART = { connectorOperationArn: "arn:of:the:restart" };

/**
 * A stage whose alarms are on for some connectors, all of which run and had nothing done to them.
 * What is answered first to a part of a path is not answered to longer ones.
 */
function stage(answers: Answers, failing: readonly string[], first: Answers = {}): FakeAws {
  return new FakeAws({
    ...first,
    DescribeAlarms: () => ({
      MetricAlarms: failing.map((name) => ({ AlarmName: `${name}-failed`, StateValue: "ALARM" })),
    }),
    restart: () => RESTART,
    "/operations": () => ({ connectorOperations: [] }),
    "GET /v1/connectors/": () => RUNNING,
    ...answers,
  });
}

async function healed(
  aws: FakeAws,
  onlyFailedTasks = true,
  entries: Entry[] = [],
): Promise<Entry[]> {
  const connectors = new Map([
    ["source-failed", source],
    ["sink-failed", sink],
  ]);
  await aws.withClients(({ metrics: cloudWatch, connect: kafkaConnect }) =>
    heal({ cloudWatch, kafkaConnect, connectors, onlyFailedTasks }, (entry) => entries.push(entry)),
  );
  return entries;
}

function restarts({ calls }: FakeAws): Call[] {
  return calls.filter(({ operation }) => operation === "restart");
}

describe("Restarting failed tasks", () => {
  it("asks for the connectors' alarms that are on, and does nothing when none is", async () => {
    const aws = stage({}, []);
    assert.deepEqual(await healed(aws), []);
    assert.deepEqual(aws.inputs("DescribeAlarms"), [
      { AlarmNames: ["source-failed", "sink-failed"], StateValue: "ALARM" },
    ]);
    assert.equal(aws.calls.length, 1);
  });

  /** @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_RestartConnector.html */
  it("restarts the failed tasks of the connector whose alarm is on, and says so", async () => {
    const aws = stage({}, ["sink"]);
    assert.deepEqual(await healed(aws), [
      { connector: sink, act: "restart", because: "restart 1 of 3 within an hour" },
    ]);
    assert.deepEqual(
      restarts(aws).map(({ path }) => path),
      [`/v1/connectors/${sink}/restart?onlyFailedTasks=true`],
    );
  });

  it("restarts all tasks where Kafka Connect cannot restart those that have failed", async () => {
    const aws = stage({}, ["sink"]);
    await healed(aws, false);
    assert.equal(restarts(aws)[0]?.input["onlyFailedTasks"], "false");
  });

  it("gives up after three restarts of the last hour, on all pages of what was done", async () => {
    const done = (minutesAgo: number, connectorOperationType = "RESTART_CONNECTOR") => ({
      connectorOperationType,
      connectorOperationState: "RESTART_COMPLETE",
      creationTime: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    });
    const first = [done(5), done(20), done(30, "UPDATE_CONNECTOR_CONFIGURATION"), done(70)];
    const operations = (second: readonly object[]): Answers => ({
      "/operations": ({ nextToken }) =>
        nextToken === undefined
          ? { connectorOperations: first, nextToken: "2" }
          : { connectorOperations: second },
    });
    const often = stage(operations([done(40)]), ["sink"]);
    assert.deepEqual(await healed(often), [
      { connector: sink, act: "giveUp", because: "3 restarts within an hour have not helped" },
    ]);
    assert.deepEqual(restarts(often), []);
    const seldom = stage(operations([]), ["sink"]);
    assert.equal((await healed(seldom))[0]?.["because"], "restart 3 of 3 within an hour");
  });

  for (const connectorOperationState of ["PENDING", "UPDATE_IN_PROGRESS", "RESTART_IN_PROGRESS"]) {
    it(`waits while an operation is ${connectorOperationState}`, async () => {
      const operation = { connectorOperationState, creationTime: new Date().toISOString() };
      const aws = stage({ "/operations": () => ({ connectorOperations: [operation] }) }, ["sink"]);
      assert.equal((await healed(aws))[0]?.["act"], "wait");
      assert.deepEqual(restarts(aws), []);
    });
  }

  for (const connectorState of ["PAUSED", "FAILED", "UPDATING"]) {
    it(`leaves a connector alone that is ${connectorState}: MSK Connect would refuse`, async () => {
      const aws = stage({ "GET /v1/connectors/": () => ({ connectorState }) }, ["sink"]);
      assert.deepEqual(await healed(aws), [
        { connector: sink, act: "wait", because: `its state is ${connectorState}, not RUNNING` },
      ]);
      assert.deepEqual(restarts(aws), []);
    });
  }

  it("fails in the end for a connector that it cannot heal, after it has healed the others", async () => {
    const refused = { refused: "NotFoundException", message: "there is no such connector" };
    const aws = stage({}, ["source", "sink"], { "connector/prod-source/": () => refused });
    await assert.rejects(healed(aws), /^AggregateError: 1 of 2 connectors: see the log$/);
    assert.deepEqual(
      restarts(aws).map(({ path }) => path),
      [`/v1/connectors/${sink}/restart?onlyFailedTasks=true`],
    );
  });

  it("says for which connector it has failed, and why", async () => {
    const refused = { refused: "NotFoundException", message: "there is no such connector" };
    const aws = stage({}, ["source"], { "connector/prod-source/": () => refused });
    const entries: Entry[] = [];
    await assert.rejects(healed(aws, true, entries));
    assert.deepEqual(entries, [
      { connector: source, error: "NotFoundException: there is no such connector" },
    ]);
  });

  it("fails when it may not look at the alarms", async () => {
    const aws = new FakeAws({});
    await assert.rejects(healed(aws), /nobody may ask DescribeAlarms/);
  });
});
