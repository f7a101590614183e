import type { Plan } from "../../../../plan/plan";
import type { Emulation } from "../emulation";
import { roles, securityGroups, subnets } from "./access";
import { alarms } from "./alarms";
import { bucket, logGroups, tables } from "./data";
import { brokers, databases, instances, serverlessClusters } from "./machines";

/** What must be true of a plan once the emulator has it, each with a title. */
export const FACTS: Readonly<Record<string, (emulation: Emulation, plan: Plan) => Promise<void>>> =
  {
    "opens in each security group what is planned and nothing else": securityGroups,
    "keeps private subnets private": subnets,
    "encrypts and versions the plugin bucket and lets nobody in": bucket,
    "has tables with their keys, protection and recovery": tables,
    "keeps logs for as long as planned": logGroups,
    "has alarms that tell the stage's topic, as encrypted as planned": alarms,
    "gives each role its trust and its policies": roles,
    "has brokers in the private subnets, by TLS only": brokers,
    "has a serverless cluster in the private subnets, by IAM only": serverlessClusters,
    "has an encrypted database with its parameters": databases,
    "has an instance that is private and asks for tokens": instances,
  };
