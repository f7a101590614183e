import { testFailures } from "../failures";

testFailures("dev", "all");
