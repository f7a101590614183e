import assert from "node:assert/strict";
import { refuseServerless } from "../../../../operate/aws/cleanTopics";
import { FakeAws, outputs, serverless } from "../../../helpers/fakeAws";

describe("A deployed stage's topics on MSK Serverless", () => {
  /** What kafka-topics.sh of Kafka 3.9 says, without the lines of partitions. */
  const described = [
    "Topic: orders\tTopicId: x1\tPartitionCount: 3\tReplicationFactor: 3\tConfigs: retention.ms=1",
    "Topic: a.B-c\tTopicId: x2\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ",
    "",
  ].join("\n");
  const answers = {
    SendCommand: () => ({ Command: { CommandId: "command-1" } }),
    GetCommandInvocation: () => ({ Status: "Success", StandardOutputContent: described }),
  };

  it("come from Kafka's tool on the client, since the MSK API lists none", async () => {
    const aws = new FakeAws(answers);
    assert.deepEqual(await aws.ask((target) => target.topics(), serverless), [
      { name: "a.B-c", partitions: 1, replication: 3, records: undefined },
      { name: "orders", partitions: 3, replication: 3, records: undefined },
    ]);
    const [{ Parameters } = {}] = aws.inputs("SendCommand");
    assert.match(
      JSON.stringify(Parameters),
      /kafka-topics\.sh' '--bootstrap-server' 'boot-abcd1234.*' '--describe' \| grep PartitionCount/,
    );
  });

  it("need the client", async () => {
    const { bootstrapServers } = serverless;
    await assert.rejects(
      new FakeAws(answers).ask((target) => target.topics(), { bootstrapServers }),
      /no output clientInstanceId.*kafkaClient is true/,
    );
  });

  it("are not cleaned up, and it is said how to", () => {
    assert.throws(() => {
      refuseServerless("prod", serverless.bootstrapServers);
    }, /^UserError: Stage prod runs on MSK Serverless, .*docs\/operations\.md#topics-on-msk-serverless/);
    refuseServerless("prod", outputs.bootstrapServers);
  });
});
