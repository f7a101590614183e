/** Pulumi's engine, as far as programs ask it for anything besides resources. */
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answering, type Service } from "./grpc";

/** Keeps what a program logs as an error, which fails it; the rest nobody asked for. */
export class EngineLog {
  readonly #errors: string[] = [];
  #root = "";

  get errors(): readonly string[] {
    return this.#errors;
  }

  get service(): Service {
    const handlers = {
      log: answering((request: proto.LogRequest) => {
        const isError = request.getSeverity() === proto.LogSeverity.ERROR;
        if (isError && !request.getEphemeral()) this.#errors.push(request.getMessage().trim());
        return new Empty();
      }),
      getRootResource: answering(() => new proto.GetRootResourceResponse().setUrn(this.#root)),
      setRootResource: answering((request: proto.SetRootResourceRequest) => {
        this.#root = request.getUrn();
        return new proto.SetRootResourceResponse();
      }),
      requirePulumiVersion: answering(() => new proto.RequirePulumiVersionResponse()),
    };
    return { definition: EngineService, handlers };
  }
}
