import { testFailures } from "../failures";

testFailures("dev", "orders");
