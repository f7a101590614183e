import { PolicyPack } from "@pulumi/policy";
import { toPolicy } from "./adapter";
import { DEFAULT_LEVEL } from "./rule";
import { rules } from "./rules";

new PolicyPack("msk-pipeline", {
  enforcementLevel: DEFAULT_LEVEL,
  policies: rules.map(toPolicy),
});
