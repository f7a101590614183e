import * as autoScaling from "@aws-sdk/client-application-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as dynamoDb from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as events from "@aws-sdk/client-eventbridge";
import * as glue from "@aws-sdk/client-glue";
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

interface Service {
  readonly client: Client;
  /** What the SDK's package of the service exports, by name. */
  readonly exports: ReadonlyMap<string, unknown>;
}

/** The AWS SDK's clients, which send an operation by its name. */
export class Clients {
  private readonly services: Readonly<Record<string, Service>>;

  constructor(private readonly endpoint: string) {
    const access = {
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    };
    this.services = {
      "application-autoscaling": service(
        new autoScaling.ApplicationAutoScalingClient(access),
        autoScaling,
      ),
      cloudwatch: service(new cloudwatch.CloudWatchClient(access), cloudwatch),
      dynamodb: service(new dynamoDb.DynamoDBClient(access), dynamoDb),
      ec2: service(new ec2.EC2Client(access), ec2),
      events: service(new events.EventBridgeClient(access), events),
      glue: service(new glue.GlueClient(access), glue),
      iam: service(new iam.IAMClient(access), iam),
      kafka: service(new kafka.KafkaClient(access), kafka),
      kafkaconnect: service(new kafkaConnect.KafkaConnectClient(access), kafkaConnect),
      kms: service(new kms.KMSClient(access), kms),
      lambda: service(new lambda.LambdaClient(access), lambda),
      logs: service(new logs.CloudWatchLogsClient(access), logs),
      rds: service(new rds.RDSClient(access), rds),
      // The bucket's name cannot be part of an address on the loopback interface.
      s3: service(new s3.S3Client({ ...access, forcePathStyle: true }), s3),
      secretsmanager: service(new secretsManager.SecretsManagerClient(access), secretsManager),
      sns: service(new sns.SNSClient(access), sns),
      ssm: service(new ssm.SSMClient(access), ssm),
    };
  }

  /** Sends one operation, named as in the service model, and returns its answer. */
  async send(service: string, operation: string, params: Params): Promise<object> {
    const known = this.services[service];
    if (known === undefined) throw new Error(`There is no client of ${service}: add one here`);
    const Command: unknown = known.exports.get(`${operation}Command`);
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

function service(client: Client, exports: object): Service {
  return { client, exports: new Map<string, unknown>(Object.entries(exports)) };
}

function isConstructor(value: unknown): value is new (params: Params) => object {
  return typeof value === "function";
}
