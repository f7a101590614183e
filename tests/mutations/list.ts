import { captures } from "./captures";
import { connectors } from "./connectors";
import { data } from "./data";
import { drawing } from "./drawing";
import type { Mutation } from "./mutation";
import { network } from "./network";
import { onTheEngine } from "./onTheEngine";
import { otherPrograms } from "./otherPrograms";
import { policies } from "./policies";
import { program } from "./program";
import { report } from "./report";
import { rights } from "./rights";

/** Every guard of the program whose loss a test must notice. */
export const mutations: readonly Mutation[] = [
  ...rights,
  ...data,
  ...network,
  ...connectors,
  ...captures,
  ...program,
  ...drawing,
  ...report,
  ...policies,
  ...onTheEngine,
  ...otherPrograms,
];
