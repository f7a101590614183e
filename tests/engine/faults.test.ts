import { describeFailing } from "./failing";

describeFailing({ stage: "dev", settings: { pipeline: "cdc" }, as: "unready", oneOfAType: true });
