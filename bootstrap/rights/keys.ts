import { asStages, ofStage, regional, stackName, throughServices, type Stage } from "../stage";
import { actionsOf, allow, type Condition, type Statement } from "../statement";

const kms = actionsOf("kms");

/**
 * Allows managing the stage's own key. What encrypts with it is a service on the deployer's behalf,
 * which for what it keeps for long asks for a grant.
 */
export function keyRights(stage: Stage): Statement[] {
  const keys = [regional(stage, "kms", "key/*")];
  const forService: Condition = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  const storing = ["dynamodb", "ec2", "kafka", "rds"];
  return [
    allow("CreateKey", kms("CreateKey"), ["*"], asStages(stage)),
    allow("TagNewKey", kms("TagResource"), keys, asStages(stage)),
    allow(
      "ChangeKey",
      kms(
        "DisableKeyRotation",
        "EnableKeyRotation",
        "PutKeyPolicy",
        "ScheduleKeyDeletion",
        "UntagResource",
        "UpdateKeyDescription",
      ),
      keys,
      ofStage(stage),
    ),
    allow("NameKey", kms("CreateAlias", "DeleteAlias", "UpdateAlias"), keys, ofStage(stage)),
    allow("ChangeAlias", kms("CreateAlias", "DeleteAlias", "UpdateAlias"), [
      regional(stage, "kms", `alias/${stackName(stage)}`),
    ]),
    allow(
      "UseKey",
      kms("Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext"),
      keys,
      throughServices(stage, "s3", "secretsmanager", ...storing),
    ),
    allow("GrantKey", kms("CreateGrant"), keys, {
      ...throughServices(stage, ...storing),
      ...forService,
    }),
  ];
}
