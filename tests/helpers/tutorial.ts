/** The configurations that the tutorial has its reader type into the console, to the letter. */

export const configurationA: Readonly<Record<string, string>> = {
  "connector.class": "io.confluent.kafka.connect.datagen.DatagenConnector",
  "kafka.topic": "orders",
  quickstart: "orders",
  "key.converter": "org.apache.kafka.connect.storage.StringConverter",
  "value.converter": "org.apache.kafka.connect.json.JsonConverter",
  "value.converter.schemas.enable": "false",
  "max.interval": "10000",
  iterations: "-1",
  "tasks.max": "1",
};

export function configurationB(
  region: string,
  bootstrapServers: string,
): Readonly<Record<string, string>> {
  return {
    "connector.class": "io.confluent.connect.aws.dynamodb.DynamoDbSinkConnector",
    "tasks.max": "1",
    topics: "orders",
    "aws.dynamodb.region": region,
    "aws.dynamodb.endpoint": `https://dynamodb.${region}.amazonaws.com`,
    "aws.dynamodb.pk.hash": "value.orderid",
    "aws.dynamodb.pk.sort": "",
    "table.name.format": "kafka_${topic}",
    transforms: "flatten",
    "transforms.flatten.type": "org.apache.kafka.connect.transforms.Flatten$Value",
    "transforms.flatten.delimiter": "_",
    "key.converter.schemas.enable": "false",
    "value.converter.schemas.enable": "false",
    "key.converter": "org.apache.kafka.connect.storage.StringConverter",
    "value.converter": "org.apache.kafka.connect.json.JsonConverter",
    "confluent.topic.bootstrap.servers": bootstrapServers,
    "confluent.topic.security.protocol": "SASL_SSL",
    "confluent.topic.sasl.mechanism": "AWS_MSK_IAM",
    "confluent.topic.sasl.jaas.config": "software.amazon.msk.auth.iam.IAMLoginModule required;",
    "confluent.topic.sasl.client.callback.handler.class":
      "software.amazon.msk.auth.iam.IAMClientCallbackHandler",
  };
}
