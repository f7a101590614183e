import { describeLife } from "./living";

describeLife({ stage: "dev", pipeline: "all", startsProgram: true, startsCommands: true });
