import assert from "node:assert/strict";
import fc from "fast-check";
import { parseProperties, propertiesFile } from "../../../support/properties";

const key = fc.stringMatching(/^[a-z][a-z.]*$/);

describe("propertiesFile", () => {
  it("sorts the keys, so that the same properties are the same text", () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.stringMatching(/^\w*$/)), (p) => {
        const reversed = Object.fromEntries(Object.entries(p).reverse());
        assert.equal(propertiesFile(reversed), propertiesFile(p));
      }),
    );
  });

  it("writes a line for each property, however long", () => {
    const long = "x".repeat(200);
    assert.equal(propertiesFile({ b: long, a: "1 = one" }), `a=1 = one\nb=${long}\n`);
    assert.equal(propertiesFile({}), "");
  });

  it("writes what is read again, whatever a value holds", () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.string({ unit: "binary" })), (p) => {
        assert.deepEqual(parseProperties(propertiesFile(p)), { ...p });
      }),
    );
  });

  it("escapes what would begin another line or another key", () => {
    assert.equal(propertiesFile({ "a b": "1\nc=2\\" }), "a\\ b=1\\nc=2\\\\\n");
  });
});

describe("parseProperties", () => {
  it("passes over comments and the space around keys", () => {
    assert.deepEqual(parseProperties("a=1\n# no\n\nb = x=y\n"), { a: "1", b: "x=y" });
  });
});
