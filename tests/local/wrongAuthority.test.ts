import { testWrongAuthority } from "./wrongAuthority";

testWrongAuthority("2.7");
