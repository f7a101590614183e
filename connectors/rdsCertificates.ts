import type { Output } from "@pulumi/pulumi";
import { reference, type ConfigProvider } from "./configProviders";

/**
 * The config provider that has the certificates of Amazon RDS's authorities, so that a connector
 * verifies that a server is the database.
 */
export const rdsCertificates: ConfigProvider = {
  name: "rdsCertificates",
  className: "dev.mskpipeline.connect.rds.RdsCertificatesConfigProvider",
  parameters: {},
};

/**
 * Returns what stands for the path of a Java truststore with the certificates, for what opens it, or
 * for the path of a file with them in the form PEM.
 */
export function rdsTrust(field: "truststore" | "password" | "pem"): Output<string> {
  return reference(rdsCertificates.name, field);
}
