import { testFailures } from "../failures";

testFailures("prod", "orders");
