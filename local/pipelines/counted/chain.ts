import { sinkGroup } from "../../../connectors/names";
import { groupsOf } from "../../../support/groups";
import { isSink } from "../../../plan/declared";
import type { DeclaredConnector } from "../../declared/declaredStage";

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
export function chainsOf(connectors: readonly DeclaredConnector[]): Chain[] {
  return groupsOf(connectors, shareTopic).map(chainOf);
}

function shareTopic(a: DeclaredConnector, b: DeclaredConnector): boolean {
  const topics = new Set(passing(a));
  return passing(b).some((topic) => topics.has(topic));
}

/** What goes through a connector: what a sink reads, and what a source writes. */
function passing(connector: DeclaredConnector): readonly string[] {
  return isSink(connector) ? connector.reads : connector.writes;
}

function chainOf(connectors: readonly DeclaredConnector[]): Chain {
  const sinks = connectors.filter(isSink);
  return {
    topics: [...new Set(connectors.flatMap(passing))].map((topic) => ({
      topic,
      groups: sinks.filter(({ reads }) => reads.includes(topic)).map(({ name }) => sinkGroup(name)),
    })),
    deadLetterTopics: [...new Set(sinks.flatMap(({ writes }) => writes))],
  };
}
