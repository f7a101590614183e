import { describeFailing } from "./failing";

/** What a change of a connector goes through; the nightly tiers have every type go wrong. */
const types = ["aws:mskconnect/connector:Connector", "command:local:Command"];

describeFailing({ stage: "dev", settings: { pipeline: "cdc" }, as: "unready", types });
