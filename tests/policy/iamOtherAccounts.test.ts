import assert from "node:assert/strict";
import { one } from "../helpers/resources";
import { actionsOf, inWords, requests, type Row } from "./iam/decisions";
import { JOIN, kafka, USE } from "./iam/everyone";
import { CONNECTORS, OTHER_ACCOUNT, type Names } from "./iam/names";
import { rule, type Principal } from "./iam/simulate";
import { stageOf } from "./iam/stage";

const api = actionsOf("kafka");
const READ = kafka("DescribeTopic", "ReadData");
/**
 * Without GetBootstrapBrokers, of which the simulation knows no resource, as AWS's list of rights has
 * none; AWS's guide to a cluster's policy names it.
 */
const LOOK_UP = api("DescribeCluster", "DescribeClusterV2");
const ANYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["kafka:*", "kafka-cluster:*"], Resource: "*" }],
});

const prod = stageOf("prod", `consumerAccounts=["${OTHER_ACCOUNT}"]`);

/** What the cluster allows roles of the accounts that the stage names. */
function allowed(names: Names): Row[] {
  const { outputs, readersGroup, topic } = names;
  return [
    [[...api("CreateVpcConnection"), ...LOOK_UP], names.cluster],
    [kafka("Connect", "DescribeClusterDynamicConfiguration"), names.cluster],
    [READ, Object.values(outputs.topics).map(topic)],
    [JOIN, [readersGroup("orders"), readersGroup("salesOrders", "shipping")]],
  ];
}

/** What the stage's policy of a topic's readers leaves of that. */
function allowedReadersOfOrders(names: Names): Row[] {
  return [
    [kafka("Connect"), names.cluster],
    [READ, names.topics("orders")],
    [JOIN, names.readersGroup("orders")],
  ];
}

function denied(names: Names): Row[] {
  const { group, offsetsTopic, outputs, topic } = names;
  const change = kafka("AlterTopic", "CreateTopic", "DeleteTopic", "WriteData");
  return [
    [kafka("AlterCluster", "DescribeCluster", "WriteDataIdempotently"), names.cluster],
    [api("DeleteCluster", "PutClusterPolicy", "UpdateConnectivity"), names.cluster],
    [change, Object.values(outputs.topics).map(topic)],
    [[...READ, ...USE], CONNECTORS.map(offsetsTopic)],
    [[...READ, ...USE], ["__consumer_offsets", "orders-2", "payments"].map(topic)],
    [JOIN, CONNECTORS.map((connector) => group(`connect-${names.connector(connector)}`))],
    [JOIN, ["billing", "reader-orders"].map(group)],
  ];
}

/** Returns those of the requests that AWS lets a role of an account pass, sorted. */
async function passing(account: string, rows: Rows, document = ANYTHING): Promise<string[]> {
  const { names, plan } = await prod;
  const { inputs } = one(plan.resources, "aws:msk/clusterPolicy:ClusterPolicy");
  const role: Principal = {
    arn: `arn:aws:iam::${account}:role/consumer`,
    policies: [{ name: "consumer", document }],
  };
  const rulings = requests(rows(names)).map(async (request) => {
    const ruling = await rule(role, request, String(inputs["policy"]));
    return ruling.allowed ? [inWords(request)] : [];
  });
  return (await Promise.all(rulings)).flat().sort();
}

type Rows = (names: Names) => readonly Row[];

async function all(rows: Rows): Promise<string[]> {
  return requests(rows((await prod).names))
    .map(inWords)
    .sort();
}

describe("Roles of other accounts", () => {
  it("may read the stage's topics as their readers' groups, if their account lets them", async () => {
    assert.deepEqual(await passing(OTHER_ACCOUNT, allowed), await all(allowed));
  });

  it("may nothing else, whatever their account lets them", async () => {
    assert.deepEqual(await passing(OTHER_ACCOUNT, denied), []);
  });

  it("may nothing if the stage does not name their account", async () => {
    assert.deepEqual(await passing("888888888888", allowed), []);
  });

  it("may read one topic if their account gives them the stage's policy of its readers", async () => {
    const { topicReaderPolicies } = (await prod).names.outputs;
    assert.deepEqual(
      await passing(OTHER_ACCOUNT, allowed, topicReaderPolicies["orders"]),
      await all(allowedReadersOfOrders),
    );
  });
});
