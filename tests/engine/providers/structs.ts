import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Inputs } from "../cloud/cloud";

/** Properties in the engine's protocol; what is undefined is left out. */
export function structOf(properties: Inputs): Struct {
  const plain = JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>;
  return Struct.fromJavaScript(plain);
}

export function propertiesOf(struct: Struct | undefined): Inputs {
  return struct?.toJavaScript() ?? {};
}
