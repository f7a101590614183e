import type { AwsRequest } from "../requests/request";
import { at } from "./values";

type Values = Readonly<Record<string, unknown>>;

/** What the emulator answered, by the plan's value for it. */
export class Bindings {
  private readonly real = new Map<string, string>();

  /** Takes over what an answer says about a request's planned values. */
  learn({ answers = {}, decides = {} }: AwsRequest, answer: unknown): void {
    for (const [planned, value] of Object.entries(decides)) this.real.set(planned, value);
    for (const [path, planned] of Object.entries(answers)) {
      const value = at(answer, path);
      if (typeof value !== "string") {
        throw new Error(`The answer has no ${path}: ${JSON.stringify(answer)}`);
      }
      this.real.set(planned, value);
    }
  }

  /** Says what stands for a value that no answer holds. */
  bind(planned: string, value: string): void {
    this.real.set(planned, value);
  }

  /** Returns a request's members with the emulator's ids, names and ARNs. */
  resolve(params: Values): Values {
    return Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, this.resolved(value)]),
    );
  }

  /** Returns the emulator's value for one of the plan's. */
  of(planned: string): string {
    const exact = this.real.get(planned);
    if (exact !== undefined) return exact;
    // ARNs also stand within policies. The longest first: one may be the beginning of another.
    return [...this.real]
      .filter(([each]) => each.startsWith("arn:"))
      .sort(([a], [b]) => b.length - a.length)
      .reduce((text, [each, value]) => text.replaceAll(each, value), planned);
  }

  private resolved(value: unknown): unknown {
    if (typeof value === "string") return this.of(value);
    if (Array.isArray(value)) return value.map((each: unknown) => this.resolved(each));
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    return this.resolve(Object.fromEntries(Object.entries(value)));
  }
}
