import { flattened, policy, unit } from "./mutation";

const tests = policy("rules");

/** Rules of the policy pack that find nothing any more. */
export const policies = flattened([
  {
    tests: policy("pack"),
    mutations: [{ name: "rules-are-advice", at: "DEFAULT_LEVEL", to: `"advisory"` }],
  },
  {
    tests: policy("rules", "connectors"),
    mutations: [
      {
        name: "passwords-pass",
        at: "NAMES_SECRET",
        to: "/passphrase|secret|token|licen[sc]e|credential|jaas|(access|api|private)[._-]?key/i",
      },
      {
        name: "passwords-in-addresses-pass",
        at: "isSecret",
        code: "if (PASSWORD_IN_URL.test(literal)) return true",
      },
    ],
  },
  {
    tests: [...tests, ...unit("stages/guards")],
    mutations: [
      { name: "one-public-access-block-is-enough", at: "s3Rules", code: "every", to: "some" },
      {
        name: "any-denial-is-tls",
        at: "deniesPlaintext",
        code: `values.includes("false")`,
        to: "values.length > 0",
      },
    ],
  },
  {
    tests,
    mutations: [
      {
        name: "wildcard-actions-pass",
        at: "wildcardActions",
        code: String.raw`/^(\*|[\w-]+:\*)$/`,
        to: String.raw`/^\*$/`,
      },
      {
        name: "wildcard-topics-pass",
        at: "isWildcard",
        code: `(service !== "s3" && ALL_OF_KIND.test(name))`,
        to: "false",
      },
      {
        name: "services-of-any-account-pass",
        at: "unboundServices isBound",
        code: `key.toLowerCase() === "aws:sourceaccount"`,
        to: `key.toLowerCase() !== ""`,
      },
      {
        name: "unbound-services-pass",
        at: "iamRules",
        code: "trustOf(props).filter(isAllowed).flatMap(unboundServices)",
        to: "[]",
      },
    ],
  },
  {
    tests,
    mutations: [
      {
        name: "plaintext-clients-pass",
        at: "mskRules",
        code: `clients === "TLS"`,
        to: `clients !== ""`,
      },
      {
        name: "plaintext-brokers-pass",
        at: "mskRules",
        code: `at(transit, "inCluster") !== false`,
        to: "true",
      },
      {
        name: "unauthenticated-clients-pass",
        at: "mskRules",
        code: `at(authentication, "unauthenticated") !== true`,
        to: "true",
      },
    ],
  },
  {
    tests,
    mutations: [
      {
        name: "plaintext-connectors-pass",
        at: "connectRules",
        code: `type === "TLS"`,
        to: `type !== ""`,
      },
      {
        name: "any-offsets-topic-passes",
        at: "offsetsFindings",
        code: `/^__amazon_msk_connect_offsets_./.test(topic ?? "")`,
        to: "true",
      },
      {
        name: "scaling-captures-pass",
        at: "debeziumFindings",
        code: `...unless(!isSet(at(props, "capacity", "autoscaling")), "It scales")`,
      },
    ],
  },
  {
    tests,
    mutations: [
      {
        name: "metadata-without-token-passes",
        at: "ec2Rules",
        code: `tokens === "required"`,
        to: `tokens !== ""`,
      },
    ],
  },
  {
    tests,
    mutations: [
      {
        name: "public-databases-pass",
        at: "auroraRules",
        code: `at(props, "publiclyAccessible") !== true`,
        to: "true",
      },
    ],
  },
  {
    tests,
    mutations: [
      { name: "open-ipv6-passes", at: "EVERYWHERE", code: `"::/0"` },
      { name: "half-closed-groups-pass", at: "isClosed", code: `"egress"` },
    ],
  },
]);
