import { describeLake } from "./lake";

describeLake("3.7.x", "avro");
