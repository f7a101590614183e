import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KafkaClient } from "@aws-sdk/client-kafka";
import { KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { AvroValues } from "../../local/clients/avro";
import "../../support/awsSdk";

/** Where and as whom AWS is asked. */
export interface Access {
  readonly region: string;
  /** Another address than AWS's own, for tests. */
  readonly endpoint?: string;
  /**
   * @default - those of the environment, as the AWS CLI finds them
   */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Clients of the services that a deployed stage is asked of. */
export class AwsClients {
  readonly kafka: KafkaClient;
  readonly connect: KafkaConnectClient;
  readonly tables: DynamoDBClient;
  readonly buckets: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly metrics: CloudWatchClient;
  readonly database: RDSDataClient;
  readonly instances: SSMClient;

  constructor(private readonly access: Access) {
    this.kafka = new KafkaClient(access);
    this.connect = new KafkaConnectClient(access);
    this.tables = new DynamoDBClient(access);
    this.buckets = new S3Client(access);
    this.logs = new CloudWatchLogsClient(access);
    this.metrics = new CloudWatchClient(access);
    this.database = new RDSDataClient(access);
    this.instances = new SSMClient(access);
  }

  /** Reads values in Avro; only who asks for it loads what that takes. */
  async avroValues(): Promise<AvroValues> {
    const { AvroValues } = await import("../../local/clients/avro.js");
    return new AvroValues(this.access);
  }

  close(): void {
    const { kafka, connect, tables, buckets, logs, metrics, database, instances } = this;
    const clients = [kafka, connect, tables, buckets, logs, metrics, database, instances];
    for (const client of clients) client.destroy();
  }
}
