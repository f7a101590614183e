import type { Ports } from "../run/ports";
import type { Run } from "../run/run";
import type { View } from "../view/view";
import type { Java } from "./jvm/java";

/** What the start of every service works with. */
export interface Context {
  readonly run: Run;
  readonly java: Java;
  readonly view: View;
  readonly ports: Ports;
}
