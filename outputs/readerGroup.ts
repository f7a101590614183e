/**
 * Returns the name of a consumer group with which the topic's reader policy lets read. Readers of one
 * topic have no part in the groups of another's.
 */
export function readerGroup(topic: string, name: string): string {
  return `${topic}-reader-${name}`;
}
