import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../../../components/network/network";
import { subnetTransform } from "../../../../components/network/subnetTransform";
import { firstZones } from "../../../../components/network/zones";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import { assertInputs, one } from "../../../helpers/resources";

const SUBNET = "aws:ec2/subnet:Subnet";

async function vpc(region: string, args: Partial<NetworkArgs> = {}): Promise<PlannedResource> {
  const all = { cidr: "10.0.0.0/16", region, zones: 3, tables: [], tags: {}, ...args };
  const config = { "aws:region": region };
  const { resources } = await evaluate(() => new Network("network", all), { config });
  return one(resources, "awsx:ec2:Vpc");
}

/** Options of a subnet once the engine has run the transform on it. */
async function options(
  keepZones: boolean,
  type = SUBNET,
): Promise<pulumi.CustomResourceOptions | undefined> {
  const props = { availabilityZone: "us-east-1a" };
  const opts = { ignoreChanges: ["tags"] };
  const result = await subnetTransform({ keepZones })({
    ...{ custom: true, type, name: "network-private-1", props, opts },
  });
  if (result !== undefined) assert.equal(result.props, props);
  return result?.opts;
}

describe("The zones of a network", () => {
  it("are the region's first", async () => {
    assertInputs(await vpc("eu-west-1"), {
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    });
  });

  it("are none that Amazon MSK refuses", async () => {
    assertInputs(await vpc("us-east-1"), {
      availabilityZoneNames: ["us-east-1a", "us-east-1b", "us-east-1d"],
    });
  });

  it("are those that it is told", async () => {
    const zoneNames = ["us-east-1f", "us-east-1d", "us-east-1a"];
    assertInputs(await vpc("us-east-1", { zoneNames }), { availabilityZoneNames: zoneNames });
  });

  it("are as many as it has, each another", async () => {
    const zoneNames = ["us-east-1a", "us-east-1a", "us-east-1b"];
    await assert.rejects(
      vpc("us-east-1", { zoneNames }),
      /zoneNames must be 3 different zones, got us-east-1a, us-east-1a, us-east-1b/,
    );
  });

  it("are missed with their setting where a region has too few", async () => {
    const program = (): Promise<unknown> =>
      firstZones(5, new pulumi.ComponentResource("test:index:Parent", "parent"));
    await assert.rejects(
      evaluate(program, { config: { "aws:region": "us-east-1" } }),
      /zones is 5, but us-east-1 has only 3 .* MSK takes \(us-east-1a, us-east-1b, us-east-1d\)/,
    );
  });

  it("are seen to by a transform, which reaches the children of a component of awsx", async () => {
    assert.equal((await vpc("us-east-1")).options.transforms, 1);
  });

  it("stay with a subnet that is there, unless they are named", async () => {
    assert.deepEqual((await options(true))?.ignoreChanges, ["tags", "availabilityZone"]);
    assert.deepEqual((await options(false))?.ignoreChanges, ["tags"]);
  });

  it("are waited for as long as a connector's interfaces may hold a subnet", async () => {
    assert.deepEqual((await options(false))?.customTimeouts, { delete: "45m" });
  });

  it("are of subnets alone", async () => {
    assert.equal(await options(true, "aws:ec2/vpc:Vpc"), undefined);
  });
});
