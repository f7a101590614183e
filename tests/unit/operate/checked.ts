import { bundledOrdersSource } from "../../../archives/catalogue";
import type { DeclaredStage } from "../../../local/declared/declaredStage";
import type { Checked } from "../../../operate/check/inspect";

const topic = { name: "orders", partitionCount: 2, replicationFactor: 3, configs: {} };

export const connector = {
  name: "dev-orders-sink",
  kafkaConnectVersion: "3.7.x",
  config: { topics: "orders", "errors.deadletterqueue.topic.name": "orders-dead-letters" },
  worker: {},
  reads: ["orders"],
  writes: [],
  plugin: bundledOrdersSource,
};

export const declared: DeclaredStage = {
  name: "dev",
  kafkaVersion: "3.9.x",
  serverProperties: {},
  topics: [topic],
  tables: [{ name: "kafka_orders", hashKey: "id", attributes: [], billingMode: "PROVISIONED" }],
  database: undefined,
  connectors: [connector],
};

/** A pipeline that is as declared, but for what is said otherwise. */
export function pipeline(otherwise: Partial<Checked> = {}): Checked {
  const state = { name: connector.name, state: "RUNNING", errors: [] };
  return {
    declared: () => Promise.resolve(declared),
    connectors: () => Promise.resolve([{ ...state, tasks: { running: 1, total: 1 } }]),
    lastChange: () => Promise.resolve({ state: "UPDATE_COMPLETE", reason: "" }),
    endOfLog: () => Promise.resolve(["the last line"]),
    topics: () =>
      Promise.resolve([{ name: "orders", partitions: 2, replication: 3, records: undefined }]),
    describeTable: (name) =>
      Promise.resolve({ name, status: "ACTIVE", keys: [], billing: "", items: 5 }),
    bucket: ({ bucket }) => Promise.resolve({ name: bucket, hasObjects: true }),
    lag: () => Promise.resolve({ records: 12, seconds: 3 }),
    deadLetters: () => Promise.resolve({ some: false, says: "0 records" }),
    alarms: () => Promise.resolve([{ name: "msk-pipeline-dev-lag", state: "OK", reason: "" }]),
    ...otherwise,
  };
}

/** A pipeline whose connector is in some state. */
export function connectors(
  state: string,
  tasks?: { running: number; total: number },
  errors: readonly string[] = [],
): Partial<Checked> {
  return { connectors: () => Promise.resolve([{ name: connector.name, state, tasks, errors }]) };
}
