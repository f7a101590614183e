import { describeLife } from "../../living";

describeLife({ stage: "prod", pipeline: "all", settings: { brokerType: "serverless" } });
