/** The components of this package, which run in a process of their own: Pulumi's runtime is global. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as resources from "@pulumi/pulumi/proto/resource_pb";
import { codeRoot, installed } from "../../support/projectRoot";
import type { Child, Children } from "./children";
import { CHANNEL } from "./grpc";

/** What the program is to its components. */
export interface Surroundings {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  /** Of the engine and of the monitor. */
  readonly address: string;
}

/** Starts the provider of the components in the program's folder. */
export function startProvider(children: Children, folder: string, address: string): Child {
  return children.start({
    title: "The provider of the components",
    file: process.execPath,
    args: [...providerMain(), address],
    cwd: folder,
    missing: `${process.execPath} cannot be started in ${folder}.`,
  });
}

/** In the project it is TypeScript, which Node.js reads with tsx wherever the program lies. */
function providerMain(): string[] {
  if (installed) return [join(codeRoot, "provider/main.js")];
  const tsx = pathToFileURL(createRequire(__filename).resolve("tsx")).href;
  return ["--import", tsx, join(codeRoot, "provider/main.ts")];
}

/** Asks the provider for components, whose resources it registers with the monitor, and for functions. */
export class Components {
  readonly #client: Promise<ResourceProviderClient>;

  constructor(
    private readonly provider: Child,
    private readonly surroundings: Surroundings,
  ) {
    this.#client = provider.address.then(
      (at) => new ResourceProviderClient(at, grpc.credentials.createInsecure(), CHANNEL),
    );
    // The first who asks it is told what went wrong.
    this.#client.catch(nothing);
  }

  /** Makes a component; throws UserError with what the component, or the check of its inputs, says. */
  async construct(
    request: resources.RegisterResourceRequest,
  ): Promise<resources.RegisterResourceResponse> {
    const client = await this.#client;
    const response = await this.provider.asked<proto.ConstructResponse>((callback) =>
      client.construct(constructRequest(request, this.surroundings), callback),
    );
    const registered = new resources.RegisterResourceResponse()
      .setUrn(response.getUrn())
      .setObject(response.getState());
    response.getStatedependenciesMap().forEach((dependencies, key) => {
      const urns = new resources.RegisterResourceResponse.PropertyDependencies();
      urns.setUrnsList(dependencies.getUrnsList());
      registered.getPropertydependenciesMap().set(key, urns);
    });
    return registered;
  }

  /** Calls a function; throws UserError with what it says. */
  async invoke(request: resources.ResourceInvokeRequest): Promise<proto.InvokeResponse> {
    const client = await this.#client;
    const invoked = new proto.InvokeRequest().setTok(request.getTok()).setArgs(request.getArgs());
    return this.provider.asked<proto.InvokeResponse>((callback) =>
      client.invoke(invoked, callback),
    );
  }

  /** Leaves the provider, which may be about to start still. */
  close(): void {
    void this.#client.then((client) => {
      client.close();
    }, nothing);
  }
}

const nothing = (): void => undefined;

function constructRequest(
  request: resources.RegisterResourceRequest,
  { project, stack, config, address }: Surroundings,
): proto.ConstructRequest {
  const construct = new proto.ConstructRequest()
    .setProject(project)
    .setStack(stack)
    .setOrganization(ORGANIZATION)
    .setParallel(PARALLEL)
    .setMonitorendpoint(address)
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setInputs(request.getObject())
    .setDependenciesList(request.getDependenciesList())
    .setAliasesList(request.getAliasesList())
    .setAdditionalsecretoutputsList(request.getAdditionalsecretoutputsList())
    .setDeletedwith(request.getDeletedwith())
    .setIgnorechangesList(request.getIgnorechangesList())
    .setReplaceonchangesList(request.getReplaceonchangesList());
  for (const [key, value] of Object.entries(config)) construct.getConfigMap().set(key, value);
  request.getProvidersMap().forEach((value, key) => {
    construct.getProvidersMap().set(key, value);
  });
  request.getPropertydependenciesMap().forEach((dependencies, key) => {
    const urns = new proto.ConstructRequest.PropertyDependencies();
    urns.setUrnsList(dependencies.getUrnsList());
    construct.getInputdependenciesMap().set(key, urns);
  });
  setOptions(construct, request);
  return construct;
}

/** Options of which unset is not the same as empty. */
function setOptions(
  construct: proto.ConstructRequest,
  request: resources.RegisterResourceRequest,
): void {
  const [protect, retain] = [request.getProtect(), request.getRetainondelete()];
  if (request.hasProtect() && protect !== undefined) construct.setProtect(protect);
  if (request.hasRetainondelete() && retain !== undefined) construct.setRetainondelete(retain);
  if (request.getDeletebeforereplacedefined()) {
    construct.setDeletebeforereplace(request.getDeletebeforereplace());
  }
  const timeouts = request.getCustomtimeouts();
  if (timeouts === undefined) return;
  const { create, update, pb_delete: deleted } = timeouts.toObject();
  construct.setCustomtimeouts(
    new proto.ConstructRequest.CustomTimeouts()
      .setCreate(create)
      .setUpdate(update)
      .setDelete(deleted),
  );
}

/** What Pulumi calls the organization of a stack that has none. */
export const ORGANIZATION = "organization";

/** How much goes on at once in a program; nothing takes long here. */
export const PARALLEL = 64;
