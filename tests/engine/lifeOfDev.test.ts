import { describeLife } from "./living";

describeLife({ stage: "dev", pipeline: "all", asDeployed: true });
