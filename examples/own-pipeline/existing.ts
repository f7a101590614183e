/** What is there already, and stays as it is. */
import * as msk from "@pulumi/aws/msk";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** Private subnets with a way to the brokers, to DynamoDB and to the APIs of AWS. */
export const network = {
  vpcId: config.require("vpcId"),
  subnetIds: config.requireObject<string[]>("subnetIds"),
};

const { arn, bootstrapBrokersSaslIam } = msk.getClusterOutput({
  clusterName: config.require("clusterName"),
});
export const clusterArn = arn;
export const cluster = {
  arn,
  bootstrapServers: bootstrapBrokersSaslIam,
  securityGroupId: config.require("brokerSecurityGroupId"),
};

/** Its policy lets CloudWatch Logs encrypt the log groups of this program. */
export const encryption = { kmsKeyArn: config.require("kmsKeyArn") };

export const pluginBucket = s3.getBucketOutput({ bucket: config.require("pluginBucket") });
