import assert from "node:assert/strict";
import { loadPlan } from "../../../plan/load";
import type { Plan } from "../../../plan/plan";
import { emulatorOfTests } from "./emulator";
import { withNeeds } from "./order";

interface Fault {
  readonly title: string;
  readonly type: string;
  readonly input: string;
  readonly value: unknown;
  readonly operation: string;
  readonly refusal: string;
}

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

/**
 * Mistakes that moto refuses as AWS does. It does not notice an apostrophe in a security group's
 * description nor most of what is too long or misspelt: that is for tests/aws/rules.
 */
const FAULTS: readonly Fault[] = [
  {
    title: "an action without its service",
    type: "aws:iam/rolePolicy:RolePolicy",
    input: "policy",
    value: policy({ Action: "GetObject", Resource: "*" }),
    operation: "iam:PutRolePolicy",
    refusal: "MalformedPolicyDocumentException",
  },
  {
    title: "an effect that is none",
    type: "aws:iam/rolePolicy:RolePolicy",
    input: "policy",
    value: policy({ Effect: "Permit", Action: "s3:GetObject", Resource: "*" }),
    operation: "iam:PutRolePolicy",
    refusal: "MalformedPolicyDocumentException",
  },
  {
    title: "a database engine that is misspelt",
    type: "aws:rds/cluster:Cluster",
    input: "engine",
    value: "aurora-mysqll",
    operation: "rds:CreateDBCluster",
    refusal: "InvalidParameterValue",
  },
  {
    title: "a kind of scaling policy that is misspelt",
    type: "aws:appautoscaling/policy:Policy",
    input: "policyType",
    value: "TargetTracking",
    operation: "application-autoscaling:PutScalingPolicy",
    refusal: "ValidationException",
  },
  {
    title: "a log group's name of 513 characters",
    type: "aws:cloudwatch/logGroup:LogGroup",
    input: "name",
    value: "g".repeat(513),
    operation: "logs:CreateLogGroup",
    refusal: "InvalidParameterException",
  },
  {
    title: "a bucket's name of 64 characters",
    type: "aws:s3/bucket:Bucket",
    input: "bucket",
    value: "b".repeat(64),
    operation: "s3:CreateBucket",
    refusal: "InvalidBucketName",
  },
  {
    title: "a key that is no attribute of the table",
    type: "aws:dynamodb/table:Table",
    input: "hashKey",
    value: "order_id",
    operation: "dynamodb:CreateTable",
    refusal: "ValidationException",
  },
];

describe("The emulator of AWS", () => {
  const emulator = emulatorOfTests();
  let plan: Plan;
  before(async () => {
    plan = await loadPlan({ stage: "staging", overrides: ["pipeline=all"] });
  });

  for (const { title, operation, refusal, ...fault } of FAULTS) {
    it(`refuses ${title}`, async () => {
      const emulation = await emulator.emulate(withFault(plan, fault));
      await emulation.create();
      const [first] = emulation.refusals;
      assert.deepEqual([first?.operation, first?.refusal], [operation, refusal], first?.message);
    });
  }
});

/** Returns the first resource of a type with a wrong input, and all that it stands on. */
function withFault(
  plan: Plan,
  { type, input, value }: Pick<Fault, "type" | "input" | "value">,
): Plan {
  const right = plan.resources.find((resource) => resource.type === type);
  assert.ok(right, `the plan has no ${type}`);
  const wrong = { ...right, inputs: { ...right.inputs, [input]: value } };
  return { ...plan, resources: withNeeds(wrong, plan.resources) };
}
