import { setTimeout as after } from "node:timers/promises";
import type { Output } from "@pulumi/pulumi";

/** Returns the value of an output, or rejects as it does; also when it does not settle within 5 s. */
export async function settled<T>(output: Output<T>): Promise<T> {
  // What an output waits for is the only thing of it that rejects.
  const { promise } = output as unknown as { readonly promise: () => Promise<T> };
  const late = after(5_000, undefined, { ref: false }).then(() => {
    throw new Error("the output did not settle within 5 s");
  });
  return Promise.race([promise.call(output), late]);
}
