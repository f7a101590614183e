import { engine, flattened } from "./mutation";

/** What only Pulumi's engine shows: an order, a replacement or a protection that is not what it seems. */
export const onTheEngine = flattened([
  {
    tests: engine("connectors"),
    mutations: [
      { name: "failed-connector-left-by-the-engine", at: "MskConnector", code: "FAILED_CREATION" },
      {
        name: "offsets-topic-goes-before-its-connector",
        at: "workerConfiguration",
        code: "pulumi.output(offsetsTopic)",
        to: 'pulumi.output(worker["offset.storage.topic"] ?? "")',
      },
      {
        name: "connector-made-anew-and-unverified",
        at: "verifyConnector triggers",
        code: "connectorArn",
      },
      {
        name: "every-broker-is-a-connectors-own",
        at: "bootstrapServers",
        code: "broker === brokers.find(inSubnetOf(broker))",
        to: "brokers.includes(broker)",
      },
    ],
  },
  {
    tests: engine("changes"),
    mutations: [
      {
        name: "connector-stops-for-a-new-plugin",
        at: "PluginBucket replaceOnChanges",
        code: "[FAILED_CREATION]",
        to: "[FAILED_CREATION], deleteBeforeReplace: true",
      },
      { name: "more-copies-lose-the-topic", at: "KafkaTopic ignoreChanges", to: "[]" },
    ],
  },
  {
    tests: engine("upgrade"),
    mutations: [
      {
        name: "upgrade-makes-tables-anew",
        at: "DynamoDbTable",
        code: "`${name}-table`",
        to: "name",
      },
    ],
  },
  {
    tests: engine("lifeOfProd"),
    mutations: [
      { name: "engine-lets-tables-go", at: "createTable deletionProtection" },
      { name: "engine-lets-the-database-go", at: "createCluster protect", to: "false" },
    ],
  },
]);
