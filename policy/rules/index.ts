import type { Rule } from "../rule";
import { auroraRules } from "./aurora";
import { connectRules } from "./connect";
import { dynamoDbRules } from "./dynamodb";
import { ec2Rules } from "./ec2";
import { iamRules } from "./iam";
import { kmsRules } from "./kms";
import { logRules } from "./logs";
import { monitoringRules } from "./monitoring";
import { mskRules } from "./msk";
import { networkRules } from "./network";
import { s3Rules } from "./s3";
import { stackRules } from "./stack";

/** Every rule of the pack. */
export const rules: readonly Rule[] = [
  ...mskRules,
  ...connectRules,
  ...iamRules,
  ...s3Rules,
  ...dynamoDbRules,
  ...auroraRules,
  ...ec2Rules,
  ...networkRules,
  ...logRules,
  ...kmsRules,
  ...monitoringRules,
  ...stackRules,
];
