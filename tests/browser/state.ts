import type { PageState } from "../../local/ui/state";

/** A stage with a sink that has failed and a record that it refused. */
export const troubled: PageState = {
  stage: "prod",
  phase: "running",
  seconds: 12,
  steps: [
    { title: "Kafka broker 3.9.2", state: "done", detail: "127.0.0.1:9" },
    { title: "Connectors", state: "running", detail: "" },
  ],
  pipelines: [
    {
      name: "orders",
      unit: "orders",
      total: 20_000,
      bars: [
        { name: "produced", value: 20_000 },
        { name: "stored", value: 5_000 },
      ],
      lag: 15_000,
      rate: 1234.5,
      deadLettered: 1,
    },
  ],
  parts: [
    part("source", "prod-orders-source", { status: "RUNNING" }),
    part("topic", "orders", { figures: [{ name: "records", value: 20_000 }] }),
    part("sink", "prod-orders-sink", {
      health: "bad",
      status: "FAILED",
      problem: "ResourceNotFoundException: no such table",
      settings: [{ name: "topics", value: "orders" }],
    }),
    part("table", "kafka_orders", {
      samples: [{ title: "Item", text: '{"orderid":7,"note":"<b>bold</b>"}' }],
    }),
    part("dead letters", "orders-dead-letters", {
      health: "bad",
      figures: [{ name: "dead letters", value: 1 }],
      samples: [{ title: "Field orderid is missing", text: "7 {}" }],
    }),
  ],
  edges: [
    { from: "source:prod-orders-source", to: "topic:orders" },
    { from: "topic:orders", to: "sink:prod-orders-sink" },
    { from: "sink:prod-orders-sink", to: "table:kafka_orders" },
    { from: "sink:prod-orders-sink", to: "dead letters:orders-dead-letters" },
  ],
  said: ["Connector prod-orders-sink has failed"],
};

type Part = PageState["parts"][number];

function part(kind: Part["kind"], name: string, how: Partial<Part>): Part {
  return {
    ...{ id: `${kind}:${name}`, kind, name, lane: 0, settings: [] },
    ...{ health: "well", status: "", figures: [], problem: "", samples: [] },
    ...how,
  };
}
