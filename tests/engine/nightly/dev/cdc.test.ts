import { testFailures } from "../failures";

testFailures("dev", "cdc");
