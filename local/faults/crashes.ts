import { required } from "../pipelines/sinkFlow";
import type { Ports } from "../run/ports";
import type { Service } from "../run/service";
import { untilListening, untilReady } from "../services/ready";
import type { Started } from "../startStage";
import type { Fault } from "./fault";

const HALF_A_MINUTE_MS = 30_000;

/** Programs that die without a chance to tidy up. */
export const crashes: readonly Fault[] = [
  {
    name: "worker-killed",
    about: "the Connect worker is killed three times",
    pipeline: "orders",
    times: 3,
    strike: restartWorker,
  },
  {
    name: "capture-worker-killed",
    about: "the Connect worker is killed three times while changes are captured",
    pipeline: "cdc",
    times: 3,
    strike: restartWorker,
  },
  {
    name: "broker-killed",
    about: "the Kafka broker is killed three times",
    pipeline: "orders",
    times: 3,
    strike: restartBroker,
  },
  {
    name: "everything-killed",
    about: "the Kafka broker and the Connect worker are killed together",
    pipeline: "orders",
    times: 1,
    strike: async (started) => {
      await started.worker.service.kill();
      await restartBroker(started);
      await restartWorker(started);
    },
  },
  {
    name: "table-away",
    about: "DynamoDB is away for 30 s and comes back with its data",
    pipeline: "orders",
    times: 1,
    start: { tableStorage: "disk" },
    strike: (started) => away(started, started.dynamoDb, "dynamoDb"),
  },
  {
    name: "bucket-away",
    about: "S3 is away for 30 s and comes back with its objects",
    pipeline: "lake",
    times: 1,
    strike: (started) => away(started, started.s3, "s3"),
  },
];

/** Kills what records are stored in, and starts it again after half a minute. */
async function away(
  { context: { run, ports } }: Started,
  program: Service | undefined,
  port: keyof Ports,
): Promise<void> {
  const store = required(program, "a table or bucket");
  await run.restart(store, HALF_A_MINUTE_MS);
  await untilListening(run, ports[port], store.title);
}

/** Kills the worker and starts it again. */
export async function restartWorker({ context: { run }, worker }: Started): Promise<void> {
  await run.restart(worker.service);
  await untilReady(run, worker.service.title, () => worker.api.statuses());
}

/** Kills the broker and starts it again. */
export async function restartBroker({
  context: { run, ports },
  broker,
  kafka,
}: Started): Promise<void> {
  await run.restart(broker);
  await untilListening(run, ports.broker, broker.title);
  await untilReady(run, broker.title, () => kafka.topics());
}
