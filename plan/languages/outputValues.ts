import { runtime } from "@pulumi/pulumi";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Returns the inputs of a remote component as those of any other resource are: in the place of an
 * output is its value alone, since the mocks know no outputs.
 */
export function withoutOutputValues(inputs: Struct): Struct {
  return Struct.fromJavaScript(withValues(inputs.toJavaScript()));
}

type Values = Record<string, JavaScriptValue>;

function withValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, valueOf(value)]));
}

function valueOf(value: JavaScriptValue): JavaScriptValue {
  if (Array.isArray(value)) return value.map(valueOf);
  if (!isObject(value)) return value;
  if (value[runtime.specialSigKey] !== runtime.specialOutputValueSig) return withValues(value);
  const inner = valueOf(value["value"] ?? null);
  if (value["secret"] !== true) return inner;
  return { [runtime.specialSigKey]: runtime.specialSecretSig, value: inner };
}

function isObject(value: JavaScriptValue): value is Values {
  return typeof value === "object" && value !== null;
}
