import { z } from "zod";
import type { AwsRequest } from "../../requests/request";
import { parts, type Params } from "./correspondence";
import { correspondenceOf } from "./correspondences";
import { namedAsProperties } from "./properties";
import type { ResourceSchemas, Schema } from "./schema";

/** Resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Params;
}

/** Properties that hold a document, which the API takes as JSON in a string. */
const DOCUMENTS = ["AssumeRolePolicyDocument", "KeyPolicy", "PolicyDocument"];

/** Returns the resource of CloudFormation that asks AWS for the same as a request. */
export function resourceOf(
  schemas: ResourceSchemas,
  request: AwsRequest,
): TemplateResource | undefined {
  const correspondence = correspondenceOf(request);
  if (correspondence === undefined) return undefined;
  const { type, reshape } = correspondence;
  const schema = schemas.of(type);
  const members = withTags(reshape(request.params), schema);
  const decoded = Object.entries(members).map(([name, value]) => [name, decode(name, value)]);
  const properties = z.record(z.string(), z.unknown()).parse(Object.fromEntries(decoded));
  return { Type: type, Properties: namedAsProperties(schema, properties, type) };
}

function withTags(members: Params, schema: Schema): Params {
  const { TagSpecifications, Tags, tags, ...others } = members;
  const [specification] = parts({ TagSpecifications }, "TagSpecifications");
  const given = Tags ?? tags ?? specification?.["Tags"];
  if (given === undefined) return others;
  const list = tagList(given);
  return {
    ...others,
    Tags:
      schema.properties?.["Tags"]?.type === "object"
        ? Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]))
        : list,
  };
}

const tag = z.union([
  z.object({ Key: z.string(), Value: z.string() }),
  z
    .object({ TagKey: z.string(), TagValue: z.string() })
    .transform(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
]);

const tagForms = z.union([
  z.array(tag),
  z
    .record(z.string(), z.string())
    .transform((map) => Object.entries(map).map(([Key, Value]) => ({ Key, Value }))),
]);

/** Tags in each of the forms in which services take them. */
export function tagList(tags: unknown): z.output<typeof tagForms> {
  return tagForms.parse(tags);
}

function decode(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (typeof value !== "string" || !DOCUMENTS.includes(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // What is no JSON is refused as it stands.
    return value;
  }
}
