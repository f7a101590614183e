import { testWrongAuthority } from "./wrongAuthority";

testWrongAuthority("debeziumVersion=2.7");
