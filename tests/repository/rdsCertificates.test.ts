import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rdsCertificatesFile, verifiableRegions } from "../../config/rdsCertificates";
import { rdsCertificates } from "../../tools/rdsCertificates";

describe("The certificates of Amazon RDS's authorities", () => {
  const pem = readFileSync(rdsCertificatesFile, "utf8");
  const certificates = pem
    .split("\n# ")
    .map((text) => new X509Certificate(text.slice(text.indexOf("-----BEGIN"))));

  it("are those of the package that is pinned; else run npm run certificates", () => {
    assert.equal(pem, rdsCertificates());
  });

  it("are three for each region, of authorities that sign themselves and are valid for decades", () => {
    assert.equal(certificates.length, 3 * verifiableRegions().size);
    for (const certificate of certificates) {
      assert.ok(certificate.ca && certificate.checkIssued(certificate), certificate.subject);
      assert.ok(certificate.verify(certificate.publicKey));
      assert.ok(Date.parse(certificate.validTo) > Date.UTC(2060, 0), certificate.validTo);
    }
  });
});
