import type * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import {
  answering as answeringBy,
  serve as serveAll,
  type Served,
} from "../../../plan/languages/grpc";
import type { Inputs, Subject } from "../cloud/cloud";
import { errorOf } from "./initError";
import { propertiesOf, structOf } from "./structs";

/** What a change of inputs comes to. */
export interface Difference {
  readonly changed: readonly string[];
  /** The inputs, or parts of them, that replace the resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface Created {
  readonly id: string;
  readonly state: Inputs;
}

/** What a preview does not know yet, in the engine's protocol. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A provider of resources, as the engine asks it. */
export interface Provider {
  check(subject: Subject, olds: Inputs, news: Inputs): Inputs;
  diff(subject: Subject, oldInputs: Inputs, news: Inputs): Difference;
  /** State of a resource that would be made, with UNKNOWN for what only its making tells. */
  plan(subject: Subject, inputs: Inputs): Inputs;
  create(subject: Subject, inputs: Inputs): Promise<Created> | Created;
  /** The resource's inputs as they are in the cloud; undefined where it is gone. */
  read(subject: Subject, id: string): Inputs | undefined;
  update(subject: Subject, id: string, state: Inputs, inputs: Inputs): Promise<Inputs> | Inputs;
  delete(subject: Subject, id: string): Promise<void> | void;
  invoke(token: string, inputs: Inputs): Promise<Inputs> | Inputs;
}

/** Answers a call by what a function makes of its request, or by what that throws. */
function answering<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
  return answeringBy(answer, errorOf);
}

function subjectOf(request: { getUrn(): string }): Subject {
  const [, , types = "", resource = ""] = request.getUrn().split("::");
  return { type: types.split("$").at(-1) ?? "", resource };
}

function handlers(provider: Provider): grpc.UntypedServiceImplementation {
  return {
    getPluginInfo: answering(() => new plugin.PluginInfo().setVersion("0.0.1")),
    checkConfig: answering((request: proto.CheckRequest) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answering(() => new proto.DiffResponse()),
    // As AWS's: a preview asks it what a change would come to.
    configure: answering(() => new proto.ConfigureResponse().setSupportspreview(true)),
    cancel: answering(() => new Empty()),
    attach: answering(() => new Empty()),
    invoke: answering(async (request: proto.InvokeRequest) => {
      const result = await provider.invoke(request.getTok(), propertiesOf(request.getArgs()));
      return new proto.InvokeResponse().setReturn(structOf(result));
    }),
    check: answering((request: proto.CheckRequest) => {
      const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const inputs = provider.check(subjectOf(request), olds, news);
      return new proto.CheckResponse().setInputs(structOf(inputs));
    }),
    diff: answering((request: proto.DiffRequest) => {
      const [olds, news] = [propertiesOf(request.getOldInputs()), propertiesOf(request.getNews())];
      return diffResponse(provider.diff(subjectOf(request), olds, news));
    }),
    create: answering(async (request: proto.CreateRequest) => {
      const inputs = propertiesOf(request.getProperties());
      if (request.getPreview()) {
        const planned = provider.plan(subjectOf(request), inputs);
        return new proto.CreateResponse().setProperties(structOf(planned));
      }
      const { id, state } = await provider.create(subjectOf(request), inputs);
      return new proto.CreateResponse().setId(id).setProperties(structOf(state));
    }),
    read: answering((request: proto.ReadRequest) => {
      const inputs = provider.read(subjectOf(request), request.getId());
      if (inputs === undefined) return new proto.ReadResponse();
      const state = { ...propertiesOf(request.getProperties()), ...inputs };
      return new proto.ReadResponse()
        .setId(request.getId())
        .setProperties(structOf(state))
        .setInputs(structOf(inputs));
    }),
    update: answering(async (request: proto.UpdateRequest) => {
      const [state, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      if (request.getPreview()) {
        return new proto.UpdateResponse().setProperties(structOf({ ...state, ...news }));
      }
      const updated = await provider.update(subjectOf(request), request.getId(), state, news);
      return new proto.UpdateResponse().setProperties(structOf(updated));
    }),
    delete: answering(async (request: proto.DeleteRequest) => {
      await provider.delete(subjectOf(request), request.getId());
      return new Empty();
    }),
  };
}

/** As the bridge of Terraform's providers answers: property by property. */
function diffResponse({ changed, replaces, deleteBeforeReplace }: Difference): proto.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...changed])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const { UPDATE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
  for (const key of [...changed, ...replaces]) {
    const kind = replaces.includes(key) ? UPDATE_REPLACE : UPDATE;
    const difference = new proto.PropertyDiff().setKind(kind).setInputdiff(true);
    response.getDetaileddiffMap().set(key, difference);
  }
  return response;
}

/** Serves a provider, to which an engine attaches, on a free port. */
export function serve(provider: Provider): Promise<Served> {
  return serveAll([{ definition: ResourceProviderService, handlers: handlers(provider) }]);
}
