import { describeLake } from "../lake";

describeLake("2.7.1");
