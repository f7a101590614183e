#!/usr/bin/env node
/** The plugin by which Pulumi's engine reaches the components from programs in any language. */
import { fstatSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { ComponentProvider } from "./provider";

void pulumi.provider.main(new ComponentProvider(), process.argv.slice(2));

// An engine that is killed ends nothing, but its end of this process's input is closed.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.resume().once("close", () => process.exit());
