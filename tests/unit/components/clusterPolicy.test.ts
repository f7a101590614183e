import assert from "node:assert/strict";
import { ClusterPolicy } from "../../../components/clusterPolicy";
import { evaluate } from "../../../plan/evaluate";
import { assertFamily, one } from "../../helpers/resources";

const clusterArn = "arn:aws:kafka:us-east-1:123456789012:cluster/orders/0f4b-4";

describe("ClusterPolicy", () => {
  it("is the policy of one cluster, and is made anew for another", async () => {
    const { resources } = await evaluate(
      () => new ClusterPolicy("consumers", { clusterArn, policy: "{}" }),
    );
    const { inputs, options } = one(resources, "aws:msk/clusterPolicy:ClusterPolicy");
    assert.deepEqual(inputs, { clusterArn, policy: "{}" });
    assert.deepEqual(options.replaceOnChanges, ["clusterArn"]);
    assertFamily(resources, "consumers");
  });
});
