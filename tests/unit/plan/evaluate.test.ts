import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import * as s3 from "@pulumi/aws/s3";
import * as command from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import { evaluate } from "../../../plan/evaluate";

class Folder extends pulumi.ComponentResource {
  constructor(name: string, program: (parent: Folder) => void) {
    super("test:index:Folder", name);
    program(this);
    this.registerOutputs({});
  }
}

describe("evaluate", () => {
  it("records parent, dependencies and options, a parent before its children", async () => {
    const { resources } = await evaluate(() => {
      new Folder("folder", (parent) => {
        const first = new s3.Bucket("first", {}, { parent, protect: true });
        new s3.Bucket("second", {}, { parent, dependsOn: first, customTimeouts: { create: "1h" } });
      });
    });
    const [folder, first, second] = resources;
    assert.ok(folder && first && second);
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["folder", "first", "second"],
    );
    assert.equal(first.parent, folder.urn);
    assert.deepEqual(first.options, { protect: true });
    assert.deepEqual(second.dependsOn, [first.urn]);
    assert.deepEqual(second.options, { customTimeouts: { create: "1h" } });
  });

  it("tells an explicit false from what is not set, which Pulumi's engine tells apart too", async () => {
    const { resources } = await evaluate(() => {
      new s3.Bucket("a-unset", {});
      new s3.Bucket("b-false", {}, { deleteBeforeReplace: false });
      new s3.Bucket("c-true", {}, { deleteBeforeReplace: true });
    });
    assert.deepEqual(
      resources.map(({ options }) => options),
      [{}, { deleteBeforeReplace: false }, { deleteBeforeReplace: true }],
    );
  });

  it("waits for resources that are made late", async () => {
    const { resources } = await evaluate(
      () => {
        command.runOutput({ command: "slow" }).stdout.apply((name) => new s3.Bucket(name));
      },
      { runCommand: () => delay(50, "late") },
    );
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["late"],
    );
  });

  it("hides secrets in inputs and outputs", async () => {
    const { resources, outputs } = await evaluate(() => {
      const password = pulumi.secret("hunter2");
      new s3.Bucket("bucket", { tags: { password } });
      return { password, open: "door" };
    });
    assert.doesNotMatch(JSON.stringify({ resources, outputs }), /hunter2/);
    assert.deepEqual(outputs, { password: "[secret]", open: "door" });
  });

  it("fails when the program throws, however much it had registered", async () => {
    await assert.rejects(
      evaluate(() => {
        new s3.Bucket("bucket");
        throw new Error("thrown by the program");
      }),
      /thrown by the program/,
    );
  });

  it("fails with the error of a command that fails", async () => {
    await assert.rejects(
      evaluate(
        () => {
          command.runOutput({ command: "broken" }).stdout.apply((name) => new s3.Bucket(name));
        },
        { runCommand: () => Promise.reject(new Error("the command failed")) },
      ),
      /the command failed/,
    );
  });

  it("does not wait for resources that a failed command keeps from ever being made", async () => {
    await assert.rejects(
      evaluate(
        () => {
          const { stdout } = command.runOutput({ command: "broken" });
          const first = new s3.Bucket("first", { bucket: stdout });
          new s3.BucketVersioning("second", {
            bucket: first.id,
            versioningConfiguration: { status: "Enabled" },
          });
        },
        { runCommand: () => Promise.reject(new Error("the command failed")) },
      ),
      /the command failed/,
    );
    const { outputs } = await evaluate(() => ({ next: "works" }));
    assert.deepEqual(outputs, { next: "works" });
  });

  it("fails on an error inside an apply", async () => {
    await assert.rejects(
      evaluate(() => {
        pulumi.output("x").apply(() => {
          throw new Error("thrown in an apply");
        });
      }),
      /thrown in an apply/,
    );
  });

  it("calls a program that is a function, and waits for what it resolves to", async () => {
    const program = async (): Promise<object> => {
      const bucket = new s3.Bucket("late");
      return Promise.resolve({ name: bucket.bucket });
    };
    const { outputs } = await evaluate(program);
    assert.deepEqual(outputs, { name: "late" });
  });

  it("fails when two resources have one name", async () => {
    await assert.rejects(
      evaluate(() => {
        new s3.Bucket("twin");
        new s3.Bucket("twin");
      }),
      /Two resources have the URN .*twin/,
    );
  });

  it("runs evaluations that are asked for at once one after the other", async () => {
    const stacks = ["one", "two", "three"];
    const evaluations = await Promise.all(
      stacks.map((stack) => evaluate(() => ({ stack: pulumi.getStack() }), { stack })),
    );
    assert.deepEqual(
      evaluations.map(({ outputs }) => outputs["stack"]),
      stacks,
    );
  });
});
