import { generateKeyPair } from "node:crypto";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { md, pki } from "node-forge";
import type { Run } from "../../run/run";

/** Where the database server of a run listens, and what its certificate names. */
export const DATABASE_HOST = "127.0.0.1";

/** Days that a run's certificates are valid: longer than any run that is kept. */
const VALID_DAYS = 30;

/** Files of a server's certificate, all PEM. */
export interface ServerCertificate {
  /** Certificate of the authority that signed it. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * Returns the file with the certificate of a run's authority, by which clients verify its database.
 */
export function authorityFile(run: Run): string {
  return run.path("database-ca.pem");
}

/**
 * Issues the certificate of a run's database server as Amazon RDS does for a database: signed by an
 * authority, with the server's address in it. The authority is the run's own, and signs nothing
 * else: its key is forgotten.
 */
export async function issueServerCertificate(run: Run): Promise<ServerCertificate> {
  const authority = await newAuthority("Authority of a local run");
  const server = await newKeys();
  const certificate = certificateOf("Database of a local run", server, authority, [
    { name: "basicConstraints", cA: false },
    {
      name: "subjectAltName",
      altNames: [
        { type: IP_ADDRESS, ip: DATABASE_HOST },
        // Neither client gives a name for an address, and Node.js then expects this one.
        { type: DNS_NAME, value: "localhost" },
      ],
    },
  ]);
  return {
    authority: written(authorityFile(run), authority.certificate),
    certificate: written(run.path("database-cert.pem"), pki.certificateToPem(certificate)),
    key: written(run.path("database-key.pem"), server.privateKey),
  };
}

export interface Authority {
  readonly name: string;
  readonly privateKey: string;
  /** Its own certificate, PEM. */
  readonly certificate: string;
}

/** Makes an authority with a certificate that it signs itself. */
export async function newAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const signer = { name, privateKey: keys.privateKey };
  const certificate = certificateOf(name, keys, signer, [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  return { ...signer, certificate: pki.certificateToPem(certificate) };
}

/** Kinds of names. @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6 */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** RSA, since the library signs with no other keys. */
function newKeys(): Promise<Keys> {
  return promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}

function certificateOf(
  name: string,
  { publicKey }: Keys,
  signer: Pick<Authority, "name" | "privateKey">,
  extensions: unknown[],
): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // An authority must not give out a number twice; this one signs itself and one server.
  certificate.serialNumber = name === signer.name ? "01" : "02";
  const { notBefore, notAfter } = certificate.validity;
  notBefore.setDate(notBefore.getDate() - 1);
  notAfter.setTime(notBefore.getTime() + VALID_DAYS * 24 * 60 * 60 * 1000);
  certificate.setSubject([{ name: "commonName", value: name }]);
  certificate.setIssuer([{ name: "commonName", value: signer.name }]);
  certificate.setExtensions(extensions);
  certificate.sign(pki.privateKeyFromPem(signer.privateKey), md.sha256.create());
  return certificate;
}

/** Only this user may read a key. */
function written(path: string, content: string): string {
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
