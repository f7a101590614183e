import type { Resource } from "@pulumi/pulumi";
import type { MskConnector } from "../components";
import type { Connector } from "../connectors/connector";

/** Type of brokers that take 4 new connections a second from clients that authenticate by IAM. */
const SLOW_TO_ADMIT = "kafka.t3.small";

/**
 * Has connectors start one after another where the brokers admit few new connections: the workers
 * of several at once could not all connect in time. Where a source makes its topic, the topic's sinks
 * start after it.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html
 */
export class StartOrder {
  private readonly earlier: MskConnector[] = [];

  constructor(private readonly brokerType: string) {}

  /** What the next connector waits for, besides its own needs. */
  before({ reads }: Pick<Connector, "reads">): readonly Resource[] {
    if (this.brokerType === SLOW_TO_ADMIT) return this.earlier.slice(-1);
    return this.earlier.filter(({ connector: { creates = [] } }) =>
      creates.some((topic) => reads.includes(topic)),
    );
  }

  started(connector: MskConnector): void {
    this.earlier.push(connector);
  }
}
