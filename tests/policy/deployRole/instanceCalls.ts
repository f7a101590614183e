import { all } from "../../helpers/resources";
import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { creating, listed, ofNetwork, tagging } from "./ec2Calls";

const ec2 = actionsOf("ec2");

/** The client's instance. */
export const instance: TypeCalls = {
  sources: [provider("ec2/ec2_instance.go"), schema("ec2-instance")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const volume = here.ec2("volume");
    const own = owned(resource);
    const read: Row[] = [
      ...listed(
        "DescribeInstanceCreditSpecifications",
        "DescribeInstanceTypes",
        "DescribeInstances",
        "DescribeTags",
        "DescribeVolumes",
        "DescribeVpcs",
        "DescribeImages",
      ),
      [ec2("DescribeInstanceAttribute"), arn, own],
    ];
    const encrypt = here.key("ec2").flatMap(([key, context]): Row[] => [
      [actionsOf("kms")("Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext"), key, context],
      [["kms:CreateGrant"], key, { ...context, "kms:GrantIsForAWSResource": "true" }],
    ]);
    const [client] = all(here.plan.resources, "aws:iam/role:Role").filter(({ name }) =>
      name.startsWith("client"),
    );
    return {
      create: [
        ...creating("RunInstances", arn, resource),
        [
          ec2("RunInstances"),
          `arn:aws:ec2:${here.stage.region}::image/ami-0a1b2c3d`,
          { "ec2:Owner": "amazon" },
        ],
        [ec2("RunInstances"), [here.ec2("network-interface"), volume]],
        [ec2("RunInstances"), [here.ec2("security-group"), here.ec2("subnet")], ofNetwork(here)],
        ...(client === undefined
          ? []
          : [
              [
                ["iam:PassRole"],
                here.arnOf(client),
                { "iam:PassedToService": "ec2.amazonaws.com" },
              ] as const,
            ]),
        // The provider tags the volume once the instance runs.
        [ec2("CreateTags"), volume, made(resource)],
        ...encrypt,
        ...read,
      ],
      read,
      update: [
        [
          ec2(
            "ModifyInstanceAttribute",
            "ModifyInstanceMetadataOptions",
            "StartInstances",
            "StopInstances",
          ),
          arn,
          own,
        ],
        tagging(arn, resource),
        tagging(volume, resource),
        ...read,
      ],
      delete: [[ec2("TerminateInstances"), arn, own], ...read],
    };
  },
};
