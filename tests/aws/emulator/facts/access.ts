import assert from "node:assert/strict";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import type { Emulation } from "../emulation";
import { asList, at } from "../values";

export async function securityGroups(emulation: Emulation, plan: Plan): Promise<void> {
  const rules = ["Ingress", "Egress"].flatMap((direction) =>
    resourcesOfType(
      plan,
      `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
    ).map(({ inputs }) => ({ direction, inputs })),
  );
  for (const { name, state } of resourcesOfType(plan, "aws:ec2/securityGroup:SecurityGroup")) {
    const answer = await emulation.ask("ec2", "DescribeSecurityGroupRules", {
      Filters: [{ Name: "group-id", Values: [state["id"]] }],
    });
    const real = asList(at(answer, "SecurityGroupRules")).map((rule) =>
      [
        at(rule, "IsEgress") === true ? "Egress" : "Ingress",
        at(rule, "FromPort"),
        at(rule, "ToPort"),
        at(rule, "CidrIpv4") ?? at(rule, "ReferencedGroupInfo.GroupId"),
      ].join(" "),
    );
    const planned = rules
      .filter(({ inputs }) => inputs["securityGroupId"] === state["id"])
      .map(({ direction, inputs }) => {
        const peer = String(inputs["cidrIpv4"] ?? inputs["referencedSecurityGroupId"]);
        const of = emulation.bindings.of(peer);
        return [direction, inputs["fromPort"], inputs["toPort"], of].join(" ");
      });
    assert.deepEqual(real.sort(), planned.sort(), name);
  }
}

export async function subnets(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { state, name } of resourcesOfType(plan, "awsx:ec2:Vpc")) {
    const SubnetIds = state["privateSubnetIds"];
    const answer = await emulation.ask("ec2", "DescribeSubnets", { SubnetIds });
    const real = asList(at(answer, "Subnets"));
    assert.equal(real.length, asList(SubnetIds).length, name);
    const zones = new Set(real.map((subnet) => at(subnet, "AvailabilityZone")));
    assert.equal(zones.size, real.length, "each in a zone of its own");
    assert.ok(real.every((subnet) => at(subnet, "MapPublicIpOnLaunch") === false));
  }
}

export async function roles(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { inputs, state, name } of resourcesOfType(plan, "aws:iam/role:Role")) {
    const RoleName = state["id"];
    const trust = at(
      await emulation.ask("iam", "GetRole", { RoleName }),
      "Role.AssumeRolePolicyDocument",
    );
    assert.deepEqual(
      document(trust),
      JSON.parse(resolved(emulation, inputs["assumeRolePolicy"])),
      name,
    );
    const policies = resourcesOfType(plan, "aws:iam/rolePolicy:RolePolicy").filter(
      (policy) => policy.inputs["role"] === RoleName,
    );
    const names = asList(
      at(await emulation.ask("iam", "ListRolePolicies", { RoleName }), "PolicyNames"),
    );
    const documents = await Promise.all(
      names.map(async (PolicyName) =>
        document(
          at(
            await emulation.ask("iam", "GetRolePolicy", { RoleName, PolicyName }),
            "PolicyDocument",
          ),
        ),
      ),
    );
    assert.deepEqual(
      documents,
      policies.map((policy) => JSON.parse(resolved(emulation, policy.inputs["policy"])) as unknown),
      name,
    );
    assert.notEqual(documents.length, 0, `${name} may do nothing`);
  }
}

function document(value: unknown): unknown {
  return JSON.parse(decodeURIComponent(String(value)));
}

function resolved(emulation: Emulation, value: unknown): string {
  return emulation.bindings.of(String(value));
}
