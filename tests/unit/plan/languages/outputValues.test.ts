import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { withoutOutputValues } from "../../../../plan/languages/outputValues";

const { specialSigKey, specialOutputValueSig, specialSecretSig } = runtime;

function output(value: unknown, secret = false): Record<string, unknown> {
  return { [specialSigKey]: specialOutputValueSig, value, secret, dependencies: ["urn"] };
}

function plainOf(inputs: Record<string, unknown>): unknown {
  return withoutOutputValues(Struct.fromJavaScript({ inputs })).toJavaScript()["inputs"];
}

describe("withoutOutputValues", () => {
  it("leaves the value of an output, wherever it is", () => {
    assert.deepEqual(
      plainOf({ list: [output("a"), "b"], within: { deep: output({ x: output(1), y: null }) } }),
      { list: ["a", "b"], within: { deep: { x: 1, y: null } } },
    );
  });

  it("keeps a secret one secret", () => {
    assert.deepEqual(plainOf({ password: output("hush", true) }), {
      password: { [specialSigKey]: specialSecretSig, value: "hush" },
    });
  });

  it("has nothing for one that is not known", () => {
    const unknown = { [specialSigKey]: specialOutputValueSig };
    assert.deepEqual(plainOf({ later: unknown }), { later: null });
  });
});
