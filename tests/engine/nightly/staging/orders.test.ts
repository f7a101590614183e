import { testFailures } from "../failures";

testFailures("staging", "orders");
