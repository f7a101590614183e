import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { NETWORK, serviceRole } from "./kafkaCalls";

const kafka = actionsOf("kafka");
const ec2 = actionsOf("ec2");

/** MSK makes its endpoints with the caller's rights, tagged with its own tags. */
const cluster: TypeCalls = {
  sources: [
    schema("msk-serverlesscluster"),
    provider("kafka/serverless_cluster.go"),
    "https://docs.aws.amazon.com/msk/latest/developerguide/security-iam-awsmanpol.html",
  ],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const [group] = here.plan.resources.filter(
      ({ type }) => type === "aws:ec2/securityGroup:SecurityGroup",
    );
    const within = group === undefined ? {} : owned(group);
    const endpoint = here.ec2("vpc-endpoint");
    const managed = (tag: "RequestTag" | "ResourceTag"): Record<string, string> => ({
      [`aws:${tag}/AWSMSKManaged`]: "true",
      [`aws:${tag}/ClusterArn`]: arn,
    });
    const look: Row[] = [
      [kafka("DescribeClusterV2", "ListTagsForResource"), arn, owned(resource)],
      [kafka("GetBootstrapBrokers"), "*"],
    ];
    return {
      create: [
        [kafka("CreateClusterV2", "TagResource"), arn, made(resource)],
        ...serviceRole(here, "kafka.amazonaws.com", "AWSServiceRoleForKafka"),
        [ec2("DescribeVpcEndpoints"), "*"],
        [ec2("DescribeVpcAttribute"), here.ec2("vpc"), within],
        [NETWORK, "*"],
        [
          ec2("CreateVpcEndpoint"),
          [here.ec2("vpc"), here.ec2("subnet"), here.ec2("security-group")],
          within,
        ],
        [ec2("CreateVpcEndpoint"), endpoint, managed("RequestTag")],
        [
          ec2("CreateTags"),
          endpoint,
          { ...managed("RequestTag"), "ec2:CreateAction": "CreateVpcEndpoint" },
        ],
        ...look,
      ],
      read: look,
      update: [[kafka("TagResource", "UntagResource"), arn, owned(resource)], ...look],
      delete: [
        [kafka("DeleteCluster"), arn, owned(resource)],
        [ec2("DeleteVpcEndpoints"), endpoint, managed("ResourceTag")],
        ...look,
      ],
    };
  },
};

export const serverlessCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:msk/serverlessCluster:ServerlessCluster": cluster,
};
