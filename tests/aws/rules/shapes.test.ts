import assert from "node:assert/strict";
import fc from "fast-check";
import { awsPython } from "../packages";
import { toRegExp } from "./pattern";
import { ServiceModel, type Shape } from "./serviceModel";
import { shapeFaults, type Shapes } from "./shapes";

/** Services whose operations the plans call. */
const SERVICES = [
  ...["application-autoscaling", "dynamodb", "ec2", "iam", "kafka", "kafkaconnect", "kms", "logs"],
  ...["rds", "s3", "secretsmanager"],
];

function shapeOf(shape: Partial<Shape> & Pick<Shape, "type">): Shape {
  return { required: [], members: {}, union: false, ...shape };
}

/** Shapes that others name. */
function shapes(byName: Readonly<Record<string, Shape>> = {}): Shapes {
  return {
    shape: (name) => {
      const found = byName[name];
      assert.ok(found, name);
      return found;
    },
  };
}

function problems(shape: Shape, value: unknown, named: Shapes = shapes()): readonly string[] {
  return shapeFaults(named, shape, value).map(({ member, problem }) => `${member} ${problem}`);
}

const reference = (shape: string): NonNullable<Shape["member"]> => ({
  shape,
  idempotencyToken: false,
});

describe("shapeFaults", () => {
  it("accepts text if and only if its length is within the limits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), fc.nat(20), (text, a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const length = Array.from(text).length;
        const shape = shapeOf({ type: "string", min, max });
        assert.equal(problems(shape, text).length === 0, length >= min && length <= max);
      }),
    );
  });

  it("accepts text if and only if all of it matches, whether or not the pattern has anchors", () => {
    const text = fc
      .array(fc.constantFrom("a", "Z", "0", "-", "'", " ", "\n", "é"))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, fc.constantFrom("[a-z0-9-]+", "^[a-z0-9-]+$"), (value, pattern) => {
        const allowed =
          value !== "" && ["Z", "'", " ", "\n", "é"].every((bad) => !value.includes(bad));
        assert.equal(problems(shapeOf({ type: "string", pattern }), value).length === 0, allowed);
      }),
    );
  });

  it("accepts a number if and only if it is within the limits", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (value, a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const shape = shapeOf({ type: "integer", min, max });
        assert.equal(problems(shape, value).length === 0, value >= min && value <= max);
      }),
    );
  });

  it("accepts one of an enumeration and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (names, value) => {
        const shape = shapeOf({ type: "string", enum: names });
        assert.equal(problems(shape, value).length === 0, names.includes(value));
      }),
    );
  });

  it("checks every entry of lists and maps, and how many there are", () => {
    const named = shapes({ Short: shapeOf({ type: "string", max: 2 }) });
    const list = shapeOf({ type: "list", member: reference("Short"), max: 3 });
    const map = shapeOf({ type: "map", key: reference("Short"), value: reference("Short") });
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 4 })), (values) => {
        const long = values.filter((value) => value.length > 2).length;
        const tooMany = values.length > 3 ? 1 : 0;
        assert.equal(problems(list, values, named).length, long + tooMany);
      }),
    );
    assert.deepEqual(problems(map, { abc: "d", e: "fgh" }, named), [
      "abc (key) has 3 characters, more than 2",
      "e has 3 characters, more than 2",
    ]);
  });

  it("names members that are missing, unknown or of another type, wherever they are", () => {
    const named = shapes({
      Text: shapeOf({ type: "string" }),
      Number: shapeOf({ type: "long" }),
      Inner: shapeOf({
        type: "structure",
        required: ["Count"],
        members: { Count: reference("Number") },
      }),
      Token: shapeOf({ type: "string" }),
    });
    const shape = shapeOf({
      type: "structure",
      required: ["Name", "Inner", "ClientToken"],
      members: {
        Name: reference("Text"),
        Inner: reference("Inner"),
        ClientToken: { shape: "Token", idempotencyToken: true },
      },
    });
    assert.deepEqual(problems(shape, { Name: "a", Inner: { Count: 1 } }, named), []);
    assert.deepEqual(problems(shape, { Name: 1, Inner: {}, Nmae: "a" }, named), [
      "Name is no string",
      "Inner.Count is required",
      "Nmae is no member of the operation's input",
    ]);
    assert.deepEqual(problems(shape, { Inner: { Count: 1.5 } }, named), [
      "Name is required",
      "Inner.Count is no integer",
    ]);
  });
});

describe("toRegExp", () => {
  it("understands Java's character classes and flags", () => {
    assert.match("a b~", toRegExp("\\p{Print}+"));
    assert.doesNotMatch("a\tb", toRegExp("\\p{Print}+"));
    assert.match("Größe 1", toRegExp("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"));
    assert.match("ALL", toRegExp("(?i)all|[0-9]{12}"));
    assert.doesNotMatch("all of it", toRegExp("(?i)all|[0-9]{12}"));
  });

  it("translates every pattern of the services that the plans use", async () => {
    const { packages } = await awsPython();
    for (const service of SERVICES) {
      const model = ServiceModel.read(packages, service);
      for (const name of model.shapeNames()) {
        const { pattern } = model.shape(name);
        if (pattern !== undefined)
          assert.doesNotThrow(() => toRegExp(pattern), `${service} ${name}`);
      }
    }
  }).timeout("2 min");
});
