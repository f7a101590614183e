import { testOrders } from "../orders";

testOrders("2.7.1");
