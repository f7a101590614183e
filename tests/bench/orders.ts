import { setTimeout as delay } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";

export interface Order {
  readonly ordertime: number;
  readonly orderid: number;
  readonly itemid: string;
  readonly orderunits: number;
  readonly address: { readonly city: string; readonly state: string; readonly zipcode: number };
}

/** Orders of the generator's shape; each is another item. */
export function orders(count: number): Order[] {
  return Array.from({ length: count }, (_, orderid) => ({
    ordertime: 1487715775521 + orderid * 631,
    orderid,
    itemid: `Item_${1 + (orderid % 999)}`,
    orderunits: ((orderid * 7919) % 1_000_003) / 100_001,
    address: {
      city: `City_${orderid % 100}`,
      state: `State_${orderid % 50}`,
      zipcode: 10_000 + (orderid % 90_000),
    },
  }));
}

/** Sends orders at a pace, so many a second; tells when each is sent. */
export async function sendPaced(
  bootstrapServers: string,
  topic: string,
  records: readonly Order[],
  perSecond: number,
  onSent: (order: Order) => void,
): Promise<void> {
  const producer = new Kafka({ brokers: [bootstrapServers], logLevel: logLevel.ERROR }).producer();
  await producer.connect();
  const begin = performance.now();
  for (let next = 0; next < records.length;) {
    const due = Math.ceil(((performance.now() - begin) * perSecond) / 1000);
    const batch = records.slice(next, due);
    next += batch.length;
    batch.forEach(onSent);
    if (batch.length > 0) await producer.send({ topic, messages: batch.map(messageOf) });
    await delay(Math.min(10, 1000 / perSecond));
  }
  await producer.disconnect();
}

/** Puts orders into a topic, as the source's converters would. */
export async function preload(
  bootstrapServers: string,
  topic: string,
  records: readonly Order[],
): Promise<void> {
  const producer = new Kafka({ brokers: [bootstrapServers], logLevel: logLevel.ERROR }).producer();
  await producer.connect();
  for (let begin = 0; begin < records.length; begin += 5_000) {
    const messages = records.slice(begin, begin + 5_000).map(messageOf);
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
}

function messageOf(order: Order): { readonly key: string; readonly value: string } {
  return { key: String(order.orderid), value: JSON.stringify(order) };
}
