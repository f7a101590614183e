import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../support/projectRoot";

/** Certificates of Amazon RDS's authorities, as `npm run certificates` writes them. */
export const CERTIFICATES =
  "plugins/rds-certificates/src/main/resources/dev/mskpipeline/connect/rds/rds-ca.pem";

export const rdsCertificatesFile = join(packageRoot, CERTIFICATES);

/** Returns the regions whose databases can be verified by those certificates. */
export function verifiableRegions(): ReadonlySet<string> {
  const names = readFileSync(rdsCertificatesFile, "utf8").matchAll(/^# Amazon RDS (\S+) Root CA/gm);
  return new Set([...names].map(([, region = ""]) => region));
}
