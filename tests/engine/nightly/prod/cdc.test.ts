import { testFailures } from "../failures";

testFailures("prod", "cdc");
