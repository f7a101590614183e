import { testChanges } from "../changes";

testChanges("cdc", "2.7.1");
