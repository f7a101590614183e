import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { isProperties } from "../../policy/properties";
import type { Resource } from "../../policy/rule";
import { UNKNOWN, changed, reports } from "./change";
import { exemplary, resource } from "./exemplary";

// @pulumi/policy exports it without a type.
const asAtPreview = unknownCheckingProxy as (props: Resource["props"]) => Resource["props"];

describe("a value that is not known at the preview", () => {
  for (const { name, props } of exemplary) {
    it(`is no violation in ${name}, whatever it is of`, () => {
      const reported = paths(props)
        .map((path) => [path.join("."), ...reports(atPreview(unknown(exemplary, name, path)))])
        .filter(([, ...found]) => found.length > 0);
      assert.deepEqual(reported, []);
    });
  }

  it("does not hide a violation that is known", () => {
    const stack = exemplary.map((found) =>
      found.name === "cluster"
        ? {
            ...found,
            props: { ...found.props, enhancedMonitoring: "DEFAULT", kafkaVersion: UNKNOWN },
          }
        : found,
    );
    assert.deepEqual(reports(atPreview(stack)), ["msk-enhanced-monitoring: cluster"]);
  });

  it("does not hide a secret under another key", () => {
    const stack = exemplary.map((found) =>
      found.name === "sink"
        ? {
            ...found,
            props: changed(found.props, ["connectorConfiguration"], {
              topics: "orders",
              "confluent.topic.bootstrap.servers": UNKNOWN,
              "first.password": UNKNOWN,
              "second.password": "hunter2",
            }),
          }
        : found,
    );
    assert.deepEqual(reports(atPreview(stack)), ["connector-no-literal-secret: sink"]);
  });

  it("does not let one new bucket's safeguards serve for another", () => {
    const other = resource("other-bucket", "aws:s3/bucket:Bucket", {
      id: UNKNOWN,
      bucket: UNKNOWN,
    });
    const stack = [...unknown(unknown(exemplary, "bucket", ["id"]), "bucket", ["bucket"]), other];
    const references = ["privacy", "bucket-policy", "versioning", "encryption"];
    const fresh = references.reduce((all, name) => unknown(all, name, ["bucket"]), stack);
    assert.deepEqual(
      reports(atPreview(fresh)),
      ["s3-private", "s3-tls", "s3-versioned", "s3-encrypted"].map((id) => `${id}: other-bucket`),
    );
  });

  it("tells an instance's inbound rules from those of other new groups", () => {
    const names = ["broker-group", "client-group"];
    const groups = names.reduce<readonly Resource[]>(
      (all, name) => unknown(all, name, ["id"]),
      exemplary,
    );
    const rule = unknown(groups, "clients-to-brokers", ["securityGroupId"]);
    const fresh = unknown(rule, "instance", ["vpcSecurityGroupIds"]);
    assert.deepEqual(reports(atPreview(fresh)), []);
    const toClients = fresh.map((found) =>
      found.name === "clients-to-brokers"
        ? { ...found, sources: { securityGroupId: ["urn:client-group"] } }
        : found,
    );
    assert.deepEqual(reports(atPreview(toClients)), ["ec2-no-inbound: instance"]);
  });
});

function unknown(stack: readonly Resource[], name: string, path: readonly string[]): Resource[] {
  return stack.map((found) =>
    found.name === name ? { ...found, props: changed(found.props, path, UNKNOWN) } : found,
  );
}

function atPreview(stack: readonly Resource[]): Resource[] {
  return stack.map((found) => ({
    ...found,
    props: asAtPreview({ ...found.props }),
  }));
}

/** Returns every property, and every property inside of one. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (!isProperties(value)) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) => paths(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}
