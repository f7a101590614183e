import { asStages, ofStage, regional, stackName, type Stage } from "../stage";
import { actionsOf, allow, type Condition, type Statement } from "../statement";
import { readMetrics } from "./monitoring";
import { connect } from "./reading";

const kafka = actionsOf("kafka");
const kafkaCluster = actionsOf("kafka-cluster");
const kafkaConnect = actionsOf("kafkaconnect");
const scaling = actionsOf("application-autoscaling");

/** Allows deploying the cluster, topics and connectors, and seeing how they do afterwards. */
export function kafkaRights(stage: Stage): Statement[] {
  return [
    ...cluster(stage),
    ...serverlessEndpoints(stage),
    ...connectors(stage),
    ...storage(stage),
    readMetrics(),
  ];
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html */
function cluster(stage: Stage): Statement[] {
  const name = stackName(stage);
  return [
    allow(
      "ChangeCluster",
      kafka(
        "CreateCluster",
        "CreateClusterV2",
        "DeleteCluster",
        "DeleteClusterPolicy",
        "PutClusterPolicy",
        "TagResource",
        "UntagResource",
        "UpdateBrokerCount",
        "UpdateBrokerStorage",
        "UpdateBrokerType",
        "UpdateClusterConfiguration",
        "UpdateClusterKafkaVersion",
        "UpdateMonitoring",
        "UpdateRebalancing",
      ),
      [regional(stage, "kafka", `cluster/${name}/*`)],
    ),
    // Never by public addresses. A request that is about other ways does not have the key.
    allow(
      "ConnectCluster",
      kafka("UpdateConnectivity"),
      [regional(stage, "kafka", `cluster/${name}/*`)],
      { BoolIfExists: { "kafka:publicAccessEnabled": "false" } },
    ),
    allow("ListTopics", kafka("ListTopics"), [regional(stage, "kafka", `cluster/${name}/*`)]),
    allow(
      "ChangeConfiguration",
      kafka("CreateConfiguration", "DeleteConfiguration", "UpdateConfiguration"),
      [regional(stage, "kafka", `configuration/${name}-*`)],
    ),
    allow(
      "ChangeTopics",
      [
        ...kafka("CreateTopic", "DeleteTopic", "UpdateTopic"),
        ...kafkaCluster(
          "AlterTopic",
          "AlterTopicDynamicConfiguration",
          "CreateTopic",
          "DeleteTopic",
        ),
      ],
      [regional(stage, "kafka", `topic/${name}/*`)],
    ),
  ];
}

/**
 * Amazon MSK makes the endpoints of a serverless cluster with the caller's rights, with tags of its own;
 * networkRights has what that takes of the network.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/security-iam-awsmanpol.html#security-iam-awsmanpol-AmazonMSKFullAccess
 */
function serverlessEndpoints(stage: Stage): Statement[] {
  const endpoints = [regional(stage, "ec2", "vpc-endpoint/*")];
  const clusters = regional(stage, "kafka", `cluster/${stackName(stage)}/*`);
  const ofClusters = (tag: "RequestTag" | "ResourceTag"): Condition => ({
    StringEquals: { [`aws:${tag}/AWSMSKManaged`]: "true" },
    StringLike: { [`aws:${tag}/ClusterArn`]: clusters },
  });
  const made = ofClusters("RequestTag");
  const whileMade: Condition = {
    ...made,
    StringEquals: { ...made["StringEquals"], "ec2:CreateAction": "CreateVpcEndpoint" },
  };
  return [
    allow("MakeClusterEndpoints", ["ec2:CreateVpcEndpoint"], endpoints, made),
    allow("TagClusterEndpoints", ["ec2:CreateTags"], endpoints, whileMade),
    allow("DropClusterEndpoints", ["ec2:DeleteVpcEndpoints"], endpoints, ofClusters("ResourceTag")),
  ];
}

/** AWS knows no resources for creating on MSK Connect. */
function connectors(stage: Stage): Statement[] {
  return [
    allow(
      "CreateConnectors",
      kafkaConnect("CreateConnector", "CreateCustomPlugin", "CreateWorkerConfiguration"),
      ["*"],
    ),
    allow(
      "ChangeConnectors",
      kafkaConnect(
        "DeleteConnector",
        "DeleteCustomPlugin",
        "DeleteWorkerConfiguration",
        "TagResource",
        "UntagResource",
        "UpdateConnector",
      ),
      connect(stage),
    ),
    // A deployment waits for what it has changed, and in production sees that it was kept.
    allow(
      "FollowUpdates",
      kafkaConnect("DescribeConnectorOperation", "ListConnectorOperations"),
      ["connector", "connector-operation"].map((kind) =>
        regional(stage, "kafkaconnect", `${kind}/${stage.stage}-*`),
      ),
    ),
    // It tells the end of the log of a connector that does not run.
    allow(
      "ReadConnectorLogs",
      ["logs:FilterLogEvents"],
      ["source", "sink", "capture"].map((kind) =>
        regional(
          stage,
          "logs",
          `log-group:/aws/vendedlogs/${stage.project}/${stage.stage}/*-${kind}:*`,
        ),
      ),
    ),
  ];
}

/**
 * Growth of the brokers' volumes. Application Auto Scaling watches them by alarms that it creates
 * with the caller's rights.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html
 */
function storage(stage: Stage): Statement[] {
  const targets = [regional(stage, "application-autoscaling", "scalable-target/*")];
  const ofKafka = { "application-autoscaling:service-namespace": "kafka" };
  const both = ({ StringEquals }: Condition): Condition => ({
    StringEquals: { ...StringEquals, ...ofKafka },
  });
  return [
    allow("CreateScaling", scaling("RegisterScalableTarget"), targets, both(asStages(stage))),
    allow("TagNewScaling", scaling("TagResource"), targets, asStages(stage)),
    allow(
      "ChangeScaling",
      scaling("DeleteScalingPolicy", "DeregisterScalableTarget", "PutScalingPolicy"),
      targets,
      both(ofStage(stage)),
    ),
    allow("UntagScaling", scaling("UntagResource"), targets, ofStage(stage)),
    allow(
      "WatchStorage",
      actionsOf("cloudwatch")("DeleteAlarms", "DescribeAlarms", "PutMetricAlarm"),
      [regional(stage, "cloudwatch", "alarm:TargetTracking-*")],
    ),
  ];
}
