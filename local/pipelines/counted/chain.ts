import { sinkGroup } from "../../../connectors/names";
import type { PlannedConnector } from "../../declared/declaredStage";

/** Connectors that hang together by the topics they share. */
export interface Chain {
  /** Topics that its records go through. */
  readonly topics: readonly Passage[];
  readonly deadLetterTopics: readonly string[];
}

/** A topic of a chain, and the consumer groups of the sinks that read it. */
export interface Passage {
  readonly topic: string;
  readonly groups: readonly string[];
}

/** Finds the chains among connectors. */
export function chainsOf(connectors: readonly PlannedConnector[]): Chain[] {
  const groups = connectors.reduce<readonly (readonly PlannedConnector[])[]>((found, connector) => {
    const joined = found.filter((group) => group.some((each) => shareTopic(each, connector)));
    return [...found.filter((group) => !joined.includes(group)), [...joined.flat(), connector]];
  }, []);
  return groups.map(chainOf);
}

function shareTopic(a: PlannedConnector, b: PlannedConnector): boolean {
  const topics = new Set(passing(a));
  return passing(b).some((topic) => topics.has(topic));
}

/** What goes through a connector: what a sink reads, and what a source writes. */
function passing({ reads, writes }: PlannedConnector): readonly string[] {
  return reads.length > 0 ? reads : writes;
}

function chainOf(connectors: readonly PlannedConnector[]): Chain {
  const sinks = connectors.filter(({ reads }) => reads.length > 0);
  return {
    topics: [...new Set(connectors.flatMap(passing))].map((topic) => ({
      topic,
      groups: sinks.filter(({ reads }) => reads.includes(topic)).map(({ name }) => sinkGroup(name)),
    })),
    deadLetterTopics: [...new Set(sinks.flatMap(({ writes }) => writes))],
  };
}
