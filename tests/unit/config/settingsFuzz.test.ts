import assert from "node:assert/strict";
import fc from "fast-check";
import { schema } from "../../../config/schema";
import { SettingsError } from "../../../config/settings";
import { loadPlan } from "../../../plan/load";
import { NAMESPACE, rawSettings, settingKeys, tryParse } from "../../helpers/rawSettings";
import { validSettings } from "./validSettings";

/** What people, files and programs put where a setting's value belongs. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme", maxLength: 2000 }),
  fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r", "\0", "\u00a0", "\u001b") }),
  fc.bigInt().map(String),
  fc.double().map(String),
  fc.json(),
  fc.ipV4(),
  fc.webUrl(),
  fc.constantFrom(
    ...["", "0", "-0", "+1", "1e1", "1E400", "0x10", "007", "１", "NaN", "Infinity", "null", "~"],
    ...["true", "True", "yes", "2.0", "1_000", "__proto__", "constructor", "${topic}", "- a\n- b"],
    ...[
      "[]",
      "{}",
      '["s3"]',
      '{"__proto__":1}',
      "10.0.0.0/16",
      "999.0.0.0/24",
      "https://a.b/%",
      "a: b",
    ],
    ...["9".repeat(400), "1.".repeat(5000) + "1", "x".repeat(1_000_000), "[".repeat(100_000)],
  ),
);
const unknownKey = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({ maxLength: 2000 }),
    fc.constantFrom(...settingKeys).map((key) => key.toUpperCase()),
    fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "", " zones"),
  )
  .filter((key) => !settingKeys.includes(key));
const anyChanges = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...settingKeys), unknownKey), anyText), {
    maxLength: 12,
  })
  .map((entries): Record<string, string> => Object.fromEntries(entries));

const stages = { dev: rawSettings("dev"), prod: rawSettings("prod") };
const fields: Record<string, { safeParse: (text: string) => { success: boolean } }> = schema.shape;

/** Parses the settings of a stage with changes; each key that is wrong alone must be named. */
function assertRefusesEachFault(
  stage: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): void {
  const result = tryParse(
    Object.fromEntries([...Object.entries(stage), ...Object.entries(changes)]),
  );
  const wrong = Object.entries(changes)
    .filter(([key, text]) => !settingKeys.includes(key) || !isValidAlone(key, text))
    .map(([key]) => key);
  if (!(result instanceof SettingsError)) {
    assert.deepEqual(wrong, [], "accepted");
    return;
  }
  const named = result.faults.map(({ key }) => key);
  assert.ok(named.length > 0);
  assert.deepEqual(
    wrong.filter((key) => !named.includes(key)),
    [],
    "not named",
  );
  for (const { key, reason } of result.faults) {
    assert.ok(result.message.includes(`  ${NAMESPACE}:${key}: ${reason}`));
    assert.match(reason, /^(must (be|have|start) |is no setting of this project; )/);
  }
}

function isValidAlone(key: string, text: string): boolean {
  return fields[key]?.safeParse(text).success ?? false;
}

describe("Settings that nobody foresaw", function () {
  this.timeout(120_000);

  it("are refused by name in every setting, or accepted", () => {
    for (const key of settingKeys) {
      fc.assert(
        fc.property(anyText, (text) => {
          assertRefusesEachFault(stages.dev, { [key]: text });
        }),
        { numRuns: 60 },
      );
    }
  });

  it("are all named at once, unknown ones among them", () => {
    fc.assert(
      fc.property(fc.constantFrom(stages.dev, stages.prod), anyChanges, assertRefusesEachFault),
      { numRuns: 500 },
    );
  });

  it("are all named when many of the schema's keys are wrong", () => {
    const one = ["nat", "zones", "brokers", "sinkMcu", "flowLogs", "kafkaVersion", "databaseClass"];
    fc.assert(
      fc.property(fc.subarray(one, { minLength: 1 }), (keys) => {
        const result = tryParse({
          ...stages.dev,
          ...Object.fromEntries(keys.map((key) => [key, "?"])),
        });
        assert.ok(result instanceof SettingsError);
        assert.deepEqual(result.faults.map(({ key }) => key).sort(), keys.toSorted());
      }),
    );
  });

  it("are named when they are missing", () => {
    fc.assert(
      fc.property(fc.subarray(settingKeys, { minLength: 1 }), (missing) => {
        const rest = Object.entries(stages.dev).filter(([key]) => !missing.includes(key));
        const result = tryParse(Object.fromEntries(rest));
        assert.ok(result instanceof SettingsError);
        assert.deepEqual(result.faults.map(({ key }) => key).sort(), missing.toSorted());
      }),
    );
  });
});

describe("Settings that are accepted", function () {
  this.timeout(180_000);

  it("are what the program can build", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("dev", "prod"), validSettings, async (stage, settings) => {
        const overrides = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
        const { resources } = await loadPlan({ stage, overrides });
        assert.equal(new Set(resources.map(({ urn }) => urn)).size, resources.length);
      }),
      { numRuns: 15 },
    );
  });
});
