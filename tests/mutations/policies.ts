import { flattened, policy, unit } from "./mutation";

const tests = policy("rules");

/** Rules of the policy pack that find nothing any more. */
export const policies = flattened([
  {
    file: "policy/rule.ts",
    tests: policy("pack"),
    mutations: [
      {
        name: "rules-are-advice",
        from: `export const DEFAULT_LEVEL = "mandatory";`,
        to: `export const DEFAULT_LEVEL = "advisory";`,
      },
    ],
  },
  {
    file: "policy/secrets.ts",
    tests: policy("rules", "connectors"),
    mutations: [
      { name: "passwords-pass", from: "/password|passphrase|secret|", to: "/passphrase|secret|" },
      {
        name: "passwords-in-addresses-pass",
        from: "if (PASSWORD_IN_URL.test(literal)) return true;",
        to: "",
      },
    ],
  },
  {
    file: "policy/rules/s3.ts",
    tests: [...tests, ...unit("stages/guards")],
    mutations: [
      {
        name: "one-public-access-block-is-enough",
        from: "BLOCKS.every((block)",
        to: "BLOCKS.some((block)",
      },
      {
        name: "any-denial-is-tls",
        from: `values.includes("false"),`,
        to: "values.length > 0,",
      },
    ],
  },
  {
    file: "policy/rules/iam.ts",
    tests,
    mutations: [
      {
        name: "wildcard-actions-pass",
        from: "/^(\\*|[\\w-]+:\\*)$/",
        to: "/^\\*$/",
      },
      {
        name: "wildcard-topics-pass",
        from: '(service !== "s3" && ALL_OF_KIND.test(name))',
        to: "false",
      },
      {
        name: "services-of-any-account-pass",
        from: `key.toLowerCase() === "aws:sourceaccount"`,
        to: `key.toLowerCase() !== ""`,
      },
      {
        name: "unbound-services-pass",
        from: "check: ({ props }) => trustOf(props).filter(isAllowed).flatMap(unboundServices),",
        to: "check: () => [],",
      },
    ],
  },
  {
    file: "policy/rules/msk.ts",
    tests,
    mutations: [
      {
        name: "plaintext-clients-pass",
        from: `unless(clients === "TLS", `,
        to: `unless(clients !== "", `,
      },
      {
        name: "plaintext-brokers-pass",
        from: `unless(at(transit, "inCluster") !== false, `,
        to: "unless(true, ",
      },
      {
        name: "unauthenticated-clients-pass",
        from: `unless(at(authentication, "unauthenticated") !== true, `,
        to: "unless(true, ",
      },
    ],
  },
  {
    file: "policy/rules/connect.ts",
    tests,
    mutations: [
      {
        name: "plaintext-connectors-pass",
        from: `unless(type === "TLS", `,
        to: `unless(type !== "", `,
      },
      {
        name: "any-offsets-topic-passes",
        from: '/^__amazon_msk_connect_offsets_./.test(topic ?? ""),',
        to: "true,",
      },
      {
        name: "scaling-captures-pass",
        from: `...unless(!isSet(at(props, "capacity", "autoscaling")), "It scales"),`,
        to: "",
      },
    ],
  },
  {
    file: "policy/rules/ec2.ts",
    tests,
    mutations: [
      {
        name: "metadata-without-token-passes",
        from: `tokens === "required" || `,
        to: `tokens !== "" || `,
      },
    ],
  },
  {
    file: "policy/rules/aurora.ts",
    tests,
    mutations: [
      {
        name: "public-databases-pass",
        from: `unless(at(props, "publiclyAccessible") !== true, `,
        to: "unless(true, ",
      },
    ],
  },
  {
    file: "policy/rules/network.ts",
    tests,
    mutations: [
      { name: "open-ipv6-passes", from: `["0.0.0.0/0", "::/0"]`, to: `["0.0.0.0/0"]` },
      {
        name: "half-closed-groups-pass",
        from: `["ingress", "egress"].every(`,
        to: `["ingress"].every(`,
      },
    ],
  },
]);
