import { testFailures } from "../failures";

testFailures("prod", "all");
