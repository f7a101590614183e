/**
 * A record as Lambda hands it over, with the topic's bytes in base64.
 *
 * @typedef {object} KafkaRecord
 * @property {string} topic
 * @property {number} partition
 * @property {number} offset
 * @property {string} [value]
 *
 * @typedef {object} KafkaEvent
 * @property {Record<string, KafkaRecord[]>} records By topic and partition.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event
 */

/**
 * Counts the orders of a batch by item, and logs the counts as one line of JSON.
 *
 * @param {KafkaEvent} event
 */
export async function handler({ records }) {
  const items = Object.values(records).flat().map(itemOf);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  console.log(JSON.stringify({ orders: items.length, byItem: Object.fromEntries(counts) }));
}

/**
 * Returns the item of an order; fails for what is no order, and with it the batch, so that Lambda
 * tries again and then tells the queue where the batch is.
 *
 * @param {KafkaRecord} record
 * @returns {string}
 */
function itemOf({ topic, partition, offset, value = "" }) {
  try {
    const { itemid } = JSON.parse(Buffer.from(value, "base64").toString("utf8"));
    if (typeof itemid === "string") return itemid;
  } catch {
    // Told below: where it is, not what, which may be confidential.
  }
  throw new Error(`${topic}, partition ${partition}, offset ${offset} is no order`);
}
