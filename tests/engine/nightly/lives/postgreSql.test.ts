import { describeLife } from "../../living";

describeLife({ stage: "prod", pipeline: "cdc", settings: { databaseVersion: "16.8" } });
