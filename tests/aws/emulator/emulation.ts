import type { Plan, PlannedResource } from "../../../plan/plan";
import { deletionsOf, requestsOf, type AwsRequest } from "../requests/request";
import { Bindings } from "./bindings";
import type { Clients } from "./clients";
import { ADDITIONS, DIFFERENCES, NO_ANSWER } from "./differences";
import { inOrder } from "./order";

export interface Refusal {
  readonly resource: string;
  readonly type: string;
  readonly operation: string;
  /** Name of the error, or NO_ANSWER. */
  readonly refusal: string;
  readonly message: string;
}

/** What a plan becomes in the emulator. */
export class Emulation {
  readonly bindings = new Bindings();
  /** Refusals that no difference between moto and AWS explains. */
  readonly refusals: Refusal[] = [];
  /** Requests that were answered although moto is said to refuse them. */
  readonly unexpectedlyAnswered = new Set<string>();

  constructor(
    readonly clients: Clients,
    private readonly plan: Plan,
  ) {}

  /** Sends what creates the plan's resources, each after all that it waits for. */
  async create(): Promise<void> {
    for (const resource of inOrder(this.plan.resources)) {
      await this.sendAll(resource, requestsOf(resource));
    }
  }

  /** Sends what deletes them, in the reverse order. */
  async destroy(): Promise<void> {
    for (const resource of [...inOrder(this.plan.resources)].reverse()) {
      await this.sendAll(resource, deletionsOf(resource));
    }
  }

  /** Asks the emulator with the plan's ids and names. */
  async ask(
    service: string,
    operation: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    return this.clients.send(service, operation, this.bindings.resolve(params));
  }

  private async sendAll(resource: PlannedResource, requests: readonly AwsRequest[]): Promise<void> {
    for (const request of requests) await this.send(resource, request);
  }

  private async send({ name, type }: PlannedResource, request: AwsRequest): Promise<void> {
    const operation = `${request.service}:${request.operation}`;
    const difference = DIFFERENCES.find(
      (each) => each.type === type && each.operation === operation,
    );
    const added = ADDITIONS.find((each) => each.operation === operation);
    const params = added?.add(request.params) ?? request.params;
    try {
      const answer = await this.ask(request.service, request.operation, params);
      this.bindings.learn(request, answer);
      if (difference) this.unexpectedlyAnswered.add(`${operation} of ${type}`);
    } catch (error) {
      const { refusal, message } = refusalOf(error);
      if (difference?.refusal === refusal) return;
      this.refusals.push({ resource: name, type, operation, refusal, message });
    }
  }
}

/** An error of the AWS API has a name; what cannot be parsed as one is no answer of the API. */
export function refusalOf(error: unknown): Pick<Refusal, "refusal" | "message"> {
  if (!(error instanceof Error) || !("$metadata" in error)) throw error;
  const refusal = error instanceof SyntaxError ? NO_ANSWER : error.name;
  return { refusal, message: error.message };
}
