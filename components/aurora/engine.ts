import type { input } from "@pulumi/aws/types";
import type { SetupStep } from "../../connectors/databaseSetup";
import type { AuroraEngine } from "../../support/awsLimits";

export type Parameter = input.rds.ClusterParameterGroupParameter;

/** What is particular to one of Aurora's engines. */
export interface Engine {
  readonly engine: AuroraEngine;
  readonly version: string;
  /** Of its parameter groups. */
  readonly family: string;
  readonly port: number;
  /** Name of the user who may do everything that RDS lets anybody do. */
  readonly masterUser: string;
  readonly parameters: readonly Parameter[];
  /** Name of the database that a new cluster has, where the setup does not make it. */
  readonly databaseName?: string;
  /** What RDS calls the log in which changes of tables and rights are. */
  readonly auditLog: "audit" | "postgresql";
  /** What the bootstrap is told of the database, besides where it is. */
  readonly bootstrap: object;
  /** What the bootstrap does, for no password, as nobody knows the password here. */
  readonly steps: readonly SetupStep[];
}

/** Takes effect when an instance starts, as AWS asks for static parameters. */
export function atStart(name: string, value: string): Parameter {
  return { name, value, applyMethod: "pending-reboot" };
}

export function atOnce(name: string, value: string): Parameter {
  return { name, value, applyMethod: "immediate" };
}
