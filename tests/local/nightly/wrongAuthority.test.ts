import { testWrongAuthority } from "../wrongAuthority";

testWrongAuthority("debeziumVersion=1.9");
testWrongAuthority("databaseVersion=16.8");
