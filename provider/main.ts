#!/usr/bin/env node
/** The plugin by which Pulumi's engine reaches the components from programs in any language. */
import * as pulumi from "@pulumi/pulumi";
import { ComponentProvider } from "./provider";

void pulumi.provider.main(new ComponentProvider(), process.argv.slice(2));
