import assert from "node:assert/strict";
import { z } from "zod";
import { resourcesOfType, type Plan, type PlannedResource } from "../../../plan/plan";
import { stageNames } from "../../../plan/stageConfig";
import { projectRoot } from "../../../support/projectRoot";
import { plan } from "../../helpers/stagePlans";

/** Types whose every resource an alarm watches, by the input that names it to CloudWatch. */
const WATCHED: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "name",
  "aws:lambda/function:Function": "name",
  "aws:msk/cluster:Cluster": "clusterName",
  "aws:msk/serverlessCluster:ServerlessCluster": "clusterName",
  "aws:mskconnect/connector:Connector": "name",
  "aws:rds/cluster:Cluster": "clusterIdentifier",
};

const NO_STATE = "it says what something may do, and does nothing itself";
const CONFIGURES = "part of what it configures, which an alarm watches";
const NETWORK = "what needs it fails, and an alarm watches that";
const CALLS = "silent-function tells when the function is not called";
const WATCHES = "it is what watches";

/** Types without an alarm of their own, each for a reason. */
const EXEMPT: Readonly<Record<string, string>> = {
  "aws:appautoscaling/policy:Policy":
    "AWS makes its alarms; broker-disk tells when it does not help",
  "aws:appautoscaling/target:Target": "as the policy",
  "aws:cloudwatch/dashboard:Dashboard": WATCHES,
  "aws:cloudwatch/eventRule:EventRule": CALLS,
  "aws:cloudwatch/eventTarget:EventTarget": CALLS,
  "aws:cloudwatch/logGroup:LogGroup": "silent-sink tells when a sink's stays empty",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": WATCHES,
  "aws:cloudwatch/metricAlarm:MetricAlarm": WATCHES,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": NO_STATE,
  "aws:ec2/flowLog:FlowLog": "a record for investigations; no pipeline needs it",
  "aws:ec2/instance:Instance": "a tool for people, who notice; no pipeline needs it",
  "aws:ec2/securityGroup:SecurityGroup": NO_STATE,
  "aws:ec2/vpcEndpoint:VpcEndpoint": NETWORK,
  "aws:iam/instanceProfile:InstanceProfile": NO_STATE,
  "aws:iam/role:Role": NO_STATE,
  "aws:iam/rolePolicy:RolePolicy": NO_STATE,
  "aws:kms/alias:Alias": "a name",
  "aws:kms/key:Key": "KMS has no metric of a disabled key; docs/runbook.md says what shows it",
  "aws:lambda/permission:Permission": CALLS,
  "aws:msk/configuration:Configuration": CONFIGURES,
  "aws:msk/topic:Topic": "the cluster's alarms on partitions, the sinks' on lag and dead letters",
  "aws:mskconnect/customPlugin:CustomPlugin": CONFIGURES,
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": CONFIGURES,
  "aws:rds/clusterInstance:ClusterInstance":
    "the database's alarms follow the writer, whichever it is",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": CONFIGURES,
  "aws:rds/subnetGroup:SubnetGroup": CONFIGURES,
  "aws:s3/bucket:Bucket":
    "a plugin's is read by deployments, which fail without it; what cannot write to the lake's is late, and its sink's lag tells",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": CONFIGURES,
  "aws:s3/bucketObjectv2:BucketObjectv2": "as the bucket",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": NO_STATE,
  "aws:s3/bucketPolicy:BucketPolicy": NO_STATE,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": NO_STATE,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    NO_STATE,
  "aws:s3/bucketVersioning:BucketVersioning": NO_STATE,
  "aws:secretsmanager/secret:Secret": "the capture fails without it, and an alarm watches that",
  "aws:sns/topic:Topic": WATCHES,
  "aws:sns/topicPolicy:TopicPolicy": WATCHES,
  "aws:sns/topicSubscription:TopicSubscription": WATCHES,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": NO_STATE,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": NO_STATE,
  "awsx:ec2:Vpc": NETWORK,
  "command:local:Command": "runs on the deploying machine, and the deployment fails with it",
};

describe("every kind of resource of the stages", () => {
  let plans: readonly Plan[];

  before(async () => {
    const everything = ["pipeline=all", "alarms=true", 'alarmSubscribers=["on-call@example.com"]'];
    const stages = stageNames(projectRoot).map((stage) => plan(stage, ...everything));
    plans = await Promise.all([...stages, plan("dev", ...everything, "brokerType=serverless")]);
  });

  it("is watched, or it is said why it is not", () => {
    const unknown = typesOf(plans).filter((type) => !(type in WATCHED) && !(type in EXEMPT));
    assert.deepEqual(unknown, [], "give it an alarm in components/monitoring/, or a reason here");
  });

  it("is one that a stage has", () => {
    const types = typesOf(plans);
    const said = [...Object.keys(WATCHED), ...Object.keys(EXEMPT)];
    assert.deepEqual(
      said.filter((type) => !types.includes(type)),
      [],
    );
    assert.deepEqual(
      Object.keys(WATCHED).filter((type) => type in EXEMPT),
      [],
    );
  });

  it("has an alarm for each single one that is to be watched", () => {
    for (const loaded of plans) {
      const watched = namesInAlarms(loaded);
      for (const [type, property] of Object.entries(WATCHED)) {
        const names = resourcesOfType(loaded, type).map(({ inputs }) => String(inputs[property]));
        assert.deepEqual(
          names.filter((name) => !watched.includes(name)),
          [],
          `${loaded.stack}: ${type}`,
        );
      }
    }
  });
});

/** Types but for the project's components, whose parts are judged. */
function typesOf(plans: readonly Plan[]): string[] {
  const types = plans.flatMap(({ resources }) => resources.map(({ type }) => type));
  return [...new Set(types)].filter((type) => !/^(msk-pipeline|pulumi):/.test(type));
}

const query = z.object({ expression: z.string() });

function namesInAlarms(loaded: Plan): string[] {
  const alarms = resourcesOfType(loaded, "aws:cloudwatch/metricAlarm:MetricAlarm");
  return alarms.flatMap(({ inputs }: PlannedResource) => {
    const dimensions = z.record(z.string(), z.string()).parse(inputs["dimensions"] ?? {});
    const queries = z.array(query).parse(inputs["metricQueries"] ?? []);
    const pinned = queries.flatMap(({ expression }) =>
      [...expression.matchAll(/'([^']+)'/g)].map(([, name = ""]) => name),
    );
    return [...Object.values(dimensions), ...pinned];
  });
}
