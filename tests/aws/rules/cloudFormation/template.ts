import type { AwsRequest } from "../../requests/request";
import { resourceOf, type TemplateResource } from "./resource";
import type { ResourceSchemas } from "./schema";

/** A resource of a template, and the requests that make it. */
export interface Entry<R> {
  readonly resource: TemplateResource;
  /** The requests, and the properties that each sets. */
  readonly origins: readonly Origin<R>[];
}

interface Origin<R> {
  readonly request: R;
  readonly properties: readonly string[];
}

/**
 * Returns the resources of CloudFormation that a plan's requests correspond to. What several
 * requests make, such as a bucket and its encryption, is one resource; the same request twice for
 * one name stays two, which cfn-lint refuses.
 */
export function templateOf<R extends AwsRequest>(
  schemas: ResourceSchemas,
  requests: readonly R[],
): readonly Entry<R>[] {
  const entries: Entry<R>[] = [];
  for (const request of requests) {
    const resource = resourceOf(schemas, request);
    if (resource !== undefined) add(schemas, entries, request, resource);
  }
  return entries;
}

function add<R extends AwsRequest>(
  schemas: ResourceSchemas,
  entries: Entry<R>[],
  request: R,
  resource: TemplateResource,
): void {
  const identity = identityOf(schemas, resource);
  const origin = { request, properties: Object.keys(resource.Properties) };
  const at = entries.findIndex(
    (entry) =>
      identity !== undefined &&
      identityOf(schemas, entry.resource) === identity &&
      entry.origins.every(({ request: { operation } }) => operation !== request.operation),
  );
  const found = entries[at];
  if (found === undefined) {
    entries.push({ resource, origins: [origin] });
    return;
  }
  const Properties = { ...found.resource.Properties, ...resource.Properties };
  entries[at] = {
    resource: { Type: resource.Type, Properties },
    origins: [...found.origins, origin],
  };
}

/** Undefined for a resource that AWS identifies, such as a subnet. */
function identityOf(
  schemas: ResourceSchemas,
  { Type, Properties }: TemplateResource,
): string | undefined {
  const names = schemas.of(Type).primaryIdentifier ?? [];
  const values = names.map((name) => Properties[name.replace("/properties/", "")]);
  const known = values.length > 0 && values.every((value) => value !== undefined);
  return known ? JSON.stringify([Type, ...values]) : undefined;
}
