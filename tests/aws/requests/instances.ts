import { ec2, tagSpecifications } from "./ec2Tags";
import type { Inputs } from "./inputs";
import { present, type AwsRequest, type Mappings } from "./mapping";

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/ec2_instance.go */
export const instanceMappings: Mappings = {
  "aws:ec2/instance:Instance": {
    create: (instance) => {
      instance.notSent("userDataReplaceOnChange");
      const disk = instance.part("rootBlockDevice");
      const Tags = disk?.tags();
      return [
        rootDevice(instance),
        ec2("RunInstances", runInstances(instance, disk), {
          "Instances.0.InstanceId": instance.planned("id"),
        }),
        ...(Tags ? [rootVolume(instance), tagVolume(instance, Tags)] : []),
      ];
    },
    destroy: (instance) => [ec2("TerminateInstances", { InstanceIds: [instance.planned("id")] })],
  },
};

/** The image says what its root device is called; Amazon Linux has it at /dev/xvda. */
function rootDevice(instance: Inputs): AwsRequest {
  return ec2(
    "DescribeImages",
    { ImageIds: [instance.text("ami")] },
    { "Images.0.RootDeviceName": ROOT_DEVICE },
  );
}

const ROOT_DEVICE = "/dev/xvda";

function runInstances(
  instance: Inputs,
  disk: Inputs | undefined,
): Readonly<Record<string, unknown>> {
  const metadata = instance.part("metadataOptions");
  return {
    MinCount: 1,
    MaxCount: 1,
    ImageId: instance.text("ami"),
    InstanceType: instance.text("instanceType"),
    EbsOptimized: instance.value("ebsOptimized"),
    IamInstanceProfile: { Name: instance.text("iamInstanceProfile") },
    UserData: Buffer.from(instance.text("userData")).toString("base64"),
    // That there is to be no public address is a matter of the interface, and so are its groups.
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        AssociatePublicIpAddress: instance.value("associatePublicIpAddress"),
        SubnetId: instance.text("subnetId"),
        Groups: instance.list("vpcSecurityGroupIds"),
      },
    ],
    MetadataOptions: metadata && {
      HttpEndpoint: metadata.value("httpEndpoint"),
      HttpTokens: metadata.value("httpTokens"),
      HttpPutResponseHopLimit: metadata.value("httpPutResponseHopLimit"),
      InstanceMetadataTags: metadata.value("instanceMetadataTags"),
    },
    BlockDeviceMappings: disk && [
      {
        DeviceName: ROOT_DEVICE,
        Ebs: present({
          DeleteOnTermination: disk.value("deleteOnTermination"),
          Encrypted: disk.value("encrypted"),
          KmsKeyId: disk.value("kmsKeyId"),
          VolumeType: disk.value("volumeType"),
        }),
      },
    ],
    TagSpecifications: tagSpecifications("instance", instance.tagMap()),
  };
}

/** The disk's own tags come after it is there. */
function rootVolume(instance: Inputs): AwsRequest {
  return ec2(
    "DescribeVolumes",
    { Filters: [{ Name: "attachment.instance-id", Values: [instance.planned("id")] }] },
    { "Volumes.0.VolumeId": instance.madeUp("vol") },
  );
}

function tagVolume(instance: Inputs, Tags: unknown): AwsRequest {
  return ec2("CreateTags", { Resources: [instance.madeUp("vol")], Tags });
}
