import { testChanges } from "./changes";

testChanges("all", "3.7.x");
