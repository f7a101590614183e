import { join } from "node:path";

/** Folder of the project on this machine. */
export const projectRoot = join(__dirname, "..");
