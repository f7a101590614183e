import { testFailures } from "../failures";

testFailures("staging", "cdc");
