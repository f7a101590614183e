import { describeFailing } from "./failing";

describeFailing({ stage: "dev", settings: { pipeline: "all" }, as: "unready", oneOfAType: true });
