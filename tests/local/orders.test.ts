import { testOrders } from "./orders";

testOrders("3.7.x");
