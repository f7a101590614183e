import { testFailures } from "../failures";

testFailures("staging", "all");
