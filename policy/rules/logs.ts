import { at, isSet, shown } from "../properties";
import { unless, type ResourceRule } from "../rule";

const types = ["aws:cloudwatch/logGroup:LogGroup"];
const scope = "resource";

/** Security Hub's least. */
const YEAR_DAYS = 365;

export const logRules: readonly ResourceRule[] = [
  {
    id: "logs-retention",
    title: "Log groups have an end",
    controls: ["Checkov CKV_AWS_66"],
    why: "CloudWatch keeps logs for ever, and bills them, unless it is told how long.",
    fix: "Set retentionInDays",
    scope,
    types,
    check: ({ props }) => unless(retention(props) > 0, "retentionInDays is not set"),
  },
  {
    id: "logs-retention-year",
    title: "Logs are kept for a year",
    controls: ["Security Hub CloudWatch.16", "Checkov CKV_AWS_338"],
    why: "Who looks into an incident needs the months before it was noticed.",
    fix: `Set retentionInDays to ${YEAR_DAYS} or more`,
    scope,
    types,
    check: ({ props }) => {
      const days = retention(props);
      // For ever is long enough.
      return unless(days === 0 || days >= YEAR_DAYS, `retentionInDays is ${shown(days)}`);
    },
  },
  {
    id: "logs-customer-key",
    title: "Logs are encrypted with a key of the account's own",
    controls: ["Checkov CKV_AWS_158"],
    why: "Logs hold hosts, users and pieces of records.",
    fix: "Set kmsKeyId to the ARN of a key that CloudWatch Logs may use",
    scope,
    types,
    check: ({ props }) =>
      unless(isSet(at(props, "kmsKeyId")), "The logs are encrypted with AWS's key"),
  },
];

/** Returns the days that a log group keeps its logs, 0 for ever. */
function retention(props: unknown): number {
  return Number(at(props, "retentionInDays") ?? 0);
}
