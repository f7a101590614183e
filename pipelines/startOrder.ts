import type { Resource } from "@pulumi/pulumi";

/** Type of brokers that take 4 new connections a second from clients that authenticate by IAM. */
const SLOW_TO_ADMIT = "kafka.t3.small";

/**
 * Has connectors start one after another where the brokers admit few new connections: the workers
 * of several at once could not all connect in time.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html
 */
export class StartOrder {
  private latest: Resource | undefined;

  constructor(private readonly brokerType: string) {}

  /** What the next connector waits for, besides its own needs. */
  get before(): Resource | undefined {
    return this.brokerType === SLOW_TO_ADMIT ? this.latest : undefined;
  }

  started(connector: Resource): void {
    this.latest = connector;
  }
}
