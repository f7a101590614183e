import { testWrongAuthority } from "../wrongAuthority";

testWrongAuthority("1.9");
