import assert from "node:assert/strict";
import { statements } from "../helpers/resources";
import { unusedGrants, wrongDecisions } from "./iam/decisions";
import { nobodyMay } from "./iam/everyone";
import { rule, type Principal } from "./iam/simulate";
import { everyRole, roleOf, ruleIn, stageOf, type Role } from "./iam/stage";
import { tableOf, type RoleName } from "./iam/tables";

type Statement = ReturnType<typeof statements>[number];
type Edit = (statement: Statement) => readonly Statement[];

interface Guard {
  readonly role: RoleName;
  /** The statement that is edited. */
  readonly sid: string;
  readonly edit: Edit;
  /** How the decisions that flip begin and end, in the table's order. */
  readonly flips: readonly RegExp[];
}

const guards: Readonly<Record<string, Guard>> = {
  "a source that may read what it writes": {
    role: "orders-source",
    sid: "WriteTopics",
    edit: adding("kafka-cluster:ReadData"),
    flips: [
      /^orders-source may kafka-cluster:ReadData on .*\/orders by orders-source-policy Write/,
    ],
  },
  "a sink that may write what it reads": {
    role: "orders-sink",
    sid: "ReadTopics",
    edit: adding("kafka-cluster:WriteData"),
    flips: [/^orders-sink may kafka-cluster:WriteData on .*\/orders by/],
  },
  "a sink of every table": {
    role: "orders-sink",
    sid: "WriteTables",
    edit: on((arn) => arn.replace(/[^/]+$/, "*")),
    flips: [
      /^orders-sink may dynamodb:BatchWriteItem on .*table\/kafka_aurora/,
      /^orders-sink may dynamodb:DescribeTable on .*table\/kafka_aurora/,
    ],
  },
  "a source of the workers' topics of all": {
    role: "orders-source",
    sid: "OwnTopics",
    edit: on((arn) => arn.replace(/_configs_.*$/, "_configs_*")),
    // Two rights on the topic of each other connector, of two alike names, of another stage.
    flips: Array.from(
      { length: 14 },
      () => /^orders-source may kafka-cluster:(Read|Write)Data on /,
    ),
  },
  "a sink that may use the key for itself": {
    role: "sales-sink",
    sid: "UseTableKeys",
    edit: (statement) => [{ ...statement, Condition: undefined }],
    flips: Array.from({ length: 9 }, () => /^sales-sink may kms:/),
  },
  "a client that may look into every object of the bucket": {
    role: "client",
    sid: "FetchTools",
    edit: adding("s3:GetObject"),
    flips: [/^client may s3:GetObject on .*kafka-client/],
  },
  "a sink that may not write its table": {
    role: "sales-sink",
    sid: "WriteTables",
    edit: () => [],
    flips: [
      /^sales-sink may not dynamodb:BatchWriteItem on .*SALES_ORDER$/,
      /^sales-sink may not dynamodb:DescribeTable on .*SALES_ORDER$/,
    ],
  },
  "a reader that may join groups of connectors": {
    role: "orders-topic-reader",
    sid: "JoinGroups",
    edit: on((arn) => arn.replace("/orders-reader-", "/connect-")),
    flips: [
      // Two rights on each of its own two groups, and on those of five connectors and one like them.
      ...Array.from({ length: 4 }, () => /^orders-topic-reader may not kafka-cluster:\w+Group on /),
      ...Array.from({ length: 12 }, () => /^orders-topic-reader may kafka-cluster:\w+Group on /),
    ],
  },
  "a reader of every table": {
    role: "orders-table-reader",
    sid: "ReadTable",
    edit: on((arn) => arn.replace(/[^/]+$/, "*")),
    flips: Array.from(
      { length: 5 },
      () => /^orders-table-reader may dynamodb:\w+ on .*SALES_ORDER/,
    ),
  },
  "a sink of every folder of a bucket": {
    role: "lake-sink",
    sid: "WriteObjects",
    edit: on((arn) => arn.replace(/\/orders\/\*$/, "/*")),
    flips: Array.from({ length: 3 }, () => /^lake-sink may s3:\w+ on arn:aws:s3:::/),
  },
  "a capture without its password": {
    role: "sales-capture",
    sid: "DecryptSecret",
    edit: () => [],
    flips: [/^sales-capture may not kms:Decrypt on .* with kms:ViaService=secretsmanager/],
  },
};

describe("IAM guards", () => {
  for (const [what, { role, sid, edit, flips }] of Object.entries(guards)) {
    it(`find ${what}`, async () => {
      const stage = await stageOf("prod");
      const table = tableOf(role, stage.names);
      const wrong = await wrongDecisions(stage, edited(roleOf(stage, role), sid, edit), table);
      assert.equal(wrong.length, flips.length, wrong.join("\n"));
      flips.forEach((flip, index) => {
        assert.match(wrong[index] ?? "", flip);
      });
    });
  }

  const forNobody: Readonly<Record<string, readonly [Edit, RegExp]>> = {
    "a role that reaches other clusters": [
      on((arn) => arn.replace(/:cluster\/.*$/, ":cluster/*")),
      /kafka-cluster:Connect on .*:cluster\/another/,
    ],
    "a role that deletes topics": [
      (statement) => [
        statement,
        {
          ...statement,
          Sid: "Added",
          Action: ["kafka-cluster:*"],
          Resource: statement.Resource.map((arn) => `${arn.replace(":cluster/", ":topic/")}/*`),
        },
      ],
      /kafka-cluster:DeleteTopic on .*\/orders by client-policy/,
    ],
    "a role that passes roles on": [
      (statement) => [
        statement,
        { ...statement, Sid: "Added", Action: ["iam:PassRole"], Resource: ["*"] },
      ],
      /iam:PassRole on .*role\/orders-source-role/,
    ],
  };
  for (const [what, [edit, flip]] of Object.entries(forNobody)) {
    it(`find ${what}, which nobody may`, async () => {
      const stage = await stageOf("prod");
      const roles = [edited(roleOf(stage, "client"), "ConnectToCluster", edit)];
      const table = { allowed: [], denied: nobodyMay(stage.names) };
      const wrong = await wrongDecisions(stage, everyRole({ ...stage, roles }), table);
      assert.match(wrong.join("\n"), flip);
    });
  }

  it("find a right that no work needs, even where nobody thought of it", async () => {
    const stage = await stageOf("prod");
    const name = "orders-table-reader";
    const role = edited(roleOf(stage, name), "ReadTable", adding("dynamodb:PartiQLSelect"));
    assert.deepEqual(await unusedGrants(stage, role, tableOf(name, stage.names)), [
      `${name}-policy ReadTable dynamodb:PartiQLSelect ${stage.names.table("orders")}`,
    ]);
  });
});

describe("IAM simulation", () => {
  const nobody: Principal = { arn: "arn:aws:iam::123456789012:role/nobody", policies: [] };
  const topic = "arn:aws:kafka:us-east-1:123456789012:topic/a/b/orders";

  it("knows MSK's actions, and refuses one that there is not", async () => {
    const decided = await rule(nobody, { action: "kafka-cluster:ReadData", resource: topic });
    assert.deepEqual(decided, { allowed: false, grants: [] });
    await assert.rejects(
      rule(nobody, { action: "kafka-cluster:ReadDatum", resource: topic }),
      /^Error: kafka-cluster:ReadDatum on .*orders cannot be simulated: .*invalid.action/,
    );
  });

  it("refuses an action on a resource that it is never asked for", async () => {
    await assert.rejects(
      rule(nobody, { action: "kafka-cluster:Connect", resource: topic }),
      /cannot be simulated: .*no.resource.types/,
    );
  });

  it("refuses a question about many resources at once", async () => {
    await assert.rejects(
      rule(nobody, { action: "dynamodb:GetItem", resource: "*" }),
      /^Error: dynamodb:GetItem on \* cannot be decided: name one resource/,
    );
  });

  it("refuses context that the action does not have", async () => {
    const request = { action: "kafka-cluster:ReadData", resource: topic };
    await assert.rejects(
      rule(nobody, { ...request, context: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }),
      /^Error: kafka-cluster:ReadData on .*orders has no context kms:ViaService/,
    );
  });

  it("heeds the policy of the resource", async () => {
    const stage = await stageOf("prod");
    const fetch = { action: "s3:GetObjectVersion", resource: stage.names.archive("kafka-client") };
    const client = roleOf(stage, "client");
    const overHttp = { ...fetch, context: { "aws:SecureTransport": "false" } };
    assert.equal((await ruleIn(stage, client, fetch)).allowed, true);
    assert.equal((await ruleIn(stage, client, overHttp)).allowed, false);
  });
});

/** Returns a copy of a role in which one statement is another, or gone. */
function edited(role: Role, sid: string, edit: Edit): Role {
  const policies = role.policies.map(({ name, document }) => {
    const before = statements(document);
    assert.ok(
      before.some(({ Sid }) => Sid === sid),
      `${name} has no statement ${sid}`,
    );
    const after = before.flatMap((each) => (each.Sid === sid ? edit(each) : [each]));
    return { name, document: JSON.stringify({ Version: "2012-10-17", Statement: after }) };
  });
  return { ...role, policies };
}

function adding(action: string): Edit {
  return (statement) => [{ ...statement, Action: [...statement.Action, action] }];
}

function on(rename: (arn: string) => string): Edit {
  return (statement) => [{ ...statement, Resource: statement.Resource.map(rename) }];
}
