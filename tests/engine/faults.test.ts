import { describeFailing } from "./failing";

/** What AWS makes for minutes, or leaves half made; the nightly tier has every type go wrong. */
const types = [
  "aws:dynamodb/table:Table",
  "aws:msk/cluster:Cluster",
  "aws:mskconnect/connector:Connector",
  "aws:mskconnect/customPlugin:CustomPlugin",
  "aws:rds/clusterInstance:ClusterInstance",
  "command:local:Command",
];

describeFailing({ stage: "dev", settings: { pipeline: "cdc" }, as: "unready", types });
