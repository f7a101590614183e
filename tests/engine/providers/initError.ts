import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Inputs } from "../cloud/cloud";
import { structOf } from "./structs";

/** The resource exists, but did not come up: the engine keeps it, with this message. */
export class InitError extends Error {
  constructor(
    readonly id: string,
    readonly state: Inputs,
    message: string,
  ) {
    super(message);
  }
}

/** An error in the engine's protocol, with what an InitError knows of the resource. */
export function errorOf(error: unknown): Partial<grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const metadata = new grpc.Metadata();
  if (error instanceof InitError) {
    metadata.add("grpc-status-details-bin", Buffer.from(statusOf(error).serializeBinary()));
  }
  return { code: grpc.status.UNKNOWN, details, metadata };
}

function statusOf({ id, state, message }: InitError): Status {
  const failure = new ErrorResourceInitFailed();
  failure.setId(id);
  failure.setProperties(structOf(state));
  failure.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  return status;
}
