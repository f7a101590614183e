import * as autoScaling from "@aws-sdk/client-application-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as dynamoDb from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as events from "@aws-sdk/client-eventbridge";
import * as iam from "@aws-sdk/client-iam";
import * as kafka from "@aws-sdk/client-kafka";
import * as kafkaConnect from "@aws-sdk/client-kafkaconnect";
import * as kms from "@aws-sdk/client-kms";
import * as lambda from "@aws-sdk/client-lambda";
import * as rds from "@aws-sdk/client-rds";
import * as s3 from "@aws-sdk/client-s3";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sns from "@aws-sdk/client-sns";
import * as ssm from "@aws-sdk/client-ssm";
import "../../../support/awsSdk";

type Params = Readonly<Record<string, unknown>>;

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
}

/** The AWS SDK's clients, which send an operation by its name. */
export class Clients {
  private readonly services: Readonly<Record<string, { client: Client; commands: object }>>;

  constructor(private readonly endpoint: string) {
    const access = {
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    };
    this.services = {
      "application-autoscaling": {
        client: new autoScaling.ApplicationAutoScalingClient(access),
        commands: autoScaling,
      },
      cloudwatch: { client: new cloudwatch.CloudWatchClient(access), commands: cloudwatch },
      dynamodb: { client: new dynamoDb.DynamoDBClient(access), commands: dynamoDb },
      ec2: { client: new ec2.EC2Client(access), commands: ec2 },
      events: { client: new events.EventBridgeClient(access), commands: events },
      iam: { client: new iam.IAMClient(access), commands: iam },
      kafka: { client: new kafka.KafkaClient(access), commands: kafka },
      kafkaconnect: { client: new kafkaConnect.KafkaConnectClient(access), commands: kafkaConnect },
      kms: { client: new kms.KMSClient(access), commands: kms },
      lambda: { client: new lambda.LambdaClient(access), commands: lambda },
      logs: { client: new logs.CloudWatchLogsClient(access), commands: logs },
      rds: { client: new rds.RDSClient(access), commands: rds },
      // The bucket's name cannot be part of an address on the loopback interface.
      s3: { client: new s3.S3Client({ ...access, forcePathStyle: true }), commands: s3 },
      secretsmanager: {
        client: new secretsManager.SecretsManagerClient(access),
        commands: secretsManager,
      },
      sns: { client: new sns.SNSClient(access), commands: sns },
      ssm: { client: new ssm.SSMClient(access), commands: ssm },
    };
  }

  /** Sends one operation, named as in the service model, and returns its answer. */
  async send(service: string, operation: string, params: Params): Promise<object> {
    const known = this.services[service];
    if (known === undefined) throw new Error(`There is no client of ${service}: add one here`);
    const Command: unknown = new Map(Object.entries(known.commands)).get(`${operation}Command`);
    if (!isConstructor(Command)) throw new Error(`The SDK's ${service} has no ${operation}`);
    return known.client.send(new Command(params));
  }

  /**
   * Answer of MSK to a GET. moto leaves the zone off the time at which a cluster was made, which
   * the SDK's client refuses to read.
   *
   * @see https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
   */
  async getFromKafka(path: string): Promise<unknown> {
    // By the service in it moto knows whose path this is.
    const credential = "Credential=test/20260101/us-east-1/kafka/aws4_request";
    const answer = await fetch(`${this.endpoint}${path}`, {
      headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
    });
    return answer.json();
  }

  close(): void {
    for (const { client } of Object.values(this.services)) client.destroy();
  }
}

function isConstructor(value: unknown): value is new (params: Params) => object {
  return typeof value === "function";
}
