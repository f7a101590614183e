import { describeFailing } from "./failing";

describeFailing({ stage: "dev", settings: { pipeline: "all" }, oneOfAType: true });
