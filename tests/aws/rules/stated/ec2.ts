import { between, bytes, oneOf, text, type StatedRule } from "./rule";

const API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const AUTHORIZE = ["ec2 AuthorizeSecurityGroupIngress", "ec2 AuthorizeSecurityGroupEgress"];
const CHARACTERS = "a-zA-Z0-9 ._\\-:\\/()#,@\\[\\]+=&;{}!$*";
/** AWS lists all but the ampersand for the description of a rule that names another group. */
const OF_PAIR = CHARACTERS.replace("&", "");

const description = (member: string, characters: string, page: string): StatedRule => ({
  requests: AUTHORIZE,
  member: `IpPermissions[].${member}[].Description`,
  problem: text({ characters, max: 255 }),
  source: `${API}/${page}.html`,
});

export const ec2Rules: readonly StatedRule[] = [
  {
    requests: ["ec2 CreateSecurityGroup"],
    member: "Description",
    problem: text({ characters: CHARACTERS, max: 255 }),
    source: `${API}/API_CreateSecurityGroup.html`,
  },
  {
    requests: ["ec2 CreateSecurityGroup"],
    member: "GroupName",
    problem: text({ characters: CHARACTERS, max: 255, min: 1 }, [
      /^sg-/i,
      "begins with sg-, which is AWS's own",
    ]),
    source: `${API}/API_CreateSecurityGroup.html`,
  },
  description("IpRanges", CHARACTERS, "API_IpRange"),
  description("Ipv6Ranges", CHARACTERS, "API_Ipv6Range"),
  description("UserIdGroupPairs", OF_PAIR, "API_UserIdGroupPair"),
  description("PrefixListIds", OF_PAIR, "API_PrefixListId"),
  ...["FromPort", "ToPort"].map((member): StatedRule => ({
    requests: AUTHORIZE,
    member: `IpPermissions[].${member}`,
    problem: between(-1, 65535),
    source: `${API}/API_IpPermission.html`,
  })),
  {
    requests: ["ec2 RunInstances"],
    member: "UserData",
    // The limit holds before the encoding.
    problem: bytes(16384, (encoded) => Buffer.from(encoded, "base64").toString("utf8")),
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  },
  {
    requests: ["ec2 CreateVpc", "ec2 CreateSubnet"],
    member: "CidrBlock",
    problem: (value) => between(16, 28)(String(value).split("/")[1]),
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
  },
  {
    requests: ["ec2 CreateFlowLogs"],
    member: "MaxAggregationInterval",
    problem: oneOf(60, 600),
    source: `${API}/API_CreateFlowLogs.html`,
  },
];
