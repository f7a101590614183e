import { actionsOf, type Row } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";

const kms = actionsOf("kms");

const key: TypeCalls = {
  sources: [schema("kms-key"), provider("kms/key.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const read: Row[] = [
      [kms("DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"), arn, own],
    ];
    return {
      create: [
        [kms("CreateKey"), "*", made(resource)],
        [kms("TagResource"), arn, made(resource)],
        [kms("EnableKeyRotation", "PutKeyPolicy"), arn, own],
        ...read,
      ],
      read,
      update: [
        [
          kms(
            "DisableKeyRotation",
            "EnableKeyRotation",
            "PutKeyPolicy",
            "UntagResource",
            "UpdateKeyDescription",
          ),
          arn,
          own,
        ],
        [kms("TagResource"), arn, { ...own, ...made(resource) }],
        ...read,
      ],
      delete: [[kms("ScheduleKeyDeletion"), arn, own], ...read],
    };
  },
};

const alias: TypeCalls = {
  sources: [schema("kms-alias"), provider("kms/alias.go")],
  calls: (resource, here) => {
    const arn = here.arn("kms", Here.text(resource, "name"));
    const keys = here.key("kms").map(([keyArn]) => keyArn);
    const [owner] = here.plan.resources.filter(({ type }) => type === "aws:kms/key:Key");
    const own = owner === undefined ? {} : owned(owner);
    const read: Row[] = [[kms("ListAliases"), "*"]];
    const both = (action: string): Row[] => [
      [kms(action), arn],
      [kms(action), keys, own],
    ];
    return {
      create: [...both("CreateAlias"), ...read],
      read,
      update: [...both("UpdateAlias"), ...read],
      delete: both("DeleteAlias"),
    };
  },
};

export const keyCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:kms/alias:Alias": alias,
  "aws:kms/key:Key": key,
};
