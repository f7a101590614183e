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

/** Puts orders into a topic, as the source's converters would. */
export async function preload(
  bootstrapServers: string,
  topic: string,
  records: readonly Order[],
): Promise<void> {
  const producer = new Kafka({ brokers: [bootstrapServers], logLevel: logLevel.ERROR }).producer();
  await producer.connect();
  for (let begin = 0; begin < records.length; begin += 5_000) {
    const messages = records
      .slice(begin, begin + 5_000)
      .map((order) => ({ key: String(order.orderid), value: JSON.stringify(order) }));
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
}
