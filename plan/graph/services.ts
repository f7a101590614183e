import { z } from "zod";
import { BUCKET, TABLE, tablesOf, type Table } from "../declared";
import { resourcesOfType, type Plan } from "../plan";
import { inputsOf } from "../read";
import { boxId, type Box } from "./boxes";

export const SECRET = "aws:secretsmanager/secret:Secret";

const objectSchema = z.object({ bucket: z.string(), key: z.string() });
const secretSchema = z.object({ name: z.string() });
const keySchema = z.object({ description: z.string().default("") });
const aliasSchema = z.object({ name: z.string(), targetKeyId: z.string() });

/** Returns what the stage has in services outside its VPC, each service a box around it. */
export function serviceBoxes(plan: Plan): Box[] {
  return [
    ...service("Amazon DynamoDB", tables(plan)),
    ...service("Amazon S3", buckets(plan)),
    ...service("AWS Secrets Manager", secrets(plan)),
    ...service("AWS KMS", keys(plan)),
  ];
}

type Part = Omit<Box, "within" | "id">;

function service(name: string, parts: readonly Part[]): Box[] {
  if (parts.length === 0) return [];
  const id = boxId("service", name);
  const about = { label: "Service", name, details: [], within: undefined, shows: [] };
  return [
    { id, kind: "service", ...about },
    ...parts.map((part) => ({ ...part, id: boxId(part.kind, part.name), within: id })),
  ];
}

function tables(plan: Plan): Part[] {
  const resources = resourcesOfType(plan, TABLE);
  return tablesOf(plan).map((table, i) => ({
    kind: "table",
    label: "Table",
    name: table.name,
    details: [keyText(table), billingText(table)],
    shows: resources.slice(i, i + 1).map(({ urn }) => urn),
  }));
}

function keyText({ hashKey, rangeKey, attributes }: Table): string {
  const typed = (key: string): string => {
    const type = attributes.find(({ name }) => name === key)?.type;
    return type === undefined ? key : `${key} (${type})`;
  };
  return `key ${[hashKey, ...(rangeKey === undefined ? [] : [rangeKey])].map(typed).join(", ")}`;
}

function billingText({ billingMode, readCapacity = 0, writeCapacity = 0 }: Table): string {
  return billingMode === "PAY_PER_REQUEST"
    ? "on demand"
    : `${readCapacity} read, ${writeCapacity} write units`;
}

function buckets(plan: Plan): Part[] {
  const objects = resourcesOfType(plan, "aws:s3/bucketObjectv2:BucketObjectv2").map((resource) => ({
    ...inputsOf(resource, objectSchema),
    urn: resource.urn,
  }));
  return resourcesOfType(plan, BUCKET).map(({ name, state, urn }) => {
    const held = objects.filter(({ bucket }) => bucket === state["bucket"]);
    return {
      kind: "bucket",
      label: "Bucket",
      name,
      details: held.map(({ key }) => archiveName(key)),
      shows: [urn, ...held.map((object) => object.urn)],
    };
  });
}

/** Returns the name of an archive by its key in the bucket, `<name>/<version>-<sha256>.zip`. */
export function archiveName(key: string): string {
  return key.split("/")[0] ?? key;
}

function secrets(plan: Plan): Part[] {
  return resourcesOfType(plan, SECRET).map((resource) => ({
    kind: "secret",
    label: "Secret",
    name: inputsOf(resource, secretSchema).name,
    details: [],
    shows: [resource.urn],
  }));
}

function keys(plan: Plan): Part[] {
  const aliases = resourcesOfType(plan, "aws:kms/alias:Alias").map((resource) =>
    inputsOf(resource, aliasSchema),
  );
  return resourcesOfType(plan, "aws:kms/key:Key").map((resource) => {
    const alias = aliases.find(({ targetKeyId }) => targetKeyId === resource.state["keyId"]);
    return {
      kind: "key",
      label: "Key",
      name: alias?.name ?? resource.name,
      details: [inputsOf(resource, keySchema).description],
      shows: [resource.urn],
    };
  });
}
