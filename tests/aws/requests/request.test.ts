import assert from "node:assert/strict";
import type { PlannedResource } from "../../../plan/plan";
import { deletionsOf, requestsOf } from "./request";

const logGroup: PlannedResource = {
  urn: "urn:pulumi:test::msk-pipeline::aws:cloudwatch/logGroup:LogGroup::logs",
  type: "aws:cloudwatch/logGroup:LogGroup",
  name: "logs",
  parent: undefined,
  inputs: { retentionInDays: 7, tags: { Stage: "test" } },
  state: {},
  dependsOn: [],
  options: {},
};

describe("Requests of a planned resource", () => {
  it("are those that the provider makes, with the name that Pulumi gives", () => {
    const [create, retain] = requestsOf(logGroup);
    const name = create?.params["logGroupName"];
    assert.match(String(name), /^logs-[0-9a-f]{7}$/);
    assert.deepEqual(create, {
      service: "logs",
      operation: "CreateLogGroup",
      params: { logGroupName: name, tags: { Stage: "test" } },
    });
    assert.deepEqual(retain?.params, { logGroupName: name, retentionInDays: 7 });
    assert.deepEqual(deletionsOf(logGroup)[0]?.params, { logGroupName: name });
  });

  it("keep a name that is given", () => {
    const [create] = requestsOf({ ...logGroup, inputs: { ...logGroup.inputs, name: "given" } });
    assert.equal(create?.params["logGroupName"], "given");
  });

  it("are refused for an input that none of them holds", () => {
    assert.throws(
      () => requestsOf({ ...logGroup, inputs: { ...logGroup.inputs, logGroupClass: "STANDARD" } }),
      /No request holds aws:cloudwatch\/logGroup:LogGroup logs\.logGroupClass: add it to/,
    );
  });

  it("are refused for an input within an input, too", () => {
    const type = "aws:s3/bucketVersioning:BucketVersioning";
    const versioningConfiguration = { status: "Enabled", mfaDelete: "Disabled" };
    assert.throws(
      () => requestsOf({ ...logGroup, type, inputs: { bucket: "b", versioningConfiguration } }),
      /No request holds .*versioningConfiguration\.mfaDelete/,
    );
  });

  it("are refused for a type that nobody has written down", () => {
    assert.throws(
      () => requestsOf({ ...logGroup, type: "aws:sqs/queue:Queue" }),
      /No requests are known for aws:sqs\/queue:Queue \(logs\)/,
    );
  });

  it("are none for components and for commands of the deploying machine", () => {
    for (const type of ["msk-pipeline:components:Network", "command:local:Command"]) {
      assert.deepEqual(
        [...requestsOf({ ...logGroup, type }), ...deletionsOf({ ...logGroup, type })],
        [],
      );
    }
  });
});
