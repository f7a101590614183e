import assert from "node:assert/strict";
import { literalSecrets } from "../../policy/secrets";
import { change, reports } from "./change";

describe("a connector's configuration", () => {
  it("may hold what only sounds like a secret", () => {
    const configuration = {
      "database.password": "${secretsManager:sales:password}",
      "aws.dynamodb.credentials.provider.class": "DefaultAWSCredentialsProviderChain",
      "confluent.license": "",
      "confluent.license.topic": "_confluent-command",
      "confluent.license.topic.replication.factor": "3",
      "confluent.topic.sasl.jaas.config": "software.amazon.msk.auth.iam.IAMLoginModule required;",
      "producer.sasl.jaas.config":
        'ScramLoginModule required username="me" password="${secretsManager:kafka:password}";',
      "connection.url": "jdbc:mysql://host:3306/sales",
    };
    assert.deepEqual(literalSecrets(configuration), []);
  });

  it("is searched for every secret", () => {
    const configuration = { "a.token": "x", "b.secret": "y", "c.url": "http://me:pw@host" };
    assert.deepEqual(literalSecrets(configuration), ["a.token", "b.secret", "c.url"]);
  });
});

describe("a source's offsets", () => {
  it("are not asked of a sink", () => {
    assert.deepEqual(reports(change("sink", ["workerConfiguration"])), []);
    const sink = change("sink", ["connectorConfiguration"], { "topics.regex": "orders.*" });
    assert.deepEqual(reports(sink), []);
  });

  it("are not judged by a worker configuration of another stack", () => {
    const stack = change("source", ["workerConfiguration", "arn"], "arn:another-stack");
    assert.deepEqual(reports(stack), []);
  });
});
