#!/usr/bin/env node
import { commandLine } from "./commandLine";
import { exit, exitWith } from "./show";
import "../support/awsSdk";

commandLine()
  .parseAsync()
  .then(() => exit(0), exitWith);
